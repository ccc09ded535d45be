/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the tests of papers in two languages share: passages, by the letters in them.
 */
#include "help-passages.h"

#include <stdlib.h>
#include <string.h>

#include "check-ua.h"

static int
compare_letters (gconstpointer a, gconstpointer b)
{
  gunichar one = *(const gunichar *)a;
  gunichar other = *(const gunichar *)b;

  return one < other ? -1 : one > other;
}

/* Returns: the letters of @words in the order of their numbers. Lines that break in other places, and
 * words that are read from the right, have the same ones. */
char *
help_letters (const char *words)
{
  g_autofree gunichar *all = g_new0 (gunichar, g_utf8_strlen (words, -1) + 1);
  glong n = 0;

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '|')
        /* "*lines|line*" shows what stands before the bar. */
        at = strchr (at, '*');
      else if (!g_unichar_isspace (c) && c != '*' && c != 0x2068 && c != 0x2069)
        all[n++] = c;
    }
  qsort (all, n, sizeof *all, compare_letters);
  return g_ucs4_to_utf8 (all, n, NULL, NULL, NULL);
}

/* Returns: (element-type utf8): the letters of each passage, as a set */
GHashTable *
help_passages (GBytes *pdf, const char *language)
{
  g_autoptr (GPtrArray) words = check_ua_read_in (pdf, language);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (set, help_letters (words->pdata[i]));
  return set;
}
