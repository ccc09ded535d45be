/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is taken out of a text before it is set: signs that nobody sees.
 */
#include "candor-galley-private.h"

#include <string.h>

/* Characters without a space that Pango is given in one piece: it looks through the whole piece for
 * each line that it breaks. */
#define LONGEST_RUN 2000

/* More than any script puts on one letter. */
#define MAX_MARKS 8

#define FIRST_STRONG_ISOLATE 0x2068
#define POP_ISOLATE 0x2069

/* Characters that show nothing but turn the reading direction of what follows, or are no
 * characters at all. In a name they could make a form say what nobody signed. */
static gboolean
is_hidden (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff
         || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) || (c >= 0xfff9 && c <= 0xfffb)
         || (c >= 0xe0000 && c <= 0xe0fff);
}

/* A pair of signs that keep the direction of what is between them to itself cannot harm what stands
 * around it. */
static gboolean
is_isolate (gunichar c, guint *depth)
{
  if (c == FIRST_STRONG_ISOLATE)
    {
      (*depth)++;
      return TRUE;
    }
  if (c != POP_ISOLATE || *depth == 0)
    return FALSE;
  (*depth)--;
  return TRUE;
}

char *
candor_galley_clean_keeping (const char *text, gboolean isolates)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_sized_new (strlen (valid));
  guint run = 0;
  guint n_marks = 0;
  guint depth = 0;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* A pile of marks would strike out what stands above or below its line. */
      n_marks = g_unichar_ismark (c) ? n_marks + 1 : 0;
      if (n_marks > MAX_MARKS)
        continue;
      run = g_unichar_isspace (c) ? 0 : run + 1;
      if (run >= LONGEST_RUN && g_unichar_isalnum (c))
        {
          g_string_append_c (clean, '\n');
          run = 0;
        }
      if (c == '\n' || c == 0x2029)
        g_string_append_c (clean, '\n');
      else if (g_unichar_iscntrl (c) || c == 0x2028)
        g_string_append_c (clean, ' ');
      else if (g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
        /* It means what some font takes it for (ISO 19005-3, 6.2.11.7.3). */
        g_string_append_unichar (clean, 0xfffd);
      else if (!is_hidden (c) || (isolates && is_isolate (c, &depth)))
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/**
 * candor_galley_clean:
 * @text: (nullable): text from a person or a file
 *
 * Returns: (transfer full): @text as valid UTF-8, with a space for every control character but the
 *   line feed, the sign for an unknown one for every character of private use, without characters
 *   that turn the reading direction, with at most eight marks on a letter, and with a new line in a
 *   word that fills more than a page
 */
char *
candor_galley_clean (const char *text)
{
  return candor_galley_clean_keeping (text, FALSE);
}
