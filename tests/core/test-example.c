/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Invented visits: complete, consistent with themselves, and as they were wished for.
 */
#include "help.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-missing.h"

static const char *const procedures[] = { HELP_REAL, HELP_INVENTED };

/* Catches an invented visit that lacks something, ends otherwise than wished, or stands for other
 * words than those of its procedure. */
static void
test_every_outcome (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    for (CandorOutcome outcome = CANDOR_OUTCOME_AGREE; outcome <= CANDOR_OUTCOME_STOP; outcome++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (procedures[i]);
        g_autoptr (CandorVisit) visit = help_example (procedure, outcome);
        g_autoptr (GPtrArray) missing = candor_missing_list (
            procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
        g_autoptr (GError) error = NULL;

        g_assert_cmpuint (missing->len, ==, 0);
        g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, outcome);
        g_assert_true (candor_visit_check_text (visit, procedure, &error));
        g_assert_no_error (error);
        g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PROCEDURE), ==, procedures[i]);
        g_assert_nonnull (candor_visit_get (visit, CANDOR_FIELD_TEXT_SHA256));
        g_assert_cmpint (candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT) != NULL, ==,
                         outcome == CANDOR_OUTCOME_AGREE);
        g_assert_nonnull (candor_visit_get_signature (visit, CANDOR_ROLE_PRACTITIONER));
      }
}

static void
assert_later (char **before, const char *moment)
{
  g_autoptr (GDateTime) now = candor_time_parse (moment);

  g_assert_nonnull (now);
  if (*before != NULL)
    {
      g_autoptr (GDateTime) then = candor_time_parse (*before);

      g_assert_cmpint (g_date_time_compare (then, now), <=, 0);
    }
  g_free (*before);
  *before = g_strdup (moment);
}

/* Catches an invented visit in which a decision comes before the talk, or a signature before what
 * it stands for. */
static void
test_order_of_time (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autofree char *before = NULL;
  g_autofree char *now = candor_time_now_iso ();

  assert_later (&before, candor_visit_get (visit, CANDOR_FIELD_STARTED_AT));
  assert_later (&before, candor_visit_get (visit, CANDOR_FIELD_PATIENT_CONFIRMED));
  assert_later (&before, candor_visit_get (visit, CANDOR_FIELD_TALK_AT));
  assert_later (&before, candor_visit_get_signature (visit, CANDOR_ROLE_PRACTITIONER)->signed_at);
  assert_later (&before, candor_visit_get (visit, CANDOR_FIELD_DECISION_AT));
  assert_later (&before, candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT)->signed_at);
  assert_later (&before, candor_visit_get (visit, CANDOR_FIELD_REVIEWED_AT));
  assert_later (&before, now);
}

/* Catches an example that does not show what the form has a place for: a slip in the check, a
 * flagged answer, a question, a photograph that is refused. */
static void
test_shows_everything (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorVisit) later = help_example (procedure, CANDOR_OUTCOME_NOT_NOW);
  const CandorCheckQuestion *check = candor_procedure_checks (procedure)->pdata[0];
  const CandorCheckAnswer *slip = candor_visit_get_check (visit, check->id);
  GPtrArray *statements = candor_procedure_statements (procedure);
  const CandorStatement *last = statements->pdata[statements->len - 1];
  g_autoptr (CandorVerdict) verdict = NULL;
  GDate on;

  g_assert_cmpstr (slip->first, !=, slip->latest);
  g_assert_nonnull (slip->talked);
  g_assert_cmpuint (candor_visit_n_questions (visit), ==, 1);
  g_assert_nonnull (candor_visit_get_question (visit, 0)->reply);
  g_assert_true (last->photograph);
  g_assert_cmpint (candor_visit_get_statement (visit, last->id), ==, CANDOR_CHOICE_NO);
  candor_verdict_day (visit, &on);
  verdict = candor_verdict_new (procedure, visit, &on);
  g_assert_cmpint (verdict->kind, ==, CANDOR_VERDICT_ASK);
  g_assert_cmpuint (verdict->n_open, ==, 0);
  g_assert_nonnull (candor_visit_get (later, CANDOR_FIELD_DECISION_REASON));
}

