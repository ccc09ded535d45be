/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The template that translators begin with has the same strings that the program looks up, letter by
 * letter. test-strings.c looks at the list of files and at the procedures.
 */
#include "help.h"

#include <string.h>

#define KEYWORDS                                                                                   \
  "(?:\\bN_|\\bNC_|(?<!\\w)_|candor_page_text|candor_language_text|candor_language_plural|"        \
  "candor_language_text_in_context|candor_error_[a-z_]+)\\s*\\("
#define LITERAL "\"(?:[^\"\\\\]|\\\\.)*+\""

#define BARE "[^\";()]*+"

/* xgettext ends a string where anything but a literal follows: the program would look up more of it. */
#define CUT                                                                                        \
  KEYWORDS BARE "(?:\\(" BARE "\\)" BARE ")*" LITERAL "(?:\\s*+,?\\s*+" LITERAL ")*+\\s*+(?![,)])"

/* A macro before the first literal */
#define HIDDEN "(?:\\bN_|(?<!\\w)_)\\s*\\(\\s*+[A-Z][A-Z_]++\\s*+\""

static char *
find_fault (const char *source)
{
  static const char *const patterns[] = { CUT, HIDDEN };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], 0, 0, &error);
      g_autoptr (GMatchInfo) match = NULL;

      g_assert_no_error (error);
      if (g_regex_match (regex, source, 0, &match))
        return g_match_info_fetch (match, 0);
    }
  return NULL;
}

/* Catches a tool of this test that sees nothing, or too much. */
static void
test_tool (void)
{
  static const char *const good[] = {
    "x = N_ (\"one\");",
    "x = N_ (\"one \\\"quoted\\\"\"\n   \" and two\");",
    "NC_ (\"context\", \"one\")",
    "candor_language_text (language, \"one\" \" two\")",
    "candor_language_text (language, sentences[i])",
    "candor_language_plural (language, \"one\", \"two\", n)",
    "candor_language_text (language, N_ (\"one\"))",
    "#define N_(string) (string)",
    "g_print (\"%\" G_GSIZE_FORMAT, n)",
  };
  static const char *const bad[] = {
    "x = N_ (\"at most %\" G_GSIZE_FORMAT \" bytes\");",
    "x = N_ (\"in the group [\" GROUP \"]\");",
    "x = N_ (GROUP \" is not there\");",
    "candor_language_text (language, \"at most %\" G_GSIZE_FORMAT)",
    "candor_language_plural (language, \"one\", \"two %\" G_GSIZE_FORMAT, n)",
    "candor_error_set (error, DOMAIN, CODE, \"at most %\" G_GSIZE_FORMAT, n)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *fault = find_fault (good[i]);

      if (fault != NULL)
        g_test_fail_printf ("This is taken for a fault: %s", good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *fault = find_fault (bad[i]);

      if (fault == NULL)
        g_test_fail_printf ("This is not found: %s", bad[i]);
    }
}

/* Catches a string that is put together by the preprocessor: translators see a part of it, and nobody
 * ever finds their translation. */
static void
test_whole_strings (void)
{
  g_autofree char *text = help_read (SOURCE_ROOT "/po/POTFILES.in");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (SOURCE_ROOT, lines[i], NULL);
      g_autofree char *source = NULL;
      g_autofree char *fault = NULL;

      if (*lines[i] == '#'
          || !(g_str_has_suffix (lines[i], ".c") || g_str_has_suffix (lines[i], ".h")))
        continue;
      source = help_read (path);
      fault = find_fault (source);
      n++;
      if (fault != NULL)
        g_test_fail_printf ("%s: translators see only a part of this: %s", lines[i], fault);
    }
  g_assert_cmpuint (n, >, 50);
}

/* Catches a template without the procedures: the build looks for their rules in a folder beside po. */
static void
test_rules (void)
{
  g_autofree char *build = help_read (SOURCE_ROOT "/po/meson.build");
  const char *start = strstr (build, "data_dirs: ['");
  g_autofree char *folder = NULL;
  g_autofree char *rules = NULL;

  g_assert_nonnull (start);
  start += strlen ("data_dirs: ['");
  folder = g_strndup (start, strcspn (start, "'"));
  rules = g_build_filename (SOURCE_ROOT, "po", folder, "its", NULL);
  if (!g_file_test (rules, G_FILE_TEST_IS_DIR))
    g_test_fail_printf ("po/meson.build: there are no rules in %s", rules);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/tool", test_tool);
  g_test_add_func ("/template/whole-strings", test_whole_strings);
  g_test_add_func ("/template/rules", test_rules);
  return g_test_run ();
}
