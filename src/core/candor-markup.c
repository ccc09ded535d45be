/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The light markup of a procedure's words: *word* is strong, and can be tapped when it is a term of
 * the glossary. Many languages bend their words: *shown|listed* shows the form that the sentence needs
 * and looks up the one that stands in the glossary.
 */
#include "candor-markup.h"

#include <string.h>

/* Where the bar stands between two forms; %NULL if there are not two. */
static const char *
find_bar (const char *marked)
{
  const char *bar = strchr (marked, '|');

  return bar != NULL && bar != marked && bar[1] != '\0' ? bar : NULL;
}

/**
 * candor_markup_dup_shown:
 * @marked: what stands between two stars
 *
 * Returns: (transfer full): what a reader sees of it
 */
char *
candor_markup_dup_shown (const char *marked)
{
  const char *bar = find_bar (marked);

  return bar != NULL ? g_strndup (marked, bar - marked) : g_strdup (marked);
}

/**
 * candor_markup_listed:
 * @marked: what stands between two stars
 *
 * Returns: (transfer none): the form of it that is looked up in the glossary
 */
const char *
candor_markup_listed (const char *marked)
{
  const char *bar = find_bar (marked);

  return bar != NULL ? bar + 1 : marked;
}

/**
 * candor_markup_to_plain:
 * @text: words of a procedure, with its light markup
 *
 * Returns: (transfer full): the words alone; a star that marks nothing stays
 */
char *
candor_markup_to_plain (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "*", -1);
  GString *plain = g_string_new (NULL);
  guint n_stars = MAX (g_strv_length (parts), 1) - 1;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *shown = NULL;

      if (i == n_stars && n_stars % 2 == 1)
        g_string_append_c (plain, '*');
      if (i % 2 == 1 && i < n_stars)
        shown = candor_markup_dup_shown (parts[i]);
      g_string_append (plain, shown != NULL ? shown : parts[i]);
    }
  return g_string_free (plain, FALSE);
}
