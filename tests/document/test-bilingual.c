/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The form in two languages: all that a signature covers is there in both, each passage says in which it
 * is, what somebody wrote stands once, and no thread sees another one's language.
 */
#include "check-ua.h"
#include "core/candor-markup.h"
#include "document/candor-pdf-pages.h"
#include "help-passages.h"
#include "help.h"

#include <string.h>

#define N_THREADS 8

/* What nobody but a patient would say. */
#define TYPED "Zyxwv, 12 mm?"

/* What stands in a passage of its own, by the words that begin its line in the attached text. */
static gboolean
stands_alone (const char *line)
{
  static const char *const kinds[]
      = { "section: ", "key: ",        "text: ",  "item: ",     "step: ",   "box: ",
          "boxed: ",   "effect: ",     "word: ",  "meaning: ",  "check: ",  "group: ",
          "intro: ",   "question: ",   "help: ",  "care: ",     "reason: ", "emergency: ",
          "warning: ", "photograph: ", "title: ", "statement: " };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (line, kinds[i]))
      return TRUE;
  return FALSE;
}

/* Every sentence of the text that was read, out of the catalogue, is a passage. @facts: where what is
 * the same in both languages stands. */
static guint
compare_with_catalogue (CandorProcedure *procedure,
                        const char *code,
                        GHashTable *said,
                        GHashTable *facts)
{
  const CandorLanguage *language = candor_language_find (code, NULL);
  g_autofree char *reading = candor_procedure_reading (procedure, language);
  g_auto (GStrv) lines = g_strsplit (reading, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *wanted = NULL;

      if (!stands_alone (lines[i]))
        continue;
      wanted = help_letters (strchr (lines[i], ' '));
      if (!g_hash_table_contains (said, wanted) && !g_hash_table_contains (facts, wanted))
        g_error ("The form does not say in %s: “%s”.", code, lines[i]);
      n++;
    }
  return n;
}

/* Catches a sentence that one of the languages lacks, or that is marked as the other one's. */
static void
test_catalogues (void)
{
  static const char *const pairs[][2] = { { "ar", "en" }, { "zh-CN", "en" }, { "de", "uk" },
                                          { "es", "ar" }, { "fr", "zh-CN" }, { "en", "es" } };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (CandorVisit) visit
          = help_example_in (procedure, CANDOR_OUTCOME_AGREE, pairs[i][0], pairs[i][1]);
      g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
      g_autoptr (GHashTable) first = help_passages (pdf, "");
      g_autoptr (GHashTable) second = help_passages (pdf, pairs[i][1]);
      guint n = compare_with_catalogue (procedure, pairs[i][0], first, first);

      g_assert_cmpuint (n, >, 200);
      g_assert_cmpuint (compare_with_catalogue (procedure, pairs[i][1], second, first), ==, n);
      g_assert_cmpuint (g_hash_table_size (second), >, 300);
    }
}

/* Returns: the words of each passage of a form of @visit in one language, in their order. */
static GPtrArray *
read_alone (CandorProcedure *procedure, CandorVisit *visit, const char *code)
{
  const CandorLanguage *language = candor_language_find (code, NULL);
  g_autofree char *hash = candor_procedure_reading_hash (procedure, language);
  g_autoptr (GBytes) pdf = NULL;

  candor_visit_set (visit, CANDOR_FIELD_LANGUAGE, code);
  candor_visit_set (visit, CANDOR_FIELD_CLINIC_LANGUAGE, code);
  candor_visit_set (visit, CANDOR_FIELD_TEXT_LANGUAGE, code);
  candor_visit_set (visit, CANDOR_FIELD_TEXT_SHA256, hash);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  return check_ua_read_in (pdf, "");
}

/* Whatever a form in one language says, one in two languages says as well, labels, answers, decisions and
 * the page about the seal too: catches a part of the form that is told in one language only. */
static void
test_all_parts (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example_in (procedure, CANDOR_OUTCOME_AGREE, "de", "uk");
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GHashTable) first = help_passages (pdf, "");
  g_autoptr (GHashTable) second = help_passages (pdf, "uk");
  g_autoptr (GPtrArray) german = read_alone (procedure, visit, "de");
  g_autoptr (GPtrArray) ukrainian = read_alone (procedure, visit, "uk");
  guint n_missing = 0;

  g_assert_cmpuint (german->len, >=, ukrainian->len - 2);
  for (guint i = 0; i < german->len; i++)
    {
      g_autofree char *wanted = help_letters (german->pdata[i]);

      if (!g_hash_table_contains (first, wanted))
        g_test_message ("not in two languages: %s", (const char *)german->pdata[i]);
      n_missing += !g_hash_table_contains (first, wanted);
    }
  /* What the practitioner signed, in the language of the clinic, under the ink and on the last page. */
  g_assert_cmpuint (n_missing, <=, 2);
  n_missing = 0;
  for (guint i = 0; i < ukrainian->len; i++)
    {
      g_autofree char *wanted = help_letters (ukrainian->pdata[i]);

      if (g_hash_table_contains (first, wanted) || g_hash_table_contains (second, wanted))
        continue;
      g_test_message ("not in two languages: %s", (const char *)ukrainian->pdata[i]);
      n_missing++;
    }
  /* The hash of the text, twice, and those of two signatures; the language that was read; two sentences
   * with words that somebody wrote. Each of these stands once, in the first language. */
  g_assert_cmpuint (n_missing, <=, 7);
}

