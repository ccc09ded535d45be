/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Every form that Candor makes is a good PDF/UA-1 and PDF/A-3a, as far as a machine can judge:
 * every outcome on both sizes of paper, drafts, sealed ones, and what people really write.
 */
#include "check-ua.h"
#include "help-seal.h"
#include "help.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

#include "document/candor-blank-form.h"
#include "document/candor-care-sheet.h"
#include "document/candor-galley.h"

static const CandorOutcome outcomes[]
    = { CANDOR_OUTCOME_AGREE, CANDOR_OUTCOME_NOT_NOW, CANDOR_OUTCOME_NO, CANDOR_OUTCOME_STOP };

static GBytes *
render (CandorProcedure *procedure, CandorVisit *visit, CandorPaper paper, CandorSeal *seal)
{
  g_autofree char *head = g_strnfill (64, 'a');
  const CandorSealing sealing = { .seal = seal, .number = "12", .previous_head = head };
  g_autoptr (GError) error = NULL;
  GBytes *pdf = seal != NULL ? candor_consent_form_render_on (procedure, visit,
                                                              &(CandorStationery){ .paper = paper },
                                                              CANDOR_FORM_FINAL, &sealing, &error)
                             : candor_consent_form_render (procedure, visit, paper,
                                                           CANDOR_FORM_FINAL, &error);

  g_assert_no_error (error);
  return pdf;
}

static void
check_outcomes (const char *id)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (id);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    for (CandorPaper paper = CANDOR_PAPER_A4; paper <= CANDOR_PAPER_LETTER; paper++)
      {
        g_autoptr (CandorVisit) visit = help_example (procedure, outcomes[i]);
        g_autoptr (GBytes) plain = render (procedure, visit, paper, NULL);
        g_autoptr (GBytes) sealed = render (procedure, visit, paper, seal);
        g_autofree char *what = g_strdup_printf ("%s, %s", candor_outcome_to_string (outcomes[i]),
                                                 paper == CANDOR_PAPER_A4 ? "A4" : "Letter");

        check_ua_assert (plain, what);
        check_ua_assert (sealed, what);
      }
}

static void
test_real (void)
{
  check_outcomes (HELP_REAL);
}

static void
test_invented (void)
{
  check_outcomes (HELP_INVENTED);
}

static CandorProcedure *
smallest (void)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "core", "smallest.xml", NULL);
  g_autoptr (GError) error = NULL;
  CandorProcedure *procedure = candor_procedure_load (path, &error);

  g_assert_no_error (error);
  return procedure;
}

/* Drafts, from a visit of which nothing is known to one that is complete: an empty part leaves no
 * empty element behind. */
static void
check_drafts (CandorProcedure *procedure)
{
  g_autoptr (CandorVisit) nothing = candor_visit_new ();
  g_autoptr (CandorVisit) fresh = candor_visit_start (procedure, candor_language_english ());
  g_autoptr (CandorVisit) complete = help_example (procedure, CANDOR_OUTCOME_AGREE);
  CandorVisit *const visits[] = { nothing, fresh, complete };

  candor_visit_set (nothing, CANDOR_FIELD_PROCEDURE, candor_procedure_id (procedure));
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autoptr (GBytes) pdf = help_render (procedure, visits[i], CANDOR_FORM_DRAFT);

      check_ua_assert (pdf, "draft");
    }
}

static void
test_drafts (void)
{
  g_autoptr (CandorProcedure) real = help_procedure (HELP_REAL);
  g_autoptr (CandorProcedure) invented = help_procedure (HELP_INVENTED);
  g_autoptr (CandorProcedure) small = smallest ();

  check_drafts (real);
  check_drafts (invented);
  check_drafts (small);
}

/* Letters in colours would be see-through pictures without words. */
static void
assert_colour_font (void)
{
  FcPattern *pattern = FcPatternBuild (NULL, FC_COLOR, FcTypeBool, FcTrue, NULL);
  FcFontSet *fonts = FcFontList (NULL, pattern, NULL);

  g_assert_cmpint (fonts->nfont, >, 0);
  FcFontSetDestroy (fonts);
  FcPatternDestroy (pattern);
}

