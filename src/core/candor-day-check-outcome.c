/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How a check on the day of treatment ends, and what its signatures stand for.
 */
#include "candor-day-check-private.h"

#include "candor-error.h"
#include "candor-name.h"
#include "candor-visit-private.h"

/**
 * candor_day_check_verdict:
 * @self: a check
 * @procedure: its procedure
 *
 * Returns: (transfer full): what today's answers mean on the day of treatment
 */
CandorVerdict *
candor_day_check_verdict (CandorDayCheck *self, CandorProcedure *procedure)
{
  GDate on;

  candor_verdict_day (self->today, &on);
  return candor_verdict_new (procedure, self->today, &on);
}

/**
 * candor_day_check_is_barred:
 * @self: a check
 * @procedure: its procedure
 *
 * Returns: whether an answer asks to stop or to wait today, whatever anybody wants
 */
gboolean
candor_day_check_is_barred (CandorDayCheck *self, CandorProcedure *procedure)
{
  g_autoptr (CandorVerdict) verdict = candor_day_check_verdict (self, procedure);

  return verdict->kind == CANDOR_VERDICT_STOP || verdict->kind == CANDOR_VERDICT_WAIT;
}

/* How it ends before the practitioner has decided about today. */
static CandorDayOutcome
outcome_so_far (CandorDayCheck *self, CandorProcedure *procedure)
{
  g_autoptr (CandorVerdict) verdict = candor_day_check_verdict (self, procedure);
  CandorOutcome outcome;

  if (verdict->kind == CANDOR_VERDICT_STOP || verdict->kind == CANDOR_VERDICT_WAIT)
    return CANDOR_DAY_NOT_TREATED;
  for (guint i = 0; i < verdict->items->len; i++)
    if (candor_item_verdict_is_refused (verdict->items->pdata[i], self->today))
      return CANDOR_DAY_NOT_TREATED;
  if (!candor_outcome_from_string (candor_visit_get (self->today, CANDOR_FIELD_DECISION), &outcome))
    return CANDOR_DAY_OPEN;
  switch (outcome)
    {
    case CANDOR_OUTCOME_AGREE:
      return CANDOR_DAY_TREAT;
    case CANDOR_OUTCOME_NOT_NOW:
      return CANDOR_DAY_NOT_TODAY;
    case CANDOR_OUTCOME_NO:
      return CANDOR_DAY_NO;
    case CANDOR_OUTCOME_OPEN:
    case CANDOR_OUTCOME_STOP:
    default:
      return CANDOR_DAY_OPEN;
    }
}

/**
 * candor_day_check_may_treat:
 * @self: a check
 * @procedure: its procedure
 *
 * Returns: whether the patient wants it and nothing speaks against it, so that it is left to the
 *   practitioner to decide about today
 */
gboolean
candor_day_check_may_treat (CandorDayCheck *self, CandorProcedure *procedure)
{
  return outcome_so_far (self, procedure) == CANDOR_DAY_TREAT;
}

/**
 * candor_day_check_outcome:
 * @self: a check
 * @procedure: its procedure
 *
 * How the check ends as things stand. An answer that asks to stop or to wait ends it whatever else
 * was said, and so does the practitioner who decides against treatment today.
 */
CandorDayOutcome
candor_day_check_outcome (CandorDayCheck *self, CandorProcedure *procedure)
{
  return self->treat == CANDOR_CHOICE_NO ? CANDOR_DAY_NOT_TREATED
                                         : outcome_so_far (self, procedure);
}

/**
 * candor_day_outcome_to_string:
 * @outcome: how a check ended
 *
 * Returns: (transfer none): a word for files and lists
 */
const char *
candor_day_outcome_to_string (CandorDayOutcome outcome)
{
  static const char *const words[] = {
    [CANDOR_DAY_OPEN] = "open",
    [CANDOR_DAY_TREAT] = "treat",
    [CANDOR_DAY_NOT_TODAY] = "not-today",
    [CANDOR_DAY_NO] = "no",
    [CANDOR_DAY_NOT_TREATED] = "not-treated",
  };

  g_return_val_if_fail (outcome < G_N_ELEMENTS (words), NULL);

  return words[outcome];
}

/**
 * candor_day_check_bind_text:
 * @self: a check
 * @procedure: its procedure
 * @error: return location for an error
 *
 * As candor_visit_bind_text (), when a signature is made: today's visit stands for these words from
 * now on. A wish to be treated that an answer has overtaken is taken away: a signature never stands
 * for it. A wish not to be treated stays, and so does one that the practitioner did not follow: the
 * patient has signed for it by then.
 *
 * Returns: whether today's visit stands for these words now
 */
gboolean
candor_day_check_bind_text (CandorDayCheck *self, CandorProcedure *procedure, GError **error)
{
  if (!candor_visit_bind_words (self->today, procedure, error))
    return FALSE;
  if (candor_day_check_is_barred (self, procedure)
      && g_strcmp0 (candor_visit_get (self->today, CANDOR_FIELD_DECISION), "agree") == 0)
    candor_visit_drop_decision (self->today);
  return TRUE;
}

static gboolean
check_person (CandorDayCheck *self, GError **error)
{
  const char *then = candor_visit_get (self->then, CANDOR_FIELD_PATIENT_NAME);
  const char *today = candor_visit_get (self->today, CANDOR_FIELD_PATIENT_NAME);

  if (candor_name_is_same (then != NULL ? then : "", today != NULL ? today : "")
      && g_strcmp0 (candor_visit_get (self->then, CANDOR_FIELD_PATIENT_BORN),
                    candor_visit_get (self->today, CANDOR_FIELD_PATIENT_BORN))
             == 0)
    return TRUE;
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "The consent is of another patient than the check: name or date of birth differs. "
      "Nothing was changed. Begin the check from the patient’s own consent.");
  return FALSE;
}

/**
 * candor_day_check_check_text:
 * @self: a check
 * @procedure: a procedure
 * @error: return location for an error
 *
 * Returns: whether the check is one about @procedure, with the words that it was signed for, and is
 *   of the patient whose consent it names; otherwise %CANDOR_ERROR_OTHER_TEXT or
 *   %CANDOR_ERROR_INVALID. Questions that only the text of then has are not passed over: they stand
 *   in the consent.
 */
gboolean
candor_day_check_check_text (CandorDayCheck *self, CandorProcedure *procedure, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  if (g_strcmp0 (candor_visit_get (self->then, CANDOR_FIELD_PROCEDURE),
                 candor_visit_get (self->today, CANDOR_FIELD_PROCEDURE))
      != 0)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT,
          "The consent is about another procedure than the check. Nothing was changed.");
      return FALSE;
    }
  if (!candor_visit_check_text (self->today, procedure, error) || !check_person (self, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->same);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (candor_day_check_is_same (self, id) && !candor_day_check_can_be_same (self, procedure, id))
      {
        candor_error_set (
            error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
            "same.%s: this question has to be answered anew today. Nothing was changed.",
            (const char *)id);
        return FALSE;
      }
  return TRUE;
}
