/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Errors in the language of the reader: the English message stays as it was, and the same error can be told
 * in another language, with its arguments in that language's own order.
 */
#include "help.h"

#include <string.h>

#include "core/candor-error.h"

/* A language for these tests: its words are English ones, in another order. */
static const char catalog[]
    = "msgid \"\"\n"
      "msgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"X-Language-Name: Testish\\n\"\n"
      "\"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;\\n\"\n"
      "msgid \"%s has %u pages of %s\"\n"
      "msgstr \"of %3$s pages %2$u has %1$s\"\n"
      "msgid \"Nothing here.\"\n"
      "msgstr \"Here nothing.\"\n"
      "msgid \"wait %u second, %s\"\n"
      "msgid_plural \"wait %u seconds, %s\"\n"
      "msgstr[0] \"T-one %2$s %1$u\"\n"
      "msgstr[1] \"T-two %2$s %1$u\"\n"
      "msgstr[2] \"T-many %2$s %1$u\"\n"
      "msgid \"%s cannot be used: %s\"\n"
      "msgstr \"T-unusable (%2$s): %1$s\"\n"
      "msgid \"it is cut off\"\n"
      "msgstr \"T-cut\"\n"
      "msgid \"Nothing was done. %s\"\n"
      "msgstr \"%s T-not-done.\"\n"
      "msgid \"%ld %lu %zu %lld %llu %x %c %.3s %5.2f %%\"\n"
      "msgstr \"%9$5.2f %8$.3s %7$c %6$x %5$llu %4$lld %3$zu %2$lu %1$ld %%\"\n";

