/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-paper-pages.h"

#include "app/print/candor-document-makers.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-text-field.h"
#include "candor-seal-check.h"
#include "candor-sheets.h"

/* The page that checks a file, kept with the page itself. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  CandorTextField *field;         /* (unowned): in the page */
  CandorSealCheck *check;         /* (unowned): in the page */
} CheckFile;

#define _(message) candor_language_text (self->language, (message))

static CheckFile *
get_check_file (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "candor-check-file");
}

static void
check_cb (CandorStaffPage *page)
{
  CheckFile *self = get_check_file (page);
  g_autofree char *text = candor_text_field_get_text (self->field);
  g_autofree char *path = NULL;

  if (*text == '\0')
    {
      candor_text_field_set_missing (self->field, _ ("Please write where the file is."));
      candor_text_field_focus (self->field);
      return;
    }
  candor_text_field_set_missing (self->field, NULL);
  if (g_str_has_prefix (text, "file:"))
    path = g_filename_from_uri (text, NULL, NULL);
  if (path == NULL)
    path = g_filename_from_utf8 (text, -1, NULL, NULL, NULL);
  if (path == NULL)
    path = g_strdup (text);
  candor_seal_check_start (self->check, path);
}

static gboolean
drop_cb (CandorStaffPage *page, const GValue *value)
{
  CheckFile *self = get_check_file (page);
  GFile *file = g_value_get_object (value);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;

  if (path == NULL)
    return FALSE;
  candor_text_field_set_text (self->field, shown);
  candor_text_field_set_missing (self->field, NULL);
  candor_seal_check_start (self->check, path);
  return TRUE;
}

/**
 * candor_check_file_page_new:
 * @stationery: what the clinic makes its papers with
 * @language: the clinic's language
 *
 * Checks the seal of any file. It is named by its path or dropped onto the page: a file chooser
 * would show, and remember, what else is on this computer.
 *
 * Returns: (transfer floating): a #CandorStaffPage
 */
GtkWidget *
candor_check_file_page_new (const CandorStationery *stationery, const CandorLanguage *language)
{
  CheckFile *self = g_new0 (CheckFile, 1);
  GtkWidget *page;
  GtkBox *side;
  GtkBox *main;
  GtkWidget *button;
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->language = language;
  page = candor_staff_page_new (language, _ ("Check a form"));
  g_object_set_data_full (G_OBJECT (page), "candor-check-file", self, g_free);
  side = candor_staff_page_get_side (CANDOR_STAFF_PAGE (page));
  main = candor_staff_page_get_main (CANDOR_STAFF_PAGE (page));

  gtk_box_append (side, candor_parts_label (_ ("Is a form genuine?"), "staff-title"));
  gtk_box_append (
      side, candor_parts_label (_ ("Drop a PDF file here, or write where it is. A form of a filed "
                                   "visit is checked when you open that visit."),
                                NULL));
  self->field = CANDOR_TEXT_FIELD (candor_text_field_new (
      /* Translators: the label of a field for the path of a file. */
      _ ("File"), NULL, FALSE));
  gtk_box_append (side, GTK_WIDGET (self->field));
  button = candor_parts_pill (_ ("Check this file"));
  gtk_widget_add_css_class (button, "forward");
  g_signal_connect_object (button, "clicked", G_CALLBACK (check_cb), page, G_CONNECT_SWAPPED);
  gtk_box_append (side, button);

  self->check = CANDOR_SEAL_CHECK (candor_seal_check_new (language, stationery));
  gtk_box_append (main, GTK_WIDGET (self->check));
  if (stationery->seal == NULL)
    gtk_box_append (main, candor_parts_note (CANDOR_TONE_TALK, _ ("This clinic has no seal yet."),
                                             _ ("A seal can be found whole, but not to be this "
                                                "clinic’s.")));

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), page, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (drop));
  return page;
}

/**
 * candor_blank_form_page_new:
 * @procedure: what the form is about
 * @clinic: (transfer none): whose form it is; must live as long as anybody prints
 * @stationery: what the clinic makes its papers with
 * @language: the clinic's language
 * @data_folder: the clinic's data folder
 *
 * Prints the form for those who prefer paper.
 *
 * Returns: (transfer floating): a #CandorStaffPage
 */
GtkWidget *
candor_blank_form_page_new (CandorProcedure *procedure,
                            const CandorClinic *clinic,
                            const CandorStationery *stationery,
                            const CandorLanguage *language,
                            const char *data_folder)
{
  const struct
  {
    const CandorLanguage *language;
  } own = { language }, *self = &own;
  GtkWidget *page = candor_staff_page_new (language, _ ("Blank form"));
  GtkBox *side = candor_staff_page_get_side (CANDOR_STAFF_PAGE (page));
  GtkBox *main = candor_staff_page_get_main (CANDOR_STAFF_PAGE (page));
  GtkWidget *panel = candor_print_panel_new (language, data_folder, stationery->paper);

  gtk_box_append (side, candor_parts_label (_ ("A form on paper"), "staff-title"));
  gtk_box_append (side, candor_parts_label (
                            _ ("For a patient who prefers paper: all that the tablet shows, with "
                               "boxes to tick and lines to write on."),
                            NULL));
  candor_print_panel_add_blank_form (CANDOR_PRINT_PANEL (panel), _ ("Print the blank form"),
                                     procedure, clinic, language, stationery);
  gtk_box_append (side, panel);
  gtk_widget_add_css_class (GTK_WIDGET (main), "sheets");
  candor_sheets_show (main, language, candor_blank_form_make,
                      candor_blank_form_matter_new (procedure, clinic, language, stationery),
                      candor_matter_free);
  return page;
}
