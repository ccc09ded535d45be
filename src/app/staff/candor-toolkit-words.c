/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A window of GTK or libadwaita says some words by itself, in the language of the system. The clinic's
 * may be another one.
 */
#include "candor-toolkit-words.h"

/* Where a widget keeps words that somebody reads or hears. */
static const char *const properties[] = { "title", "label", "placeholder-text", "tooltip-text" };

/* A catalogue of theirs may be in another language than it was a moment ago, so it is asked each time. */
static const char *
find_words (const char *shown,
            const char *domain,
            const CandorToolkitWord *words,
            gsize n_words,
            const CandorLanguage *language)
{
  for (gsize i = 0; i < n_words; i++)
    {
      const char *theirs = words[i].context != NULL
                               ? g_dpgettext2 (domain, words[i].context, words[i].theirs)
                               : g_dgettext (domain, words[i].theirs);

      if (g_str_equal (shown, theirs))
        return candor_language_text_in_context (language, words[i].context, words[i].ours);
    }
  return NULL;
}

/**
 * candor_toolkit_words_replace:
 * @root: a window, or a part of one
 * @domain: the catalogue of whoever made it
 * @words: (array length=n_words): what is said otherwise
 * @n_words: how many
 * @language: whose words come in their place
 *
 * What is not in @words stays as it is.
 */
void
candor_toolkit_words_replace (GtkWidget *root,
                              const char *domain,
                              const CandorToolkitWord *words,
                              gsize n_words,
                              const CandorLanguage *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      GParamSpec *property
          = g_object_class_find_property (G_OBJECT_GET_CLASS (root), properties[i]);
      g_autofree char *shown = NULL;
      const char *said = NULL;

      if (property == NULL || property->value_type != G_TYPE_STRING)
        continue;
      g_object_get (root, properties[i], &shown, NULL);
      if (shown != NULL)
        said = find_words (shown, domain, words, n_words, language);
      if (said != NULL)
        g_object_set (root, properties[i], said, NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    candor_toolkit_words_replace (child, domain, words, n_words, language);
}