/* Catches a wish that is not heard: the patient's name, the clinic, the languages. */
static void
test_wishes (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorClinic) clinic
      = candor_clinic_load (SOURCE_ROOT "/data/examples/clinic.ini", &error);
  CandorExample wish = { .name = "Bo “Ü” Example",
                         .language = candor_language_english (),
                         .clinic_language = candor_language_english (),
                         .clinic = clinic };
  g_autoptr (CandorVisit) visit = NULL;
  const CandorSignature *signature;

  g_assert_no_error (error);
  visit = candor_example_complete (procedure, &wish, &error);
  g_assert_no_error (error);
  signature = candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT);
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_PATIENT_NAME), ==, "Bo “Ü” Example");
  g_assert_cmpstr (signature->name, ==, "Bo “Ü” Example");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_NAME), ==, clinic->name);
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_LANGUAGE), ==, "en");
  g_assert_cmpstr (candor_visit_get (visit, CANDOR_FIELD_CLINIC_LANGUAGE), ==, "en");
}

/* Catches two invented people with one hand, and ink that leaves its pad or goes back in time. */
static void
test_ink (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("Example number %d", i);
      CandorExample wish = { .name = name };
      g_autoptr (CandorVisit) visit = candor_example_complete (procedure, &wish, NULL);
      const CandorSignature *patient = candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT);
      const CandorSignature *other = candor_visit_get_signature (visit, CANDOR_ROLE_PRACTITIONER);
      double before = 0;

      g_assert_cmpuint (candor_signature_n_points (patient), >, 100);
      for (guint s = 0; s < patient->strokes->len; s++)
        {
          GArray *points = ((CandorStroke *)patient->strokes->pdata[s])->points;

          for (guint p = 0; p < points->len; p++)
            {
              const CandorPoint *point = &g_array_index (points, CandorPoint, p);

              g_assert_true (point->x >= 0 && point->x <= patient->pad_width);
              g_assert_true (point->y >= 0 && point->y <= patient->pad_height);
              g_assert_true (point->pressure >= 0 && point->pressure <= 1);
              g_assert_cmpfloat (point->time, >=, before);
              before = point->time;
            }
        }
      g_assert_true (
          candor_signature_n_points (patient) != candor_signature_n_points (other)
          || g_array_index (((CandorStroke *)patient->strokes->pdata[0])->points, CandorPoint, 20).y
                 != g_array_index (((CandorStroke *)other->strokes->pdata[0])->points, CandorPoint,
                                   20)
                        .y);
    }
}

/* Catches a visit that staff cannot hand over, or one in which something was done already. */
static void
test_ready (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (procedures[i]);
      CandorExample wish = { 0 };
      g_autoptr (CandorVisit) visit = candor_example_ready (procedure, &wish);
      g_autoptr (GPtrArray) missing
          = candor_missing_list (procedure, visit, CANDOR_STAGE_START, candor_language_english ());
      g_autoptr (GPtrArray) later
          = candor_missing_list (procedure, visit, CANDOR_STAGE_TALK, candor_language_english ());

      g_assert_cmpuint (missing->len, ==, 0);
      g_assert_cmpuint (later->len, >, 10);
      g_assert_null (candor_visit_get (visit, CANDOR_FIELD_TEXT_SHA256));
      for (gsize role = 0; role < CANDOR_N_ROLES; role++)
        g_assert_null (candor_visit_get_signature (visit, role));
    }
}

/* Catches a visit that is made up although no answer of its procedure leads where it should end. */
static void
test_impossible_wish (void)
{
  g_autofree char *small = help_read (TEST_DATA "/core/smallest.xml");
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_parse ("small.xml", small, -1, &error);
  CandorExample wish = { .outcome = CANDOR_OUTCOME_STOP };

  g_assert_no_error (error);
  g_assert_null (candor_example_complete (procedure, &wish, &error));
  help_assert_refused (error, "A visit for “small” cannot end in “stop”", "no answer leads there");
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
}

/* Catches two examples of one id: they would be filed as one record. */
static void
test_ids_differ (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) one = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorVisit) other = help_example (procedure, CANDOR_OUTCOME_AGREE);

  g_assert_cmpstr (candor_visit_get (one, CANDOR_FIELD_ID), !=,
                   candor_visit_get (other, CANDOR_FIELD_ID));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/example/every-outcome", test_every_outcome);
  g_test_add_func ("/example/order-of-time", test_order_of_time);
  g_test_add_func ("/example/shows-everything", test_shows_everything);
  g_test_add_func ("/example/wishes", test_wishes);
  g_test_add_func ("/example/ink", test_ink);
  g_test_add_func ("/example/ready", test_ready);
  g_test_add_func ("/example/impossible-wish", test_impossible_wish);
  g_test_add_func ("/example/ids-differ", test_ids_differ);
  return g_test_run ();
}
