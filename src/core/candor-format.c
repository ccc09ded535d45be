/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a translation asks printf () for what the original gives it, and for nothing else: a wrong
 * placeholder would read memory that is not a text.
 */
#include "candor-format.h"

#include <string.h>

/* More than any string of ours has. */
#define MAX_ARGUMENTS 9

/* The longest is "llu". */
#define TYPE_LENGTH 4

typedef struct
{
  char types[MAX_ARGUMENTS][TYPE_LENGTH];
  guint n;
} Format;

/* "%2$s" names its argument; returns its place from 0, or -1 where no number stands. */
static int
read_place (const char **at)
{
  if (**at < '1' || **at > '0' + MAX_ARGUMENTS || (*at)[1] != '$')
    return -1;
  *at += 2;
  return (*at)[-2] - '1';
}

/* Flags and width change how it looks, not what it takes; "*" and " " are not used in any string. */
static const char *
skip_shape (const char *at)
{
  at += strspn (at, "-+#0'");
  at += strspn (at, "0123456789");
  if (*at == '.')
    at += 1 + strspn (at + 1, "0123456789");
  return at;
}

/* Returns: how long the type is that begins at @at; 0 if it is none */
static gsize
type_length (const char *at)
{
  gsize modifiers = strspn (at, "hlz");

  if (modifiers > 2 || at[modifiers] == '\0')
    return 0;
  if (strchr (modifiers == 0 ? "diuoxXcsfgeG" : "diuoxX", at[modifiers]) == NULL)
    return 0;
  return modifiers + 1;
}

/* Returns: whether @text is a format, all of whose arguments are named or none is */
static gboolean
read_format (const char *text, Format *format)
{
  guint n_named = 0, n_met = 0;

  memset (format, 0, sizeof *format);
  for (const char *at = strchr (text, '%'); at != NULL; at = strchr (at, '%'))
    {
      gsize length;
      int place;

      at++;
      if (*at == '%')
        {
          at++;
          continue;
        }
      place = read_place (&at);
      n_named += place >= 0;
      if (place < 0)
        place = (int)n_met;
      n_met++;
      at = skip_shape (at);
      length = type_length (at);
      if (length == 0 || place >= MAX_ARGUMENTS || (n_named != 0 && n_named != n_met))
        return FALSE;
      if (format->types[place][0] != '\0'
          && (strncmp (format->types[place], at, length) != 0
              || format->types[place][length] != '\0'))
        return FALSE;
      memcpy (format->types[place], at, length);
      format->n = MAX (format->n, (guint)place + 1);
      at += length;
    }
  /* printf () cannot step over an argument whose type it is not told. */
  for (guint i = 0; i < format->n; i++)
    if (format->types[i][0] == '\0')
      return FALSE;
  return TRUE;
}

/**
 * candor_format_fits:
 * @original: a message of the source
 * @translation: what stands for it
 * @is_plural: whether it is one of several forms: one of them may say the number as a word
 *
 * Whether each may be given to printf () where the other may. A message that is no format, such as
 * "50 % of people", is not given to it, and may have any translation.
 *
 * Returns: whether @translation takes the same arguments, in any order
 */
gboolean
candor_format_fits (const char *original, const char *translation, gboolean is_plural)
{
  Format wanted, got;

  if (strchr (original, '%') == NULL && strchr (translation, '%') == NULL)
    return TRUE;
  if (!read_format (original, &wanted))
    return TRUE;
  if (!read_format (translation, &got))
    return FALSE;
  if (is_plural && got.n == 0)
    return TRUE;
  return wanted.n == got.n && memcmp (wanted.types, got.types, sizeof wanted.types) == 0;
}