static CandorLanguage *
testish (void)
{
  static const char *const command[] = { "msgfmt", "--output-file=-", "-", NULL };
  g_autoptr (GBytes) input = g_bytes_new_static (catalog, strlen (catalog));
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (CandorCatalog) read = NULL;
  g_autoptr (GError) error = NULL;
  CandorLanguage *language;

  process = g_subprocess_newv (
      command, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  read = candor_catalog_new (output, &error);
  g_assert_no_error (error);
  language = candor_language_new ("qqt", read, &error);
  g_assert_no_error (error);
  return language;
}

static void
assert_says (const GError *error, const CandorLanguage *language, const char *sentence)
{
  g_autofree char *said = candor_error_dup_sentence (error, language);

  g_assert_cmpstr (said, ==, sentence);
}

/* Catches an English message that is not what printf () makes of it, arguments that come in the wrong order or
 * are read in the wrong width, and a copy that shares or loses them. */
static void
test_arguments (void)
{
  g_autoptr (CandorLanguage) language = testish ();
  g_autoptr (GError) error = NULL, copy = NULL, all = NULL;
  char name[] = "Dosser";

  candor_error_set (&error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s has %u pages of %s", name, 7u,
                    "paper");
  memset (name, 'x', strlen (name));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Dosser has 7 pages of paper");
  assert_says (error, candor_language_english (), "Dosser has 7 pages of paper");
  assert_says (error, language, "of paper pages 7 has Dosser");
  copy = g_error_copy (error);
  g_clear_error (&error);
  assert_says (copy, language, "of paper pages 7 has Dosser");

  candor_error_set (&all, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                    "%ld %lu %zu %lld %llu %x %c %.3s %5.2f %%", -5000000000L, 4000000000UL,
                    (gsize)6000000000, -7000000000LL, G_MAXUINT64 + 0ULL, 0xbeefu, 'q', "abcdef",
                    1.239);
  g_assert_cmpstr (all->message, ==,
                   "-5000000000 4000000000 6000000000 -7000000000 18446744073709551615 beef q abc "
                   " 1.24 %");
  assert_says (all, language,
               " 1.24 abc q beef 18446744073709551615 -7000000000 6000000000 4000000000 "
               "-5000000000 %");
}

/* Catches a literal that is taken for a format, a plural that picks the form of another number, and an
 * error that is not ours read as if it were. */
static void
test_kinds (void)
{
  g_autoptr (CandorLanguage) language = testish ();
  g_autoptr (GError) literal
      = candor_error_new_literal (CANDOR_ERROR, CANDOR_ERROR_MISSING, "Nothing here.");
  g_autoptr (GError) bare = g_error_new (CANDOR_ERROR, CANDOR_ERROR_MISSING, "made %s", "by GLib");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Nothing here.");
  static const struct
  {
    guint n;
    const char *english, *told;
  } plurals[] = {
    { 1, "wait 1 second, Ada", "T-one Ada 1" },
    { 2, "wait 2 seconds, Ada", "T-two Ada 2" },
    { 5, "wait 5 seconds, Ada", "T-many Ada 5" },
    { 0, "wait 0 seconds, Ada", "T-many Ada 0" },
  };

  assert_says (literal, language, "Here nothing.");
  assert_says (bare, language, "made by GLib");
  assert_says (other, language, "Nothing here.");
  g_assert_null (candor_error_dup_sentence (NULL, language));
  for (gsize i = 0; i < G_N_ELEMENTS (plurals); i++)
    {
      g_autoptr (GError) error = NULL;

      candor_error_set_plural (&error, CANDOR_ERROR, CANDOR_ERROR_FAILED, "wait %u second, %s",
                               "wait %u seconds, %s", plurals[i].n, plurals[i].n, "Ada");
      g_assert_cmpstr (error->message, ==, plurals[i].english);
      assert_says (error, candor_language_english (), plurals[i].english);
      assert_says (error, language, plurals[i].told);
    }
  candor_error_set (NULL, CANDOR_ERROR, CANDOR_ERROR_FAILED, "wait %u seconds, %s", 1u, "Ada");
}

/* Catches a reason or an inner error that stays English inside a sentence in another language, a name that is
 * translated because it reads like a message, and an error that is turned and loses its words. */
static void
test_nested (void)
{
  g_autoptr (CandorLanguage) language = testish ();
  g_autoptr (GError) because = NULL, plain = NULL, around = NULL, wrapped = NULL, foreign = NULL;

  candor_error_set_because (&because, CANDOR_ERROR, CANDOR_ERROR_INVALID, "it is cut off",
                            "%s cannot be used: %s", "a.mo", "it is cut off");
  g_assert_cmpstr (because->message, ==, "a.mo cannot be used: it is cut off");
  assert_says (because, language, "T-unusable (T-cut): a.mo");

  candor_error_set (&plain, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s cannot be used: %s",
                    "it is cut off", "No such file");
  assert_says (plain, language, "T-unusable (No such file): it is cut off");

  candor_error_set_around (&around, CANDOR_ERROR, CANDOR_ERROR_INVALID, because,
                           "%s cannot be used: %s", "b.mo", because->message);
  assert_says (around, language, "T-unusable (T-unusable (T-cut): a.mo): b.mo");

  wrapped = g_error_copy (because);
  candor_error_wrap (&wrapped, "Nothing was done. %s");
  candor_error_turn (wrapped, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_error (wrapped, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_cmpstr (wrapped->message, ==, "Nothing was done. a.mo cannot be used: it is cut off");
  assert_says (wrapped, language, "T-unusable (T-cut): a.mo T-not-done.");

  g_set_error_literal (&foreign, G_IO_ERROR, G_IO_ERROR_FAILED, "The cable is loose.");
  candor_error_wrap (&foreign, "Nothing was done. %s");
  g_assert_error (foreign, CANDOR_ERROR, CANDOR_ERROR_FAILED);
  assert_says (foreign, language, "The cable is loose. T-not-done.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/arguments", test_arguments);
  g_test_add_func ("/error/kinds", test_kinds);
  g_test_add_func ("/error/nested", test_nested);
  return g_test_run ();
}
