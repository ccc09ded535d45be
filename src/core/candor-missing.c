/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-missing-private.h"

#include "candor-date.h"
#include "candor-language-use.h"
#include "candor-markup.h"
#include "candor-name.h"
#include "candor-times.h"

/* Years; nobody is known to have lived longer than 122. */
#define MAX_AGE 125

typedef CandorMissingSearch Search;

static void
missing_free (gpointer data)
{
  CandorMissing *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static const char *
text (Search *self, const char *message)
{
  return candor_language_text (self->language, message);
}

GPtrArray *
candor_missing_new_list (void)
{
  return g_ptr_array_new_with_free_func (missing_free);
}

/* @sentence is taken. */
static void
add (Search *self, const char *id, char *sentence)
{
  CandorMissing *missing = g_new0 (CandorMissing, 1);

  missing->stage = self->stage;
  missing->id = g_strdup (id);
  missing->text = sentence;
  g_ptr_array_add (self->list, missing);
}

/* Adds a sentence that is still to be looked up in the language of the list. */
void
candor_missing_add (Search *self, const char *id, const char *sentence)
{
  add (self, id, g_strdup (text (self, sentence)));
}

void
candor_missing_need_field (Search *self, CandorField field, const char *sentence)
{
  if (candor_name_is_blank (candor_visit_get (self->visit, field)))
    add (self, candor_visit_field_path (field), g_strdup (text (self, sentence)));
}

/* Adds a sentence that names the words it is about; @sentence holds one %s for them. */
void
candor_missing_add_about (
    Search *self, const char *group, const char *id, const char *sentence, const char *about)
{
  g_autofree char *place = g_strconcat (group, ".", id, NULL);
  g_autofree char *words
      = candor_markup_to_plain (candor_procedure_text (self->procedure, self->language, about));

  add (self, place, g_strdup_printf (text (self, sentence), words));
}

/* A time that stands in the visit and cannot be right. */
static void
add_time_cb (gpointer data, const char *place, const char *sentence)
{
  Search *self = data;

  add (self, place, g_strdup (text (self, sentence)));
}

/* A slip of the finger gives an age that nobody has. */
static void
search_birth (Search *self)
{
  GDate born, began;
  int age;

  if (!candor_times_started_on (self->visit, &began)
      || !candor_date_parse (&born, candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_BORN)))
    return;
  age = candor_date_age (&born, &began);
  if (age < 0 || age > MAX_AGE)
    add (self, candor_visit_field_path (CANDOR_FIELD_PATIENT_BORN),
         g_strdup (text (self, N_ ("The patient’s date of birth cannot be right."))));
}

static void
search_treatment_day (Search *self)
{
  const char *sentence = candor_times_check_treatment (self->visit);

  if (sentence != NULL)
    add (self, candor_visit_field_path (CANDOR_FIELD_TREATMENT_DATE),
         g_strdup (text (self, sentence)));
}

