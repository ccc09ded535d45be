/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-visit-private.h"

#include <string.h>

#include "candor-date.h"
#include "candor-verdict.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CandorVisit, candor_visit, G_TYPE_OBJECT)

/* The place of each single value in the JSON. */
static const char *const field_paths[CANDOR_N_FIELDS] = {
  [CANDOR_FIELD_ID] = "id",
  [CANDOR_FIELD_STARTED_AT] = "started_at",
  [CANDOR_FIELD_LANGUAGE] = "language",
  [CANDOR_FIELD_CLINIC_LANGUAGE] = "clinic_language",
  [CANDOR_FIELD_PROCEDURE] = "procedure",
  [CANDOR_FIELD_PROCEDURE_VERSION] = "procedure_version",
  [CANDOR_FIELD_TEXT_SHA256] = "text.sha256",
  [CANDOR_FIELD_TEXT_LANGUAGE] = "text.language",
  [CANDOR_FIELD_CLINIC_NAME] = "clinic.name",
  [CANDOR_FIELD_CLINIC_ADDRESS] = "clinic.address",
  [CANDOR_FIELD_CLINIC_PHONE] = "clinic.phone",
  [CANDOR_FIELD_CLINIC_EMERGENCY] = "clinic.emergency",
  [CANDOR_FIELD_PATIENT_NAME] = "patient.name",
  [CANDOR_FIELD_PATIENT_BORN] = "patient.date_of_birth",
  [CANDOR_FIELD_PATIENT_CONFIRMED] = "patient.confirmed_at",
  [CANDOR_FIELD_PATIENT_GOAL] = "patient.goal",
  [CANDOR_FIELD_TREATMENT_AREA] = "treatment.area",
  [CANDOR_FIELD_TREATMENT_DEPTH] = "treatment.depth",
  [CANDOR_FIELD_TREATMENT_PRODUCT] = "treatment.product",
  [CANDOR_FIELD_TREATMENT_DATE] = "treatment.date",
  [CANDOR_FIELD_PRACTITIONER_NAME] = "practitioner.name",
  [CANDOR_FIELD_PRACTITIONER_ROLE] = "practitioner.role",
  [CANDOR_FIELD_PRACTITIONER_REGISTRATION] = "practitioner.registration",
  [CANDOR_FIELD_INTERPRETER_NAME] = "interpreter.name",
  [CANDOR_FIELD_WITNESS_NAME] = "witness.name",
  [CANDOR_FIELD_TALK_RISKS] = "talk.risks",
  [CANDOR_FIELD_TALK_NOTE] = "talk.note",
  [CANDOR_FIELD_TALK_AT] = "talk.at",
  [CANDOR_FIELD_DECISION] = "decision",
  [CANDOR_FIELD_DECISION_REASON] = "decision_reason",
  [CANDOR_FIELD_DECISION_AT] = "decision_at",
  [CANDOR_FIELD_REVIEWED_AT] = "reviewed_at",
};

static void
answer_free (gpointer data)
{
  CandorAnswer *self = data;

  g_free (self->detail);
  g_free (self->date);
  g_free (self);
}

static void
check_answer_free (gpointer data)
{
  CandorCheckAnswer *self = data;

  g_free (self->first);
  g_free (self->latest);
  g_free (self->talked);
  g_free (self);
}

static void
settlement_free (gpointer data)
{
  CandorSettlement *self = data;

  g_free (self->reason);
  g_free (self);
}

static void
patient_question_free (gpointer data)
{
  CandorPatientQuestion *self = data;

  g_free (self->question);
  g_free (self->reply);
  g_free (self);
}

static char *
nonempty (const char *value)
{
  return value == NULL || *value == '\0' ? NULL : g_utf8_make_valid (value, -1);
}

