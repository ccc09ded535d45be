/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Visit files that somebody made to do harm, or that were damaged. Each is refused with file and
 * place; none crashes, hangs, fills the memory, or is half-read.
 */
#include "help.h"

#include <string.h>
#include <unistd.h>

static const HelpRefusal refusals[] = {
  /* Not JSON. */
  { "empty", "", "visit.json, line 1, column 1", "the file is empty" },
  { "space", " \n ", "visit.json, line 2, column 2", "the file is empty" },
  { "words", "hello", "visit.json, line 1, column 1", "this is no visit, which is a file in JSON" },
  { "xml", "<visit/>", "visit.json, line 1, column 1",
    "this is no visit, which is a file in JSON" },
  { "byte-order-mark", "\xEF\xBB\xBF{}", "visit.json, line 1, column 1", "a byte order mark" },
  { "byte-order-mark-alone", "\xEF\xBB\xBF", "visit.json, line 1, column 1", "a byte order mark" },
  { "comment", "{/* \" */}", "visit.json, line 1, column 2", "expected a name" },
  { "line-comment", "{ // \"\n}", "visit.json, line 1, column 3", "expected a name" },
  { "hash-comment", "# hello\n{}", "visit.json, line 1, column 1", "this is no visit" },
  { "single-quotes", "{'id': 'x'}", "visit.json, line 1, column 2", "expected a name" },
  { "bare-name", "{id: \"x\"}", "visit.json, line 1, column 2", "expected a name" },
  { "assignment", "var visit = {};", "visit.json, line 1, column 1", "this is no visit" },
  { "two-values", "{}\n{}", "visit.json, line 2, column 1", "expected nothing behind the end" },
  { "words-behind", "{} x", "visit.json, line 1, column 4", "expected nothing behind the end" },
  { "comma-at-the-end", "{\"shown\": [\"a\",]}", "visit.json, line 1, column 16", "expected text" },
  { "comma-at-the-end-of-an-object", "{\"shown\": [],}", "visit.json, line 1, column 14",
    "expected a name" },
  { "missing-comma", "{\"shown\": [\"a\" \"b\"]}", "visit.json, line 1, column 16",
    "expected a comma" },
  { "missing-colon", "{\"shown\" []}", "visit.json, line 1, column 10", "expected a colon" },
  { "crossed-brackets", "{\"shown\": [}", "visit.json, line 1, column 12", "expected text" },
  { "capital-word", "{\"decision\": NULL}", "visit.json, line 1, column 14", "expected text" },
  { "infinity", "{\"decision\": Infinity}", "visit.json, line 1, column 14", "expected text" },
  { "hexadecimal", "{\"decision\": 0x10}", "visit.json, line 1, column 15", "expected a comma" },
  { "octal", "{\"decision\": 010}", "visit.json, line 1, column 17", "begin with a zero" },
  { "plus", "{\"decision\": +1}", "visit.json, line 1, column 14", "expected text" },
  { "bare-point", "{\"decision\": 1.}", "visit.json, line 1, column 16", "expected a digit" },
  { "bare-exponent", "{\"decision\": 1e}", "visit.json, line 1, column 16", "expected a digit" },
  { "bare-minus", "{\"decision\": -}", "visit.json, line 1, column 15", "expected a digit" },

  /* Text. */
  { "unfinished-text", "{\"id\": \"abc", "visit.json, line 1, column 12", "the file ends here" },
  { "line-end-in-text", "{\"id\": \"abc\n\"}", "visit.json, line 1, column 12",
    "a control character stands in the text" },
  { "escape-in-text", "{\"id\": \"a\x1b[31m\"}", "visit.json, line 1, column 10",
    "a control character stands in the text" },
  { "unknown-escape", "{\"id\": \"\\x41\"}", "visit.json, line 1, column 10",
    "behind a backslash" },
  { "short-number", "{\"id\": \"\\u00g\"}", "visit.json, line 1, column 13", "four digits" },
  { "zero-by-number", "{\"id\": \"a\\u0000b\"}", "visit.json, line 1, column 16", "number zero" },
  { "lone-high-half", "{\"id\": \"\\ud800\"}", "visit.json, line 1, column 15",
    "half of a character" },
  { "lone-low-half", "{\"id\": \"\\udc00\"}", "visit.json, line 1, column 15",
    "half of a character" },
  { "two-high-halves", "{\"id\": \"\\ud83d\\ud83d\"}", "visit.json, line 1, column 21",
    "half of a character" },
  { "half-and-a-letter", "{\"id\": \"\\ud83dx\"}", "visit.json, line 1, column 15",
    "half of a character" },
  { "half-in-a-name", "{\"answers\": {\"\\ud800\": \"yes\"}}", "visit.json, line 1, column 21",
    "half of a character" },
  { "half-at-the-end", "{\"id\": \"\\ud83d\\u", "visit.json, line 1, column 17",
    "the file ends here" },
  { "bad-utf8", "{\"id\": \"\xC3\x28\"}", "visit.json, line 1, column 9", "not valid UTF-8" },
  { "overlong-utf8", "{\n\"id\": \"\xC0\xAF\"}", "visit.json, line 2, column 8",
    "not valid UTF-8" },
  { "surrogate-in-utf8", "{\"id\": \"\xED\xA0\x80\"}", "visit.json, line 1, column 9",
    "not valid UTF-8" },

  /* Names. */
  { "doubled-name", "{\"id\": null,\n \"id\": null}", "visit.json, line 2, column 2",
    "stands in its object already" },
  { "doubled-name-inside", "{\"patient\": {\"name\": \"Ana\", \"name\": \"Eve\"}}",
    "visit.json, line 1, column 29", "stands in its object already" },
  { "doubled-answer", "{\"answers\": {\"a\": \"yes\", \"b\": \"no\", \"a\": \"no\"}}",
    "visit.json, line 1, column 37", "stands in its object already" },
  { "name-written-otherwise", "{\"\\u0069d\": null}", "visit.json, line 1, column 2",
    "written with a backslash" },
  { "unknown-name", "{\"note\": 1}", "visit.json: note", "a visit has nothing of this name" },
  { "name-with-a-point", "{\"patient.name\": \"Ana\"}", "visit.json: patient.name",
    "a visit has nothing of this name" },
  { "unknown-name-in-a-group", "{\"patient\": {\"nom\": \"Ana\"}}", "visit.json: patient.nom",
    "a visit has nothing of this name" },
  { "unknown-name-in-an-answer", "{\"answers\": {\"a\": {\"response\": \"yes\"}}}",
    "visit.json: answers.a.response", "a visit has nothing of this name" },
  { "unknown-part-of-capacity", "{\"capacity\": {\"sees\": true}}", "visit.json: capacity.sees",
    "a visit has nothing of this name" },
  { "unknown-name-in-a-signature", "{\"signatures\": [{\"role\": \"patient\", \"pin\": \"1\"}]}",
    "visit.json: signatures[0].pin", "a signature has nothing of this name" },
  { "unknown-name-in-a-pad",
    "{\"signatures\": [{\"role\": \"patient\", \"pad\": {\"width\": 1, \"height\": 1, \"dpi\": "
    "1}}]}",
    "visit.json: signatures[0].pad.dpi", "a signature has nothing of this name" },
  { "unknown-name-in-a-stroke",
    "{\"signatures\": [{\"role\": \"patient\", \"strokes\": [{\"points\": [[1, 2]], \"ink\": "
    "1}]}]}",
    "visit.json: signatures[0].strokes[0].ink", "a signature has nothing of this name" },

  /* Values. */
  { "other-format", "{\"format\": \"candor-visit-2\"}", "visit.json: format",
    "expected \"candor-visit-1\"" },
  { "list", "[]", "visit.json: the whole file", "expected a visit" },
  { "number", "1", "visit.json: the whole file", "expected a visit" },
  { "null", "null", "visit.json: the whole file", "expected a visit" },
  { "bad-id", "{\"id\": \"1\"}", "visit.json: id", "expected a UUID" },
  { "bad-day", "{\"patient\": {\"date_of_birth\": \"3 May 1984\"}}",
    "visit.json: patient.date_of_birth", "expected a date such as" },
  { "day-that-never-was", "{\"patient\": {\"date_of_birth\": \"2023-02-29\"}}",
    "visit.json: patient.date_of_birth", "expected a date such as" },
  { "day-of-treatment", "{\"treatment\": {\"date\": \"2026-13-01\"}}", "visit.json: treatment.date",
    "expected a date such as" },
  { "day-of-an-answer", "{\"answers\": {\"a\": {\"date\": \"last week\"}}}",
    "visit.json: answers.a", "date: expected a date" },
  { "time-without-offset", "{\"started_at\": \"2026-11-22T14:05:00\"}", "visit.json: started_at",
    "a time with its offset" },
  { "time-that-never-was", "{\"talk\": {\"at\": \"2026-11-22T24:61:00Z\"}}", "visit.json: talk.at",
    "a time with its offset" },
  { "unknown-decision", "{\"decision\": \"perhaps\"}", "visit.json: decision",
    "expected one of agree, not-now, no" },
  { "decided-to-stop", "{\"decision\": \"stop\"}", "visit.json: decision", "expected one of" },
  { "unknown-reply", "{\"answers\": {\"a\": \"maybe\"}}", "visit.json: answers.a",
    "expected one of yes, no, not-sure" },
  { "unknown-settlement", "{\"settled\": {\"a\": {\"decision\": \"hm\"}}}", "visit.json: settled.a",
    "expected one of open, proceed" },
  { "statement-in-words", "{\"statements\": {\"a\": \"yes\"}}", "visit.json: statements.a",
    "expected true or false" },
  { "question-without-words", "{\"questions\": [{\"reply\": \"Yes.\"}]}",
    "visit.json: questions[0]", "the words of the question" },
  { "unknown-role", "{\"signatures\": [{\"role\": \"king\"}]}", "visit.json: signatures[0]",
    "role: expected one of" },
  { "no-role", "{\"signatures\": [{}]}", "visit.json: signatures[0]", "role: expected one of" },
  { "doubled-role", "{\"signatures\": [{\"role\": \"patient\"}, {\"role\": \"patient\"}]}",
    "visit.json: signatures[1]", "there is a signature of this role already" },
  { "unknown-method", "{\"signatures\": [{\"role\": \"patient\", \"method\": \"stamp\"}]}",
    "visit.json: signatures[0]", "method: expected one of" },
  { "signed-at-some-time", "{\"signatures\": [{\"role\": \"patient\", \"signed_at\": \"noon\"}]}",
    "visit.json: signatures[0]", "signed_at: expected a time" },
  { "signed-at-no-time", "{\"signatures\": [{\"role\": \"patient\", \"signed_at\": \"\"}]}",
    "visit.json: signatures[0]", "signed_at: expected a time" },
  { "long-name-in-a-message",
    "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaaaaaaaaüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü\": 1}",
    "visit.json: aaaaaaaaaaaaaaaa", "a visit has nothing of this name" },
};

