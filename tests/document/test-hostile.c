/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Names, answers and signatures as people and files really bring them, and eight forms at once.
 */
#include "help.h"

#include <math.h>
#include <string.h>

#include "document/candor-galley.h"

#define N_THREADS 8

static GBytes *
render_named (CandorProcedure *procedure, const char *name)
{
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, name);
  help_name_signatures (visit);
  return help_render (procedure, visit, CANDOR_FORM_FINAL);
}

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *shown;
  } names[] = {
    { "Ana Maria Example", "Ana Maria Example" },
    { "Ana \U0001f600 Example", "Example" },
    { "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea", NULL },
    { "Ana\x01\x02\x1b[31m Example\x7f", "Ana [31m Example" },
    { "Ana\nExample\ttab", "Example tab" },
    { "Ana \u202egnorw\u202c \u2066\u2069\ufeffExample", "Ana gnorw Example" },
    { "%s %n %d {page} {pages} *bold* <b>&amp;</b>",
      "%s %n %d {page} {pages} *bold* <b>&amp;</b>" },
    { "O’Example \"Q\" 'q' \\ (paren) [x]", "O’Example" },
    { "李小龙 王", "李小龙" },
    { "ああ아", NULL },
    { "محمد علي", NULL },
    { "דוד לוי", NULL },
    { "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo", NULL },
    { "\ue000\uf8ff\U0010fffd", NULL },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) pdf = render_named (procedure, names[i].name);
      g_autofree char *text = help_text (pdf);

      g_test_message ("%s", names[i].name);
      help_assert_has (text, "The patient agreed to this treatment.");
      if (names[i].shown != NULL)
        help_assert_has (text, names[i].shown);
    }
}

static void
test_long_name (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autofree char *words = g_strnfill (200, 'x');
  g_autoptr (GBytes) one_word = render_named (procedure, words);
  g_autofree char *text = help_text (one_word);
  g_autoptr (GPtrArray) pages = help_pages (one_word);
  guint n = 0;

  /* All of it is there, on as many lines as it takes; the head of a page may shorten it. */
  for (const char *at = text; *at != '\0'; at++)
    n += *at == 'x' ? 1 : 0;
  g_assert_cmpuint (n, >=, 200);
  for (guint i = 1; i < pages->len; i++)
    help_assert_has (pages->pdata[i], "Born 3 May 1984");
}

/* Catches a character that no font can show and that is read as the digits of its code, more than
 * one sign for what is one character to a reader, and names that fonts can show and that suffer. */
static void
test_unknown_characters (void)
{
  static const struct
  {
    const char *name;
    const char *shown;
  } cases[] = {
    { "Ana \xf0\x9f\x92\x89 Vale", "Ana \xef\xbf\xbd Vale" },
    { "Ana \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 Vale",
      "Ana \xef\xbf\xbd Vale" },
    { "Ana \xf0\x9f\x87\xaa\xf0\x9f\x87\xb8 Vale", "Ana \xef\xbf\xbd Vale" },
    { "Ana \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd Vale", "Ana \xef\xbf\xbd Vale" },
    { "Ana \xee\x80\x80 Vale", "Ana \xef\xbf\xbd Vale" },
    { "李小龍", "李小龍" },
    { "דנה לוי", NULL },
    { "สมชาย ใจดี", "สมชาย ใจดี" },
    { "ليلى حداد", NULL },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) pdf = render_named (procedure, cases[i].name);
      g_autofree char *text = help_text (pdf);

      if (cases[i].shown != NULL)
        help_assert_has (text, cases[i].shown);
      if (i >= 5)
        help_assert_lacks (text, "\xef\xbf\xbd");
      help_assert_lacks (text, "01F");
      help_assert_lacks (text, "00E000");
    }
}

static void
test_empty_parts (void)
{
  static const CandorField optional[]
      = { CANDOR_FIELD_CLINIC_ADDRESS, CANDOR_FIELD_TREATMENT_DEPTH, CANDOR_FIELD_TREATMENT_PRODUCT,
          CANDOR_FIELD_TALK_NOTE,      CANDOR_FIELD_REVIEWED_AT,     CANDOR_FIELD_DECISION_REASON };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorVisit) nothing = candor_visit_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) empty = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    candor_visit_set (visit, optional[i], NULL);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  help_assert_lacks (text, "(null)");

  /* A draft of a visit of which nothing is known but its procedure. */
  candor_visit_set (nothing, CANDOR_FIELD_PROCEDURE, candor_procedure_id (procedure));
  empty = help_render (procedure, nothing, CANDOR_FORM_DRAFT);
  g_clear_pointer (&text, g_free);
  text = help_text (empty);
  help_assert_lacks (text, "(null)");
}

static void
test_long_answer (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GBytes) before = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GPtrArray) pages_before = help_pages (before);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (answer, "word%04u%s", i, i % 97 == 96 ? "\n" : " ");
  candor_visit_set (visit, CANDOR_FIELD_TALK_RISKS, answer->str);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, answer->str);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  pages = help_pages (pdf);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%04u", i);

      g_assert_cmpuint (help_count (text, word), ==, 2);
    }
  g_assert_cmpuint (pages->len, >=, pages_before->len + 8);
}

static GBytes *
render_ink (CandorProcedure *procedure, CandorSignature *signature)
{
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_take_signature (visit, signature);
  return help_render (procedure, visit, CANDOR_FORM_FINAL);
}

