/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The care sheet: its two pages, its days, its words, and the code as a camera reads it.
 */
#include "help.h"

#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-markup.h"
#include "document/candor-care-calendar.h"
#include "document/candor-care-pictures.h"
#include "document/candor-care-sheet.h"
#include "document/candor-grey-picture.h"

static const char *const procedures[] = { HELP_REAL, HELP_INVENTED };
static const CandorPaper papers[] = { CANDOR_PAPER_A4, CANDOR_PAPER_LETTER };

static CandorVisit *
visit_on (CandorProcedure *procedure, const char *treatment)
{
  CandorVisit *visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T10:00:00+01:00");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, treatment);
  return visit;
}

static GBytes *
make (CandorProcedure *procedure, CandorVisit *visit, CandorPaper paper, CandorCareSheetFit *fit)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = candor_care_sheet_render_on (procedure, visit,
                                             &(CandorStationery){ .paper = paper }, fit, &error);

  g_assert_no_error (error);
  return pdf;
}

/* Returns: the share of the letters that are as large as @size or larger. */
static double
share_of_size (GBytes *pdf, double size)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  double all = 0;
  double large = 0;

  g_assert_no_error (error);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      GList *runs = poppler_page_get_text_attributes (page);

      for (GList *at = runs; at != NULL; at = at->next)
        {
          const PopplerTextAttributes *run = at->data;
          int n = run->end_index - run->start_index + 1;

          all += n;
          large += run->font_size > size - 0.01 ? n : 0;
        }
      poppler_page_free_text_attributes (runs);
      g_object_unref (page);
    }
  g_object_unref (document);
  return large / all;
}

/* Catches a sheet that needs a second piece of paper, or small type, for no reason: on both sizes
 * of paper, in every season, with the longest names of days and months. */
static void
test_two_pages (void)
{
  static const char *const days[] = { "2026-12-04", "2026-09-30", "2026-12-30", "2028-02-29" };

  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (procedures[i]);

      for (guint j = 0; j < G_N_ELEMENTS (days); j++)
        for (guint k = 0; k < G_N_ELEMENTS (papers); k++)
          {
            g_autoptr (CandorVisit) visit = visit_on (procedure, days[j]);
            CandorCareSheetFit fit;
            g_autoptr (GBytes) pdf = make (procedure, visit, papers[k], &fit);
            g_autoptr (GPtrArray) pages = help_pages (pdf);

            g_assert_cmpuint (pages->len, ==, 2);
            g_assert_cmpuint (fit.n_pages, ==, 2);
            g_assert_cmpfloat (fit.body, ==, 16);
            g_assert_cmpfloat (share_of_size (pdf, 16), >, 0.75);
            help_assert_has (pages->pdata[0], "Page 1 of 2");
            help_assert_has (pages->pdata[1], "Page 2 of 2");
          }
    }
}

/* Catches a day that is wrong at the end of a month or a year, or around a leap day. The days were
 * looked up in a calendar. */
static void
test_days (void)
{
  static const struct
  {
    const char *treatment;
    const char *words[5];
  } cases[] = {
    { "2028-02-29",
      { "Your treatment Tuesday 29 February 2028", "Tuesday 15 February to Monday 28 February",
        "Sunday 27 February to Monday 28 February", "Tuesday 29 February to Wednesday 1 March",
        "Wednesday 1 March to Tuesday 28 March" } },
    { "2028-03-01",
      { "Your treatment Wednesday 1 March 2028", "Wednesday 16 February to Tuesday 29 February",
        "Monday 28 February to Tuesday 29 February", "Wednesday 1 March to Saturday 4 March",
        "Thursday 2 March to Wednesday 29 March" } },
    { "2027-03-01",
      { "Your treatment Monday 1 March 2027", "Monday 15 February to Sunday 28 February",
        "Saturday 27 February to Sunday 28 February", "Monday 1 March to Monday 8 March",
        "Tuesday 2 March to Monday 29 March" } },
    { "2026-12-31",
      { "Your treatment Thursday 31 December 2026", "Thursday 17 December to Wednesday 30 December",
        "Thursday 31 December 2026 to Friday 1 January 2027",
        "Thursday 31 December 2026 to Sunday 3 January 2027",
        "Friday 1 January 2027 to Thursday 28 January 2027" } },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CandorVisit) visit = visit_on (procedure, cases[i].treatment);
      g_autoptr (GBytes) pdf = make (procedure, visit, CANDOR_PAPER_A4, NULL);
      g_autofree char *text = help_text (pdf);

      for (guint j = 0; j < G_N_ELEMENTS (cases[i].words); j++)
        help_assert_has (text, cases[i].words[j]);
    }
}

