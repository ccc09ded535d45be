/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Procedure files that are read: every part arrives where it belongs. And files that are too large,
 * too deep or cut off, which never half-load.
 */
#include "help.h"

#include <string.h>
#include <unistd.h>

static CandorProcedure *
parse (const char *xml, gssize length, GError **error)
{
  return candor_procedure_parse ("test.xml", xml, length, error);
}

/* Catches parts of the head that are lost or mixed up. */
static void
test_head (void)
{
  g_autoptr (CandorProcedure) self = help_procedure (HELP_INVENTED);
  const CandorSource *source;
  const CandorTerm *term;

  g_assert_cmpstr (candor_procedure_id (self), ==, "glimmer-brushing");
  g_assert_cmpstr (candor_procedure_version (self), ==, "0.7-test");
  g_assert_cmpstr (candor_procedure_date (self), ==, "2026-03-02");
  g_assert_cmpstr (candor_procedure_language (self), ==, "en");
  g_assert_cmpstr (candor_procedure_title (self), ==, "Glimmer brushing");
  g_assert_cmpstr (candor_procedure_also_called (self), ==, "star dusting, the silver stroke");
  g_assert_cmpstr (candor_procedure_not_about (self), ==,
                   "This text is not about moon polishing. That is another made-up treatment.");
  g_assert_true (candor_procedure_is_approved (self));
  g_assert_cmpstr (candor_procedure_reviewer (self), ==, "Iva Example, Keeper of the Brushes");
  g_assert_cmpstr (candor_procedure_review_date (self), ==, "2026-03-05");
  g_assert_cmpstr (candor_procedure_folder (self), ==, TEST_DATA "/procedures");

  g_assert_cmpuint (candor_procedure_sources (self)->len, ==, 3);
  source = candor_procedure_find_source (self, "guild-book");
  g_assert_cmpstr (source->url, ==, "https://glimmer.example/book");
  source = candor_procedure_find_source (self, "owl-letter");
  g_assert_cmpstr (source->text, ==,
                   "Professor Owl, invented. A letter on tickles & giggles, 2024.");
  g_assert_null (source->url);
  g_assert_null (candor_procedure_find_source (self, "g-what"));

  g_assert_cmpuint (candor_procedure_terms (self)->len, ==, 2);
  term = candor_procedure_find_term (self, "Tickle SPOT");
  g_assert_cmpstr (term->id, ==, "g-tickle");
  g_assert_cmpstr (term->meaning, ==, "A place where the brush makes you laugh.");
  g_assert_null (candor_procedure_find_term (self, "tickle"));
}

static void
assert_items (const CandorBlock *block, CandorBlockKind kind, const char *first, guint n)
{
  g_assert_cmpint (block->kind, ==, kind);
  g_assert_cmpuint (block->items->len, ==, n);
  g_assert_cmpstr (block->items->pdata[0], ==, first);
}

/* Catches teaching text that is lost, comes out of order or in another form. */
static void
test_sections (void)
{
  g_autoptr (CandorProcedure) self = help_procedure (HELP_INVENTED);
  const CandorSection *section = candor_procedure_find_section (self, "g-what");
  const CandorFigure *figure;
  const CandorEffect *effect;

  g_assert_cmpuint (candor_procedure_n_sections_at (self, CANDOR_PLACE_LEARN), ==, 10);
  g_assert_cmpuint (candor_procedure_n_sections_at (self, CANDOR_PLACE_BEFORE), ==, 1);
  g_assert_cmpuint (candor_procedure_n_sections_at (self, CANDOR_PLACE_AFTER), ==, 1);
  g_assert_true (candor_procedure_section_at (self, CANDOR_PLACE_LEARN, 0) == section);
  g_assert_null (candor_procedure_section_at (self, CANDOR_PLACE_BEFORE, 1));
  g_assert_cmpstr (section->about, ==, "nature");
  g_assert_cmpstr (section->title, ==, "What glimmer brushing is");
  g_assert_cmpstr (section->key, ==, "A soft brush puts a little *glimmer* on your arm.");
  g_assert_cmpstr (section->sources[0], ==, "guild-book");
  g_assert_null (section->sources[1]);
  g_assert_cmpstr (section->topics[1], ==, "G2");

  g_assert_cmpuint (section->blocks->len, ==, 3);
  g_assert_cmpstr (((CandorBlock *)section->blocks->pdata[0])->text, ==,
                   "The brush has no tips that cut. It goes *only* on the skin & stays dry.");
  assert_items (section->blocks->pdata[1], CANDOR_BLOCK_STEPS, "You sit down and roll up a sleeve.",
                3);
  figure = ((CandorBlock *)section->blocks->pdata[2])->figure;
  g_assert_cmpstr (figure->file, ==, "glimmer-brush.svg");
  g_assert_true (g_str_has_prefix (figure->alt, "A round brush"));
  g_assert_cmpstr (figure->caption, ==, "The brush and the arm.");
  g_assert_cmpuint (figure->legend->len, ==, 2);
  g_assert_cmpstr (figure->legend->pdata[1], ==, "Glimmer on the skin.");

  section = candor_procedure_find_section (self, "g-good");
  assert_items (section->blocks->pdata[0], CANDOR_BLOCK_LIST, "Most arms shine a little.", 3);
  assert_items (section->blocks->pdata[1], CANDOR_BLOCK_BOX,
                "In a made-up count, 80 out of 100 people saw a shine.", 2);
  g_assert_cmpstr (((CandorBlock *)section->blocks->pdata[1])->text, ==, "Known and not known");

  section = candor_procedure_find_section (self, "g-effects");
  effect = ((CandorBlock *)section->blocks->pdata[0])->effect;
  g_assert_cmpint (effect->often, ==, CANDOR_OFTEN_COMMON);
  g_assert_cmpint (effect->rate, ==, 62);
  g_assert_cmpstr (effect->name, ==, "Giggles");
  g_assert_cmpstr (effect->how_often, ==, "62 out of 100 people.");
  g_assert_cmpstr (effect->how_long, ==, "Some minutes.");
  section = candor_procedure_find_section (self, "g-harms");
  effect = ((CandorBlock *)section->blocks->pdata[1])->effect;
  g_assert_cmpint (effect->often, ==, CANDOR_OFTEN_UNKNOWN);
  g_assert_cmpint (effect->rate, ==, -1);
}

