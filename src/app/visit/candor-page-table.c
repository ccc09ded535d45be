/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-page-table.h"

#include "core/candor-verdict.h"

#include "app/staff/candor-talk-answers-page.h"
#include "app/staff/candor-talk-capacity-page.h"
#include "app/staff/candor-talk-questions-page.h"
#include "app/staff/candor-talk-sign-page.h"
#include "app/staff/candor-talk-understanding-page.h"
#include "app/visit/pages/candor-after-page.h"
#include "app/visit/pages/candor-before-page.h"
#include "app/visit/pages/candor-check-page.h"
#include "app/visit/pages/candor-day-sign-page.h"
#include "app/visit/pages/candor-day-wish-page.h"
#include "app/visit/pages/candor-decision-page.h"
#include "app/visit/pages/candor-file-page.h"
#include "app/visit/pages/candor-form-page.h"
#include "app/visit/pages/candor-goal-page.h"
#include "app/visit/pages/candor-handback-page.h"
#include "app/visit/pages/candor-handover-page.h"
#include "app/visit/pages/candor-health-page.h"
#include "app/visit/pages/candor-learn-page.h"
#include "app/visit/pages/candor-patient-sign-page.h"
#include "app/visit/pages/candor-interpreter-sign-page.h"
#include "app/visit/pages/candor-witness-sign-page.h"
#include "app/visit/pages/candor-photographs-page.h"
#include "app/visit/pages/candor-questions-page.h"
#include "app/visit/pages/candor-statements-page.h"
#include "app/visit/pages/candor-take-home-page.h"
#include "app/visit/pages/candor-verdict-page.h"
#include "app/visit/pages/candor-warnings-page.h"
#include "app/visit/pages/candor-welcome-page.h"

/* How often a page comes in a visit. All are asked again each time the engine moves, so that an
 * answer can take pages away and bring them back. */

static gboolean
stopped (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_visit_outcome (visit, procedure) == CANDOR_OUTCOME_STOP;
}

static gboolean
agreed (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_visit_outcome (visit, procedure) == CANDOR_OUTCOME_AGREE;
}

static guint
count_once (CandorProcedure *procedure, CandorVisit *visit)
{
  return 1;
}

static guint
count_learn (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_procedure_n_sections_at (procedure, CANDOR_PLACE_LEARN);
}

static guint
count_check (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_procedure_checks (procedure)->len;
}

static guint
count_health (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_procedure_health_groups (procedure)->len;
}

static guint
count_care (CandorProcedure *procedure,
            CandorVisit *visit,
            CandorPlace place,
            CandorCarePhase phase)
{
  GPtrArray *steps = candor_procedure_care_steps (procedure);
  guint n = candor_procedure_n_sections_at (procedure, place);

  for (guint i = 0; i < steps->len; i++)
    if (((const CandorCareStep *)g_ptr_array_index (steps, i))->phase == phase)
      n++;

  return n > 0 && !stopped (procedure, visit) ? 1 : 0;
}

static guint
count_before (CandorProcedure *procedure, CandorVisit *visit)
{
  return count_care (procedure, visit, CANDOR_PLACE_BEFORE, CANDOR_CARE_BEFORE);
}

static guint
count_after (CandorProcedure *procedure, CandorVisit *visit)
{
  return count_care (procedure, visit, CANDOR_PLACE_AFTER, CANDOR_CARE_AFTER);
}

static guint
count_warnings (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_procedure_warnings (procedure)->len > 0 && !stopped (procedure, visit) ? 1 : 0;
}

static guint
count_missed (CandorProcedure *procedure, CandorVisit *visit)
{
  GPtrArray *checks = candor_procedure_checks (procedure);

  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *question = g_ptr_array_index (checks, i);
      const CandorCheckAnswer *answer = candor_visit_get_check (visit, question->id);

      for (guint j = 0; answer != NULL && j < question->options->len; j++)
        {
          const CandorOption *option = g_ptr_array_index (question->options, j);

          if (!option->correct && g_strcmp0 (answer->first, option->id) == 0)
            return 1;
        }
    }

  return 0;
}

static guint
count_asked (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_visit_n_questions (visit) > 0 ? 1 : 0;
}

static guint
count_unless_stopped (CandorProcedure *procedure, CandorVisit *visit)
{
  return stopped (procedure, visit) ? 0 : 1;
}

