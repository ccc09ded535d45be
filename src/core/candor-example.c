/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Invented visits and checks, for trying Candor out and for its tests. Everybody in them is invented. They
 * follow whatever procedure they are given.
 */
#include "candor-example.h"

#include <math.h>
#include <string.h>

#include "candor-date.h"
#include "candor-error.h"
#include "candor-missing.h"

#define PAD_WIDTH 800.0
#define PAD_HEIGHT 260.0
#define DAYS_UNTIL_TREATMENT 12
#define DAYS_SINCE_CONSENT 42

typedef struct
{
  CandorProcedure *procedure;
  CandorVisit *visit;
  const CandorLanguage *language;        /* the patient's */
  const CandorLanguage *clinic_language; /* the staff's */
  GDateTime *clock; /* (owned): the visit's own time goes on while it is filled */
} Example;

static char *
tick (Example *self, int seconds)
{
  g_autoptr (GDateTime) before = self->clock;

  self->clock = g_date_time_add_seconds (before, seconds);
  return g_date_time_format (self->clock, "%Y-%m-%dT%H:%M:%S%:z");
}

static void
set_time (Example *self, CandorField field, int seconds)
{
  g_autofree char *moment = tick (self, seconds);

  candor_visit_set (self->visit, field, moment);
}

/* Loops that lean forward, as a hand writes them; another name gives another hand. */
static void
draw_name (CandorSignature *signature)
{
  guint seed = g_str_hash (signature->name);
  double height = 50 + seed % 30;
  double lean = 0.2 + (seed / 30 % 20) / 50.0;
  guint loops = 4 + seed / 600 % 4;
  CandorStroke *name = candor_stroke_new (CANDOR_DEVICE_PEN);
  CandorStroke *line = candor_stroke_new (CANDOR_DEVICE_PEN);
  double time = 0;

  for (double turn = 0; turn <= loops; turn += 0.02)
    {
      double angle = turn * 2 * G_PI;
      double fade = 1 - 0.12 * turn;
      double y = 150 - height * fade * sin (angle);
      double x = 90 + 78 * turn + 24 * fade * cos (angle * 1.02) + lean * (150 - y);

      candor_stroke_add (name, x, y, 0.45 + 0.25 * cos (angle), time);
      time += 8;
    }
  time += 240;
  for (double along = 0; along <= 1; along += 0.03)
    {
      candor_stroke_add (line, 110 + along * (78 * loops), 196 - 14 * along + 6 * sin (along * 9),
                         0.5 - 0.2 * along, time);
      time += 8;
    }
  g_ptr_array_add (signature->strokes, name);
  g_ptr_array_add (signature->strokes, line);
  signature->pad_width = PAD_WIDTH;
  signature->pad_height = PAD_HEIGHT;
}

/* What the patient writes, and what staff write. */
static const char *
by_patient (const Example *self, const char *words)
{
  return candor_language_text (self->language, words);
}

static const char *
by_staff (const Example *self, const char *words)
{
  return candor_language_text (self->clinic_language, words);
}

static void
sign (Example *self, CandorRole role, const char *name, const char *meaning)
{
  CandorSignature *signature = candor_signature_new (
      role, name,
      role == CANDOR_ROLE_PATIENT ? by_patient (self, meaning) : by_staff (self, meaning));

  g_free (signature->signed_at);
  signature->signed_at = tick (self, 60);
  draw_name (signature);
  candor_visit_take_signature (self->visit, signature);
}

static const CandorOption *
find_option (const CandorCheckQuestion *check, gboolean correct)
{
  for (guint i = 0; i < check->options->len; i++)
    if (((CandorOption *)check->options->pdata[i])->correct == correct)
      return check->options->pdata[i];
  g_return_val_if_reached (NULL);
}

static void
read_and_check (Example *self)
{
  GPtrArray *sections = candor_procedure_sections (self->procedure);
  GPtrArray *checks = candor_procedure_checks (self->procedure);

  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      candor_visit_mark_shown (self->visit, section->id);
      candor_visit_add_shown_seconds (self->visit, section->id, 20 + i * 7 % 30);
    }
  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *check = checks->pdata[i];

      /* One slip, so that the form shows how a slip is talked about. */
      if (i == 0)
        candor_visit_choose_option (self->visit, check->id, find_option (check, FALSE)->id);
      candor_visit_choose_option (self->visit, check->id, find_option (check, TRUE)->id);
    }
}