/* Numbers of a point that are no place on a pad, no pressure and no time. */
static const char *const bad_points[] = {
  "[1e999, 2]",
  "[-1e999, 2]",
  "[1, 1e308]",
  "[100001, 2]",
  "[1, -100001]",
  "[1, 2, 1.5]",
  "[1, 2, -1.5]",
  "[1, 2, 0.5, -1]",
  "[1, 2, 0.5, 1e12]",
  "[1]",
  "[]",
  "[1, 2, 0.5, 4, 5]",
  "[\"1\", 2]",
  "[true, 2]",
  "[null, 2]",
  "[[1], 2]",
  "[{}, 2]",
  "{\"x\": 1}",
  "7",
  "null",
  "\"1, 2\"",
  "[999999999999999999999999999999, 2]",
};

static void
refuse (const char *json, gssize length, const char *place, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_visit_from_json ("visit.json", json, length, &error);

  if (visit != NULL)
    g_error ("This was read: %.200s", json);
  help_assert_refused (error, place, words);
}

/* Catches a file that is let through, or refused for another reason or at another place. */
static void
test_refusal (gconstpointer data)
{
  const HelpRefusal *refusal = data;

  refuse (refusal->json, -1, refusal->place, refusal->words);
}

/* Catches numbers that are no part of a signature. */
static void
test_points (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_points); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"signatures\": [{\"role\": \"patient\", \"strokes\": [[[1, 2], %s]]}]}",
          bad_points[i]);

      refuse (json, -1, "visit.json", "");
    }
  refuse ("{\"signatures\": [{\"role\": \"patient\", \"strokes\": [[]]}]}", -1,
          "visit.json: signatures[0].strokes[0]", "expected a stroke with its points");
  refuse ("{\"signatures\": [{\"role\": \"patient\", \"pad\": {\"width\": 1e999, \"height\": 1}}]}",
          -1, "visit.json: signatures[0].pad", "its width and height in pixels");
}