static void
test_names (void)
{
  static const char *const names[] = {
    "Ana \U0001f600 Example",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "Ana\x01\x02\x1b[31m Example\x7f",
    "Ana\nExample\ttab\rreturn\u2028line\u2029paragraph",
    "Ana \u202egnorw\u202c \u2066\u2069\ufeffExample\u200b\u200d\u00ad",
    "<b>&amp;</b> ]]> \\ (paren) /Name",
    "李小龙 王",
    "ああ아",
    "محمد علي",
    "דוד לוי",
    "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo",
    "\ue000\uf8ff\U0010fffd",
    "\U00020000\U000e0041",
    "office affluent fjord",
    " ",
    "\xff\xfe\x80",
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  assert_colour_font ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *what = g_strescape (names[i], NULL);

      candor_visit_set (visit, CANDOR_FIELD_CLINIC_NAME, names[i]);
      candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, names[i]);
      candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE, names[i]);
      candor_visit_set_question (visit, 0, names[i]);
      candor_visit_set_question_reply (visit, 0, names[i]);
      help_name_signatures (visit);
      pdf = help_render (procedure, visit, CANDOR_FORM_DRAFT);
      check_ua_assert (pdf, what);
    }
}

static void
test_long (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autofree char *name = g_strnfill (200, 'x');
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (answer, "word%04u%s", i, i % 97 == 96 ? "\n" : " ");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, name);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, answer->str);
  help_name_signatures (visit);
  pdf = render (procedure, visit, CANDOR_PAPER_LETTER, seal);
  check_ua_assert (pdf, "3,000 words");
}

static GBytes *
render_ink (CandorProcedure *procedure, guint n_strokes, guint n_points)
{
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_take_signature (visit, help_ink (CANDOR_ROLE_PATIENT, n_strokes, n_points));
  return help_render (procedure, visit, CANDOR_FORM_FINAL);
}

static void
test_ink (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (GBytes) short_line = render_ink (procedure, 1, 2);
  g_autoptr (GBytes) dot = render_ink (procedure, 1, 1);
  g_autoptr (GBytes) many = render_ink (procedure, 4, 5000);

  check_ua_assert (short_line, "two points");
  check_ua_assert (dot, "one dot");
  check_ua_assert (many, "20,000 points");
}

/* The sheet that goes home has no attached files, and boxes to tick that nobody reads out. */
static void
test_care_sheet (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (CandorPaper paper = CANDOR_PAPER_A4; paper <= CANDOR_PAPER_LETTER; paper++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
        g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) pdf = NULL;

        candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2027-03-10");
        pdf = candor_care_sheet_render_on (procedure, visit, &(CandorStationery){ .paper = paper },
                                           NULL, &error);
        g_assert_no_error (error);
        check_ua_assert (pdf, "care sheet");
      }
}

/* The form on paper has lines to write on, which nobody reads out either. */
static void
test_blank_form (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = candor_blank_form_render (
          procedure, NULL, &(CandorStationery){ .paper = CANDOR_PAPER_A4 },
          candor_language_english (), NULL, &error);

      g_assert_no_error (error);
      check_ua_assert (pdf, "blank form");
    }
}

static cairo_status_t
append_cb (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Half of it can be seen through. */
static GBytes *
make_png (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 80, 40);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgba (cr, 0.8, 0, 0, 0.5);
  cairo_rectangle (cr, 0, 0, 40, 40);
  cairo_fill (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* A logo brings its own pictures, fonts and colours. */
static void
test_logos (void)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"40\">"
                            "<linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"red\"/>"
                            "<stop offset=\"1\" stop-color=\"blue\"/></linearGradient>"
                            "<rect width=\"40\" height=\"40\" fill=\"url(#g)\"/>"
                            "<text x=\"42\" y=\"30\" font-family=\"Noto Serif\">Ω m</text></svg>";
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (GBytes) drawing = g_bytes_new_static (svg, strlen (svg));
  GBytes *const files[] = { png, drawing };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorLogo) logo = candor_logo_new ("logo", files[i], &error);
      const CandorStationery stationery = { .logo = logo };
      g_autoptr (GBytes) pdf = NULL;

      g_assert_no_error (error);
      pdf = candor_consent_form_render_on (procedure, visit, &stationery, CANDOR_FORM_FINAL, NULL,
                                           &error);
      g_assert_no_error (error);
      check_ua_assert (pdf, "logo");
    }
}

