/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What still stands against going on with a check on the day of treatment.
 */
#include "candor-day-check-private.h"

#include "candor-date.h"
#include "candor-missing-private.h"
#include "candor-name.h"
#include "candor-times.h"

typedef struct
{
  CandorMissingSearch base; /* in today's visit */
  CandorDayCheck *check;
  CandorDayOutcome outcome;
} Search;

static void
search_consent (Search *self)
{
  CandorVisit *then = self->check->then;
  g_autoptr (GDateTime) agreed
      = candor_time_parse (candor_visit_get (then, CANDOR_FIELD_DECISION_AT));
  g_autoptr (GDateTime) began
      = candor_time_parse (candor_visit_get (self->check->today, CANDOR_FIELD_STARTED_AT));

  if (candor_name_is_blank (self->check->consent[CANDOR_CONSENT_RECORD]))
    candor_missing_add (&self->base, "consent.record",
                        N_ ("Which record the consent is, is missing."));
  if (candor_name_is_blank (self->check->consent[CANDOR_CONSENT_PDF_SHA256]))
    candor_missing_add (&self->base, "consent.pdf_sha256",
                        N_ ("The fingerprint of the consent’s form is missing."));
  if (g_strcmp0 (candor_visit_get (then, CANDOR_FIELD_DECISION), "agree") != 0)
    candor_missing_add (&self->base, "then.decision",
                        N_ ("The patient’s agreement to the course is missing."));
  if (agreed != NULL && began != NULL && g_date_time_compare (began, agreed) < 0)
    candor_missing_add (&self->base, "started_at",
                        N_ ("The check began before the patient agreed to the course."));
  if (self->check->session == 0)
    candor_missing_add (&self->base, "session", N_ ("The number of the session is missing."));
}

static void
search_start (Search *self)
{
  GDate began, day;

  search_consent (self);
  candor_missing_need_field (&self->base, CANDOR_FIELD_STARTED_AT,
                             N_ ("When the check began is missing."));
  candor_missing_search_people (&self->base);
  if (candor_times_started_on (self->check->today, &began)
      && candor_date_parse (&day,
                            candor_visit_get (self->check->today, CANDOR_FIELD_TREATMENT_DATE))
      && g_date_compare (&day, &began) > 0)
    candor_missing_add (&self->base, candor_visit_field_path (CANDOR_FIELD_TREATMENT_DATE),
                        N_ ("The check is not made on the day of the treatment."));
}

static gboolean
is_answered (Search *self, const CandorHealthQuestion *question)
{
  const CandorAnswer *answer = candor_visit_get_answer (self->check->today, question->id);

  if (candor_day_check_is_same (self->check, question->id))
    return TRUE;
  if (question->kind == CANDOR_QUESTION_CHOICE)
    return answer != NULL && answer->given;
  /* Words may be left out where nobody could say that they are as then. */
  return !candor_day_check_can_be_same (self->check, self->base.procedure, question->id)
         || (answer != NULL && !candor_name_is_blank (answer->detail));
}

static void
search_answers (Search *self)
{
  GPtrArray *groups = candor_procedure_health_groups (self->base.procedure);

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        {
          const CandorHealthQuestion *question = questions->pdata[j];

          if (!is_answered (self, question))
            candor_missing_add_about (
                &self->base, "answers", question->id,
                /* Translators: a health question that is asked again on the day of treatment. */
                N_ ("Whether the answer to “%s” is still the same has not been asked yet."),
                question->text);
        }
    }
}

/* Nobody needs to say what they want where nothing can be done today; but who says no is heard. */
static void
search_wish (Search *self)
{
  const char *decision = candor_visit_get (self->check->today, CANDOR_FIELD_DECISION);

  candor_missing_search_language (&self->base);
  if (!candor_day_check_is_barred (self->check, self->base.procedure))
    candor_missing_need_field (&self->base, CANDOR_FIELD_DECISION,
                               N_ ("Whether the patient still wants the treatment is missing."));
  else if (g_strcmp0 (decision, "agree") == 0)
    candor_missing_add (&self->base, candor_visit_field_path (CANDOR_FIELD_DECISION),
                        N_ ("There is no treatment today, so nobody can agree to it. The check "
                            "can be signed as “not treated today” only."));
  if (decision != NULL)
    candor_missing_need_field (&self->base, CANDOR_FIELD_DECISION_AT,
                               N_ ("When the patient decided is missing."));
}

