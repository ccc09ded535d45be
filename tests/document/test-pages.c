/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The pages: where they break, what stands on each, and what a reader program is told of them.
 */
#include "help.h"

#include <poppler.h>
#include <string.h>

#include "document/candor-galley-private.h"

static PopplerDocument *
open_pdf (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_size_and_numbers (void)
{
  static const struct
  {
    CandorPaper paper;
    double width;
    double height;
  } papers[] = { { CANDOR_PAPER_A4, 595.276, 841.89 }, { CANDOR_PAPER_LETTER, 612, 792 } };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = candor_consent_form_render (procedure, visit, papers[i].paper,
                                                           CANDOR_FORM_FINAL, &error);
      g_autoptr (GPtrArray) pages = NULL;
      PopplerDocument *document;

      g_assert_no_error (error);
      document = open_pdf (pdf);
      pages = help_pages (pdf);
      g_assert_cmpint (poppler_document_get_n_pages (document), ==, pages->len);
      for (guint j = 0; j < pages->len; j++)
        {
          PopplerPage *page = poppler_document_get_page (document, j);
          g_autofree char *number = g_strdup_printf ("Page %u of %u", j + 1, pages->len);
          double width;
          double height;

          poppler_page_get_size (page, &width, &height);
          g_assert_cmpfloat_with_epsilon (width, papers[i].width, 0.01);
          g_assert_cmpfloat_with_epsilon (height, papers[i].height, 0.01);
          help_assert_has (pages->pdata[j], number);
          g_object_unref (page);
        }
      g_object_unref (document);
    }
}

/* The title goes into window titles and lists of recent files: nothing of the patient is in it. */
static void
test_metadata (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  PopplerDocument *document = open_pdf (pdf);
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autofree char *subject = poppler_document_get_subject (document);
  g_autofree char *keywords = poppler_document_get_keywords (document);
  PopplerIndexIter *outline = poppler_index_iter_new (document);
  PopplerIndexIter *parts;
  guint n = 1;

  g_assert_cmpstr (title, ==, "Consent form: Glimmer brushing");
  g_assert_cmpstr (author, ==, candor_visit_get (visit, CANDOR_FIELD_CLINIC_NAME));
  g_assert_cmpstr (subject, ==, "Glimmer brushing");
  g_assert_cmpstr (keywords, ==, candor_visit_get (visit, CANDOR_FIELD_ID));

  g_assert_nonnull (outline);
  parts = poppler_index_iter_get_child (outline);
  g_assert_nonnull (parts);
  while (poppler_index_iter_next (parts))
    n++;
  g_assert_cmpuint (n, >, 10);
  poppler_index_iter_free (parts);
  poppler_index_iter_free (outline);
  g_object_unref (document);
}

static void
count_elements (PopplerStructureElementIter *iter, GHashTable *counts)
{
  do
    {
      PopplerStructureElement *element = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *children = poppler_structure_element_iter_get_child (iter);
      gpointer kind = GINT_TO_POINTER (poppler_structure_element_get_kind (element));

      g_hash_table_insert (
          counts, kind, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, kind)) + 1));
      if (children != NULL)
        count_elements (children, counts);
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

static void
test_structure (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  PopplerDocument *document = open_pdf (pdf);
  PopplerStructureElementIter *root = poppler_structure_element_iter_new (document);

  g_assert_nonnull (root);
  count_elements (root, counts);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_DOCUMENT), ==, 1);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 1);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_2), >, 10);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_HEADING_3), >, 5);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_TABLE), >, 5);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_TABLE_ROW), ==,
                   count_of (counts, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING));
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_TABLE_ROW), ==,
                   count_of (counts, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA));
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_LIST), >, 2);
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_LIST_ITEM), >, 5);
  /* Two signatures, and an icon array for each effect with a rate. */
  g_assert_cmpint (count_of (counts, POPPLER_STRUCTURE_ELEMENT_FIGURE), >, 2);
  poppler_structure_element_iter_free (root);
  g_object_unref (document);
}

/* The same visit gives the same bytes: a form can be made again and compared. */
static void
test_same_bytes (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) first = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autoptr (GBytes) again = NULL;

  g_usleep (1100 * 1000);
  again = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_assert_true (g_bytes_equal (first, again));
}

/* A galley of @n_filler lines, and then what must not be torn apart. */
static CandorGalley *
make_galley (guint n_filler)
{
  CandorGalley *galley = candor_galley_new (CANDOR_PAPER_A4, candor_language_english ());
  const CandorTextOptions text = { .column = CANDOR_COLUMN_MAIN, .style = CANDOR_TYPE_BODY };
  g_autoptr (GString) long_text = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    g_string_append (long_text, "Some words that fill some lines of a page. ");
  for (guint i = 0; i < n_filler; i++)
    candor_galley_text (galley, "A line.", &text);
  candor_galley_rule (galley, 10, TRUE);
  candor_galley_heading (galley, 2, CANDOR_COLUMN_FULL, "A heading");
  candor_galley_heading (galley, 3, CANDOR_COLUMN_FULL, "A heading below it");
  candor_galley_text (galley, long_text->str, &text);
  candor_galley_open_row (galley, TRUE, 3);
  candor_galley_heading (galley, 3, CANDOR_COLUMN_SIDE, "A heading in the side column");
  candor_galley_text (galley, long_text->str, &text);
  candor_galley_close_row (galley);
  candor_galley_open_box (galley, CANDOR_BOX_KEY, CANDOR_COLUMN_MAIN);
  candor_galley_text (galley, long_text->str, &text);
  candor_galley_close_box (galley);
  candor_galley_open_whole (galley);
  for (guint i = 0; i < 9; i++)
    candor_galley_text (galley, "Signed.", &text);
  candor_galley_close_whole (galley);
  candor_galley_cut (galley);
  return galley;
}