/* A word may be broken at its own hyphen. */
static void
assert_has_words (const char *text, const char *marked)
{
  g_autofree char *plain = candor_markup_to_plain (marked);
  g_autoptr (GString) joined = g_string_new (text);

  g_string_replace (joined, "- ", "-", 0);
  help_assert_has (joined->str, plain);
}

/* Catches a step, a warning or a number that is not on the sheet, and a name that is on it twice:
 * the sheet may hang where visitors see its back. */
static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (procedures[i]);
      g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
      g_autoptr (GBytes) pdf = make (procedure, visit, CANDOR_PAPER_A4, NULL);
      g_autofree char *text = help_text (pdf);
      g_autoptr (GPtrArray) pages = help_pages (pdf);
      GPtrArray *steps = candor_procedure_care_steps (procedure);
      GPtrArray *warnings = candor_procedure_warnings (procedure);
      g_autofree char *call = g_strdup_printf (
          "Call %s at once", candor_visit_get (visit, CANDOR_FIELD_CLINIC_EMERGENCY));

      for (guint j = 0; j < steps->len; j++)
        assert_has_words (text, ((const CandorCareStep *)steps->pdata[j])->text);
      for (guint j = 0; j < warnings->len; j++)
        assert_has_words (text, ((const CandorWarning *)warnings->pdata[j])->text);
      help_assert_has (text, call);
      help_assert_has (text, candor_visit_get (visit, CANDOR_FIELD_CLINIC_PHONE));
      help_assert_has (text, candor_procedure_title (procedure));
      g_assert_cmpuint (help_count (text, "Ana Example"), ==, 1);
      help_assert_lacks (pages->pdata[1], "Ana Example");
    }
}

/* Returns: what a camera reads on the first page. */
static char *
scan (GBytes *pdf)
{
  static const char *const draw[]
      = { "pdftoppm", "-r", "200", "-l", "1", "-png", "-gray", "-", NULL };
  g_autofree char *folder = g_dir_make_tmp ("candor-code-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.png", NULL);
  const char *const read[]
      = { "zbarimg", "--nodbus", "--quiet", "--raw", "--oneshot", "-Sbinary", path, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  char *text;

  process = g_subprocess_newv (draw, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, pdf, NULL, &picture, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (picture, NULL),
                                      g_bytes_get_size (picture), &error));
  text = help_run (nothing, read);
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

/* Catches a code that no camera reads, or that says something else than the calendar. */
static void
test_code (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    for (guint k = 0; k < G_N_ELEMENTS (papers); k++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (procedures[i]);
        g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-30");
        g_autoptr (GBytes) pdf = make (procedure, visit, papers[k], NULL);
        g_autofree char *read = scan (pdf);
        g_autofree char *calendar = candor_care_calendar_new (procedure, visit, NULL, NULL);

        g_assert_cmpstr (read, ==, calendar);
      }
}

/* Catches dates that nobody has fixed: without a day of treatment, and after "not now". */
static void
test_without_a_day (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
      g_autoptr (CandorVisit) visit
          = help_example (procedure, i == 0 ? CANDOR_OUTCOME_AGREE : CANDOR_OUTCOME_NOT_NOW);
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *text = NULL;
      CandorCareSheetFit fit;

      if (i == 0)
        candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, NULL);
      pdf = make (procedure, visit, CANDOR_PAPER_A4, &fit);
      text = help_text (pdf);
      g_assert_cmpuint (fit.n_pages, ==, 2);
      help_assert_has (text, "No day is fixed yet.");
      help_assert_has (text, "14 days before to 1 day before");
      help_assert_has (text, "Day of treatment to 3 days after");
      help_assert_has (text, "1 day after to 28 days after");
      help_assert_lacks (text, "phone’s camera");
      help_assert_lacks (text, "December");
    }
}