/* Catches questions, rules, steps, warning signs and statements that are lost or mixed up. */
static void
test_questions (void)
{
  g_autoptr (CandorProcedure) self = help_procedure (HELP_INVENTED);
  const CandorCheckQuestion *check = candor_procedure_find_check (self, "gc-what");
  const CandorHealthQuestion *question = candor_procedure_find_question (self, "gh-glue");
  const CandorAgeRule *age = candor_procedure_age_rules (self)->pdata[0];
  const CandorWarning *warning = candor_procedure_warnings (self)->pdata[2];

  g_assert_cmpstr (check->section, ==, "g-what");
  g_assert_cmpuint (check->options->len, ==, 3);
  g_assert_false (((CandorOption *)check->options->pdata[0])->correct);
  g_assert_true (((CandorOption *)check->options->pdata[1])->correct);

  g_assert_cmpint (question->kind, ==, CANDOR_QUESTION_CHOICE);
  g_assert_cmpstr (question->detail_prompt, ==, "Which glue?");
  g_assert_cmpstr (question->date_prompt, ==, "When did it come off?");
  g_assert_cmpint (question->rules[CANDOR_REPLY_YES].verdict, ==, CANDOR_VERDICT_WAIT);
  g_assert_cmpint (question->rules[CANDOR_REPLY_YES].days, ==, 10);
  g_assert_cmpstr (question->rules[CANDOR_REPLY_YES].say, ==,
                   "We will find a day when 10 days have passed.");
  g_assert_cmpint (question->rules[CANDOR_REPLY_NO].verdict, ==, CANDOR_VERDICT_CLEAR);
  g_assert_null (question->rules[CANDOR_REPLY_NO].say);

  question = candor_procedure_find_question (self, "gh-wishes");
  g_assert_cmpint (question->kind, ==, CANDOR_QUESTION_TEXT);
  g_assert_cmpstr (question->help, ==, "You may leave this empty.");
  g_assert_null (candor_procedure_find_question (self, "gc-what"));

  g_assert_cmpint (age->below, ==, 12);
  g_assert_cmpint (age->verdict, ==, CANDOR_VERDICT_STOP);
  g_assert_cmpstr (warning->text, ==, "You begin to float.");
  g_assert_true (warning->emergency);
  g_assert_true (candor_procedure_find_statement (self, "gp-wall")->photograph);
  g_assert_false (candor_procedure_find_statement (self, "gt-told")->photograph);
}

/* Catches a question in which somebody who does not know is waved through. */
static void
test_not_sure_is_never_clear_by_default (void)
{
  g_autoptr (CandorProcedure) self = help_procedure (HELP_INVENTED);
  const CandorRule *unruled
      = &candor_procedure_find_question (self, "gh-paint")->rules[CANDOR_REPLY_NOT_SURE];
  const CandorRule *ruled
      = &candor_procedure_find_question (self, "gh-washed")->rules[CANDOR_REPLY_NOT_SURE];
  const CandorRule *harmless
      = &candor_procedure_find_question (self, "gh-shines")->rules[CANDOR_REPLY_NOT_SURE];

  g_assert_cmpint (unruled->verdict, ==, CANDOR_VERDICT_ASK);
  g_assert_nonnull (unruled->say);
  g_assert_cmpint (ruled->verdict, ==, CANDOR_VERDICT_CLEAR);
  g_assert_cmpint (harmless->verdict, ==, CANDOR_VERDICT_CLEAR);
}

