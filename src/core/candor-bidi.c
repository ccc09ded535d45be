/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Numbers in a line that is read from the right. The rules of Unicode for lines of two directions take
 * what a space parts for two numbers, and "01632 960147" would be shown as "960147 01632"; a sign before
 * a number they take for one behind it, and "-7" would be shown as "7-".
 */
#include "candor-bidi.h"

#include <string.h>

#define MINUS "\xe2\x88\x92"

/* The first digit behind the signs that a number may begin with: "+44", "(01632)", "(+44)".
 *
 * Returns: (nullable): NULL where no number begins */
static const char *
skip_head (const char *at)
{
  if (*at == '(')
    at++;
  if (*at == '+')
    at++;
  return g_ascii_isdigit (*at) ? at : NULL;
}

/* How many bytes at @start are one number for the eye, with the signs and spaces in it:
 * "01632 960147", "+44 (1632) 960147", "14:20:00 +02:00". */
static gsize
number_length (const char *start)
{
  const char *end = start;
  const char *part = start;
  const char *digit;
  gboolean open = FALSE;

  while ((digit = skip_head (part)) != NULL)
    {
      open = open || *part == '(';
      while (g_ascii_isdigit (*digit))
        digit++;
      if (open && *digit == ')')
        {
          open = FALSE;
          digit++;
        }
      /* A bracket that nobody closes is no part of a number. */
      if (!open)
        end = digit;
      part = *digit != '\0' && strchr (" :./-", *digit) != NULL ? digit + 1 : digit;
    }
  return end - start;
}

/* Whether a number below zero begins at @at of @words: a hyphen inside of a word or a range is no sign.
 *
 * Returns: how many bytes its sign has; 0 where there is none */
static gsize
minus_length (const GString *words, gsize at)
{
  const char *start = words->str + at;
  gsize length = *start == '-' ? 1 : g_str_has_prefix (start, MINUS) ? strlen (MINUS) : 0;

  if (at > 0 && strchr (" \n(*", start[-1]) == NULL)
    return 0;
  return g_ascii_isdigit (start[length]) ? length : 0;
}

/**
 * candor_bidi_isolate_numbers:
 * @words: a line or a paragraph that is read from the right; it is changed in place
 *
 * Keeps each number whose parts would change places together, in the order in which it was written: a
 * telephone number that is read the wrong way round reaches somebody else, or nobody, and a day before
 * the treatment is none after it.
 */
void
candor_bidi_isolate_numbers (GString *words)
{
  for (gsize at = 0; at < words->len;)
    {
      const char *start = words->str + at;
      gsize sign = minus_length (words, at);
      gsize length = sign + number_length (start + sign);

      if (length > 0 && (sign > 0 || *start == '+' || memchr (start, ' ', length) != NULL))
        {
          g_string_insert (words, at + length, CANDOR_ISOLATE_END);
          g_string_insert (words, at, CANDOR_ISOLATE);
          length += strlen (CANDOR_ISOLATE) + strlen (CANDOR_ISOLATE_END);
        }
      at += MAX (length, 1);
    }
}

/**
 * candor_bidi_dup_apart:
 * @words: what somebody wrote: a name, a telephone number with all that belongs to it
 *
 * Returns: (transfer full): @words for the middle of a sentence, in the order that they have alone
 */
char *
candor_bidi_dup_apart (const char *words)
{
  return g_strconcat (CANDOR_ISOLATE, words, CANDOR_ISOLATE_END, NULL);
}
