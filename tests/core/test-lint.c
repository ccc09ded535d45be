/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Looking through procedure files: faults that were planted are found, with their place, and files
 * without a fault have none. And how hard a text is to read, against figures reckoned by hand.
 */
#include "help.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-lint.h"

static CandorWording *
load_wording (void)
{
  g_autofree char *path = candor_data_find ("wording/en.ini");
  g_autoptr (GError) error = NULL;
  CandorWording *wording = candor_wording_load (path, &error);

  g_assert_no_error (error);
  return wording;
}

static CandorLint *
lint_text (const char *xml)
{
  g_autoptr (CandorWording) wording = load_wording ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "candor-lint-XXXXXX.xml", NULL);
  g_autoptr (GError) error = NULL;
  CandorLint *lint;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_file_set_contents (path, xml, -1, &error);
  g_assert_no_error (error);
  lint = candor_lint_procedure (path, wording, &error);
  g_assert_no_error (error);
  unlink (path);
  return lint;
}

static void
assert_clean (CandorLint *lint)
{
  for (guint i = 0; i < lint->findings->len; i++)
    {
      const CandorFinding *finding = lint->findings->pdata[i];

      g_test_fail_printf ("%s:%d:%d: %s", finding->file, finding->line, finding->column,
                          finding->text);
    }
}

/* The small file of the tests has one picture that does not exist: here it has none. */
static char *
clean_file (void)
{
  g_autofree char *small = help_read (TEST_DATA "/core/smallest.xml");

  return help_replace (small, "small.svg", "skin-layers.svg");
}

/* Catches findings in files that have no fault: then nobody would look at findings any more. */
static void
test_clean_files (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };
  g_autoptr (CandorWording) wording = load_wording ();
  g_autofree char *small = clean_file ();
  g_autoptr (CandorLint) small_lint = lint_text (small);

  assert_clean (small_lint);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *path = help_procedure_path (ids[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorLint) lint = candor_lint_procedure (path, wording, &error);

      g_assert_no_error (error);
      assert_clean (lint);
      g_assert_cmpuint (lint->readability->len, >, 5);
      g_assert_cmpuint (lint->readability->len, ==, lint->all_words->len);
    }
}

/* Catches a fault in a file that is not found, is found at another place, or hides behind another. */
static void
test_planted_faults (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    int line;
    int column;
    const char *words;
  } faults[] = {
    { "Was there paint?", "Stop your blood thinner first.", 46, 9, "“stop” and “blood thinner”" },
    { "It is a small thing.", "It is painless.", 16, 5, "“painless” is never said" },
    { "Wash.", "Works for 90% of people.", 58, 7, "“%” stands without “out of 100”" },
    { "In the box.", "It is *safe for\n everyone*.", 23, 7, "“safe for everyone”" },
    { "It has to dry.", "It has to dry. Skip a dose.", 49, 9, "“skip” and “dose”" },
    { "A small picture.", "Results are guaranteed.", 26, 7, "“guaranteed”" },
    /* A Cyrillic letter in a Latin word, and a Greek one. */
    { "It is a small thing.", "It is a small th\xD1\x96ng.", 16, 5,
      "mixes letters of two scripts" },
    { "A made-up book.", "A made-up b\xCE\xBFok.", 9, 5, "mixes letters of two scripts" },
    { "version=\"1\"", "version=\"1\xD0\xB5n\"", 5, 1, "mixes letters of two scripts" },
    { "skin-layers.svg", "no-such-picture.svg", 0, 0, "“no-such-picture.svg”" },
    { "often=\"rare\"", "often=\"unknown\" rate=\"3\"", 0, 0, "“e-tick” has a rate" },
  };
  g_autofree char *clean = clean_file ();

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *xml = help_replace (clean, faults[i].old, faults[i].new);
      g_autoptr (CandorLint) lint = lint_text (xml);
      const CandorFinding *finding;

      if (lint->findings->len != 1)
        g_error ("“%s” has %u findings.", faults[i].new, lint->findings->len);
      finding = lint->findings->pdata[0];
      if (finding->line != faults[i].line || finding->column != faults[i].column
          || strstr (finding->text, faults[i].words) == NULL)
        g_test_fail_printf ("“%s” is found at %d, %d: %s", faults[i].new, finding->line,
                            finding->column, finding->text);
      g_assert_true (g_str_has_suffix (finding->file, ".xml"));
    }
}

/* Catches the title of a source, which is somebody else's, being judged as our own wording. */
static void
test_sources_are_quoted (void)
{
  g_autofree char *clean = clean_file ();
  g_autofree char *xml = help_replace (clean, "A made-up book.", "Effective for 90% of people.");
  g_autoptr (CandorLint) lint = lint_text (xml);

  assert_clean (lint);
}

/* Catches only the first of several faults being told. */
static void
test_all_are_told (void)
{
  g_autofree char *clean = clean_file ();
  g_autofree char *one = help_replace (clean, "Wash.", "It is effective.");
  g_autofree char *two = help_replace (one, "It turns red.", "It is risk-free.");
  g_autoptr (CandorLint) lint = lint_text (two);

  g_assert_cmpuint (lint->findings->len, ==, 2);
}

/* Catches a file that cannot be loaded and is told to be without fault. */
static void
test_unreadable_file (void)
{
  g_autoptr (CandorWording) wording = load_wording ();
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_lint_procedure ("/no/such/file.xml", wording, &error));
  help_assert_refused (error, "/no/such/file.xml", "could not be read");
}

