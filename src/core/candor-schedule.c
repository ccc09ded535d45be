/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-schedule.h"

#include "candor-date.h"

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const CandorScheduledStep *one = a;
  const CandorScheduledStep *other = b;
  int by_start = g_date_compare (&one->from, &other->from);

  return by_start != 0 ? by_start : g_date_compare (&one->to, &other->to);
}

static void
add_days (GDate *date, int days)
{
  if (days >= 0)
    g_date_add_days (date, days);
  else
    g_date_subtract_days (date, -days);
}

/**
 * candor_schedule_new:
 * @procedure: a procedure
 * @phase: before or after the treatment
 * @treatment: the day of treatment
 *
 * Returns: (transfer full) (element-type CandorScheduledStep): the care steps of that phase with
 *   their days, the earliest first; it must not outlive @procedure
 */
GArray *
candor_schedule_new (CandorProcedure *procedure, CandorCarePhase phase, const GDate *treatment)
{
  GArray *schedule = g_array_new (FALSE, TRUE, sizeof (CandorScheduledStep));
  GPtrArray *steps = candor_procedure_care_steps (procedure);

  for (guint i = 0; i < steps->len; i++)
    {
      const CandorCareStep *step = steps->pdata[i];
      CandorScheduledStep scheduled = { step, *treatment, *treatment };

      if (step->phase != phase)
        continue;
      add_days (&scheduled.from, step->from_day);
      add_days (&scheduled.to, step->to_day);
      g_array_append_val (schedule, scheduled);
    }

  /* g_array_sort is stable: steps of the same days stay in the order of the file. */
  g_array_sort (schedule, compare_steps);
  return schedule;
}

/**
 * candor_schedule_format_days:
 * @step: a step with its days
 * @language: the language to write them in
 *
 * Returns: (transfer full): one day, or the first and the last, in words
 */
char *
candor_schedule_format_days (const CandorScheduledStep *step, const CandorLanguage *language)
{
  g_autofree char *from = candor_date_format (&step->from, language);
  g_autofree char *to = candor_date_format (&step->to, language);

  if (g_date_compare (&step->from, &step->to) == 0)
    return g_steal_pointer (&from);
  /* Translators: from one day to another, both included: "20 November 2026 to 3 December 2026". */
  return g_strdup_printf (candor_language_text (language, N_ ("%1$s to %2$s")), from, to);
}

/**
 * candor_schedule_format_weekdays:
 * @step: a step with its days
 * @year: the year that goes without saying
 * @language: the language to write them in
 *
 * Returns: (transfer full): one day, or the first and the last, with their weekdays; with their
 *   years when one of them is not in @year
 */
char *
candor_schedule_format_weekdays (const CandorScheduledStep *step,
                                 GDateYear year,
                                 const CandorLanguage *language)
{
  gboolean other_year
      = g_date_get_year (&step->from) != year || g_date_get_year (&step->to) != year;
  g_autofree char *from = candor_date_format_weekday (&step->from, language, other_year);
  g_autofree char *to = candor_date_format_weekday (&step->to, language, other_year);

  if (g_date_compare (&step->from, &step->to) == 0)
    return g_steal_pointer (&from);
  return g_strdup_printf (candor_language_text (language, N_ ("%1$s to %2$s")), from, to);
}