/* Returns: how many shapes a reader of the whole PDF fills. */
static guint
count_shapes (GBytes *pdf)
{
  g_autoptr (GPtrArray) pages = help_pages (pdf);
  guint n = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *const command[]
          = { "pdftocairo", "-svg", "-f", number, "-l", number, "-", "-", NULL };
      g_autofree char *svg = help_run (pdf, command);

      /* Cairo 1.16 writes a style, 1.18 an attribute. */
      n += help_count (svg, "fill-rule:nonzero") + help_count (svg, "fill-rule=\"nonzero\"");
    }
  return n;
}

/* Every stroke of the hand is a shape of its own in the PDF, and no picture of one. */
/* A word that fills pages: all of it is there, and it is set piece by piece. In one piece this takes
 * longer than the whole suite may. */
static void
test_endless_word (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autofree char *word = g_strnfill (400000, 'W');
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE, word);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  for (const char *at = text; *at != '\0'; at++)
    n += *at == 'W';
  g_assert_cmpuint (n, >=, 400000);
}

static void
test_strokes (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GBytes) one = render_ink (procedure, help_ink (CANDOR_ROLE_PATIENT, 1, 40));
  g_autoptr (GBytes) nine = render_ink (procedure, help_ink (CANDOR_ROLE_PATIENT, 9, 40));
  static const char *const images[] = { "pdfimages", "-list", "-", NULL };
  g_autofree char *list = help_run (nine, images);

  g_assert_cmpuint (count_shapes (nine), ==, count_shapes (one) + 8);
  g_assert_cmpuint (help_count (list, "image "), ==, 0);
}

static void
test_ink_extremes (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  CandorSignature *strange = help_ink (CANDOR_ROLE_PATIENT, 1, 10);
  CandorStroke *nowhere = candor_stroke_new (CANDOR_DEVICE_TOUCH);
  g_autoptr (GBytes) dot = render_ink (procedure, help_ink (CANDOR_ROLE_PATIENT, 1, 1));
  g_autoptr (GBytes) none = render_ink (procedure, help_ink (CANDOR_ROLE_PATIENT, 1, 2));
  g_autoptr (GBytes) many = render_ink (procedure, help_ink (CANDOR_ROLE_PATIENT, 4, 5000));
  g_autoptr (GBytes) odd = NULL;

  candor_stroke_add (nowhere, NAN, 3, 0.5, 0);
  candor_stroke_add (nowhere, INFINITY, -INFINITY, NAN, 1);
  candor_stroke_add (nowhere, 1e300, -1e300, 1e300, -5);
  g_ptr_array_add (strange->strokes, nowhere);
  odd = render_ink (procedure, strange);

  g_assert_cmpuint (count_shapes (dot), ==, count_shapes (odd));
  g_assert_cmpuint (g_bytes_get_size (many), <, 1024 * 1024);
  g_assert_nonnull (none);
}

static void
test_typed_and_mark (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  CandorSignature *typed = candor_signature_new (CANDOR_ROLE_PRACTITIONER, "Ada Sample", "Talked.");
  CandorSignature *mark = help_ink (CANDOR_ROLE_PATIENT, 1, 2);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  typed->method = CANDOR_METHOD_TYPED;
  typed->signed_at = g_strdup ("2026-11-22T14:30:00+01:00");
  mark->method = CANDOR_METHOD_MARK;
  candor_visit_take_signature (visit, typed);
  candor_visit_take_signature (visit, mark);
  candor_visit_set (visit, CANDOR_FIELD_WITNESS_NAME, "Wanda Witness");
  candor_visit_take_signature (visit, help_ink (CANDOR_ROLE_WITNESS, 1, 20));
  help_name_signatures (visit);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  help_assert_has (text, "Typed name, in place of a drawn signature");
  help_assert_has (text, "A mark, made before a witness");
  help_assert_has (text, "Wanda Witness");
  help_assert_has (text, "I mean it.");
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

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) pdf = help_render (job->procedure, job->visit, CANDOR_FORM_FINAL);

      if (!g_bytes_equal (pdf, job->expected))
        return GINT_TO_POINTER (FALSE);
    }
  return GINT_TO_POINTER (TRUE);
}

static void
test_threads (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  Job jobs[N_THREADS];
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Patient Number %d", i);

      jobs[i].procedure = procedure;
      jobs[i].visit = help_example (procedure, i % 2 ? CANDOR_OUTCOME_AGREE : CANDOR_OUTCOME_NO);
      candor_visit_set (jobs[i].visit, CANDOR_FIELD_PATIENT_NAME, name);
      help_name_signatures (jobs[i].visit);
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

/* Catches a pile of marks that strikes out the lines above and below it. */
static void
test_piled_marks (void)
{
  g_autoptr (GString) text = g_string_new ("Z");
  g_autofree char *clean = NULL;

  for (int i = 0; i < 2000; i++)
    g_string_append (text, "\u0301");
  g_string_append (text, "b\u0323");
  clean = candor_galley_clean (text->str);
  g_assert_cmpint (g_utf8_strlen (clean, -1), ==, 1 + 8 + 2);
  g_assert_true (g_str_has_suffix (clean, "b\u0323"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/unknown-characters", test_unknown_characters);
  g_test_add_func ("/form/names-of-every-kind", test_names);
  g_test_add_func ("/form/name-of-200-letters", test_long_name);
  g_test_add_func ("/form/empty-parts", test_empty_parts);
  g_test_add_func ("/form/answer-of-3000-words", test_long_answer);
  g_test_add_func ("/form/endless-word", test_endless_word);
  g_test_add_func ("/form/every-stroke-is-a-shape", test_strokes);
  g_test_add_func ("/form/one-dot-and-20000-points", test_ink_extremes);
  g_test_add_func ("/form/typed-name-and-mark", test_typed_and_mark);
  g_test_add_func ("/form/eight-threads-at-once", test_threads);
  g_test_add_func ("/form/piled-marks", test_piled_marks);
  return g_test_run ();
}
