/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-markup.h"

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
      if (i == n_stars && n_stars % 2 == 1)
        g_string_append_c (plain, '*');
      g_string_append (plain, parts[i]);
    }
  return g_string_free (plain, FALSE);
}