/* Catches brackets that bring the reader down: each opens a call of json-glib. Hidden ones too: in
 * what some readers take for a comment or a text. */
static void
test_deep (void)
{
  static const char *const starts[] = { "",
                                        "{\"shown\": ",
                                        "/*\"*/",
                                        "//\"\n",
                                        "#\"\n",
                                        "'\"'",
                                        "{\"shown\": \"\\\\\", \"id\": ",
                                        "{\"shown\": \"\\\"\", \"id\": " };
  g_autofree char *square = g_strnfill (200000, '[');
  g_autofree char *curly = g_strnfill (200000, '{');
  g_autoptr (GString) named = g_string_new (NULL);

  for (int i = 0; i < 200000; i++)
    g_string_append (named, "{\"a\":");
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *in_square = g_strconcat (starts[i], square, NULL);
      g_autofree char *in_curly = g_strconcat (starts[i], curly, NULL);
      g_autofree char *in_named = g_strconcat (starts[i], named->str, NULL);

      refuse (in_square, -1, "visit.json, line ", "");
      refuse (in_curly, -1, "visit.json, line ", "");
      refuse (in_named, -1, "visit.json, line ", "");
    }
  refuse (square, -1, "visit.json, line 1, column 17", "the brackets nest deeper");
}

/* Catches a file that fills the memory: too large, too many values, too many entries. */
static void
test_large (void)
{
  gsize length = 50 * 1024 * 1024;
  g_autofree char *spaces = g_strnfill (length, ' ');
  g_autoptr (GString) numbers = g_string_new ("[0");
  g_autoptr (GString) shown = g_string_new ("{\"shown\": [\"a\"");
  g_autoptr (GString) strokes = g_string_new ("{\"signatures\": [{\"role\": \"patient\", "
                                              "\"strokes\": [[[1,2]]");

  refuse (spaces, length, "visit.json is larger than any visit", "");
  for (int i = 0; i < 2000001; i++)
    g_string_append (numbers, ",0");
  refuse (numbers->str, -1, "visit.json, line 1", "more values than in any visit");
  for (int i = 0; i < 100000; i++)
    g_string_append_printf (shown, ",\"a%d\"", i);
  g_string_append (shown, "]}");
  refuse (shown->str, -1, "visit.json: shown", "more entries than in any visit");
  for (int i = 0; i < 100000; i++)
    g_string_append (strokes, ",[[1,2]]");
  g_string_append (strokes, "]}]}");
  refuse (strokes->str, -1, "visit.json: signatures[0]", "more than any hand draws");
}