/* The mildest reply of a question; "no" where several are as mild. */
static CandorReply
mildest_reply (const CandorHealthQuestion *question)
{
  CandorReply best = CANDOR_REPLY_NO;

  for (int reply = 0; reply < CANDOR_N_REPLIES; reply++)
    if (question->rules[reply].verdict < question->rules[best].verdict)
      best = reply;
  return best;
}

/* Answers one question so that the verdict is @wanted, if it can be. */
static gboolean
answer_with (Example *self, const CandorHealthQuestion *question, CandorVerdictKind wanted)
{
  for (int reply = 0; reply < CANDOR_N_REPLIES; reply++)
    if (question->kind == CANDOR_QUESTION_CHOICE && question->rules[reply].verdict == wanted)
      {
        candor_visit_set_reply (self->visit, question->id, reply);
        if (question->detail_prompt != NULL)
          candor_visit_set_answer_detail (
              self->visit, question->id,
              by_patient (self, N_ ("An invented answer, for the example.")));
        return TRUE;
      }
  return FALSE;
}

static void
answer_health (Example *self, CandorOutcome outcome)
{
  GPtrArray *groups = candor_procedure_health_groups (self->procedure);
  CandorVerdictKind wanted
      = outcome == CANDOR_OUTCOME_STOP ? CANDOR_VERDICT_STOP : CANDOR_VERDICT_ASK;
  gboolean shown = FALSE;

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        {
          const CandorHealthQuestion *question = questions->pdata[j];

          if (question->kind == CANDOR_QUESTION_TEXT)
            candor_visit_set_answer_detail (self->visit, question->id,
                                            by_patient (self, N_ ("Nothing to add.")));
          else if (!shown && question->rules[CANDOR_REPLY_YES].verdict == wanted)
            shown = answer_with (self, question, wanted);
          else
            candor_visit_set_reply (self->visit, question->id, mildest_reply (question));
        }
    }
}

static void
talk (Example *self)
{
  GPtrArray *checks = candor_procedure_checks (self->procedure);
  g_autoptr (CandorVerdict) verdict = NULL;
  GDate on;

  candor_visit_set_question (self->visit, 0,
                             by_patient (self, N_ ("Can I go to work the next day?")));
  candor_visit_set_question_reply (
      self->visit, 0,
      by_staff (self, N_ ("We talked about your work and what to expect on the next day.")));
  candor_verdict_day (self->visit, &on);
  verdict = candor_verdict_new (self->procedure, self->visit, &on);
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = verdict->items->pdata[i];

      if (item->kind == CANDOR_VERDICT_ASK)
        candor_visit_settle (
            self->visit, item->id, CANDOR_SETTLED_PROCEED,
            by_staff (self, N_ ("Talked over together; no reason against it was found.")));
    }
  if (checks->len > 0)
    candor_visit_set_check_talked (
        self->visit, ((CandorCheckQuestion *)checks->pdata[0])->id,
        by_staff (self, N_ ("Explained again; the patient said it in their own words.")));
  candor_visit_set (self->visit, CANDOR_FIELD_TALK_RISKS,
                    by_staff (self, N_ ("None beyond those in the text were found.")));
  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    candor_visit_set_capacity (self->visit, i, CANDOR_CHOICE_YES);
  set_time (self, CANDOR_FIELD_TALK_AT, 600);
  sign (self, CANDOR_ROLE_PRACTITIONER,
        candor_visit_get (self->visit, CANDOR_FIELD_PRACTITIONER_NAME),
        N_ ("I had this talk with the patient myself."));
}

static void
decide (Example *self, CandorOutcome outcome)
{
  GPtrArray *statements = candor_procedure_statements (self->procedure);

  candor_visit_set (self->visit, CANDOR_FIELD_DECISION, candor_outcome_to_string (outcome));
  set_time (self, CANDOR_FIELD_DECISION_AT, 120);
  if (outcome == CANDOR_OUTCOME_NOT_NOW)
    candor_visit_set (self->visit, CANDOR_FIELD_DECISION_REASON,
                      by_patient (self, N_ ("I want to sleep on it first.")));
  if (outcome != CANDOR_OUTCOME_AGREE)
    return;

  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = statements->pdata[i];

      /* Photographs may be refused without any harm to the rest: the last one is. */
      candor_visit_set_statement (
          self->visit, statement->id,
          statement->photograph && i + 1 == statements->len ? CANDOR_CHOICE_NO : CANDOR_CHOICE_YES);
    }
  sign (self, CANDOR_ROLE_PATIENT, candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_NAME),
        N_ ("I agree to this treatment. I can change my mind at any time."));
}