/* Where an answer asks to stop or to wait there is nothing to wish for. */
static guint
count_unless_barred (CandorProcedure *procedure, CandorVisit *visit)
{
  g_autoptr (CandorVerdict) verdict = NULL;
  GDate on;

  candor_verdict_day (visit, &on);
  verdict = candor_verdict_new (procedure, visit, &on);
  return verdict->kind == CANDOR_VERDICT_STOP || verdict->kind == CANDOR_VERDICT_WAIT ? 0 : 1;
}

static guint
count_statements_of_kind (CandorProcedure *procedure, CandorVisit *visit, gboolean photograph)
{
  GPtrArray *statements = candor_procedure_statements (procedure);

  if (!agreed (procedure, visit))
    return 0;
  for (guint i = 0; i < statements->len; i++)
    if (((const CandorStatement *)g_ptr_array_index (statements, i))->photograph == photograph)
      return 1;

  return 0;
}

static guint
count_statements (CandorProcedure *procedure, CandorVisit *visit)
{
  return count_statements_of_kind (procedure, visit, FALSE);
}

static guint
count_photographs (CandorProcedure *procedure, CandorVisit *visit)
{
  return count_statements_of_kind (procedure, visit, TRUE);
}

static guint
count_interpreter (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_visit_get (visit, CANDOR_FIELD_INTERPRETER_NAME) != NULL ? 1 : 0;
}

static guint
count_witness (CandorProcedure *procedure, CandorVisit *visit)
{
  const CandorSignature *signature = candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT);

  return signature != NULL && signature->method == CANDOR_METHOD_MARK ? 1 : 0;
}

/* clang-format off */
static const CandorPageEntry table[] = {
  { "welcome", CANDOR_STEP_WELCOME, candor_welcome_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "goal", CANDOR_STEP_WELCOME, candor_goal_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "learn", CANDOR_STEP_LEARN, candor_learn_page_get_type, count_learn, CANDOR_HOLDER_PATIENT },
  { "check", CANDOR_STEP_CHECK, candor_check_page_get_type, count_check, CANDOR_HOLDER_PATIENT },
  { "health", CANDOR_STEP_HEALTH, candor_health_page_get_type, count_health, CANDOR_HOLDER_PATIENT },
  { "verdict", CANDOR_STEP_HEALTH, candor_verdict_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "before", CANDOR_STEP_BEFORE, candor_before_page_get_type, count_before, CANDOR_HOLDER_PATIENT },
  { "after", CANDOR_STEP_AFTER, candor_after_page_get_type, count_after, CANDOR_HOLDER_PATIENT },
  { "warnings", CANDOR_STEP_AFTER, candor_warnings_page_get_type, count_warnings, CANDOR_HOLDER_PATIENT },
  { "questions", CANDOR_STEP_QUESTIONS, candor_questions_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "handover", CANDOR_STEP_TALK, candor_handover_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "talk-answers", CANDOR_STEP_TALK, candor_talk_answers_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "talk-understanding", CANDOR_STEP_TALK, candor_talk_understanding_page_get_type, count_missed, CANDOR_HOLDER_PRACTITIONER },
  { "talk-questions", CANDOR_STEP_TALK, candor_talk_questions_page_get_type, count_asked, CANDOR_HOLDER_PRACTITIONER },
  { "talk-capacity", CANDOR_STEP_TALK, candor_talk_capacity_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "talk-sign", CANDOR_STEP_TALK, candor_talk_sign_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "handback", CANDOR_STEP_TALK, candor_handback_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "decision", CANDOR_STEP_DECISION, candor_decision_page_get_type, count_unless_stopped, CANDOR_HOLDER_PATIENT },
  { "statements", CANDOR_STEP_DECISION, candor_statements_page_get_type, count_statements, CANDOR_HOLDER_PATIENT },
  { "photographs", CANDOR_STEP_DECISION, candor_photographs_page_get_type, count_photographs, CANDOR_HOLDER_PATIENT },
  { "sign", CANDOR_STEP_SIGN, candor_patient_sign_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "sign-interpreter", CANDOR_STEP_SIGN, candor_interpreter_sign_page_get_type, count_interpreter, CANDOR_HOLDER_PATIENT },
  { "sign-witness", CANDOR_STEP_SIGN, candor_witness_sign_page_get_type, count_witness, CANDOR_HOLDER_PATIENT },
  { "form", CANDOR_STEP_FORM, candor_form_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "file", CANDOR_STEP_FORM, candor_file_page_get_type, count_once, CANDOR_HOLDER_STAFF },
  { "take-home", CANDOR_STEP_FORM, candor_take_home_page_get_type, count_once, CANDOR_HOLDER_STAFF },
};

