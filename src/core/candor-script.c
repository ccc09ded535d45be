/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Words that mix scripts. A Cyrillic "е" in a Latin word looks right and breaks search, gettext,
 * screen readers and the text of the PDF.
 */
#include "candor-lint.h"

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* The scripts whose letters look like each other. */
static int
confusable_script (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN:
      return 1;
    case G_UNICODE_SCRIPT_CYRILLIC:
      return 2;
    case G_UNICODE_SCRIPT_GREEK:
      /* The micro sign stands in units; it is not a letter of a word. */
      return c == 0x00B5 ? 0 : 4;
    default:
      return 0;
    }
}

/**
 * candor_script_find_mixed:
 * @text: valid UTF-8
 * @offset: (out) (optional): where the word begins, in bytes
 *
 * Returns: (transfer full) (nullable): the first word that mixes Latin, Cyrillic and Greek letters,
 *   or %NULL when there is none
 */
char *
candor_script_find_mixed (const char *text, gsize *offset)
{
  const char *word = text;
  int scripts = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_word_char (c))
        {
          scripts |= confusable_script (c);
          continue;
        }
      if ((scripts & (scripts - 1)) != 0)
        {
          if (offset != NULL)
            *offset = word - text;
          return g_strndup (word, p - word);
        }
      if (c == 0)
        return NULL;
      word = g_utf8_next_char (p);
      scripts = 0;
    }
}
