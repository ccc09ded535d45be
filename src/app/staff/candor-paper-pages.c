/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-paper-pages.h"

#include "app/print/candor-document-makers.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-text-field.h"
#include "candor-seal-check.h"
#include "candor-sheets.h"
#include "document/candor-paper-fonts.h"

/* The page that checks a file, kept with the page itself. */
typedef struct
{
  const CandorLanguage *language; /* (unowned) */
  CandorTextField *field;         /* (unowned): in the page */
  CandorSealCheck *check;         /* (unowned): in the page */
} CheckFile;

/* The page of the form for paper, kept with the page itself. */
typedef struct
{
  CandorProcedure *procedure;     /* (owned) */
  const CandorClinic *clinic;     /* (unowned): outlives every page */
  const CandorLanguage *language; /* (unowned): the clinic's */
  GPtrArray *offered;             /* (owned) (element-type CandorLanguage) */
  CandorStationery stationery;
  char *folder;     /* (owned) */
  GtkBox *printing; /* (unowned): in the page */
  GtkBox *sheets;   /* (unowned): in the page */
} BlankForm;

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

static void
blank_form_free (gpointer data)
{
  BlankForm *self = data;

  candor_procedure_unref (self->procedure);
  candor_stationery_clear (&self->stationery);
  g_ptr_array_unref (self->offered);
  g_free (self->folder);
  g_free (self);
}

/* Returns: (transfer container): what a patient can sign in, and the clinic's own language */
static GPtrArray *
list_to_sign (CandorProcedure *procedure, const CandorLanguage *language)
{
  GPtrArray *offered = candor_paper_fonts_list_languages (procedure);

  for (guint i = offered->len; i > 0; i--)
    if (candor_language_get_use (offered->pdata[i - 1], procedure) != CANDOR_LANGUAGE_TO_SIGN
        || candor_language_is_same (offered->pdata[i - 1], language))
      g_ptr_array_remove_index (offered, i - 1);
  g_ptr_array_insert (offered, 0, (gpointer)language);
  return offered;
}

/* Shows the form in @language, beside the clinic's own, and lets it be printed. */
static void
show_blank_form (BlankForm *self, const CandorLanguage *language)
{
  GtkWidget *panel = candor_print_panel_new (self->language, self->folder, self->stationery.paper);
  /* A box of its own: pages in the language before, which may be drawn late, go with theirs. */
  GtkWidget *sheets = gtk_box_new (GTK_ORIENTATION_VERTICAL, gtk_box_get_spacing (self->sheets));

  candor_parts_clear (GTK_WIDGET (self->printing));
  candor_parts_clear (GTK_WIDGET (self->sheets));
  gtk_box_append (self->sheets, sheets);
  candor_print_panel_add_blank_form (CANDOR_PRINT_PANEL (panel), _ ("Print the blank form"),
                                     self->procedure, self->clinic, language, self->language,
                                     &self->stationery);
  gtk_box_append (self->printing, panel);
  candor_sheets_show (GTK_BOX (sheets), self->language, candor_blank_form_make,
                      candor_blank_form_matter_new (self->procedure, self->clinic, language,
                                                    self->language, &self->stationery),
                      candor_matter_free);
}

static void
blank_language_cb (GtkWidget *page, GParamSpec *property, GtkDropDown *choice)
{
  BlankForm *self = g_object_get_data (G_OBJECT (page), "candor-blank-form");
  guint chosen = gtk_drop_down_get_selected (choice);

  if (chosen < self->offered->len)
    show_blank_form (self, self->offered->pdata[chosen]);
}

/* Each language is called by its own name. */
static void
add_blank_languages (BlankForm *self, GtkWidget *page, GtkBox *side)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  GtkWidget *label = candor_parts_label (_ ("Language of the patient"), "field-label");
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < self->offered->len; i++)
    gtk_string_list_append (names, candor_language_name (self->offered->pdata[i]));
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (names));
  gtk_widget_add_css_class (choice, "staff-choice");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), choice);
  /* It is the button inside of the list that takes the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Language of the patient"), -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (blank_language_cb), page,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (place), label);
  gtk_box_append (GTK_BOX (place), choice);
  gtk_box_append (side, place);
}

/**
 * candor_blank_form_page_new:
 * @procedure: what the form is about
 * @clinic: (transfer none): whose form it is; must live as long as anybody prints
 * @stationery: what the clinic makes its papers with
 * @language: the clinic's language
 * @data_folder: the clinic's data folder
 *
 * Prints the form for those who prefer paper, in any language that a patient can sign in, with the
 * clinic's own beside it. It begins with the clinic's own alone.
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
  BlankForm *self = g_new0 (BlankForm, 1);
  GtkWidget *page;
  GtkBox *side;

  self->procedure = candor_procedure_ref (procedure);
  self->clinic = clinic;
  self->language = language;
  self->offered = list_to_sign (procedure, language);
  self->folder = g_strdup (data_folder);
  candor_stationery_assign (&self->stationery, stationery);
  page = candor_staff_page_new (language, _ ("Blank form"));
  g_object_set_data_full (G_OBJECT (page), "candor-blank-form", self, blank_form_free);
  side = candor_staff_page_get_side (CANDOR_STAFF_PAGE (page));
  self->sheets = candor_staff_page_get_main (CANDOR_STAFF_PAGE (page));
  gtk_widget_add_css_class (GTK_WIDGET (self->sheets), "sheets");
  self->printing = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  gtk_box_append (side, candor_parts_label (_ ("A form on paper"), "staff-title"));
  gtk_box_append (side, candor_parts_label (
                            _ ("For a patient who prefers paper: all that the tablet shows, with "
                               "boxes to tick and lines to write on."),
                            NULL));
  if (self->offered->len > 1)
    add_blank_languages (self, page, side);
  gtk_box_append (side, GTK_WIDGET (self->printing));
  show_blank_form (self, language);
  return page;
}
