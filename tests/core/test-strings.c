/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * That translators see every word that people see: the list of files in po/POTFILES.in, and the
 * words of the procedure files as xgettext finds them and as the app looks them up.
 */
#include "help.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the parser says for a question that has no words of its own for "not sure". It stands in C. */
#define NOT_SURE "That is fine. We will talk about this with you."

static gboolean
is_listed (char **lines, const char *file)
{
  return g_strv_contains ((const char *const *)lines, file);
}

static void
check_folder (char **lines, const char *folder, guint *n)
{
  g_autofree char *path = g_build_filename (SOURCE_ROOT, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (folder, name, NULL);
      g_autofree char *whole = g_build_filename (SOURCE_ROOT, inner, NULL);

      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        check_folder (lines, inner, n);
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h")
               || g_str_has_suffix (name, ".ui"))
        {
          const char *const arguments[] = { inner, NULL };
          g_autoptr (GHashTable) strings = help_extract_strings (arguments);
          gboolean has_words = g_hash_table_size (strings) > 0;

          ++*n;
          if (has_words && !is_listed (lines, inner))
            g_test_fail_printf ("po/POTFILES.in needs the line: %s", inner);
          if (!has_words && is_listed (lines, inner))
            g_test_fail_printf ("po/POTFILES.in lists a file without words: %s", inner);
        }
    }
}

/* Catches a file whose words no translator sees, a file that is gone, and a list out of order. */
static void
test_list_of_files (void)
{
  g_autofree char *text = help_read (SOURCE_ROOT "/po/POTFILES.in");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *before = "";
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (SOURCE_ROOT, lines[i], NULL);

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_test_fail_printf ("po/POTFILES.in lists a file that does not exist: %s", lines[i]);
      if (strcmp (before, lines[i]) >= 0)
        g_test_fail_printf ("po/POTFILES.in is not sorted at %s", lines[i]);
      before = lines[i];
    }
  check_folder (lines, "src", &n);
  check_folder (lines, "ui", &n);
  g_test_message ("%u files", n);
  g_assert_cmpuint (n, >, 40);
  g_assert_true (is_listed (lines, "data/procedures/microneedling.xml"));
}

static void
add (GHashTable *strings, const char *text)
{
  if (text != NULL)
    g_hash_table_add (strings, g_strdup (text));
}

static void
add_all (GHashTable *strings, GPtrArray *texts)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    add (strings, texts->pdata[i]);
}

static void
add_block (GHashTable *strings, const CandorBlock *block)
{
  add (strings, block->text);
  add_all (strings, block->items);
  if (block->figure != NULL)
    {
      add (strings, block->figure->alt);
      add (strings, block->figure->caption);
      add_all (strings, block->figure->legend);
    }
  if (block->effect != NULL)
    {
      add (strings, block->effect->name);
      add (strings, block->effect->how_often);
      add (strings, block->effect->how_long);
    }
}

static void
add_sections (GHashTable *strings, CandorProcedure *procedure)
{
  GPtrArray *sections = candor_procedure_sections (procedure);
  GPtrArray *terms = candor_procedure_terms (procedure);

  add (strings, candor_procedure_title (procedure));
  add (strings, candor_procedure_also_called (procedure));
  add (strings, candor_procedure_not_about (procedure));
  for (guint i = 0; i < terms->len; i++)
    {
      add (strings, ((CandorTerm *)terms->pdata[i])->word);
      add (strings, ((CandorTerm *)terms->pdata[i])->meaning);
    }
  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];

      add (strings, section->title);
      add (strings, section->key);
      for (guint j = 0; j < section->blocks->len; j++)
        add_block (strings, section->blocks->pdata[j]);
    }
}

static void
add_question (GHashTable *strings, const CandorHealthQuestion *question)
{
  add (strings, question->text);
  add (strings, question->help);
  add (strings, question->detail_prompt);
  add (strings, question->date_prompt);
  for (gsize i = 0; i < CANDOR_N_REPLIES; i++)
    if (g_strcmp0 (question->rules[i].say, NOT_SURE) != 0)
      add (strings, question->rules[i].say);
}

static void
add_questions (GHashTable *strings, CandorProcedure *procedure)
{
  GPtrArray *checks = candor_procedure_checks (procedure);
  GPtrArray *ages = candor_procedure_age_rules (procedure);
  GPtrArray *groups = candor_procedure_health_groups (procedure);

  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *check = checks->pdata[i];

      add (strings, check->text);
      for (guint j = 0; j < check->options->len; j++)
        add (strings, ((CandorOption *)check->options->pdata[j])->text);
    }
  for (guint i = 0; i < ages->len; i++)
    add (strings, ((CandorAgeRule *)ages->pdata[i])->say);
  for (guint i = 0; i < groups->len; i++)
    {
      const CandorHealthGroup *group = groups->pdata[i];

      add (strings, group->title);
      add (strings, group->intro);
      for (guint j = 0; j < group->questions->len; j++)
        add_question (strings, group->questions->pdata[j]);
    }
}