/* Catches bytes behind a zero that are not looked at. */
static void
test_zero_bytes (void)
{
  static const char inside[] = "{\"id\": \"a\0b\"}";
  static const char behind[] = "{}\0{}";
  static const char before[] = "\0{}";

  refuse (inside, sizeof inside - 1, "visit.json, line 1, column 10", "not valid UTF-8");
  refuse (behind, sizeof behind - 1, "visit.json, line 1, column 3", "not valid UTF-8");
  refuse (before, sizeof before - 1, "visit.json, line 1, column 1", "not valid UTF-8");
}

static const char small_visit[]
    = "{\n \"format\": \"candor-visit-1\",\n \"patient\": {\"name\": \"Ana \\ud83d\\ude00 é\"},\n"
      " \"answers\": {\"a\": {\"reply\": \"yes\", \"date\": \"2026-11-20\"}},\n"
      " \"statements\": {\"s\": true},\n"
      " \"signatures\": [{\"role\": \"patient\", \"strokes\": [[[1.5, -2e0, 0.25, 16]]]}]\n}";

/* Catches a visit that was cut off while it was written and still loads: after each byte. */
static void
test_cut_off (void)
{
  g_autoptr (CandorVisit) whole
      = candor_visit_from_json ("visit.json", small_visit, sizeof small_visit - 1, NULL);

  g_assert_nonnull (whole);
  for (gsize length = 0; length < sizeof small_visit - 1; length++)
    {
      /* A copy without a zero behind it, so that the sanitizer sees a step too far. */
      g_autofree char *cut = g_memdup2 (small_visit, MAX (length, 1));

      refuse (cut, length, "visit.json", "");
    }
}