static void
assert_page_end (const CandorStrip *last, const CandorStrip *next)
{
  /* Neither a heading nor a rule, nor the first or the last but one line of a paragraph. */
  g_assert_cmpint (last->piece->level, ==, 0);
  g_assert_cmpint (last->piece->kind, !=, CANDOR_PIECE_RULE);
  if (last->piece != next->piece || last->line < 0)
    return;
  g_assert_cmpint (last->line, >, 0);
  g_assert_cmpint (next->line, <, (int)next->piece->lines->len - 1);
}

static void
test_breaks (void)
{
  guint n_breaks = 0;

  for (guint n_filler = 0; n_filler < 60; n_filler++)
    {
      g_autoptr (CandorGalley) galley = make_galley (n_filler);
      const CandorStrip *strips = (const CandorStrip *)(gpointer)galley->strips->data;
      const CandorStrip *last = NULL;
      int whole_page = -1;

      for (guint i = 0; i < galley->strips->len; i++)
        {
          const CandorStrip *strip = &strips[i];

          g_assert_cmpfloat (strip->y + strip->height, <=,
                             galley->page_height - CANDOR_PAGE_FOOT + 0.1);
          g_assert_cmpfloat (strip->y + strip->aside, <=,
                             galley->page_height - CANDOR_PAGE_FOOT + 0.1);
          if (strip->height <= 0)
            continue;
          if (last != NULL && last->page != strip->page)
            {
              assert_page_end (last, strip);
              n_breaks++;
            }
          last = strip;
        }
      for (guint i = galley->strips->len - 9; i < galley->strips->len; i++)
        {
          whole_page = whole_page < 0 ? strips[i].page : whole_page;
          g_assert_cmpint (strips[i].page, ==, whole_page);
        }
    }
  g_assert_cmpuint (n_breaks, >, 100);
}

/* A group that is higher than a page is cut all the same, and nothing of it is lost. */
static void
test_higher_than_a_page (void)
{
  g_autoptr (CandorGalley) galley
      = candor_galley_new (CANDOR_PAPER_LETTER, candor_language_english ());
  const CandorTextOptions text = { .column = CANDOR_COLUMN_MAIN, .style = CANDOR_TYPE_BODY };
  const CandorStrip *strips;
  int n_pages;

  candor_galley_open_whole (galley);
  for (guint i = 0; i < 200; i++)
    candor_galley_text (galley, "Signed.", &text);
  candor_galley_close_whole (galley);
  n_pages = candor_galley_cut (galley);
  strips = (const CandorStrip *)(gpointer)galley->strips->data;
  g_assert_cmpint (n_pages, >=, 4);
  for (guint i = 0; i < galley->strips->len; i++)
    g_assert_cmpfloat (strips[i].y + strips[i].height, <=,
                       galley->page_height - CANDOR_PAGE_FOOT + 0.1);
}

/* Catches a heading at the foot of a page with the first of its statements alone, wherever on the
 * page it comes to stand. */
static void
test_statements_together (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GString) note = g_string_new ("A line.");
  guint n_low = 0;

  for (guint i = 0; i < 48; i++)
    {
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (GPtrArray) pages = NULL;
      guint n = 0;

      /* The note grows by one line each time, and pushes the heading down. */
      g_string_append (note, "\nAnother line.");
      candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE, note->str);
      pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
      pages = help_pages (pdf);
      for (guint j = 0; j < pages->len; j++)
        {
          const char *head = strstr (pages->pdata[j], "What the patient agreed to, one by one");

          if (head == NULL)
            continue;
          n++;
          n_low += strstr (head, "Photographs, asked apart") == NULL ? 1 : 0;
          help_assert_has (head, "I know that I can say no");
        }
      g_assert_cmpuint (n, ==, 1);
    }
  /* If nothing else ever followed on another page, the heading never came near the foot. */
  g_assert_cmpuint (n_low, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/size-and-numbers", test_size_and_numbers);
  g_test_add_func ("/pages/metadata-and-outline", test_metadata);
  g_test_add_func ("/pages/structure-tree", test_structure);
  g_test_add_func ("/pages/same-visit-same-bytes", test_same_bytes);
  g_test_add_func ("/pages/nothing-is-torn-apart", test_breaks);
  g_test_add_func ("/pages/higher-than-a-page", test_higher_than_a_page);
  g_test_add_func ("/pages/statements-together", test_statements_together);
  return g_test_run ();
}