/* Catches words that come out with the file's line ends, entities or comments in them: then they
 * would not be the words that translators see. */
static void
test_words_are_folded (void)
{
  g_autofree char *small = help_read (TEST_DATA "/core/smallest.xml");
  g_autofree char *xml = help_replace (
      small, "It is a small thing.",
      "\n\t It is <!-- not --> a\r\n  small &lt;thing&gt; &amp; <![CDATA[a <b>]]>&#8217;s.  \n");
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) self = parse (xml, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (candor_procedure_find_section (self, "what")->key, ==,
                   "It is a small <thing> & a <b>’s.");
}

/* Catches a text or a list over the limits that is let through, and one at the limit that is not. */
static void
test_limits (void)
{
  g_autofree char *small = help_read (TEST_DATA "/core/smallest.xml");
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) items = g_string_new (NULL);

  /* Characters are counted, not bytes. */
  for (int i = 0; i < 4000; i++)
    g_string_append (words, "ü");
  for (int i = 0; i < 5; i++)
    g_string_append_printf (items, "<item>More %d.</item>", i);

  for (int over = 0; over <= 1; over++)
    {
      g_autofree char *long_text = help_replace (small, "It is a small thing.", words->str);
      g_autofree char *long_list = g_strconcat ("<item>Two.</item>", items->str, NULL);
      g_autofree char *both = help_replace (long_text, "<item>Two.</item>", long_list);
      g_autofree char *text_only = help_replace (small, "It is a small thing.", words->str);
      g_autofree char *list_only = help_replace (small, "<item>Two.</item>", long_list);
      g_autoptr (GError) text_error = NULL;
      g_autoptr (GError) list_error = NULL;
      g_autoptr (CandorProcedure) text = parse (over ? text_only : both, -1, &text_error);
      g_autoptr (CandorProcedure) list = parse (over ? list_only : both, -1, &list_error);

      if (over)
        {
          help_assert_refused (text_error, "test.xml, line 16", "more than 4000 characters");
          help_assert_refused (list_error, "test.xml, line 19", "at most 7 items");
        }
      else
        g_assert_no_error (text_error);
      g_string_append (words, "ü");
      g_string_append (items, "<item>One too many.</item>");
    }
}

static void
assert_too_large (char *xml, gsize length, CandorError code, const char *part)
{
  g_autofree char *owned = xml;
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) self = parse (xml, length, &error);

  g_assert_null (self);
  help_assert_refused (error, "test.xml", part);
  g_assert_error (error, CANDOR_ERROR, (int)code);
}

/* Catches a file that keeps the reader busy or fills the memory: too large, too many elements, too
 * deep, one endless attribute. */
static void
test_absurd_sizes (void)
{
  g_autofree char *small = help_read (TEST_DATA "/core/smallest.xml");
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *name = g_strnfill (5000, 'a');
  g_autofree char *long_id = g_strconcat ("id=\"", name, "\" often", NULL);
  char *padded = g_strnfill (CANDOR_PROCEDURE_MAX_BYTES + 1, ' ');

  memcpy (padded, small, strlen (small));
  assert_too_large (padded, CANDOR_PROCEDURE_MAX_BYTES + 1, CANDOR_ERROR_TOO_LARGE, "larger than");

  for (int i = 0; i < 20001; i++)
    g_string_append (many, "<p>Hm.</p>");
  assert_too_large (help_replace (small, "<key>It is a small thing.</key>", many->str), -1,
                    CANDOR_ERROR_INVALID, "more than 20000 elements");

  for (int i = 0; i < 200000; i++)
    g_string_append (deep, "<p>");
  assert_too_large (help_replace (small, "<key>It is a small thing.</key>", deep->str), -1,
                    CANDOR_ERROR_INVALID, "<p> cannot stand here");
  assert_too_large (g_string_free (g_steal_pointer (&deep), FALSE), -1, CANDOR_ERROR_INVALID,
                    "<p> cannot stand here");
  assert_too_large (help_replace (small, "id=\"e-tick\" often", long_id), -1, CANDOR_ERROR_INVALID,
                    "the attribute id is too long");
}

/* Catches references that are looked up one by one in a long list: a quarter of a million of them
 * must not keep the reader busy for minutes. */
