/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-record-page.h"

#include "app/print/candor-document-makers.h"
#include "app/widgets/candor-parts.h"
#include "candor-seal-check.h"
#include "candor-sheets.h"

/* What a record page is about, kept with the page. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  char *path;                     /* (owned): of the form */
  GtkBox *sheets;                 /* (unowned): in the page */
  gboolean shown;                 /* the pages are drawn, or are being drawn */
} Record;

#define _(message) candor_language_text (self->language, (message))

static void
record_free (gpointer data)
{
  Record *self = data;

  g_free (self->path);
  g_free (self);
}

static Record *
get_record (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "candor-record");
}

static GBytes *
read_form (gpointer path, GError **error)
{
  char *contents;
  gsize length;

  return g_file_get_contents (path, &contents, &length, error) ? g_bytes_new_take (contents, length)
                                                               : NULL;
}

/* Only what the check found whole is drawn: drawing reads far more of a file than the check does. */
static void
checked_cb (CandorStaffPage *page, CandorSealCheck *check)
{
  Record *self = get_record (page);

  if (self->shown)
    return;
  if (!candor_seal_check_is_readable (check))
    {
      gtk_box_append (self->sheets,
                      candor_parts_label (_ ("The pages are shown when the file has been found "
                                             "whole."),
                                          "quiet"));
      return;
    }
  self->shown = TRUE;
  candor_sheets_show (self->sheets, self->language, read_form, g_strdup (self->path), g_free);
}

/**
 * candor_record_page_new:
 * @summary: a filed visit with its form
 * @procedure: what the clinic's visits are about
 * @stationery: what the clinic makes its papers with
 * @language: the clinic's language
 * @data_folder: the clinic's data folder
 *
 * Shows a filed form, whether its seal is whole, and prints it.
 *
 * Returns: (transfer floating): a #CandorStaffPage
 */
GtkWidget *
candor_record_page_new (const CandorVisitSummary *summary,
                        CandorProcedure *procedure,
                        const CandorStationery *stationery,
                        const CandorLanguage *language,
                        const char *data_folder)
{
  Record *self = g_new0 (Record, 1);
  GtkWidget *page;
  GtkBox *side;
  GtkWidget *panel;
  GtkWidget *check;
  g_autofree char *facts = candor_visit_summary_dup_facts (summary, language);

  self->language = language;
  self->path = g_strdup (summary->form_path);
  page = candor_staff_page_new (language, _ ("Filed visit"));
  g_object_set_data_full (G_OBJECT (page), "candor-record", self, record_free);
  side = candor_staff_page_get_side (CANDOR_STAFF_PAGE (page));
  self->sheets = candor_staff_page_get_main (CANDOR_STAFF_PAGE (page));
  gtk_widget_add_css_class (GTK_WIDGET (self->sheets), "sheets");

  gtk_box_append (side, candor_parts_label (summary->name != NULL ? summary->name
                                                                  : _ ("A record without a name"),
                                            "staff-title"));
  gtk_box_append (side, candor_parts_label (facts, "quiet"));

  panel = candor_print_panel_new (language, data_folder, stationery->paper);
  candor_print_panel_add_path (CANDOR_PRINT_PANEL (panel), _ ("Print the form"), self->path);
  if (summary->outcome == CANDOR_OUTCOME_AGREE && summary->visit_path != NULL)
    candor_print_panel_add_care_sheet_of_file (CANDOR_PRINT_PANEL (panel),
                                               _ ("Print the care sheet"), procedure,
                                               summary->visit_path, stationery);
  gtk_box_append (side, panel);

  gtk_box_append (side, candor_parts_heading (_ ("Seal")));
  check = candor_seal_check_new (language, stationery);
  g_signal_connect_object (check, "checked", G_CALLBACK (checked_cb), page, G_CONNECT_SWAPPED);
  gtk_box_append (side, check);
  candor_seal_check_start (CANDOR_SEAL_CHECK (check), self->path);
  return page;
}
