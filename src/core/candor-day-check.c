/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-day-check-private.h"

#include "candor-visit-private.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CandorDayCheck, candor_day_check, G_TYPE_OBJECT)

static void
changed (CandorDayCheck *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_same_text (const char *one, const char *other)
{
  return g_strcmp0 (one != NULL && *one != '\0' ? one : NULL,
                    other != NULL && *other != '\0' ? other : NULL)
         == 0;
}

static gboolean
store (char **place, const char *value)
{
  if (is_same_text (*place, value))
    return FALSE;
  g_free (*place);
  *place = value == NULL || *value == '\0' ? NULL : g_utf8_make_valid (value, -1);
  return TRUE;
}

static void
candor_day_check_finalize (GObject *object)
{
  CandorDayCheck *self = CANDOR_DAY_CHECK (object);

  for (gsize i = 0; i < CANDOR_N_CONSENT_FIELDS; i++)
    g_free (self->consent[i]);
  g_clear_object (&self->then);
  g_clear_object (&self->today);
  g_hash_table_unref (self->same);
  g_free (self->treat_reason);
  g_free (self->not_signed);
  g_clear_pointer (&self->compared, candor_procedure_unref);
  g_free (self->compared_then);
  G_OBJECT_CLASS (candor_day_check_parent_class)->finalize (object);
}

static void
candor_day_check_class_init (CandorDayCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = candor_day_check_finalize;

  /**
   * CandorDayCheck::changed:
   * @self: the check
   *
   * Something in the check or in today's visit is no longer what it was.
   */
  signals[CHANGED] = g_signal_new ("changed", CANDOR_TYPE_DAY_CHECK, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
candor_day_check_init (CandorDayCheck *self)
{
  self->then = candor_visit_new ();
  self->today = candor_visit_new ();
  self->same = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (self->today, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
}

const char *
candor_consent_field_name (CandorConsentField field)
{
  static const char *const names[CANDOR_N_CONSENT_FIELDS] = {
    [CANDOR_CONSENT_RECORD] = "record",
    [CANDOR_CONSENT_NUMBER] = "number",
    [CANDOR_CONSENT_FILED_AT] = "filed_at",
    [CANDOR_CONSENT_PDF_SHA256] = "pdf_sha256",
  };

  return names[field];
}

/**
 * candor_day_check_new:
 *
 * Returns: (transfer full): a check with nothing in it
 */
CandorDayCheck *
candor_day_check_new (void)
{
  return g_object_new (CANDOR_TYPE_DAY_CHECK, NULL);
}

/**
 * candor_day_check_get:
 * @self: a check
 * @field: what about the consent's record
 *
 * Returns: (transfer none) (nullable): the value; %NULL when unset, never ""
 */
const char *
candor_day_check_get (CandorDayCheck *self, CandorConsentField field)
{
  g_return_val_if_fail (CANDOR_IS_DAY_CHECK (self) && field < CANDOR_N_CONSENT_FIELDS, NULL);

  return self->consent[field];
}

/**
 * candor_day_check_set:
 * @self: a check
 * @field: what about the consent's record
 * @value: (nullable): the new value; %NULL or "" unsets it
 */
void
candor_day_check_set (CandorDayCheck *self, CandorConsentField field, const char *value)
{
  g_return_if_fail (CANDOR_IS_DAY_CHECK (self) && field < CANDOR_N_CONSENT_FIELDS);

  if (store (&self->consent[field], value))
    changed (self);
}

/**
 * candor_day_check_get_session:
 * @self: a check
 *
 * Returns: which session of the course it is for, from 1; 0 while nobody has said
 */
guint
candor_day_check_get_session (CandorDayCheck *self)
{
  return self->session;
}

void
candor_day_check_set_session (CandorDayCheck *self, guint session)
{
  g_return_if_fail (session <= CANDOR_MAX_SESSION);

  if (self->session == session)
    return;
  self->session = session;
  changed (self);
}

/**
 * candor_day_check_get_then:
 * @self: a check
 *
 * Returns: (transfer none): what the check holds of the consent's visit; it is only read
 */
CandorVisit *
candor_day_check_get_then (CandorDayCheck *self)
{
  return self->then;
}

/**
 * candor_day_check_get_today:
 * @self: a check
 *
 * Returns: (transfer none): the visit of today, to be filled like any other
 */
CandorVisit *
candor_day_check_get_today (CandorDayCheck *self)
{
  return self->today;
}

/**
 * candor_day_check_text_changed:
 * @self: a check
 * @procedure: its procedure, as its text is today
 *
 * Returns: whether the patient read other words then, or was asked by other rules
 */
gboolean
candor_day_check_text_changed (CandorDayCheck *self, CandorProcedure *procedure)
{
  const char *read = candor_visit_get (self->then, CANDOR_FIELD_TEXT_SHA256);
  const char *code = candor_visit_get (self->then, CANDOR_FIELD_TEXT_LANGUAGE);
  const CandorLanguage *language = code != NULL ? candor_language_find (code, NULL) : NULL;
  g_autofree char *hash = NULL;

  if (read == NULL || language == NULL)
    return TRUE;
  if (self->compared == procedure && g_strcmp0 (self->compared_then, read) == 0)
    return self->compared_differs;

  hash = candor_procedure_reading_hash (procedure, language);
  g_clear_pointer (&self->compared, candor_procedure_unref);
  g_free (self->compared_then);
  self->compared = candor_procedure_ref (procedure);
  self->compared_then = g_strdup (read);
  self->compared_differs = g_ascii_strcasecmp (hash, read) != 0;
  return self->compared_differs;
}

/**
 * candor_day_check_can_be_same:
 * @self: a check
 * @procedure: its procedure
 * @question: id of a health question
 *
 * Whether “nothing has changed” is an answer. It is none where the patient read other words then, or
 * gave no answer; nor where the answer asked for a wait, because such a question is about the last
 * days, and these are other days now: it has to be asked in full.
 */
gboolean
candor_day_check_can_be_same (CandorDayCheck *self,
                              CandorProcedure *procedure,
                              const char *question)
{
  const CandorHealthQuestion *asked = candor_procedure_find_question (procedure, question);
  const CandorAnswer *answer = candor_visit_get_answer (self->then, question);

  if (asked == NULL || candor_day_check_text_changed (self, procedure))
    return FALSE;
  if (asked->kind == CANDOR_QUESTION_TEXT)
    return TRUE;
  return answer != NULL && answer->given
         && asked->rules[answer->reply].verdict != CANDOR_VERDICT_WAIT;
}

/* Whether the answer of today says what the one of then says. */
gboolean
candor_day_check_equals_then (CandorDayCheck *self, const char *question)
{
  static const CandorAnswer none = { FALSE, CANDOR_REPLY_YES, NULL, NULL };
  const CandorAnswer *then = candor_visit_get_answer (self->then, question);
  const CandorAnswer *today = candor_visit_get_answer (self->today, question);

  then = then != NULL ? then : &none;
  today = today != NULL ? today : &none;
  return then->given == today->given && (!then->given || then->reply == today->reply)
         && is_same_text (then->detail, today->detail) && is_same_text (then->date, today->date);
}

/**
 * candor_day_check_is_same:
 * @self: a check
 * @question: id of a health question
 *
 * Returns: whether the patient said that nothing has changed, and answered nothing else since
 */
gboolean
candor_day_check_is_same (CandorDayCheck *self, const char *question)
{
  return g_hash_table_contains (self->same, question)
         && candor_day_check_equals_then (self, question);
}

/* Adds what stands in one visit about a question to the other one. */
void
candor_day_check_copy_answer (CandorVisit *from, CandorVisit *to, const char *question)
{
  const CandorAnswer *answer = candor_visit_get_answer (from, question);

  if (answer == NULL)
    return;
  if (answer->given)
    candor_visit_set_reply (to, question, answer->reply);
  candor_visit_set_answer_detail (to, question, answer->detail);
  candor_visit_set_answer_date (to, question, answer->date);
}

/**
 * candor_day_check_set_same:
 * @self: a check
 * @question: id of a health question; see candor_day_check_can_be_same ()
 *
 * Nothing has changed: the answer of then is today's answer too.
 */
void
candor_day_check_set_same (CandorDayCheck *self, const char *question)
{
  if (candor_day_check_is_same (self, question))
    return;
  if (!candor_day_check_equals_then (self, question))
    candor_visit_forget_answer (self->today, question);
  g_hash_table_add (self->same, g_strdup (question));
  candor_day_check_copy_answer (self->then, self->today, question);
  changed (self);
}

/**
 * candor_day_check_set_changed:
 * @self: a check
 * @question: id of a health question
 *
 * Something has changed: the question is open, and is to be answered in today's visit.
 */
void
candor_day_check_set_changed (CandorDayCheck *self, const char *question)
{
  if (!g_hash_table_remove (self->same, question))
    return;
  candor_visit_forget_answer (self->today, question);
  changed (self);
}

/**
 * candor_day_check_get_treat:
 * @self: a check
 *
 * Returns: whether the practitioner decided to treat today, as far as that is theirs to decide
 */
CandorChoice
candor_day_check_get_treat (CandorDayCheck *self)
{
  return self->treat;
}

/**
 * candor_day_check_get_treat_reason:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): why; never ""
 */
const char *
candor_day_check_get_treat_reason (CandorDayCheck *self)
{
  return self->treat_reason;
}

/**
 * candor_day_check_set_treat:
 * @self: a check
 * @treat: whether the practitioner wants to treat today
 * @reason: (nullable): why; who does not treat has to say
 */
void
candor_day_check_set_treat (CandorDayCheck *self, CandorChoice treat, const char *reason)
{
  gboolean differs = self->treat != treat;

  self->treat = treat;
  if (store (&self->treat_reason, reason) || differs)
    changed (self);
}

/**
 * candor_day_check_get_not_signed:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): why the patient did not sign, in the practitioner's words;
 *   never ""
 */
const char *
candor_day_check_get_not_signed (CandorDayCheck *self)
{
  return self->not_signed;
}

/**
 * candor_day_check_set_not_signed:
 * @self: a check
 * @reason: (nullable): why the patient could not sign, or did not want to
 */
void
candor_day_check_set_not_signed (CandorDayCheck *self, const char *reason)
{
  if (store (&self->not_signed, reason))
    changed (self);
}