/* Catches a sheet that tells somebody who said no, or must not be treated, to get ready. */
static void
test_refused (void)
{
  static const CandorOutcome outcomes[] = { CANDOR_OUTCOME_NO, CANDOR_OUTCOME_STOP };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
      g_autoptr (CandorVisit) visit = help_example (procedure, outcomes[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_care_sheet_render_on (
          procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, NULL, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
      help_assert_has (error->message, "There is no care sheet for this visit");
      g_clear_error (&error);
      g_assert_null (candor_care_calendar_new (procedure, visit, NULL, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
    }
}

/* Catches a patient who goes home without anybody to call. */
static void
test_without_numbers (void)
{
  static const CandorField fields[] = { CANDOR_FIELD_CLINIC_PHONE, CANDOR_FIELD_CLINIC_EMERGENCY };
  static const char *const blanks[] = { NULL, " \xc2\xa0\xe2\x80\x8b" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (blanks); j++)
      {
        g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
        g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
        g_autoptr (GError) error = NULL;

        candor_visit_set (visit, fields[i], blanks[j]);
        g_assert_null (candor_care_sheet_render_on (
            procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, NULL, &error));
        g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
        help_assert_has (error->message, candor_visit_field_path (fields[i]));
        help_assert_has (error->message, "The visit is unchanged.");
        g_clear_error (&error);
        g_assert_null (candor_consent_form_render (procedure, visit, CANDOR_PAPER_A4,
                                                   CANDOR_FORM_FINAL, &error));
        g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
      }
}

/* Returns: the invented procedure with no warning signs, or only with those of one kind. */
static CandorProcedure *
procedure_with_warnings (gboolean emergency, gboolean same_day)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", HELP_INVENTED ".xml", NULL);
  g_autoptr (GRegex) warning = g_regex_new ("<warning .*?</warning>\\s*", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *xml = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  CandorProcedure *procedure;
  int from = 0;

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  for (g_regex_match (warning, xml, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      g_string_append_len (kept, xml + from, start - from);
      from = g_strstr_len (xml + start, end - start, "emergency=") != NULL
                 ? (emergency ? start : end)
                 : (same_day ? start : end);
    }
  g_string_append (kept, xml + from);
  procedure = candor_procedure_parse ("fewer", kept->str, -1, &error);
  g_assert_no_error (error);
  return procedure;
}

/* Catches a sheet whose numbers go with the lists that they head. */
static void
test_numbers_without_lists (void)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean emergency = (i & 1) != 0;
      gboolean same_day = (i & 2) != 0;
      g_autoptr (CandorProcedure) procedure = procedure_with_warnings (emergency, same_day);
      g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
      g_autoptr (GBytes) pdf = make (procedure, visit, CANDOR_PAPER_A4, NULL);
      g_autofree char *text = help_text (pdf);

      help_assert_has (text, emergency ? "Call 112 at once" : "In an emergency: 112");
      help_assert_has (text, same_day ? "Call us the same day: 01632 960147"
                                      : "If anything worries you, call us: 01632 960147");
      g_assert_cmpuint (help_count (text, "01632 960147"), ==, 1);
    }
}

/* Catches a clock or a thread in the bytes. */
static void
test_same_bytes (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
  g_autoptr (GBytes) one = make (procedure, visit, CANDOR_PAPER_A4, NULL);
  g_autoptr (GBytes) form = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GBytes) other = NULL;

  g_usleep (1100 * 1000);
  other = make (procedure, visit, CANDOR_PAPER_A4, NULL);
  g_assert_nonnull (form);
  g_assert_true (g_bytes_equal (one, other));
}

/* Catches a name that breaks the sheet: too long, not letters, or like a piece of a calendar. */
static void
test_hostile_names (void)
{
  g_autofree char *long_name = g_strnfill (200, 'W');
  const char *const names[] = {
    long_name,
    "Ana;Ex,am\\ple\r\nEND:VCALENDAR\r\nBEGIN:VEVENT",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac 李",
    "\x01\x02\x1b[31mAna\x7f",
    "\xe2\x80\xae"
    "elpmaxE",
    "*Ana* %s %n {page}",
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *read = NULL;
      g_autofree char *calendar = NULL;
      CandorCareSheetFit fit;

      candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, names[i]);
      candor_visit_set (visit, CANDOR_FIELD_CLINIC_NAME, names[i]);
      candor_visit_set (visit, CANDOR_FIELD_CLINIC_PHONE, names[i]);
      pdf = make (procedure, visit, CANDOR_PAPER_LETTER, &fit);
      g_assert_cmpuint (fit.n_pages, ==, 2);
      g_assert_cmpfloat (fit.body, >=, 12);
      read = scan (pdf);
      calendar = candor_care_calendar_new (procedure, visit, NULL, NULL);
      g_assert_cmpstr (read, ==, calendar);
      help_assert_lacks (calendar, names[i]);
      g_assert_cmpuint (help_count (calendar, "END:VCALENDAR"), ==, 1);
    }
}

/* Catches a patient who gets no sheet, or one too small to read, because there is much to do. */
static void
test_too_much (void)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", HELP_INVENTED ".xml", NULL);
  g_autofree char *xml = NULL;
  g_autoptr (GString) more = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (GBytes) pdf = NULL;
  CandorCareSheetFit fit;

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  for (guint i = 0; i < 90; i++)
    g_string_append_printf (more,
                            "<step id=\"more-%u\" phase=\"after\" from=\"%u\" to=\"%u\" "
                            "sources=\"guild-book\"><text>Wave at the moon, and tell it what you "
                            "did on this day.</text><reason>It asks.</reason></step>",
                            i, 20 + 3 * i, 20 + 3 * i);
  g_string_append (more, "</care>");
  {
    g_auto (GStrv) parts = g_strsplit (xml, "</care>", 2);
    g_autofree char *long_xml = g_strjoinv (more->str, parts);

    procedure = candor_procedure_parse ("long", long_xml, -1, &error);
  }
  g_assert_no_error (error);
  visit = visit_on (procedure, "2026-12-04");
  pdf = make (procedure, visit, CANDOR_PAPER_A4, &fit);
  g_assert_cmpuint (fit.n_pages, >, 2);
  g_assert_cmpfloat (fit.body, ==, 12);
  {
    g_autoptr (GPtrArray) pages = help_pages (pdf);
    g_autofree char *read = scan (pdf);
    g_autofree char *calendar = candor_care_calendar_new (procedure, visit, NULL, NULL);

    g_assert_cmpuint (pages->len, ==, fit.n_pages);
    g_assert_cmpstr (read, ==, calendar);
  }
}