static void
add_care (GHashTable *strings, CandorProcedure *procedure)
{
  GPtrArray *steps = candor_procedure_care_steps (procedure);
  GPtrArray *warnings = candor_procedure_warnings (procedure);
  GPtrArray *statements = candor_procedure_statements (procedure);

  for (guint i = 0; i < steps->len; i++)
    {
      add (strings, ((CandorCareStep *)steps->pdata[i])->text);
      add (strings, ((CandorCareStep *)steps->pdata[i])->reason);
    }
  for (guint i = 0; i < warnings->len; i++)
    add (strings, ((CandorWarning *)warnings->pdata[i])->text);
  for (guint i = 0; i < statements->len; i++)
    add (strings, ((CandorStatement *)statements->pdata[i])->text);
}

static void
assert_all_in (GHashTable *strings, GHashTable *others, const char *fault)
{
  GHashTableIter iter;
  gpointer string;

  g_hash_table_iter_init (&iter, strings);
  while (g_hash_table_iter_next (&iter, &string, NULL))
    if (!g_hash_table_contains (others, string))
      g_test_fail_printf (fault, (char *)string);
}

/* Catches a string of a procedure that translators never see, that they see and nobody looks up, or
 * that they see with other spaces or signs: then it would stay English for ever. */
static void
test_procedure_strings (gconstpointer data)
{
  g_autofree char *path = help_procedure_path (data);
  g_autoptr (CandorProcedure) procedure = help_procedure (data);
  g_autoptr (GHashTable) loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const arguments[] = { path, NULL };
  g_autoptr (GHashTable) extracted = help_extract_strings (arguments);

  add_sections (loaded, procedure);
  add_questions (loaded, procedure);
  add_care (loaded, procedure);
  g_test_message ("%u strings", g_hash_table_size (loaded));
  g_assert_cmpuint (g_hash_table_size (loaded), >, 80);
  assert_all_in (loaded, extracted, "No translator sees “%s”.");
  assert_all_in (extracted, loaded, "Nobody looks up “%s”.");
}