/**
 * candor_example_ready:
 * @procedure: what the visit is about
 * @wish: what it should look like
 *
 * Returns: (transfer full): an invented visit as staff hand it to the patient
 */
CandorVisit *
candor_example_ready (CandorProcedure *procedure, const CandorExample *wish)
{
  const CandorLanguage *language
      = wish->language != NULL ? wish->language : candor_language_english ();
  const CandorLanguage *clinic_language
      = wish->clinic_language != NULL ? wish->clinic_language : language;
  CandorVisit *visit = candor_visit_start (procedure, language);
  g_autofree char *treatment = NULL;
  GDate day;

  if (wish->clinic != NULL)
    candor_clinic_apply (wish->clinic, visit);
  else
    {
      candor_visit_set (visit, CANDOR_FIELD_CLINIC_NAME, "Lakeside Skin Clinic");
      candor_visit_set (visit, CANDOR_FIELD_CLINIC_ADDRESS, "1 Invented Lane, Exampleton EX1 1EX");
      candor_visit_set (visit, CANDOR_FIELD_CLINIC_PHONE, "01632 960147");
      candor_visit_set (visit, CANDOR_FIELD_CLINIC_EMERGENCY, "112");
      candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_NAME, "Dr Ada Sample");
      candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_ROLE, "Dermatologist");
      candor_visit_set (visit, CANDOR_FIELD_PRACTITIONER_REGISTRATION, "0000001 (invented)");
    }
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_LANGUAGE, candor_language_code (clinic_language));
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME,
                    wish->name != NULL ? wish->name : "Ana Example");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_AREA, "Both cheeks");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DEPTH, "1.0 mm");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_PRODUCT, "Example device, lot 0000");

  candor_date_today (&day);
  g_date_add_days (&day, DAYS_UNTIL_TREATMENT);
  treatment = candor_date_to_iso (&day);
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, treatment);
  return visit;
}

/**
 * candor_example_complete:
 * @procedure: what the visit is about
 * @wish: what it should look like
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an invented visit with nothing missing, or %NULL with
 *   %CANDOR_ERROR_MISSING where this procedure cannot end as wished
 */
CandorVisit *
candor_example_complete (CandorProcedure *procedure, const CandorExample *wish, GError **error)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (procedure, wish);
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *started = NULL;
  CandorOutcome outcome
      = wish->outcome != CANDOR_OUTCOME_OPEN ? wish->outcome : CANDOR_OUTCOME_AGREE;
  Example self = {
    .procedure = procedure,
    .visit = visit,
    .language = candor_language_find (candor_visit_get (visit, CANDOR_FIELD_LANGUAGE), NULL),
    .clinic_language
    = candor_language_find (candor_visit_get (visit, CANDOR_FIELD_CLINIC_LANGUAGE), NULL),
    .clock = candor_time_parse (candor_visit_get (visit, CANDOR_FIELD_STARTED_AT)),
  };

  /* The visit ends now, so it began some time ago. */
  started = tick (&self, -45 * 60);
  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, started);
  set_time (&self, CANDOR_FIELD_PATIENT_CONFIRMED, 60);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL,
                    by_patient (&self, N_ ("I hope that it helps me a little.")));
  read_and_check (&self);
  answer_health (&self, outcome);
  if (!candor_visit_bind_text (visit, procedure, error))
    {
      g_date_time_unref (self.clock);
      return NULL;
    }
  talk (&self);
  if (outcome != CANDOR_OUTCOME_STOP)
    decide (&self, outcome);
  set_time (&self, CANDOR_FIELD_REVIEWED_AT, 60);
  g_date_time_unref (self.clock);

  missing
      = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
  if (missing->len > 0 || candor_visit_outcome (visit, procedure) != outcome)
    {
      const char *reason = candor_visit_outcome (visit, procedure) != outcome
                               ? N_ ("no answer leads there.")
                               : ((CandorMissing *)missing->pdata[0])->text;

      candor_error_set_because (error, CANDOR_ERROR, CANDOR_ERROR_MISSING, reason,
                                "A visit for “%s” cannot end in “%s”: %s",
                                candor_procedure_id (procedure), candor_outcome_to_string (outcome),
                                reason);
      return NULL;
    }
  return g_steal_pointer (&visit);
}

