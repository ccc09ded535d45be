/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What Candor is, and which keys it knows: two windows over the staff's half, in the clinic's language.
 */
#include "candor-staff-windows.h"

#include "candor-toolkit-words.h"

/* Says a text of this file in the language that a function was given. */
#define say(message) candor_language_text (language, (message))

/* tests/app/test-shortcuts.c sees that no key is missing here, and that each of them does something. */
static const struct
{
  const char *group; /* of this one and those behind it */
  const char *keys;  /* as GTK writes them */
  const char *title;
} shortcuts[] = {
  /* Translators: over a list of keys that can be pressed there. */
  { N_ ("Staff’s pages"), "<Control>l", N_ ("Lock the tablet") },
  { NULL, "Escape", N_ ("Go back") },
  { NULL, "<Control>comma", N_ ("Settings") },
  { NULL, "<Control>question", N_ ("Keyboard shortcuts") },
  { NULL, "F1", N_ ("Open the manual") },
  { N_ ("Records"), "<Control>f", N_ ("Find a record") },
  { NULL, "<Control>p", N_ ("Print the chosen form") },
  /* Translators: over a list of keys that can be pressed there. */
  { N_ ("During a visit"), "<Control>Page_Down", N_ ("Next page") },
  { NULL, "<Control>Page_Up", N_ ("Previous page") },
  { NULL, "<Control>plus", N_ ("Larger text") },
  { NULL, "<Control>minus", N_ ("Smaller text") },
  /* Translators: of a signature, while it is being written. */
  { NULL, "<Control>z", N_ ("Take back a stroke") },
};

/* As libadwaita 1.2 and later write them. */
static const CandorToolkitWord about_words[] = {
  { NULL, "About", N_ ("About Candor") }, { NULL, "_Details", N_ ("What it is") },
  { NULL, "Details", N_ ("What it is") }, { NULL, "_Legal", N_ ("Licence") },
  { NULL, "Legal", N_ ("Licence") },      { NULL, "Back", N_ ("Back") },
};

/* As GTK writes them, 4.8 and later ones. */
static const CandorToolkitWord shortcut_words[] = {
  { NULL, "Shortcuts", N_ ("Keyboard shortcuts") },
  { NULL, "Search Shortcuts", N_ ("Search the shortcuts") },
  { NULL, "Clear entry", N_ ("Clear the search") },
  { NULL, "Clear Entry", N_ ("Clear the search") },
  { NULL, "Search Results", N_ ("What was found") },
  { NULL, "No Results Found", N_ ("Nothing was found") },
  { NULL, "Try a different search", N_ ("Please try another word.") },
  /* Translators: a key, as it is written on keyboards of your country. */
  { "keyboard label", "Ctrl", NC_ ("keyboard label", "Ctrl") },
  /* Translators: a key, as it is written on keyboards of your country. */
  { "keyboard label", "Page_Up", NC_ ("keyboard label", "Page Up") },
  /* Translators: a key, as it is written on keyboards of your country. */
  { "keyboard label", "Page_Down", NC_ ("keyboard label", "Page Down") },
  /* Translators: a key, as it is written on keyboards of your country. */
  { "keyboard label", "Escape", NC_ ("keyboard label", "Esc") },
};

/* Returns: (nullable): the button that copies the version; it would say so in the system's language */
static GtkWidget *
find_version (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "app-version"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_version (child);
  return found;
}

/* A version is there to be read out on the telephone, in a sentence, not to be put on a clipboard that
 * is handed round. */
static void
say_version (GtkWidget *window, const CandorLanguage *language)
{
  GtkWidget *button = find_version (window);
  /* Translators: %s is the number of a version. */
  g_autofree char *words = g_strdup_printf (say (N_ ("Version %s")), CANDOR_VERSION);
  GtkWidget *label = gtk_label_new (words);

  g_return_if_fail (button != NULL);

  gtk_widget_set_margin_top (label, 12);
  gtk_widget_insert_after (label, gtk_widget_get_parent (button), button);
  gtk_widget_set_visible (button, FALSE);
}

/**
 * candor_staff_about_new:
 * @language: the clinic's language
 *
 * Nothing in it leads out of Candor: there is no link.
 *
 * Returns: (transfer none): a window that says what Candor is, of which version and under which licence
 */
GtkWindow *
candor_staff_about_new (const CandorLanguage *language)
{
  GtkWidget *window = adw_about_window_new ();
  AdwAboutWindow *about = ADW_ABOUT_WINDOW (window);
  /* These two are read as markup. */
  g_autofree char *comments = g_markup_escape_text (
      say (N_ ("Patients read on a tablet of the clinic what a treatment is, talk with the "
               "practitioner and decide; what they signed is filed on this tablet, "
               "encrypted.")),
      -1);
  g_autofree char *licence = g_markup_escape_text (
      say (N_ ("Candor is free software: everybody may use it, change it and pass it on "
               "under the terms of the GNU General Public License, version 3 or any later "
               "one (GPL-3.0-or-later). It comes without any warranty.")),
      -1);

  adw_about_window_set_application_icon (about, "org.candor.Candor");
  adw_about_window_set_application_name (about, "Candor");
  adw_about_window_set_developer_name (about, "The Candor contributors");
  adw_about_window_set_version (about, CANDOR_VERSION);
  adw_about_window_set_comments (about, comments);
  adw_about_window_set_copyright (about, "© The Candor contributors");
  adw_about_window_set_license_type (about, GTK_LICENSE_CUSTOM);
  adw_about_window_set_license (about, licence);
  say_version (window, language);
  candor_toolkit_words_replace (window, "libadwaita", about_words, G_N_ELEMENTS (about_words),
                                language);
  return GTK_WINDOW (window);
}

/* GTK 4.8 takes groups and keys of this window from a description alone, and notes their words for the
 * search while it reads it. */
static char *
describe_shortcuts (const CandorLanguage *language)
{
  GString *text = g_string_new ("<interface><object class=\"GtkShortcutsWindow\" id=\"window\">"
                                "<child><object class=\"GtkShortcutsSection\">"
                                "<property name=\"section-name\">all</property>"
                                "<property name=\"max-height\">16</property>");

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].group != NULL)
        {
          g_autofree char *group = g_markup_escape_text (say (shortcuts[i].group), -1);

          g_string_append_printf (text,
                                  "%s<child><object class=\"GtkShortcutsGroup\">"
                                  "<property name=\"title\">%s</property>",
                                  i > 0 ? "</object></child>" : "", group);
        }
      {
        g_autofree char *keys = g_markup_escape_text (shortcuts[i].keys, -1);
        g_autofree char *title = g_markup_escape_text (say (shortcuts[i].title), -1);

        g_string_append_printf (text,
                                "<child><object class=\"GtkShortcutsShortcut\">"
                                "<property name=\"accelerator\">%s</property>"
                                "<property name=\"title\">%s</property>"
                                "</object></child>",
                                keys, title);
      }
    }
  g_string_append (text, "</object></child></object></child></object></interface>");
  return g_string_free (text, FALSE);
}

/**
 * candor_staff_shortcuts_new:
 * @language: the clinic's language
 *
 * Returns: (transfer none): a window that lists every key that Candor listens for
 */
GtkWindow *
candor_staff_shortcuts_new (const CandorLanguage *language)
{
  g_autofree char *text = describe_shortcuts (language);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (text, -1);
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));

  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  candor_toolkit_words_replace (window, "gtk40", shortcut_words, G_N_ELEMENTS (shortcut_words),
                                language);
  return GTK_WINDOW (window);
}