/* Catches a word of two scripts that passes, and a word of one script, or a unit, that does not. */
static void
test_mixed_scripts (void)
{
  static const struct
  {
    const char *text;
    const char *found;
    gsize offset;
  } cases[] = {
    { "plain words", NULL, 0 },
    { "\xD1\x81\xD0\xBB\xD0\xBE\xD0\xB2\xD0\xBE and word", NULL, 0 }, /* Cyrillic beside Latin */
    { "5 \xC2\xB5m and 5 \xCE\xBCm", "\xCE\xBCm", 12 }, /* micro sign is none, Greek mu is */
    { "na\xC3\xAFve caf\xC3\xA9", NULL, 0 },
    { "e\xCC\x81t\xC3\xA9", NULL, 0 },
    { "the m\xD0\xB5"
      "dicine",
      "m\xD0\xB5"
      "dicine",
      4 },
    { "\xD0\xB5nd", "\xD0\xB5nd", 0 },
    { "word (\xD0\x90lpha)", "\xD0\x90lpha", 6 },
    { "gro\xCE\xBFve.", "gro\xCE\xBFve", 0 },
    { "\xCE\xB1\xD0\xB1", "\xCE\xB1\xD0\xB1", 0 }, /* Greek with Cyrillic */
    { "latin\xE8\xAF\xAD", NULL, 0 },              /* scripts that do not look alike */
    { "", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize offset = 0;
      g_autofree char *found = candor_script_find_mixed (cases[i].text, &offset);

      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

/* Catches syllables that are counted otherwise than an ear counts them, in common words. */
static void
test_syllables (void)
{
  static const struct
  {
    const char *word;
    guint n;
  } words[] = {
    { "skin", 1 },    { "the", 1 },     { "needle", 2 },    { "needles", 2 },  { "make", 1 },
    { "makes", 1 },   { "wound", 1 },   { "wounds", 1 },    { "collagen", 3 }, { "heal", 1 },
    { "healed", 1 },  { "treated", 2 }, { "infection", 3 }, { "medicine", 3 }, { "area", 3 },
    { "sea", 1 },     { "idea", 3 },    { "scar", 1 },      { "table", 2 },    { "asked", 1 },
    { "changes", 2 }, { "a", 1 },       { "rhythm", 1 },    { "me", 1 },       { "video", 3 },
    { "people", 2 },  { "special", 2 }, { "serious", 3 },   { "usual", 3 },    { "quality", 3 },
    { "radio", 3 },   { "guard", 1 },   { "clean", 1 },     { "year", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (candor_readability_syllables (words[i].word) != words[i].n)
      g_test_fail_printf ("“%s” has %u syllables, not %u.", words[i].word,
                          candor_readability_syllables (words[i].word), words[i].n);
}

static void
assert_figures (const char *text,
                const char *const *left_out,
                guint sentences,
                guint words,
                guint longest,
                double flesch_kincaid,
                double smog)
{
  CandorReadability result = { 0 };

  candor_readability_measure (text, left_out, &result);
  g_assert_cmpuint (result.sentences, ==, sentences);
  g_assert_cmpuint (result.words, ==, words);
  g_assert_cmpuint (result.longest, ==, longest);
  g_assert_cmpfloat_with_epsilon (result.flesch_kincaid, flesch_kincaid, 0.001);
  g_assert_cmpfloat_with_epsilon (result.smog, smog, 0.001);
}

/* Catches a formula that is not the published one. The figures stand beside each text:
 * grade = 0.39 words / sentences + 11.8 syllables / words - 15.59,
 * SMOG = 1.043 sqrt (30 long words / sentences) + 3.1291. */
static void
test_readability (void)
{
  static const char *const terms[] = { "collagen", "infection", NULL };

  /* 6 words, 2 sentences, 6 syllables: 0.39 x 3 + 11.8 - 15.59 = -2.62. No long word. */
  assert_figures ("The cat sat. The dog ran.", NULL, 2, 6, 3, -2.62, 3.1291);
  /* 8 words, 2 sentences; 1+1+3+1 1+1+1+3 = 12 syllables, 2 long words:
   * 0.39 x 4 + 11.8 x 1.5 - 15.59 = 3.67; 1.043 x sqrt (30) + 3.1291 = 8.8418. */
  assert_figures ("Your skin collagen heals. You have an infection!", NULL, 2, 8, 4, 3.67, 8.8418);
  /* The same with the two words defined: 8 syllables, 0.39 x 4 + 11.8 - 15.59 = -2.23. */
  assert_figures ("Your skin collagen heals. You have an infection!", terms, 2, 8, 4, -2.23,
                  3.1291);
  /* A line end ends a sentence, a dot in a number does not end one, and asterisks are no letters:
   * 5 and 2 words. "It is 0 25 mm" has 1+1+1+1+1, "*Calm skin*" 1+1: 0.39 x 3.5 + 11.8 - 15.59. */
  assert_figures ("It is 0.25 mm\n*Calm skin*", NULL, 2, 7, 5, -2.425, 3.1291);
  assert_figures ("", NULL, 0, 0, 0, 0, 0);
  assert_figures ("... !? \n", NULL, 0, 0, 0, 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint/clean-files", test_clean_files);
  g_test_add_func ("/lint/planted-faults", test_planted_faults);
  g_test_add_func ("/lint/sources-are-quoted", test_sources_are_quoted);
  g_test_add_func ("/lint/all-are-told", test_all_are_told);
  g_test_add_func ("/lint/unreadable-file", test_unreadable_file);
  g_test_add_func ("/lint/mixed-scripts", test_mixed_scripts);
  g_test_add_func ("/lint/syllables", test_syllables);
  g_test_add_func ("/lint/readability", test_readability);
  return g_test_run ();
}