/* The consent of the example is some weeks old. */
static void
age_consent (CandorVisit *then)
{
  static const CandorField moments[] = { CANDOR_FIELD_STARTED_AT, CANDOR_FIELD_DECISION_AT };
  GDate day;

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GDateTime) moment = candor_time_parse (candor_visit_get (then, moments[i]));
      g_autoptr (GDateTime) earlier = g_date_time_add_days (moment, -DAYS_SINCE_CONSENT);
      g_autofree char *iso = g_date_time_format (earlier, "%Y-%m-%dT%H:%M:%S%:z");

      candor_visit_set (then, moments[i], iso);
    }
  if (candor_date_parse (&day, candor_visit_get (then, CANDOR_FIELD_TREATMENT_DATE)))
    {
      g_autofree char *iso = NULL;

      g_date_subtract_days (&day, DAYS_SINCE_CONSENT);
      iso = candor_date_to_iso (&day);
      candor_visit_set (then, CANDOR_FIELD_TREATMENT_DATE, iso);
    }
}

/* All is as it was, but one answer, which is now as @wanted. */
static void
answer_again (Example *self, CandorDayCheck *check, CandorVerdictKind wanted)
{
  GPtrArray *groups = candor_procedure_health_groups (self->procedure);
  gboolean shown = FALSE;

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        {
          const CandorHealthQuestion *question = questions->pdata[j];
          const CandorAnswer *then
              = candor_visit_get_answer (candor_day_check_get_then (check), question->id);
          gboolean clear = question->kind == CANDOR_QUESTION_CHOICE && then != NULL && then->given
                           && question->rules[then->reply].verdict == CANDOR_VERDICT_CLEAR;

          if (clear && !shown && answer_with (self, question, wanted))
            shown = TRUE;
          else if (candor_day_check_can_be_same (check, self->procedure, question->id))
            candor_day_check_set_same (check, question->id);
          else if (question->kind == CANDOR_QUESTION_CHOICE)
            candor_visit_set_reply (self->visit, question->id, mildest_reply (question));
        }
    }
}

static void
settle_again (Example *self, CandorDayCheck *check, CandorDayOutcome outcome)
{
  g_autoptr (CandorVerdict) verdict = candor_day_check_verdict (check, self->procedure);

  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = verdict->items->pdata[i];

      if (item->kind == CANDOR_VERDICT_ASK)
        candor_visit_settle (
            self->visit, item->id, CANDOR_SETTLED_PROCEED,
            by_staff (self, N_ ("Talked over again today; no reason against it was found.")));
    }
  candor_visit_set (self->visit, CANDOR_FIELD_TALK_NOTE,
                    by_staff (self, N_ ("The skin has healed well since the last session.")));
  if (outcome == CANDOR_DAY_TREAT)
    candor_day_check_set_treat (check, CANDOR_CHOICE_YES, NULL);
  if (outcome == CANDOR_DAY_NOT_TREATED)
    candor_day_check_set_treat (check, CANDOR_CHOICE_NO,
                                by_staff (self, N_ ("An answer of today speaks against it.")));
  set_time (self, CANDOR_FIELD_TALK_AT, 120);
  sign (self, CANDOR_ROLE_PRACTITIONER,
        candor_visit_get (self->visit, CANDOR_FIELD_PRACTITIONER_NAME),
        N_ ("I made this check with the patient myself, today. I looked at what has changed, and "
            "what I wrote here is true."));
}

