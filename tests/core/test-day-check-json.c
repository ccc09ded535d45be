/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The check on the day of treatment as a file: nothing is lost in it, and nothing that somebody made
 * to do harm is read, whole or half.
 */
#include "help.h"

#include <string.h>

/* Catches a value that is lost or changed on its way through a file. */
static void
test_json (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (CandorDayOutcome outcome = CANDOR_DAY_TREAT; outcome <= CANDOR_DAY_NOT_TREATED; outcome++)
    {
      g_autoptr (CandorDayCheck) check = help_day_check (procedure, outcome);
      gsize length = 0;
      g_autofree char *json = candor_day_check_to_json (check, &length);
      g_autofree char *evidence = candor_day_check_to_evidence (check);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorDayCheck) read
          = candor_day_check_from_json ("day.json", json, length, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = candor_day_check_to_json (read, NULL);
      g_assert_cmpstr (again, ==, json);
      g_assert_cmpuint (strlen (json), ==, length);
      g_assert_cmpint (candor_day_check_outcome (read, procedure), ==, outcome);
      g_assert_true (candor_day_check_check_text (read, procedure, &error));
      g_assert_no_error (error);
      g_assert_nonnull (strstr (json, "\"points\""));
      g_assert_null (strstr (evidence, "\"points\""));
      g_assert_nonnull (strstr (evidence, "\"strokes_sha256\""));
      g_assert_null (candor_day_check_from_json ("day.json", evidence, -1, &error));
      help_assert_refused (error, "day.json: today: signatures[0].strokes_sha256: ", "copy");
    }
}

static const HelpRefusal refusals[] = {
  { "empty", "", "day.json, line 1", "empty" },
  { "list", "[]", "day.json: the whole file", "a check" },
  { "a-visit", "{\"format\": \"candor-visit-1\"}", "day.json: format", "candor-day-check-1" },
  { "unknown", "{\"zzz\": 1}", "day.json: zzz", "nothing of this name" },
  { "twice", "{\"same\": [], \"same\": []}", "day.json, line 1", "already" },
  { "consent-is-words", "{\"consent\": \"x\"}", "day.json: consent", "braces" },
  { "consent-unknown", "{\"consent\": {\"zzz\": \"x\"}}", "day.json: consent.zzz", "nothing" },
  { "record-is-a-number", "{\"consent\": {\"record\": 7}}", "day.json: consent.record", "words" },
  { "hash-is-short", "{\"consent\": {\"pdf_sha256\": \"ab\"}}", "day.json: consent.pdf_sha256",
    "64" },
  { "hash-in-capitals",
    "{\"consent\": {\"pdf_sha256\": "
    "\"ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789\"}}",
    "day.json: consent.pdf_sha256", "small" },
  { "filed-at-no-moment", "{\"consent\": {\"filed_at\": \"2026-11-22\"}}",
    "day.json: consent.filed_at", "time" },
  { "session-is-words", "{\"session\": \"2\"}", "day.json: session", "whole number" },
  { "session-is-a-half", "{\"session\": 1.5}", "day.json: session", "whole number" },
  { "session-is-negative", "{\"session\": -1}", "day.json: session", "0 to 999" },
  { "session-is-huge", "{\"session\": 4294967297}", "day.json: session", "0 to 999" },
  { "session-is-nothing", "{\"session\": null}", "day.json: session", "whole number" },
  { "same-is-an-object", "{\"same\": {}}", "day.json: same", "brackets" },
  { "same-of-a-number", "{\"same\": [1]}", "day.json: same[0]", "id" },
  { "same-of-nothing", "{\"same\": [\"\"]}", "day.json: same[0]", "id" },
  { "same-twice", "{\"same\": [\"a\", \"a\"]}", "day.json: same[1]", "already" },
  { "same-but-not-the-same",
    "{\"same\": [\"a\"], \"then\": {\"answers\": {\"a\": \"no\"}}, "
    "\"today\": {\"answers\": {\"a\": \"yes\"}}}",
    "day.json: same.a", "not the one of then" },
  { "same-but-not-answered", "{\"same\": [\"a\"], \"then\": {\"answers\": {\"a\": \"no\"}}}",
    "day.json: same.a", "not the one of then" },
  { "treat-is-maybe", "{\"treat\": \"maybe\"}", "day.json: treat", "yes, no" },
  { "treat-is-a-number", "{\"treat\": 1}", "day.json: treat", "yes, no" },
  { "treat-reason-is-a-list", "{\"treat_reason\": []}", "day.json: treat_reason", "words" },
  { "not-signed-is-a-number", "{\"not_signed\": 1}", "day.json: not_signed", "words" },
  { "then-is-a-list", "{\"then\": []}", "day.json: then: the whole file", "braces" },
  { "today-unknown", "{\"today\": {\"zzz\": 1}}", "day.json: today: zzz", "nothing" },
  { "today-bad-reply", "{\"today\": {\"answers\": {\"a\": \"maybe\"}}}",
    "day.json: today: answers.a", "yes, no, not-sure" },
  { "too-deep", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "day.json, line 1", "deep" },
};

/* Catches a file that harms: each is refused with its place, whole. */
static void
test_refusal (gconstpointer data)
{
  const HelpRefusal *row = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_day_check_from_json ("day.json", row->json, -1, &error));
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, row->place) || strstr (error->message, row->words) == NULL)
    g_test_fail_printf ("%s: %s", row->title, error->message);
}

/* Catches a check that is half-read: a file that ends anywhere is refused. */
static void
test_cut_short (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = help_day_check (procedure, CANDOR_DAY_NOT_TODAY);
  g_autofree char *json = candor_day_check_to_json (check, NULL);
  gsize length = strlen (json);

  for (gsize end = 0; end + 2 < length; end += 97)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_day_check_from_json ("day.json", json, end, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  help_add_refusals ("/day-check-json/refusal", refusals, G_N_ELEMENTS (refusals), test_refusal);
  g_test_add_func ("/day-check-json/and-back", test_json);
  g_test_add_func ("/day-check-json/cut-short", test_cut_short);
  return g_test_run ();
}