/* The kinds of elements on the way through the tree. */
static void
walk (PopplerStructureElementIter *iter, GHashTable *counts, int *level)
{
  static const PopplerStructureElementKind headings[]
      = { POPPLER_STRUCTURE_ELEMENT_HEADING_1, POPPLER_STRUCTURE_ELEMENT_HEADING_2,
          POPPLER_STRUCTURE_ELEMENT_HEADING_3 };

  do
    {
      PopplerStructureElement *element = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *children = poppler_structure_element_iter_get_child (iter);
      PopplerStructureElementKind kind = poppler_structure_element_get_kind (element);
      gpointer key = GINT_TO_POINTER (kind);

      g_hash_table_insert (
          counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1));
      for (int i = 0; i < (int)G_N_ELEMENTS (headings); i++)
        if (kind == headings[i])
          {
            g_assert_cmpint (i + 1, <=, *level + 1);
            *level = i + 1;
          }
      if (children != NULL)
        walk (children, counts, level);
      poppler_structure_element_iter_free (children);
      g_object_unref (element);
    }
  while (poppler_structure_element_iter_next (iter));
}

static int
count_of (GHashTable *counts, PopplerStructureElementKind kind)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (counts, GINT_TO_POINTER (kind)));
}

/* Catches a list that is not one to a screen reader, and a heading that skips a level. */
static void
test_structure (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
  g_autoptr (GBytes) pdf = make (procedure, visit, CANDOR_PAPER_A4, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  PopplerStructureElementIter *root = poppler_structure_element_iter_new (document);
  int n_items
      = candor_procedure_care_steps (procedure)->len + candor_procedure_warnings (procedure)->len;
  int level = 0;

  walk (root, counts, &level);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 1);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_2), ==, 3);
  /* Nine stretches of days and two lists of warning signs. */
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_3), ==, 11);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_LIST), ==, 11);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_LIST_ITEM), ==, n_items);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_LIST_BODY), ==, n_items);
  /* The code, and four pictures. */
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_FIGURE), ==, 5);
  poppler_structure_element_iter_free (root);
  g_object_unref (document);
}