/* The check on the day of treatment. A page that is in both tables has the same name in both, and so
 * has one that does the same. The practitioner reads the form with the patient, and files it. */
static const CandorPageEntry day_check_table[] = {
  { "welcome", CANDOR_STEP_WELCOME, candor_welcome_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "health", CANDOR_STEP_HEALTH, candor_health_page_get_type, count_health, CANDOR_HOLDER_PATIENT },
  { "verdict", CANDOR_STEP_HEALTH, candor_verdict_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "decision", CANDOR_STEP_DECISION, candor_day_wish_page_get_type, count_unless_barred, CANDOR_HOLDER_PATIENT },
  { "sign", CANDOR_STEP_SIGN, candor_day_sign_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "sign-interpreter", CANDOR_STEP_SIGN, candor_interpreter_sign_page_get_type, count_interpreter, CANDOR_HOLDER_PATIENT },
  { "sign-witness", CANDOR_STEP_SIGN, candor_witness_sign_page_get_type, count_witness, CANDOR_HOLDER_PATIENT },
  { "handover", CANDOR_STEP_PRACTITIONER, candor_handover_page_get_type, count_once, CANDOR_HOLDER_PATIENT },
  { "talk-answers", CANDOR_STEP_PRACTITIONER, candor_talk_answers_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "talk-sign", CANDOR_STEP_PRACTITIONER, candor_talk_sign_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "form", CANDOR_STEP_FORM, candor_form_page_get_type, count_once, CANDOR_HOLDER_PRACTITIONER },
  { "file", CANDOR_STEP_FORM, candor_file_page_get_type, count_once, CANDOR_HOLDER_STAFF },
  { "take-home", CANDOR_STEP_FORM, candor_take_home_page_get_type, count_once, CANDOR_HOLDER_STAFF },
};
/* clang-format on */

/* Translators: the steps of a visit, in the list at the side. Keep each to one or two words. */
static const char *const step_titles[CANDOR_N_STEPS] = {
  [CANDOR_STEP_WELCOME] = NC_ ("step", "Welcome"),
  [CANDOR_STEP_LEARN] = NC_ ("step", "Learn"),
  [CANDOR_STEP_CHECK] = NC_ ("step", "Check"),
  [CANDOR_STEP_HEALTH] = NC_ ("step", "Your health"),
  [CANDOR_STEP_BEFORE] = NC_ ("step", "Before"),
  [CANDOR_STEP_AFTER] = NC_ ("step", "After"),
  [CANDOR_STEP_QUESTIONS] = NC_ ("step", "Your questions"),
  [CANDOR_STEP_TALK] = NC_ ("step", "The talk"),
  [CANDOR_STEP_PRACTITIONER] = NC_ ("step", "Practitioner"),
  [CANDOR_STEP_DECISION] = NC_ ("step", "Your decision"),
  [CANDOR_STEP_SIGN] = NC_ ("step", "Sign"),
  [CANDOR_STEP_FORM] = NC_ ("step", "Your form"),
};

/**
 * candor_page_table:
 * @n_entries: (out): how many lines it has
 *
 * The pages of a visit in their order. To add a page, add one file, one .ui and one line here.
 *
 * Returns: (transfer none) (array length=n_entries): the table
 */
const CandorPageEntry *
candor_page_table (gsize *n_entries)
{
  g_return_val_if_fail (n_entries != NULL, NULL);

  *n_entries = G_N_ELEMENTS (table);
  return table;
}

/**
 * candor_page_table_for:
 * @draft: a visit, or a check on the day of treatment
 * @n_entries: (out): how many lines it has
 *
 * Returns: (transfer none) (array length=n_entries): the table of its pages
 */
const CandorPageEntry *
candor_page_table_for (gpointer draft, gsize *n_entries)
{
  g_return_val_if_fail (n_entries != NULL, NULL);

  if (candor_draft_get_check (draft) == NULL)
    return candor_page_table (n_entries);
  *n_entries = G_N_ELEMENTS (day_check_table);
  return day_check_table;
}

/**
 * candor_step_title:
 * @step: a step of a visit
 * @language: the language of whoever reads it
 *
 * Returns: (transfer none): its name
 */
const char *
candor_step_title (CandorStep step, const CandorLanguage *language)
{
  g_return_val_if_fail (step < CANDOR_N_STEPS, NULL);

  return candor_language_text_in_context (language, "step", step_titles[step]);
}
