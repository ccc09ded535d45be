/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "app/widgets/candor-parts.h"
#include "candor-settings-parts.h"
#include "candor-staff-words.h"
#include "core/candor-date.h"
#include "core/candor-markup.h"
#include "records/candor-settings.h"

/* Which texts are approved; kept with its widget. */
typedef struct
{
  CandorRegister *records;        /* (owned) */
  CandorProcedure *procedure;     /* (owned) */
  const CandorLanguage *language; /* (unowned) */
  GtkListBox *rows;               /* (unowned) */
  GtkBox *status;                 /* (unowned) */
} Texts;

static void show_texts (Texts *self);

static void
texts_free (gpointer data)
{
  Texts *self = data;

  candor_register_unref (self->records);
  candor_procedure_unref (self->procedure);
  g_free (self);
}

static void
approve_cb (Texts *self, GtkButton *button)
{
  const CandorLanguage *approved = g_object_get_data (G_OBJECT (button), "candor-language");
  g_autoptr (GError) error = NULL;

  if (candor_register_approve (self->records, self->procedure, approved, &error))
    candor_settings_say (self->status, TRUE, _ ("Approved, in your name."), NULL);
  else
    candor_settings_say_error (self->status, _ ("It was not approved."), error, self->language);
  show_texts (self);
}

static void
add_text (Texts *self, const CandorSettings *settings, const CandorLanguage *text)
{
  const CandorApproval *approval = candor_settings_find_approval (settings, self->procedure, text);
  const char *name = candor_language_name (text);
  g_autofree char *date
      = approval != NULL ? candor_date_format_iso (approval->when, self->language) : NULL;
  g_autofree char *facts = approval != NULL
                               /* Translators: the name of a staff member, and a date. */
                               ? g_strdup_printf (_ ("Approved by %s on %s"), approval->who, date)
                               : g_strdup (_ ("Not approved"));
  GtkWidget *row = candor_settings_row_new (name, facts);
  GtkWidget *button;

  adw_action_row_add_prefix (
      ADW_ACTION_ROW (row),
      g_object_new (GTK_TYPE_IMAGE, "icon-name",
                    approval != NULL ? "object-select-symbolic" : "dialog-warning-symbolic",
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (approval == NULL)
    {
      /* Translators: %s is the name of a language. */
      g_autofree char *label = g_strdup_printf (_ ("Approve the text in %s"), name);

      button = gtk_button_new_with_label (_ ("Approve"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      g_object_set_data (G_OBJECT (button), "candor-language", (gpointer)text);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (approve_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (self->rows, row);
}

static void
show_texts (Texts *self)
{
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  const CandorLanguage *const *languages;
  gsize n_languages;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  if (!candor_settings_load (&settings, candor_register_get_folder (self->records), &error))
    {
      candor_settings_say_error (self->status, _ ("The settings cannot be read."), error,
                                 self->language);
      return;
    }
  languages = candor_language_list (&n_languages);
  for (gsize i = 0; i < n_languages; i++)
    add_text (self, &settings, languages[i]);
}

/**
 * candor_settings_texts_new:
 * @records: a store that an administrator has unlocked
 * @procedure: what the clinic's visits are about
 * @language: the clinic's language
 *
 * Returns: (transfer floating): in which languages somebody stands for the words that patients read
 */
GtkWidget *
candor_settings_texts_new (CandorRegister *records,
                           CandorProcedure *procedure,
                           const CandorLanguage *language)
{
  Texts *self = g_new0 (Texts, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  AdwPreferencesGroup *group;
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *words = NULL;

  self->records = candor_register_ref (records);
  self->procedure = candor_procedure_ref (procedure);
  self->language = language;
  self->status = candor_settings_status_new ();
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  g_object_set_data_full (G_OBJECT (box), "candor-texts", self, texts_free);
  title = candor_markup_to_plain (
      candor_procedure_text (procedure, language, candor_procedure_title (procedure)));
  words = g_strdup_printf (
      /* Translators: the name of a treatment, and the version of its text. */
      _ ("%s, version %s. You stand for every word as it is now; a word that is changed later is "
         "not "
         "approved. Read all of it first."),
      title, candor_procedure_version (procedure));
  escaped = g_markup_escape_text (words, -1);
  group = candor_settings_group_new (_ ("Texts for patients"), escaped);
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  adw_preferences_group_add (group, GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  show_texts (self);
  return box;
}