static void
search_patient (Search *self)
{
  search_answers (self);
  search_wish (self);
}

/* The practitioner decides about today where the patient wants it and no answer speaks against it. */
static void
search_treat (Search *self)
{
  CandorChoice treat = self->check->treat;

  if (treat == CANDOR_CHOICE_NO && candor_name_is_blank (self->check->treat_reason))
    candor_missing_add (&self->base, "treat_reason",
                        N_ ("Why the practitioner does not treat today is missing."));
  if (self->outcome == CANDOR_DAY_TREAT && treat != CANDOR_CHOICE_YES)
    candor_missing_add (&self->base, "treat",
                        N_ ("Whether the practitioner treats today is missing."));
  if (self->outcome != CANDOR_DAY_TREAT && self->outcome != CANDOR_DAY_OPEN
      && treat == CANDOR_CHOICE_YES)
    candor_missing_add (&self->base, "treat",
                        N_ ("There is no treatment today, so the practitioner cannot decide for "
                            "it."));
}

static void
search_decide (Search *self)
{
  candor_missing_search_settled (&self->base);
  search_treat (self);
  if (candor_day_check_text_changed (self->check, self->base.procedure))
    candor_missing_need_field (&self->base, CANDOR_FIELD_TALK_NOTE,
                               N_ ("The text has changed since the patient read it. What was said "
                                   "about that is missing in the practitioner’s notes."));
  candor_missing_need_field (&self->base, CANDOR_FIELD_TALK_AT,
                             N_ ("When the practitioner finished the check is missing."));
}

/* Where somebody is treated nothing replaces the patient's signature. */
static void
search_patient_signature (Search *self)
{
  gboolean is_signed = candor_visit_get_signature (self->check->today, CANDOR_ROLE_PATIENT) != NULL;
  gboolean is_explained = !candor_name_is_blank (self->check->not_signed);

  if (self->outcome != CANDOR_DAY_TREAT && !is_signed && !is_explained)
    candor_missing_add (&self->base, "signatures.patient",
                        N_ ("The patient’s signature is missing, and so is the reason why."));
  if (is_signed && is_explained)
    candor_missing_add (&self->base, "not_signed",
                        N_ ("The patient signed, and yet it says why the patient did not."));
}

static void
search_complete (Search *self)
{
  candor_missing_need_signature (
      &self->base, CANDOR_ROLE_PRACTITIONER,
      N_ ("The practitioner’s signature to having made the check is missing."));
  search_patient_signature (self);
  candor_missing_search_signers (&self->base, self->outcome == CANDOR_DAY_TREAT);
}

/**
 * candor_day_check_missing:
 * @self: a check
 * @procedure: its procedure
 * @up_to: the last stage to ask
 * @language: the language of the sentences
 *
 * What is still missing before a check may reach a stage, as candor_missing_list () tells it of a
 * visit. %CANDOR_STAGE_TALK ends the patient's part but for the signature, and %CANDOR_STAGE_DECIDE the
 * practitioner's. Paths are those of today's visit, but "consent.…", "then.…", "session", "treat", "treat_reason" and
 * "not_signed" are the check's.
 *
 * Returns: (transfer full) (element-type CandorMissing): in the order of the check; empty when
 *   nothing is missing
 */
GPtrArray *
candor_day_check_missing (CandorDayCheck *self,
                          CandorProcedure *procedure,
                          CandorStage up_to,
                          const CandorLanguage *language)
{
  static void (*const searches[]) (Search *) = {
    [CANDOR_STAGE_START] = search_start,       [CANDOR_STAGE_TALK] = search_patient,
    [CANDOR_STAGE_DECIDE] = search_decide,     [CANDOR_STAGE_SIGN] = NULL,
    [CANDOR_STAGE_COMPLETE] = search_complete,
  };
  g_autoptr (CandorVerdict) verdict = candor_day_check_verdict (self, procedure);
  Search search = { .base = { .procedure = procedure,
                              .visit = self->today,
                              .language = language,
                              .verdict = verdict,
                              .list = candor_missing_new_list (),
                              .is_day_check = TRUE },
                    .check = self,
                    .outcome = candor_day_check_outcome (self, procedure) };

  for (gsize stage = 0; stage <= (gsize)up_to; stage++)
    {
      search.base.stage = stage;
      if (searches[stage] != NULL)
        searches[stage](&search);
      candor_missing_search_times (&search.base);
    }
  return search.base.list;
}