static guint
count_colours (const char *path, gboolean grey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogo) picture
      = grey ? candor_grey_picture_load (path, &error) : candor_logo_load (path, &error);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 200, 200);
  cairo_t *cr = cairo_create (surface);
  const guchar *data;
  guint n = 0;

  g_assert_no_error (error);
  candor_logo_draw (cr, 200, 200, picture);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int i = 0; i < 200 * 200; i++)
    {
      guint32 colour = ((const guint32 *)data)[i] & 0xffffff;

      n += (colour & 0xff) != (colour >> 8 & 0xff) || (colour & 0xff) != colour >> 16 ? 1 : 0;
    }
  cairo_surface_destroy (surface);
  return n;
}

/* Catches a picture whose colours a printer without them cannot tell apart, one that nobody describes,
 * and one that takes the room of the words. */
static void
test_pictures (void)
{
  static const char *const files[] = { "healing", "hands-off", "not-normal", "sun" };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = visit_on (procedure, "2026-12-04");
  CandorCarePictures *pictures = candor_care_pictures_new (procedure);

  g_assert_cmpuint (candor_care_pictures_count (pictures), ==, G_N_ELEMENTS (files));
  candor_care_pictures_free (pictures);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("%s/data/illustrations/%s.svg", SOURCE_ROOT, files[i]);

      g_assert_cmpuint (count_colours (path, FALSE), >, 1000);
      g_assert_cmpuint (count_colours (path, TRUE), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care-sheet/two-pages", test_two_pages);
  g_test_add_func ("/care-sheet/days", test_days);
  g_test_add_func ("/care-sheet/words", test_words);
  g_test_add_func ("/care-sheet/code", test_code);
  g_test_add_func ("/care-sheet/without-a-day", test_without_a_day);
  g_test_add_func ("/care-sheet/refused", test_refused);
  g_test_add_func ("/care-sheet/without-numbers", test_without_numbers);
  g_test_add_func ("/care-sheet/numbers-without-lists", test_numbers_without_lists);
  g_test_add_func ("/care-sheet/same-bytes", test_same_bytes);
  g_test_add_func ("/care-sheet/hostile-names", test_hostile_names);
  g_test_add_func ("/care-sheet/too-much", test_too_much);
  g_test_add_func ("/care-sheet/structure", test_structure);
  g_test_add_func ("/care-sheet/pictures", test_pictures);
  return g_test_run ();
}