/* Catches a tool of this test that sees nothing: each way in which the sources mark words. */
static void
test_keywords (void)
{
  static const char source[]
      = "x = _(\"one\"); y = N_ (\"two\"); z = NC_ (\"context\", \"three\");\n"
        "candor_page_text (page, \"four\");\n"
        "candor_language_text (language, \"five\" \" and more\");\n"
        "candor_language_text_in_context (language, \"context\", \"six\");\n"
        "candor_language_plural (language, \"seven\", \"eight \\\"x\\\"\", 2);\n"
        "candor_error_set (error, DOMAIN, CODE, \"nine %s\", x);\n"
        "candor_error_set_literal (error, DOMAIN, CODE, \"ten\");\n"
        "candor_error_new_literal (DOMAIN, CODE, \"eleven\");\n"
        "candor_error_set_plural (error, DOMAIN, CODE, \"twelve\", \"thirteen\", 2, 2);\n"
        "candor_error_set_because (error, DOMAIN, CODE, reason, \"fourteen %s\", reason);\n"
        "candor_error_set_around (error, DOMAIN, CODE, cause, \"fifteen %s\", cause->message);\n"
        "g_print (\"sixteen\");\n";
  static const char *const words[]
      = { "one",    "two",    "three",       "four",        "five and more",
          "six",    "seven",  "eight \"x\"", "nine %s",     "ten",
          "eleven", "twelve", "thirteen",    "fourteen %s", "fifteen %s" };
  g_autofree char *folder = g_dir_make_tmp ("candor-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "source.c", NULL);
  const char *const arguments[] = { path, NULL };
  g_autoptr (GHashTable) strings = NULL;

  g_assert_true (g_file_set_contents (path, source, -1, NULL));
  strings = help_extract_strings (arguments);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (!g_hash_table_contains (strings, words[i]))
      g_test_fail_printf ("“%s” was not seen.", words[i]);
  g_assert_cmpuint (g_hash_table_size (strings), ==, G_N_ELEMENTS (words));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Returns: (transfer full) (element-type utf8): the names of the functions that xgettext knows */
static GHashTable *
read_keywords (void)
{
  GHashTable *keywords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *options = help_read (SOURCE_ROOT "/po/xgettext.options");
  g_auto (GStrv) lines = g_strsplit (options, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "--keyword="))
      {
        const char *name = lines[i] + strlen ("--keyword=");

        g_hash_table_add (keywords, g_strndup (name, strcspn (name, ":")));
      }
  return keywords;
}

/* Returns: where the literal or the comment that begins at @at ends */
static const char *
skip_quoted (const char *at)
{
  char mark = *at;

  for (at++; *at != '\0' && *at != mark; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
  return *at == '\0' ? at : at + 1;
}

/* Looks for a literal that touches a name, inside of what a keyword takes: C joins what the name stands for to the
 * sentence, and xgettext, which does not know it, ends the sentence there.
 *
 * Returns: (transfer none) (nullable): where that is */
static const char *
find_cut (const char *source, GHashTable *keywords)
{
  enum
  {
    OTHER,
    NAME,
    TEXT
  } last
      = OTHER;
  gboolean of_keyword = FALSE;
  int depth = 0, open = 0;

  for (const char *at = source; *at != '\0';)
    if (g_str_has_prefix (at, "/*"))
      at = strstr (at, "*/") + 2;
    else if (g_ascii_isspace (*at))
      at++;
    else if (*at == '"')
      {
        if (open > 0 && last == NAME)
          return at;
        last = TEXT;
        at = skip_quoted (at);
      }
    else if (g_ascii_isalpha (*at) || *at == '_')
      {
        gsize length
            = strspn (at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
        g_autofree char *name = g_strndup (at, length);

        if (open > 0 && last == TEXT)
          return at;
        of_keyword = g_hash_table_contains (keywords, name);
        last = NAME;
        at += length;
      }
    else
      {
        depth += (*at == '(') - (*at == ')');
        if (*at == '(' && of_keyword && open == 0)
          open = depth;
        if (depth < open)
          open = 0;
        of_keyword = FALSE;
        last = OTHER;
        at = *at == '\'' ? skip_quoted (at) : at + 1;
      }
  return NULL;
}

/* Catches a sentence that a macro breaks in two: translators would see its beginning, and what the running
 * program looks up would never be found. */
static void
test_whole_sentences (void)
{
  static const struct
  {
    const char *source;
    gboolean is_cut;
  } cases[] = {
    { "N_ (\"at most %\" G_GSIZE_FORMAT \" bytes\")", TRUE },
    { "candor_error_set (error, D, C, \"in [\" GROUP \"]\", name);", TRUE },
    { "_ (PREFIX \"more\")", TRUE },
    { "_ (\"one\" /* and */ \"two\")", FALSE },
    { "x = PREFIX \"more\"; y = _ (\"whole\");", FALSE },
    { "candor_error_set (error, D, C, \"%s (\\\"%s\\\")\", NAME, f (NAME));", FALSE },
    { "candor_error_set_literal (error, D, C, is_one ? N_ (\"one\") : N_ (\"two\"));", FALSE },
  };
  g_autoptr (GHashTable) keywords = read_keywords ();
  g_autofree char *text = help_read (SOURCE_ROOT "/po/POTFILES.in");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if ((find_cut (cases[i].source, keywords) != NULL) != cases[i].is_cut)
      g_test_fail_printf ("This was judged wrongly: %s", cases[i].source);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (SOURCE_ROOT, lines[i], NULL);
      g_autofree char *source = NULL;
      const char *cut;

      if (!g_str_has_suffix (lines[i], ".c"))
        continue;
      source = help_read (path);
      cut = find_cut (source, keywords);
      if (cut != NULL)
        g_test_fail_printf ("%s: a name stands in the middle of a sentence: %.60s", lines[i], cut);
    }
}

/* Catches singular and plural that are marked as two sentences: a language with other plurals than English has
 * could not say either of them. */
static void
test_plurals (void)
{
  g_autofree char *text = help_read (SOURCE_ROOT "/po/POTFILES.in");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GRegex) marked = g_regex_new ("_plural \\([^;]*\\bN_ \\(", 0, 0, NULL);
  g_autoptr (GRegex) chosen = g_regex_new ("== 1 \\?\\s*(N_|_) \\(", 0, 0, NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (SOURCE_ROOT, lines[i], NULL);
      g_autofree char *source = NULL;

      if (!g_str_has_suffix (lines[i], ".c"))
        continue;
      source = help_read (path);
      if (g_regex_match (marked, source, 0, NULL) || g_regex_match (chosen, source, 0, NULL))
        g_test_fail_printf ("%s: a plural is marked as two sentences.", lines[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strings/keywords", test_keywords);
  g_test_add_func ("/strings/list-of-files", test_list_of_files);
  g_test_add_func ("/strings/whole-sentences", test_whole_sentences);
  g_test_add_func ("/strings/plurals", test_plurals);
  g_test_add_data_func ("/strings/procedure/" HELP_REAL, HELP_REAL, test_procedure_strings);
  g_test_add_data_func ("/strings/procedure/" HELP_INVENTED, HELP_INVENTED, test_procedure_strings);
  return g_test_run ();
}