/* A script that stands in the footer alone has a font that only the paper knows. */
static void
test_furniture (void)
{
  g_autoptr (CandorGalley) galley = candor_galley_new (CANDOR_PAPER_A4, candor_language_english ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  candor_galley_heading (galley, 1, CANDOR_COLUMN_FULL, "Heading");
  candor_galley_text (galley, "Words.", &(CandorTextOptions){ .style = CANDOR_TYPE_BODY });
  pdf = candor_galley_print (galley,
                             &(CandorFurniture){ .title = "Title",
                                                 .footer = "דוד Ωμέγα",
                                                 .page_of = "{page}",
                                                 .created_at = "2026-11-22T14:40:00.5Z" },
                             &error);
  g_assert_no_error (error);
  check_ua_assert (pdf, "furniture");
}

/* What a screen reader says of an answer that goes over pages: one paragraph, every word of it, with
 * a space at each end of a line. */
static void
test_split (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) before = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GString) answer = g_string_new ("P word0000");
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GBytes) pdf = NULL;
  gboolean found = FALSE;

  for (guint i = 1; i < 1500; i++)
    g_string_append_printf (answer, "%cword%04u", i % 97 == 96 ? '\n' : ' ', i);
  candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE, answer->str + 2);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  lines = check_ua_read (pdf);
  g_strdelimit (answer->str, "\n", ' ');
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *line = help_squeeze (lines->pdata[i]);

      if (g_str_has_prefix (line, "P word0000"))
        g_assert_cmpstr (line, ==, answer->str);
      found = found || g_str_equal (line, answer->str);
    }
  g_assert_true (found);
  g_assert_cmpuint (check_ua_count_split (pdf, "P"), >, check_ua_count_split (before, "P"));
}

/* A table over two pages is one table: no part of it is in another. */
static void
test_split_table (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) lines_before = NULL;
  guint heads = 0;

  candor_visit_set_question (visit, 0, "Why?");
  candor_visit_set_question_reply (visit, 0, "Because.");
  before = help_render (procedure, visit, CANDOR_FORM_FINAL);
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *question = g_strdup_printf ("Why number %u?", i);

      candor_visit_set_question (visit, i, question);
      candor_visit_set_question_reply (visit, i, "Because.");
    }
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  check_ua_assert (pdf, "a table over pages");
  lines = check_ua_read (pdf);
  lines_before = check_ua_read (before);
  for (guint i = 0; i < lines->len; i++)
    heads += g_str_equal (lines->pdata[i], "TH The patient asked");
  g_assert_cmpuint (heads, ==, 80);
  g_assert_cmpuint (lines->len, ==, lines_before->len + 79 * 4);
}

/* Two languages on one form, also where they are read from opposite sides and where a script has no
 * spaces; what a person wrote in a third one. */
static void
test_bilingual (void)
{
  static const char *const pairs[][2]
      = { { "ar", "en" }, { "en", "ar" }, { "zh-CN", "en" }, { "de", "uk" }, { "ar", "zh-CN" } };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    /* All outcomes of the first, and the agreement of the others. */
    for (guint j = 0; j < (i == 0 ? G_N_ELEMENTS (outcomes) : 1); j++)
      {
        g_autoptr (CandorVisit) visit
            = help_example_in (procedure, outcomes[j], pairs[i][0], pairs[i][1]);
        g_autofree char *what = g_strdup_printf ("%s and %s, %s", pairs[i][0], pairs[i][1],
                                                 candor_outcome_to_string (outcomes[j]));
        g_autoptr (GBytes) pdf = NULL;

        candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE, "שלום, 42 \u2068ok");
        pdf = render (procedure, visit, j % 2 == 0 ? CANDOR_PAPER_A4 : CANDOR_PAPER_LETTER, seal);
        check_ua_assert (pdf, what);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ua/every-outcome/real", test_real);
  g_test_add_func ("/ua/every-outcome/invented", test_invented);
  g_test_add_func ("/ua/two-languages", test_bilingual);
  g_test_add_func ("/ua/drafts", test_drafts);
  g_test_add_func ("/ua/names-of-every-kind", test_names);
  g_test_add_func ("/ua/long-name-and-long-answer", test_long);
  g_test_add_func ("/ua/ink", test_ink);
  g_test_add_func ("/ua/care-sheet", test_care_sheet);
  g_test_add_func ("/ua/blank-form", test_blank_form);
  g_test_add_func ("/ua/logos", test_logos);
  g_test_add_func ("/ua/script-of-the-footer", test_furniture);
  g_test_add_func ("/ua/split-paragraph", test_split);
  g_test_add_func ("/ua/split-table", test_split_table);
  return g_test_run ();
}