static void
changed (CandorVisit *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Stores text where it differs; tells whether it did. */
static gboolean
store (char **slot, const char *value)
{
  g_autofree char *stored = nonempty (value);

  if (g_strcmp0 (*slot, stored) == 0)
    return FALSE;
  g_free (*slot);
  *slot = g_steal_pointer (&stored);
  return TRUE;
}

static gpointer
look_up (GHashTable *table, const char *id, gsize size)
{
  gpointer found = g_hash_table_lookup (table, id);

  if (found == NULL)
    {
      found = g_malloc0 (size);
      g_hash_table_insert (table, g_strdup (id), found);
    }
  return found;
}

static void
candor_visit_finalize (GObject *object)
{
  CandorVisit *self = CANDOR_VISIT (object);

  for (gsize i = 0; i < CANDOR_N_FIELDS; i++)
    g_free (self->fields[i]);
  for (gsize i = 0; i < CANDOR_N_ROLES; i++)
    g_clear_pointer (&self->signatures[i], candor_signature_free);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->checks);
  g_hash_table_unref (self->settled);
  g_hash_table_unref (self->statements);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->shown_seconds);
  G_OBJECT_CLASS (candor_visit_parent_class)->finalize (object);
}

static void
candor_visit_class_init (CandorVisitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = candor_visit_finalize;

  /**
   * CandorVisit::changed:
   * @self: the visit
   *
   * Something in the visit is no longer what it was.
   */
  signals[CHANGED] = g_signal_new ("changed", CANDOR_TYPE_VISIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
candor_visit_init (CandorVisit *self)
{
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->checks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, check_answer_free);
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, settlement_free);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->questions = g_ptr_array_new_with_free_func (patient_question_free);
  self->shown = g_ptr_array_new_with_free_func (g_free);
  self->shown_seconds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * candor_visit_new:
 *
 * Returns: (transfer full): a visit with nothing in it
 */
CandorVisit *
candor_visit_new (void)
{
  return g_object_new (CANDOR_TYPE_VISIT, NULL);
}

/**
 * candor_visit_start:
 * @procedure: what the visit is about
 * @language: the language of the patient and, until told otherwise, of the clinic
 *
 * Returns: (transfer full): a visit that begins now
 */
CandorVisit *
candor_visit_start (CandorProcedure *procedure, const CandorLanguage *language)
{
  CandorVisit *self = candor_visit_new ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *now = candor_time_now_iso ();

  candor_visit_set (self, CANDOR_FIELD_ID, id);
  candor_visit_set (self, CANDOR_FIELD_STARTED_AT, now);
  candor_visit_set (self, CANDOR_FIELD_LANGUAGE, candor_language_code (language));
  candor_visit_set (self, CANDOR_FIELD_CLINIC_LANGUAGE, candor_language_code (language));
  candor_visit_set (self, CANDOR_FIELD_PROCEDURE, candor_procedure_id (procedure));
  candor_visit_set (self, CANDOR_FIELD_PROCEDURE_VERSION, candor_procedure_version (procedure));
  return self;
}

/**
 * candor_visit_get:
 * @self: a visit
 * @field: which of the single values
 *
 * Returns: (transfer none) (nullable): the value; %NULL when unset, never ""
 */
const char *
candor_visit_get (CandorVisit *self, CandorField field)
{
  g_return_val_if_fail (CANDOR_IS_VISIT (self) && field < CANDOR_N_FIELDS, NULL);

  return self->fields[field];
}

/**
 * candor_visit_set:
 * @self: a visit
 * @field: which of the single values
 * @value: (nullable): the new value; %NULL or "" unsets it
 */
void
candor_visit_set (CandorVisit *self, CandorField field, const char *value)
{
  g_return_if_fail (CANDOR_IS_VISIT (self) && field < CANDOR_N_FIELDS);

  if (store (&self->fields[field], value))
    changed (self);
}

/**
 * candor_visit_field_path:
 * @field: one of the single values
 *
 * Returns: (transfer none): its place in the JSON, such as "patient.name"
 */
const char *
candor_visit_field_path (CandorField field)
{
  g_return_val_if_fail (field < CANDOR_N_FIELDS, NULL);

  return field_paths[field];
}

/**
 * candor_visit_get_answer:
 * @self: a visit
 * @question: id of a health question
 *
 * Returns: (transfer none) (nullable): the answer, or %NULL when there is none yet
 */
const CandorAnswer *
candor_visit_get_answer (CandorVisit *self, const char *question)
{
  return g_hash_table_lookup (self->answers, question);
}

void
candor_visit_set_reply (CandorVisit *self, const char *question, CandorReply reply)
{
  CandorAnswer *answer = look_up (self->answers, question, sizeof *answer);

  if (answer->given && answer->reply == reply)
    return;
  /* What the practitioner decided was about the reply that stood there then. */
  if (answer->given)
    g_hash_table_remove (self->settled, question);
  answer->given = TRUE;
  answer->reply = reply;
  changed (self);
}

void
candor_visit_set_answer_detail (CandorVisit *self, const char *question, const char *detail)
{
  CandorAnswer *answer = look_up (self->answers, question, sizeof *answer);

  if (store (&answer->detail, detail))
    changed (self);
}

void
candor_visit_set_answer_date (CandorVisit *self, const char *question, const char *iso)
{
  CandorAnswer *answer = look_up (self->answers, question, sizeof *answer);

  if (store (&answer->date, iso))
    changed (self);
}

/**
 * candor_visit_forget_answer:
 * @self: a visit
 * @question: id of a health question
 *
 * Takes the answer away, and what the practitioner decided about it: the question is open again.
 */
void
candor_visit_forget_answer (CandorVisit *self, const char *question)
{
  gboolean had_answer = g_hash_table_remove (self->answers, question);

  if (g_hash_table_remove (self->settled, question) || had_answer)
    changed (self);
}

const CandorCheckAnswer *
candor_visit_get_check (CandorVisit *self, const char *question)
{
  return g_hash_table_lookup (self->checks, question);
}

/**
 * candor_visit_choose_option:
 * @self: a visit
 * @question: id of a check question
 * @option: id of the option that the patient chose
 *
 * Keeps the first choice for the practitioner, and the latest for the page.
 */
void
candor_visit_choose_option (CandorVisit *self, const char *question, const char *option)
{
  CandorCheckAnswer *answer = look_up (self->checks, question, sizeof *answer);

  if (answer->first == NULL)
    answer->first = g_strdup (option);
  if (store (&answer->latest, option))
    changed (self);
}

void
candor_visit_set_check_talked (CandorVisit *self, const char *question, const char *talked)
{
  CandorCheckAnswer *answer = look_up (self->checks, question, sizeof *answer);

  if (store (&answer->talked, talked))
    changed (self);
}

/**
 * candor_visit_get_settlement:
 * @self: a visit
 * @question: id of a health question, or "age"
 *
 * Returns: (transfer none) (nullable): what the practitioner decided about it
 */
const CandorSettlement *
candor_visit_get_settlement (CandorVisit *self, const char *question)
{
  return g_hash_table_lookup (self->settled, question);
}

void
candor_visit_settle (CandorVisit *self,
                     const char *question,
                     CandorSettled decision,
                     const char *reason)
{
  CandorSettlement *settlement = look_up (self->settled, question, sizeof *settlement);
  gboolean differs = settlement->decision != decision;

  settlement->decision = decision;
  if (store (&settlement->reason, reason) || differs)
    changed (self);
}

guint
candor_visit_n_questions (CandorVisit *self)
{
  return self->questions->len;
}

const CandorPatientQuestion *
candor_visit_get_question (CandorVisit *self, guint index)
{
  g_return_val_if_fail (index < self->questions->len, NULL);

  return self->questions->pdata[index];
}

/**
 * candor_visit_set_question:
 * @self: a visit
 * @index: which question; one more than there are adds one
 * @question: (nullable): the patient's words; %NULL or "" takes the question away, with its reply
 */
void
candor_visit_set_question (CandorVisit *self, guint index, const char *question)
{
  g_autofree char *words = nonempty (question);

  g_return_if_fail (index <= self->questions->len);

  if (words == NULL)
    {
      if (index < self->questions->len)
        {
          g_ptr_array_remove_index (self->questions, index);
          changed (self);
        }
      return;
    }

  if (index == self->questions->len)
    g_ptr_array_add (self->questions, g_new0 (CandorPatientQuestion, 1));
  if (store (&((CandorPatientQuestion *)self->questions->pdata[index])->question, words))
    changed (self);
}

void
candor_visit_set_question_reply (CandorVisit *self, guint index, const char *reply)
{
  g_return_if_fail (index < self->questions->len);

  if (store (&((CandorPatientQuestion *)self->questions->pdata[index])->reply, reply))
    changed (self);
}

CandorChoice
candor_visit_get_capacity (CandorVisit *self, CandorCapacity part)
{
  g_return_val_if_fail (part < CANDOR_N_CAPACITY, CANDOR_CHOICE_OPEN);

  return self->capacity[part];
}

void
candor_visit_set_capacity (CandorVisit *self, CandorCapacity part, CandorChoice choice)
{
  g_return_if_fail (part < CANDOR_N_CAPACITY);

  if (self->capacity[part] == choice)
    return;
  self->capacity[part] = choice;
  changed (self);
}

CandorChoice
candor_visit_get_statement (CandorVisit *self, const char *statement)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->statements, statement));
}

