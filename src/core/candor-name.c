/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-name.h"

/* A name as it is compared: one way to write each letter, no capitals, and one space between two
 * words. */
static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  /* Folding takes letters apart again. */
  g_autofree char *folded
      = small != NULL ? g_utf8_normalize (small, -1, G_NORMALIZE_ALL_COMPOSE) : g_strdup (name);
  GString *words = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          gap = TRUE;
          continue;
        }
      if (gap && words->len > 0)
        g_string_append_c (words, ' ');
      gap = FALSE;
      g_string_append_unichar (words, c);
    }
  return g_string_free (words, FALSE);
}

/**
 * candor_name_is_same:
 * @one: (nullable): a name, valid UTF-8
 * @other: (nullable): a name, valid UTF-8
 *
 * Two names are the same when only capitals, white space or the way in which Unicode writes their
 * letters tell them apart. An accent is part of a name.
 *
 * Returns: whether both are the name of the same person; %FALSE when one of them is %NULL
 */
gboolean
candor_name_is_same (const char *one, const char *other)
{
  g_autofree char *first = one != NULL ? fold (one) : NULL;
  g_autofree char *second = other != NULL ? fold (other) : NULL;

  return first != NULL && second != NULL && g_str_equal (first, second);
}
