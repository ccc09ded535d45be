/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The care steps of a procedure as dates.
 */
#include "help.h"

#include "core/candor-date.h"
#include "core/candor-schedule.h"

static GArray *
schedule_of (CandorProcedure *procedure, CandorCarePhase phase, const char *treatment)
{
  GDate day = help_date (treatment);

  return candor_schedule_new (procedure, phase, &day);
}

static const CandorScheduledStep *
find_step (GArray *schedule, const char *id)
{
  for (guint i = 0; i < schedule->len; i++)
    {
      const CandorScheduledStep *step = &g_array_index (schedule, CandorScheduledStep, i);

      if (g_str_equal (step->step->id, id))
        return step;
    }
  g_error ("There is no step “%s” in the schedule.", id);
}

static void
assert_days (GArray *schedule, const char *id, const char *from, const char *to)
{
  const CandorScheduledStep *step = find_step (schedule, id);
  g_autofree char *first = candor_date_to_iso (&step->from);
  g_autofree char *last = candor_date_to_iso (&step->to);

  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

/* Catches days that are one off, and months, years and leap days that are counted wrongly. */
static void
test_invented_days (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GArray) before = schedule_of (procedure, CANDOR_CARE_BEFORE, "2024-03-01");
  g_autoptr (GArray) after = schedule_of (procedure, CANDOR_CARE_AFTER, "2026-12-30");

  g_assert_cmpuint (before->len, ==, 2);
  assert_days (before, "gs-sleep", "2024-02-27", "2024-02-29");
  assert_days (before, "gs-sleeve", "2024-03-01", "2024-03-01");
  g_assert_cmpuint (after->len, ==, 2);
  assert_days (after, "gs-rain", "2026-12-30", "2026-12-31");
  assert_days (after, "gs-wave", "2027-01-02", "2027-01-13");
}

/* Catches a care plan that is out of step with the facts page: which days each phase covers. */
static void
test_real_days (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (GArray) before = schedule_of (procedure, CANDOR_CARE_BEFORE, "2026-06-15");
  g_autoptr (GArray) after = schedule_of (procedure, CANDOR_CARE_AFTER, "2026-06-15");

  assert_days (before, "b-sun", "2026-06-01", "2026-06-14");
  assert_days (before, "b-products", "2026-06-08", "2026-06-14");
  assert_days (before, "b-tell", "2026-06-13", "2026-06-14");
  assert_days (before, "b-clean", "2026-06-15", "2026-06-15");
  assert_days (after, "a-first-day", "2026-06-15", "2026-06-16");
  assert_days (after, "a-water", "2026-06-15", "2026-06-18");
  assert_days (after, "a-hands-off", "2026-06-16", "2026-06-22");
  assert_days (after, "a-sun", "2026-06-16", "2026-07-13");
}

/* Catches a step that is left out, stands in both phases, or comes out of order. */
static void
test_order (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (gsize p = 0; p < G_N_ELEMENTS (ids); p++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (ids[p]);
      guint n = 0;

      for (CandorCarePhase phase = CANDOR_CARE_BEFORE; phase <= CANDOR_CARE_AFTER; phase++)
        {
          g_autoptr (GArray) schedule = schedule_of (procedure, phase, "2026-06-15");

          n += schedule->len;
          for (guint i = 0; i < schedule->len; i++)
            {
              const CandorScheduledStep *step = &g_array_index (schedule, CandorScheduledStep, i);

              g_assert_cmpint (step->step->phase, ==, phase);
              g_assert_cmpint (g_date_compare (&step->from, &step->to), <=, 0);
              if (i > 0)
                g_assert_cmpint (g_date_compare (&(step - 1)->from, &step->from), <=, 0);
            }
        }
      g_assert_cmpuint (n, ==, candor_procedure_care_steps (procedure)->len);
    }
}

/* Catches a step of one day that is written as a span, and a span without its last day. */
static void
test_words (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GArray) schedule = schedule_of (procedure, CANDOR_CARE_BEFORE, "2024-03-01");
  const CandorLanguage *english = candor_language_english ();
  g_autofree char *span = candor_schedule_format_days (find_step (schedule, "gs-sleep"), english);
  g_autofree char *day = candor_schedule_format_days (find_step (schedule, "gs-sleeve"), english);

  g_assert_cmpstr (span, ==, "27 February 2024 to 29 February 2024");
  g_assert_cmpstr (day, ==, "1 March 2024");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/invented-days", test_invented_days);
  g_test_add_func ("/schedule/real-days", test_real_days);
  g_test_add_func ("/schedule/order", test_order);
  g_test_add_func ("/schedule/words", test_words);
  return g_test_run ();
}