void
candor_visit_set_statement (CandorVisit *self, const char *statement, CandorChoice choice)
{
  if (candor_visit_get_statement (self, statement) == choice)
    return;
  g_hash_table_insert (self->statements, g_strdup (statement), GINT_TO_POINTER (choice));
  changed (self);
}

gboolean
candor_visit_was_shown (CandorVisit *self, const char *section)
{
  return g_ptr_array_find_with_equal_func (self->shown, section, g_str_equal, NULL);
}

/**
 * candor_visit_mark_shown:
 * @self: a visit
 * @section: id of a section that stands on the screen now
 *
 * Shown is all that this says; whether it was understood, it does not know.
 */
void
candor_visit_mark_shown (CandorVisit *self, const char *section)
{
  if (candor_visit_was_shown (self, section))
    return;
  g_ptr_array_add (self->shown, g_strdup (section));
  changed (self);
}

/**
 * candor_visit_get_shown_seconds:
 *
 * Returns: how many seconds the section stood on the screen, all its times together; 0 if that was
 *   not measured
 */
guint
candor_visit_get_shown_seconds (CandorVisit *self, const char *section)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->shown_seconds, section));
}

/**
 * candor_visit_add_shown_seconds:
 * @self: a visit
 * @section: id of a section that stood on the screen until now
 * @seconds: for how long
 *
 * A section that comes back to the screen adds to its time, up to %CANDOR_MAX_SHOWN_SECONDS. As with
 * candor_visit_mark_shown (), this says nothing about reading or understanding.
 */