static void
test_many_references (void)
{
  g_autofree char *small = help_read (TEST_DATA "/core/smallest.xml");
  g_autoptr (GString) sources = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *xml = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) self = NULL;

  for (int i = 0; i < 9000; i++)
    g_string_append_printf (sources, "<source id=\"s%d\">One.</source>", i);
  for (int i = 0; i < 500; i++)
    {
      g_string_append_printf (names, "<warning id=\"w%d\" sources=\"", i);
      for (int j = 0; j < 500; j++)
        g_string_append (names, "s8999 ");
      g_string_append (names, "\">Hm.</warning>");
    }
  g_string_append (sources, "</sources>");
  g_string_append (names, "</warnings>");
  xml = help_replace (small, "</sources>", sources->str);
  whole = help_replace (xml, "</warnings>", names->str);
  self = parse (whole, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (candor_procedure_warnings (self)->len, ==, 501);
}

/* Catches a file that was cut off while it was copied and still loads, or that crashes the reader:
 * both procedures, cut after each 97th byte. */
static void
test_cut_off (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (gsize p = 0; p < G_N_ELEMENTS (ids); p++)
    {
      g_autofree char *path = help_procedure_path (ids[p]);
      g_autofree char *xml = help_read (path);
      gsize end = strstr (xml, "</procedure>") - xml + strlen ("</procedure>");

      for (gsize length = 0; length < end; length += 97)
        {
          g_autofree char *cut = g_memdup2 (xml, MAX (length, 1));
          g_autoptr (GError) error = NULL;
          g_autoptr (CandorProcedure) self = parse (cut, length, &error);

          if (self != NULL)
            g_error ("%s was loaded when cut off after %" G_GSIZE_FORMAT " bytes.", ids[p], length);
          help_assert_refused (error, "test.xml", "");
        }
    }
}

/* Catches a byte that goes wrong on the disk and brings the reader down. What it makes of the words
 * does not matter here; that it refuses or reads does. */
static void
test_broken_bytes (void)
{
  g_autofree char *xml = help_read (TEST_DATA "/core/smallest.xml");
  gsize length = strlen (xml);
  guint refused = 0;

  for (gsize i = 0; i < length; i++)
    for (guint byte = 0; byte < 256; byte += 51)
      {
        char kept = xml[i];
        g_autoptr (GError) error = NULL;
        g_autoptr (CandorProcedure) self = NULL;

        xml[i] = (char)byte;
        self = parse (xml, length, &error);
        xml[i] = kept;
        g_assert_true ((self == NULL) == (error != NULL));
        refused += self == NULL;
      }
  g_assert_cmpuint (refused, >, length);
}

/* Catches a path that is no procedure file and is refused without saying which and why. */
static void
test_paths (void)
{
  g_autofree char *folder = g_dir_make_tmp ("candor-test-XXXXXX", NULL);
  g_autofree char *none = g_build_filename (folder, "none.xml", NULL);
  g_autofree char *large = g_build_filename (folder, "large.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_null (candor_procedure_load (none, &error));
  help_assert_refused (error, none, "could not be read");
  g_clear_error (&error);
  g_assert_null (candor_procedure_load (folder, &error));
  help_assert_refused (error, folder, "it is not a file");
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, CANDOR_PROCEDURE_MAX_BYTES + 1), ==, 0);
  g_assert_null (candor_procedure_load (large, &error));
  help_assert_refused (error, large, "larger than any file of its kind");
  g_clear_error (&error);
  g_assert_cmpint (unlink (large), ==, 0);
  g_assert_cmpint (rmdir (folder), ==, 0);

  found = candor_procedure_find_file (HELP_REAL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (found, "procedures/microneedling.xml"));
  g_assert_null (candor_procedure_find_file ("../procedures/microneedling", NULL, &error));
  help_assert_refused (error, "The visit does not name its procedure by an id", "");
  g_clear_error (&error);
  g_assert_null (candor_procedure_find_file (NULL, NULL, &error));
  g_clear_error (&error);
  g_assert_null (candor_procedure_find_file ("none", NULL, &error));
  help_assert_refused (error, "There is no procedure file “none.xml”", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parser/head", test_head);
  g_test_add_func ("/parser/sections", test_sections);
  g_test_add_func ("/parser/questions", test_questions);
  g_test_add_func ("/parser/not-sure-is-never-clear-by-default",
                   test_not_sure_is_never_clear_by_default);
  g_test_add_func ("/parser/words-are-folded", test_words_are_folded);
  g_test_add_func ("/parser/limits", test_limits);
  g_test_add_func ("/parser/absurd-sizes", test_absurd_sizes);
  g_test_add_func ("/parser/many-references", test_many_references);
  g_test_add_func ("/parser/cut-off", test_cut_off);
  g_test_add_func ("/parser/broken-bytes", test_broken_bytes);
  g_test_add_func ("/parser/paths", test_paths);
  return g_test_run ();
}
