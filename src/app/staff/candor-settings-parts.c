/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-settings-parts.h"

#include "app/widgets/candor-parts.h"
#include "core/candor-error.h"

/* Returns: (transfer floating): a place where it is said what became of something */
GtkBox *
candor_settings_status_new (void)
{
  return GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
}

/**
 * candor_settings_say:
 * @status: a place for it
 * @good: whether it was done
 * @title: (nullable): in a few words; %NULL says nothing any more
 * @text: (nullable): more about it
 */
void
candor_settings_say (GtkBox *status, gboolean good, const char *title, const char *text)
{
  candor_parts_clear (GTK_WIDGET (status));
  if (title != NULL)
    gtk_box_append (status,
                    candor_parts_note (good ? CANDOR_TONE_KEY : CANDOR_TONE_TALK, title, text));
}

/**
 * candor_settings_say_busy:
 * @status: a place for it
 * @words: what is being done
 *
 * Stays until something else is said there.
 */
void
candor_settings_say_busy (GtkBox *status, const char *words)
{
  candor_parts_clear (GTK_WIDGET (status));
  gtk_box_append (status, candor_parts_progress (words));
}

/**
 * candor_settings_say_error:
 * @status: a place for it
 * @title: what was not done, in a few words
 * @error: (nullable): why
 * @language: the clinic's language
 */
void
candor_settings_say_error (GtkBox *status,
                           const char *title,
                           const GError *error,
                           const CandorLanguage *language)
{
  g_autofree char *sentence = candor_error_dup_sentence (error, language);

  candor_settings_say (status, FALSE, title, sentence);
}

/**
 * candor_settings_group_new:
 * @title: what it is about
 * @description: (nullable): what to know about it
 *
 * Returns: (transfer floating): an empty group of rows
 */
AdwPreferencesGroup *
candor_settings_group_new (const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  return ADW_PREFERENCES_GROUP (group);
}

/**
 * candor_settings_row_new:
 * @title: plain words
 * @subtitle: (nullable): plain words
 *
 * Returns: (transfer floating): a row, in which nothing is markup
 */
GtkWidget *
candor_settings_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *directed = candor_parts_dup_directed (subtitle != NULL ? subtitle : "");
  g_autofree char *escaped = g_markup_escape_text (directed, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* The title alone heeds that nothing is markup. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  return row;
}