void
candor_visit_add_shown_seconds (CandorVisit *self, const char *section, guint seconds)
{
  guint before = candor_visit_get_shown_seconds (self, section);
  guint after = before + MIN (seconds, CANDOR_MAX_SHOWN_SECONDS - before);

  if (after == before)
    return;
  g_hash_table_insert (self->shown_seconds, g_strdup (section), GUINT_TO_POINTER (after));
  changed (self);
}

const CandorSignature *
candor_visit_get_signature (CandorVisit *self, CandorRole role)
{
  g_return_val_if_fail (role < CANDOR_N_ROLES, NULL);

  return self->signatures[role];
}

/**
 * candor_visit_take_signature:
 * @self: a visit
 * @signature: (transfer full): a signature; it takes the place of an earlier one of its role
 */
void
candor_visit_take_signature (CandorVisit *self, CandorSignature *signature)
{
  g_return_if_fail (signature != NULL && signature->role < CANDOR_N_ROLES);

  g_clear_pointer (&self->signatures[signature->role], candor_signature_free);
  self->signatures[signature->role] = signature;
  changed (self);
}

void
candor_visit_remove_signature (CandorVisit *self, CandorRole role)
{
  g_return_if_fail (role < CANDOR_N_ROLES);

  if (self->signatures[role] == NULL)
    return;
  g_clear_pointer (&self->signatures[role], candor_signature_free);
  changed (self);
}

/**
 * candor_visit_outcome:
 * @self: a visit
 * @procedure: its procedure
 *
 * How the visit ends as things stand: a STOP ends it whatever else was said.
 *
 * Returns: the outcome; %CANDOR_OUTCOME_OPEN while nobody has decided
 */
CandorOutcome
candor_visit_outcome (CandorVisit *self, CandorProcedure *procedure)
{
  g_autoptr (CandorVerdict) verdict = NULL;
  CandorOutcome outcome;
  GDate on;

  candor_verdict_day (self, &on);
  verdict = candor_verdict_new (procedure, self, &on);
  if (verdict->kind == CANDOR_VERDICT_STOP)
    return CANDOR_OUTCOME_STOP;
  if (!candor_outcome_from_string (self->fields[CANDOR_FIELD_DECISION], &outcome)
      || outcome == CANDOR_OUTCOME_STOP)
    return CANDOR_OUTCOME_OPEN;
  return outcome;
}