/* Catches a byte that goes wrong and brings the reader down, or is taken without a word. */
static void
test_broken_bytes (void)
{
  for (gsize i = 0; i < sizeof small_visit - 1; i++)
    for (guint byte = 0; byte < 256; byte++)
      {
        g_autofree char *broken = g_memdup2 (small_visit, sizeof small_visit - 1);
        g_autoptr (GError) error = NULL;
        g_autoptr (CandorVisit) visit = NULL;

        broken[i] = (char)byte;
        visit = candor_visit_from_json ("visit.json", broken, sizeof small_visit - 1, &error);
        g_assert_true ((visit == NULL) == (error != NULL));
        if (visit == NULL)
          help_assert_refused (error, "visit.json", "");
      }
}

/* Catches a path that is refused without saying which and why, or a large file that is read before
 * it is refused. */
static void
test_paths (void)
{
  g_autofree char *folder = g_dir_make_tmp ("candor-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "visit.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_visit_load (path, &error));
  help_assert_refused (error, path, "could not be read");
  g_clear_error (&error);
  g_assert_null (candor_visit_load (folder, &error));
  help_assert_refused (error, folder, "it is not a file");
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_null (candor_visit_load (path, &error));
  help_assert_refused (error, path, "the file is empty");
  g_clear_error (&error);
  g_assert_cmpint (truncate (path, 50 * 1024 * 1024), ==, 0);
  g_assert_null (candor_visit_load (path, &error));
  help_assert_refused (error, path, "larger than any file of its kind");
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE);
  g_assert_cmpint (unlink (path), ==, 0);
  g_assert_cmpint (rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  help_add_refusals ("/json-hostile/refusal", refusals, G_N_ELEMENTS (refusals), test_refusal);
  g_test_add_func ("/json-hostile/points", test_points);
  g_test_add_func ("/json-hostile/deep", test_deep);
  g_test_add_func ("/json-hostile/large", test_large);
  g_test_add_func ("/json-hostile/zero-bytes", test_zero_bytes);
  g_test_add_func ("/json-hostile/cut-off", test_cut_off);
  g_test_add_func ("/json-hostile/broken-bytes", test_broken_bytes);
  g_test_add_func ("/json-hostile/paths", test_paths);
  return g_test_run ();
}