void
candor_missing_search_people (Search *self)
{
  candor_missing_need_field (self, CANDOR_FIELD_CLINIC_NAME,
                             N_ ("The name of the clinic is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_CLINIC_PHONE,
                             N_ ("The clinic’s telephone number is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_CLINIC_EMERGENCY,
                             N_ ("The number to call in an emergency is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_PATIENT_NAME,
                             N_ ("The name of the patient is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_PATIENT_BORN,
                             N_ ("The patient’s date of birth is missing."));
  search_birth (self);
  candor_missing_need_field (self, CANDOR_FIELD_TREATMENT_AREA,
                             N_ ("The area to be treated is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_TREATMENT_DATE,
                             N_ ("The date of the treatment is missing."));
  search_treatment_day (self);
  candor_missing_need_field (self, CANDOR_FIELD_PRACTITIONER_NAME,
                             N_ ("The name of the practitioner is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_PRACTITIONER_ROLE,
                             N_ ("The role of the practitioner is missing."));
  candor_missing_need_field (self, CANDOR_FIELD_PRACTITIONER_REGISTRATION,
                             N_ ("The practitioner’s registration number is missing."));
}

void
candor_missing_search_times (Search *self)
{
  candor_times_search (self->visit, self->stage, self->is_day_check, add_time_cb, self);
}

static void
search_start (Search *self)
{
  candor_missing_need_field (self, CANDOR_FIELD_STARTED_AT,
                             N_ ("When the visit began is missing."));
  candor_missing_search_people (self);
}

static void
search_reading (Search *self)
{
  GPtrArray *sections = candor_procedure_sections (self->procedure);
  GPtrArray *checks = candor_procedure_checks (self->procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      /* Who must not be treated today is not asked to read how to prepare and recover. */
      if (self->outcome == CANDOR_OUTCOME_STOP && section->place != CANDOR_PLACE_LEARN)
        continue;
      if (!candor_visit_was_shown (self->visit, section->id))
        candor_missing_add_about (self, "shown", section->id,
                                  N_ ("The part “%s” was not shown yet."), section->title);
    }
  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *check = checks->pdata[i];
      const CandorCheckAnswer *answer = candor_visit_get_check (self->visit, check->id);

      if (answer == NULL || answer->latest == NULL)
        candor_missing_add_about (self, "check", check->id,
                                  N_ ("The question “%s” has no answer yet."), check->text);
    }
}

static void
search_talk (Search *self)
{
  candor_missing_need_field (self, CANDOR_FIELD_PATIENT_CONFIRMED,
                             N_ ("The patient has not confirmed name and date of birth yet."));
  candor_missing_need_field (self, CANDOR_FIELD_PATIENT_GOAL,
                             N_ ("What the patient hopes for, in their own words, is missing."));
  search_reading (self);

  for (guint i = 0; i < self->verdict->items->len; i++)
    {
      const CandorItemVerdict *item = self->verdict->items->pdata[i];

      if (item->question != NULL && !item->answered)
        candor_missing_add_about (self, "answers", item->id,
                                  N_ ("The health question “%s” has no answer yet."),
                                  item->question->text);
    }
}

static gboolean
is_correct (const CandorCheckQuestion *check, const char *option)
{
  for (guint i = 0; i < check->options->len; i++)
    {
      const CandorOption *candidate = check->options->pdata[i];

      if (g_strcmp0 (candidate->id, option) == 0)
        return candidate->correct;
    }
  return FALSE;
}

void
candor_missing_search_settled (Search *self)
{
  for (guint i = 0; i < self->verdict->items->len; i++)
    {
      const CandorItemVerdict *item = self->verdict->items->pdata[i];
      const CandorSettlement *settlement = candor_visit_get_settlement (self->visit, item->id);

      if (item->kind != CANDOR_VERDICT_ASK)
        continue;
      if (settlement != NULL && settlement->decision != CANDOR_SETTLED_OPEN
          && !candor_name_is_blank (settlement->reason))
        continue;
      if (item->question != NULL)
        candor_missing_add_about (
            self, "settled", item->id,
            N_ ("The practitioner’s decision and reason about “%s” are missing."),
            item->question->text);
      else
        add (self, "settled.age",
             g_strdup (text (self, N_ ("The practitioner’s decision and reason about the patient’s "
                                       "age are missing."))));
    }
}

static void
search_decide (Search *self)
{
  GPtrArray *checks = candor_procedure_checks (self->procedure);

  candor_missing_search_settled (self);
  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *check = checks->pdata[i];
      const CandorCheckAnswer *answer = candor_visit_get_check (self->visit, check->id);

      if (answer != NULL && answer->first != NULL && !is_correct (check, answer->first)
          && candor_name_is_blank (answer->talked))
        candor_missing_add_about (
            self, "check", check->id,
            N_ ("What was said about the missed question “%s” is not written down."), check->text);
    }
  for (guint i = 0; i < candor_visit_n_questions (self->visit); i++)
    {
      const CandorPatientQuestion *question = candor_visit_get_question (self->visit, i);
      g_autofree char *place = g_strdup_printf ("questions[%u].reply", i);

      if (candor_name_is_blank (question->reply))
        add (self, place,
             g_strdup_printf (text (self, N_ ("The patient’s question “%s” has no reply yet.")),
                              question->question));
    }
  candor_missing_need_field (
      self, CANDOR_FIELD_TALK_RISKS,
      N_ ("The risks particular to this patient, or that there are none, are missing."));
  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    if (candor_visit_get_capacity (self->visit, i) == CANDOR_CHOICE_OPEN)
      {
        static const char *const sentences[CANDOR_N_CAPACITY] = {
          [CANDOR_CAPACITY_UNDERSTANDS] = N_ ("Whether the patient understands is not recorded."),
          [CANDOR_CAPACITY_REMEMBERS]
          = N_ ("Whether the patient remembers long enough to decide is not recorded."),
          [CANDOR_CAPACITY_WEIGHS]
          = N_ ("Whether the patient weighs benefit and risk is not recorded."),
          [CANDOR_CAPACITY_COMMUNICATES]
          = N_ ("Whether the patient can make a decision known is not recorded."),
        };
        g_autofree char *place = g_strconcat ("capacity.", candor_capacity_to_string (i), NULL);

        add (self, place, g_strdup (text (self, sentences[i])));
      }
}

static gboolean
is_signed (const CandorSignature *signature)
{
  if (signature == NULL || candor_name_is_blank (signature->name)
      || candor_name_is_blank (signature->meaning) || signature->signed_at == NULL)
    return FALSE;
  return signature->method == CANDOR_METHOD_TYPED || candor_signature_n_points (signature) > 0;
}

/* A signature under another name than that of the person who should have signed. */
static void
search_signed_name (Search *self, const char *place, const CandorSignature *signature)
{
  static const struct
  {
    CandorField field;
    const char *sentence;
  } names[CANDOR_N_ROLES] = {
    [CANDOR_ROLE_PATIENT]
    = { CANDOR_FIELD_PATIENT_NAME,
        N_ ("The name in the patient’s signature is not the name of the patient.") },
    [CANDOR_ROLE_PRACTITIONER]
    = { CANDOR_FIELD_PRACTITIONER_NAME,
        N_ ("The name in the practitioner’s signature is not the name of the practitioner.") },
    [CANDOR_ROLE_WITNESS]
    = { CANDOR_FIELD_WITNESS_NAME,
        N_ ("The name in the signature of the witness is not the name of the witness.") },
    [CANDOR_ROLE_INTERPRETER]
    = { CANDOR_FIELD_INTERPRETER_NAME,
        N_ ("The name in the interpreter’s signature is not the name of the interpreter.") },
  };
  const char *name = candor_visit_get (self->visit, names[signature->role].field);

  /* Where nobody is named, that is what is missing. */
  if (!candor_name_is_blank (name) && !candor_name_is_same (signature->name, name))
    add (self, place, g_strdup (text (self, names[signature->role].sentence)));
}

void
candor_missing_need_signature (Search *self, CandorRole role, const char *sentence)
{
  const CandorSignature *signature = candor_visit_get_signature (self->visit, role);
  g_autofree char *place = g_strconcat ("signatures.", candor_role_to_string (role), NULL);

  if (is_signed (signature))
    search_signed_name (self, place, signature);
  else
    add (self, place, g_strdup (text (self, sentence)));
}

static void
search_talk_signed (Search *self)
{
  candor_missing_need_field (self, CANDOR_FIELD_TALK_AT,
                             N_ ("When the talk took place is missing."));
  candor_missing_need_signature (
      self, CANDOR_ROLE_PRACTITIONER,
      N_ ("The practitioner’s signature to having had the talk is missing."));
}

/* Who is too young on the day of the visit cannot sign for a day on which they are old enough. */
static void
search_age (Search *self)
{
  g_autoptr (CandorVerdict) verdict = NULL;
  const CandorItemVerdict *age;
  GDate began;

  if (!candor_times_started_on (self->visit, &began))
    return;
  verdict = candor_verdict_new (self->procedure, self->visit, &began);
  age = candor_verdict_find (verdict, "age");
  if (age != NULL && age->kind == CANDOR_VERDICT_STOP)
    add (self, candor_visit_field_path (CANDOR_FIELD_PATIENT_BORN),
         g_strdup (text (self, N_ ("On the day of the visit the patient is too young for this "
                                   "treatment, so nobody can agree to it today."))));
}

/* What stands against an agreement, whoever wishes for it. */
static void
search_against (Search *self)
{
  if (self->verdict->kind == CANDOR_VERDICT_WAIT)
    {
      g_autofree char *until = candor_date_format (&self->verdict->until, self->language);

      add (self, "treatment.date",
           g_strdup_printf (text (self, N_ ("The date of treatment is too early: it must not be "
                                            "before %s.")),
                            until));
    }
  search_age (self);
  for (guint i = 0; i < self->verdict->items->len; i++)
    {
      const CandorItemVerdict *item = self->verdict->items->pdata[i];
      g_autofree char *place = g_strconcat ("settled.", item->id, NULL);

      if (candor_item_verdict_is_refused (item, self->visit))
        add (self, place,
             g_strdup (text (self, N_ ("The practitioner decided not to go ahead today, so nobody "
                                       "can agree to it today."))));
    }
  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    if (candor_visit_get_capacity (self->visit, i) == CANDOR_CHOICE_NO)
      {
        g_autofree char *place = g_strconcat ("capacity.", candor_capacity_to_string (i), NULL);

        add (
            self, place,
            g_strdup (text (self, N_ ("The practitioner recorded that the patient cannot make this "
                                      "decision today, so nobody can agree to it today."))));
      }
}

/* A decision that an answer has overtaken: says which answer, one after another. */
static void
search_stopped (Search *self)
{
  for (guint i = 0; i < self->verdict->items->len; i++)
    {
      const CandorItemVerdict *item = self->verdict->items->pdata[i];
      g_autofree char *words = NULL;

      if (item->kind != CANDOR_VERDICT_STOP)
        continue;
      if (item->question == NULL)
        {
          add (self, candor_visit_field_path (CANDOR_FIELD_DECISION),
               g_strdup (text (self, N_ ("The patient’s age means that this treatment cannot be "
                                         "given, so there must be no decision about it."))));
          continue;
        }
      words = candor_markup_to_plain (
          candor_procedure_text (self->procedure, self->language, item->question->text));
      /* Translators: a health question. */
      add (self, candor_visit_field_path (CANDOR_FIELD_DECISION),
           g_strdup_printf (text (self, N_ ("The answer to “%s” means that this treatment cannot "
                                            "be given, so there must be no decision about it.")),
                            words));
    }
}

/* Nobody signs for a text that is half in another language, or older than the English. */
void
candor_missing_search_language (Search *self)
{
  const char *code = candor_visit_get (self->visit, CANDOR_FIELD_LANGUAGE);
  const CandorLanguage *language = candor_language_find (code, NULL);

  if (language != NULL
      && candor_language_get_use (language, self->procedure) != CANDOR_LANGUAGE_TO_SIGN)
    candor_missing_add (self, candor_visit_field_path (CANDOR_FIELD_LANGUAGE),
                        N_ ("Some words are not translated yet, so this language is for reading "
                            "only. Please choose another language to sign in, or ask us for an "
                            "interpreter."));
}

static void
search_sign (Search *self)
{
  GPtrArray *statements = candor_procedure_statements (self->procedure);

  if (self->outcome == CANDOR_OUTCOME_STOP)
    {
      if (candor_visit_get (self->visit, CANDOR_FIELD_DECISION) != NULL)
        search_stopped (self);
      return;
    }
  candor_missing_search_language (self);
  candor_missing_need_field (self, CANDOR_FIELD_DECISION, N_ ("The patient has not decided yet."));
  if (self->outcome != CANDOR_OUTCOME_OPEN)
    candor_missing_need_field (self, CANDOR_FIELD_DECISION_AT,
                               N_ ("When the patient decided is missing."));
  if (self->outcome != CANDOR_OUTCOME_AGREE)
    return;

  search_against (self);
  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = statements->pdata[i];
      CandorChoice choice = candor_visit_get_statement (self->visit, statement->id);

      if (statement->photograph && choice == CANDOR_CHOICE_OPEN)
        candor_missing_add_about (self, "statements", statement->id,
                                  N_ ("The question about photographs “%s” has no answer yet."),
                                  statement->text);
      else if (!statement->photograph && choice != CANDOR_CHOICE_YES)
        candor_missing_add_about (self, "statements", statement->id,
                                  N_ ("The patient has not agreed to “%s” yet."), statement->text);
    }
}

/* Returns: whether somebody signed as @role, however little of it there is. */
static gboolean
has_signature (Search *self, CandorRole role)
{
  return candor_visit_get_signature (self->visit, role) != NULL;
}

void
candor_missing_search_signers (Search *self, gboolean patient_signs)
{
  const CandorSignature *patient = candor_visit_get_signature (self->visit, CANDOR_ROLE_PATIENT);
  gboolean marked = patient != NULL && patient->method == CANDOR_METHOD_MARK;

  /* Who need not sign may, but then it has to be a whole signature. */
  if (patient_signs || has_signature (self, CANDOR_ROLE_PATIENT))
    candor_missing_need_signature (self, CANDOR_ROLE_PATIENT,
                                   N_ ("The patient’s signature is missing."));
  if (candor_visit_get (self->visit, CANDOR_FIELD_INTERPRETER_NAME) != NULL
      || has_signature (self, CANDOR_ROLE_INTERPRETER))
    {
      candor_missing_need_field (self, CANDOR_FIELD_INTERPRETER_NAME,
                                 N_ ("The name of the interpreter is missing."));
      candor_missing_need_signature (self, CANDOR_ROLE_INTERPRETER,
                                     N_ ("The interpreter’s signature is missing."));
    }
  if (marked || has_signature (self, CANDOR_ROLE_WITNESS))
    {
      candor_missing_need_field (self, CANDOR_FIELD_WITNESS_NAME,
                                 N_ ("The name of the witness to the patient’s mark is missing."));
      candor_missing_need_signature (
          self, CANDOR_ROLE_WITNESS,
          N_ ("The signature of the witness to the patient’s mark is missing."));
    }
  candor_missing_need_field (self, CANDOR_FIELD_TEXT_SHA256,
                             N_ ("The fingerprint of the text that was read is missing."));
}

static void
search_complete (Search *self)
{
  candor_missing_search_signers (self, self->outcome == CANDOR_OUTCOME_AGREE);
}

/**
 * candor_missing_list:
 * @procedure: a procedure
 * @visit: a visit
 * @up_to: the last stage to ask
 * @language: the language of the sentences
 *
 * What is still missing before a visit may reach a stage. What a consent must contain follows GMC
 * "Decision making and consent" (2020) and GMC "Cosmetic interventions" (2016).
 *
 * Returns: (transfer full) (element-type CandorMissing): in the order of the visit; empty when
 *   nothing is missing
 */
GPtrArray *
candor_missing_list (CandorProcedure *procedure,
                     CandorVisit *visit,
                     CandorStage up_to,
                     const CandorLanguage *language)
{
  static void (*const searches[]) (Search *) = {
    [CANDOR_STAGE_START] = search_start,       [CANDOR_STAGE_TALK] = search_talk,
    [CANDOR_STAGE_DECIDE] = search_decide,     [CANDOR_STAGE_SIGN] = search_sign,
    [CANDOR_STAGE_COMPLETE] = search_complete,
  };
  g_autoptr (CandorVerdict) verdict = NULL;
  Search search = { procedure, visit, language };
  GDate on;

  candor_verdict_day (visit, &on);
  verdict = candor_verdict_new (procedure, visit, &on);
  search.verdict = verdict;
  search.outcome = candor_visit_outcome (visit, procedure);
  search.list = candor_missing_new_list ();
  for (gsize stage = 0; stage <= (gsize)up_to; stage++)
    {
      search.stage = stage;
      searches[stage](&search);
      /* The talk ends with the practitioner's signature, and only then may anybody decide. */
      if (stage == CANDOR_STAGE_DECIDE)
        search_talk_signed (&search);
      candor_missing_search_times (&search);
    }
  return search.list;
}