/* Catches somebody's words that are said twice, and those that take the mark of a language. */
static void
test_typed_once (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example_in (procedure, CANDOR_OUTCOME_NOT_NOW, "ar", "en");
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  guint n = 0;

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, TYPED);
  candor_visit_set (visit, CANDOR_FIELD_DECISION_REASON, TYPED);
  candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE, TYPED);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  first = check_ua_read_in (pdf, "");
  second = check_ua_read_in (pdf, "en");
  for (guint i = 0; i < first->len; i++)
    n += strstr (first->pdata[i], TYPED) != NULL;
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < second->len; i++)
    g_assert_null (strstr (second->pdata[i], TYPED));
}

/* A phone number, a time and a name of a product keep their order in a line that is read from the right:
 * what a person sees from left to right is what poppler finds from left to right. */
static void
test_numbers (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example_in (procedure, CANDOR_OUTCOME_AGREE, "ar", "ar");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  candor_visit_set (visit, CANDOR_FIELD_CLINIC_PHONE, "01632 960147");
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  help_assert_has (text, "01632 960147");
  help_assert_has (text, "14:00:00 +01:00");
  help_assert_has (text, "Example device, lot 0000");
  help_assert_lacks (text, "960147 01632");
}

/* Two names of one language are one language. */
static void
test_same (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit
      = help_example_in (procedure, CANDOR_OUTCOME_AGREE, "zh-CN", "zh-CN");
  g_autoptr (GBytes) one = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GHashTable) marked = help_passages (one, "zh-CN");
  g_autoptr (GHashTable) marked_too = NULL;

  candor_visit_set (visit, CANDOR_FIELD_CLINIC_LANGUAGE, "zh_Hans");
  other = help_render (procedure, visit, CANDOR_FORM_FINAL);
  marked_too = help_passages (other, "zh-CN");
  g_assert_cmpuint (g_hash_table_size (marked), ==, 0);
  g_assert_cmpuint (g_hash_table_size (marked_too), ==, 0);
}

typedef struct
{
  CandorProcedure *procedure;
  CandorVisit *visit;
  GBytes *expected;
} Job;

static gpointer
render_cb (gpointer data)
{
  const Job *job = data;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) pdf = help_render (job->procedure, job->visit, CANDOR_FORM_FINAL);

      if (!g_bytes_equal (pdf, job->expected))
        return GINT_TO_POINTER (FALSE);
    }
  return GINT_TO_POINTER (TRUE);
}

/* Catches a language that is a setting of the process, and words kept for another language. */
static void
test_threads (void)
{
  static const char *const pairs[][2]
      = { { "ar", "en" }, { "en", "ar" }, { "zh-CN", "en" }, { "uk", "de" } };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  Job jobs[N_THREADS];
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    {
      const char *const *pair = pairs[i % G_N_ELEMENTS (pairs)];

      jobs[i].procedure = procedure;
      jobs[i].visit = help_example_in (procedure, CANDOR_OUTCOME_AGREE, pair[0], pair[1]);
      jobs[i].expected = help_render (procedure, jobs[i].visit, CANDOR_FORM_FINAL);
    }
  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("render", render_cb, &jobs[i]);
  for (int i = 0; i < N_THREADS; i++)
    {
      g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
      g_object_unref (jobs[i].visit);
      g_bytes_unref (jobs[i].expected);
    }
}

/* Returns: @words without white space, and without the marks that keep a number in its order */
static char *
without_marks (const char *words)
{
  GString *all = g_string_new (NULL);

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != 0x2068 && c != 0x2069)
        g_string_append_unichar (all, c);
    }
  return g_string_free (all, FALSE);
}

/* Catches words from right to left that a screen reader gets in pieces, or in the order of the drawing. */
static void
test_order (void)
{
  static const char *const pairs[][2] = { { "ar", "ar" }, { "ar", "en" }, { "en", "ar" } };
  const CandorLanguage *arabic = candor_language_find ("ar", NULL);
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autofree char *reading = candor_procedure_reading (procedure, arabic);
  g_auto (GStrv) lines = g_strsplit (reading, "\n", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorVisit) visit
          = help_example_in (procedure, CANDOR_OUTCOME_AGREE, pairs[i][0], pairs[i][1]);
      g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
      g_autoptr (GPtrArray) pages = candor_pdf_pages_render (pdf, 200, &error);
      g_autoptr (GString) all = g_string_new (NULL);
      g_autofree char *heard = NULL;

      g_assert_no_error (error);
      for (guint j = 0; j < pages->len; j++)
        g_string_append (all, ((const CandorPdfPage *)pages->pdata[j])->text);
      heard = without_marks (all->str);
      for (guint j = 0; lines[j] != NULL; j++)
        {
          g_autofree char *plain = NULL;
          g_autofree char *wanted = NULL;

          if (!stands_alone (lines[j]))
            continue;
          plain = candor_markup_to_plain (strchr (lines[j], ' '));
          wanted = without_marks (plain);
          if (strstr (heard, wanted) == NULL)
            g_error ("Nobody hears in %s and %s: “%s”.", pairs[i][0], pairs[i][1], lines[j]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bilingual/catalogues", test_catalogues);
  g_test_add_func ("/bilingual/all-parts", test_all_parts);
  g_test_add_func ("/bilingual/order", test_order);
  g_test_add_func ("/bilingual/typed-once", test_typed_once);
  g_test_add_func ("/bilingual/numbers", test_numbers);
  g_test_add_func ("/bilingual/one-language", test_same);
  g_test_add_func ("/bilingual/eight-threads", test_threads);
  return g_test_run ();
}
