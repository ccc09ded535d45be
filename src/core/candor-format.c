/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a translation asks printf () for what the original gives it, and for nothing else: a wrong
 * placeholder would read memory that is not a text.
 */
#include "candor-format.h"

#include <string.h>

/* "%2$s" names its argument; returns its place from 0, or -1 where no number stands. */
static int
read_place (const char **at)
{
  if (**at < '1' || **at > '0' + CANDOR_FORMAT_MAX_ARGUMENTS || (*at)[1] != '$')
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

/**
 * candor_format_step:
 * @at: (inout): just behind a "%"; afterwards behind the directive
 * @n_met: (inout): how many directives were met before, "%%" not counted
 * @n_named: (inout): how many of them name their argument
 * @directive: (out caller-allocates): what was read
 *
 * Reads one directive of a format. All of them name their arguments, or none does.
 *
 * Returns: whether it is one that our strings may have
 */
gboolean
candor_format_step (const char **at, guint *n_met, guint *n_named, CandorFormatDirective *directive)
{
  int place = read_place (at);

  *n_named += place >= 0;
  directive->place = place >= 0 ? (guint)place : *n_met;
  ++*n_met;
  directive->shape = *at;
  *at = skip_shape (*at);
  directive->shape_length = (gsize)(*at - directive->shape);
  directive->type = *at;
  directive->type_length = type_length (*at);
  *at += directive->type_length;
  return directive->type_length > 0 && directive->place < CANDOR_FORMAT_MAX_ARGUMENTS
         && (*n_named == 0 || *n_named == *n_met);
}

/**
 * candor_format_read:
 * @text: a text that may be a format
 * @format: (out caller-allocates): what it asks for
 *
 * Returns: whether @text is a format that printf () may be given
 */
gboolean
candor_format_read (const char *text, CandorFormat *format)
{
  guint n_named = 0, n_met = 0;

  memset (format, 0, sizeof *format);
  for (const char *at = strchr (text, '%'); at != NULL; at = strchr (at, '%'))
    {
      CandorFormatDirective next;
      char *type;

      at++;
      if (*at == '%')
        {
          at++;
          continue;
        }
      if (!candor_format_step (&at, &n_met, &n_named, &next))
        return FALSE;
      type = format->types[next.place];
      if (type[0] != '\0'
          && (strncmp (type, next.type, next.type_length) != 0 || type[next.type_length] != '\0'))
        return FALSE;
      memcpy (type, next.type, next.type_length);
      format->n = MAX (format->n, next.place + 1);
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
  CandorFormat wanted, got;

  if (strchr (original, '%') == NULL && strchr (translation, '%') == NULL)
    return TRUE;
  if (!candor_format_read (original, &wanted))
    return TRUE;
  if (!candor_format_read (translation, &got))
    return FALSE;
  if (is_plural && got.n == 0)
    return TRUE;
  return wanted.n == got.n && memcmp (wanted.types, got.types, sizeof wanted.types) == 0;
}