/* Who says no without a reason signs nothing either: that is written down instead. */
static void
decide_again (Example *self, CandorDayCheck *check, CandorDayOutcome outcome)
{
  static const struct
  {
    const char *decision;
    const char *meaning;
  } ends[] = {
    [CANDOR_DAY_OPEN] = { NULL, NULL },
    [CANDOR_DAY_TREAT] = { "agree", N_ ("What I said about my health today is right. I still want "
                                        "this treatment today, if my practitioner finds nothing "
                                        "against it. I can change my mind at any time.") },
    [CANDOR_DAY_NOT_TODAY] = { "not-now", N_ ("What I said about my health today is right. I do "
                                              "not want this treatment today.") },
    [CANDOR_DAY_NO] = { "no", N_ ("What I said about my health today is right. I do not want this "
                                  "treatment.") },
    [CANDOR_DAY_NOT_TREATED] = { NULL, N_ ("What I said about my health today is right. I know "
                                           "that I am not treated today.") },
  };
  const char *patient = candor_visit_get (self->visit, CANDOR_FIELD_PATIENT_NAME);

  if (ends[outcome].decision != NULL)
    {
      candor_visit_set (self->visit, CANDOR_FIELD_DECISION, ends[outcome].decision);
      set_time (self, CANDOR_FIELD_DECISION_AT, 60);
    }
  if (outcome == CANDOR_DAY_NO)
    candor_day_check_set_not_signed (check,
                                     by_staff (self, N_ ("The patient did not want to sign.")));
  else
    sign (self, CANDOR_ROLE_PATIENT, patient, ends[outcome].meaning);
}

/**
 * candor_example_day_check:
 * @procedure: what the course is about
 * @consent: a visit that ended in a consent
 * @outcome: how the check ends; not %CANDOR_DAY_OPEN
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an invented check before the second session with nothing
 *   missing, or %NULL with an error where this procedure cannot end as wished
 */
CandorDayCheck *
candor_example_day_check (CandorProcedure *procedure,
                          CandorVisit *consent,
                          CandorDayOutcome outcome,
                          GError **error)
{
  g_autoptr (CandorDayCheck) check = candor_day_check_start (procedure, consent, 2, error);
  g_autofree char *hash
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "An invented form.", -1);
  g_autoptr (GPtrArray) missing = NULL;
  Example self = { .procedure = procedure };

  g_return_val_if_fail (outcome != CANDOR_DAY_OPEN, NULL);

  if (check == NULL)
    return NULL;
  self.visit = candor_day_check_get_today (check);
  self.language
      = candor_language_find (candor_visit_get (self.visit, CANDOR_FIELD_LANGUAGE), error);
  self.clinic_language
      = candor_language_find (candor_visit_get (self.visit, CANDOR_FIELD_CLINIC_LANGUAGE), error);
  self.clock = candor_time_parse (candor_visit_get (self.visit, CANDOR_FIELD_STARTED_AT));
  age_consent (candor_day_check_get_then (check));
  candor_day_check_set (check, CANDOR_CONSENT_RECORD, "00000000-0000-4000-8000-000000000001");
  candor_day_check_set (check, CANDOR_CONSENT_NUMBER, "1");
  candor_day_check_set (
      check, CANDOR_CONSENT_FILED_AT,
      candor_visit_get (candor_day_check_get_then (check), CANDOR_FIELD_DECISION_AT));
  candor_day_check_set (check, CANDOR_CONSENT_PDF_SHA256, hash);
  answer_again (&self, check,
                outcome == CANDOR_DAY_NOT_TREATED ? CANDOR_VERDICT_STOP : CANDOR_VERDICT_ASK);
  decide_again (&self, check, outcome);
  settle_again (&self, check, outcome);
  g_date_time_unref (self.clock);
  if (!candor_day_check_bind_text (check, procedure, error))
    return NULL;

  missing = candor_day_check_missing (check, procedure, CANDOR_STAGE_COMPLETE,
                                      candor_language_english ());
  if (missing->len > 0 || candor_day_check_outcome (check, procedure) != outcome)
    {
      const char *reason = missing->len > 0 ? ((CandorMissing *)missing->pdata[0])->text
                                            : N_ ("no answer leads there.");

      candor_error_set_because (error, CANDOR_ERROR, CANDOR_ERROR_MISSING, reason,
                                "A check for “%s” cannot end in “%s”: %s",
                                candor_procedure_id (procedure),
                                candor_day_outcome_to_string (outcome), reason);
      return NULL;
    }
  return g_steal_pointer (&check);
}
