/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Finds the place of the signature in the bytes of a document, without reading it as a PDF: what
 * decides about a seal should be as plain as that.
 */
#include "candor-seal-hole.h"

#include <string.h>

#include "candor-seal.h"

#define RANGE_LENGTH (strlen (CANDOR_SEAL_BYTE_RANGE))
/* More than any document has, and less than a 32-bit number holds. */
#define MAX_DIGITS 9

/* Returns: where @word is next, or %NULL. */
static const char *
find_word (const char *from, const char *end, const char *word)
{
  return memmem (from, end - from, word, strlen (word));
}

static gboolean
starts_with (const char *at, const char *end, const char *word)
{
  return (gsize)(end - at) >= strlen (word) && memcmp (at, word, strlen (word)) == 0;
}

/* Reads a number as the sealing writes it, without zeros in front, and one blank after it. */
static gboolean
read_number (const char **at, const char *end, gsize *number)
{
  const char *start = *at;

  *number = 0;
  for (; *at < end && g_ascii_isdigit (**at) && *at - start < MAX_DIGITS; ++*at)
    *number = *number * 10 + (**at - '0');
  if (*at == start || *at == end || **at != ' ' || (*start == '0' && *at - start > 1))
    return FALSE;
  ++*at;
  return TRUE;
}

/* Reads "[ 0 START END REST      ]", and whether that is the range of the hole behind it. */
static gboolean
read_range (const char *data, gsize length, gsize range, CandorSealHole *hole)
{
  const char *at = data + range;
  const char *end = at + RANGE_LENGTH;
  gsize zero;

  if (range + RANGE_LENGTH > length || !starts_with (at, end, "[ "))
    return FALSE;
  at += 2;
  if (!read_number (&at, end, &zero) || zero != 0 || !read_number (&at, end, &hole->start)
      || !read_number (&at, end, &hole->end) || !read_number (&at, end, &hole->rest))
    return FALSE;
  while (at < end - 1 && *at == ' ')
    at++;
  if (at != end - 1 || *at != ']' || !starts_with (end, data + length, CANDOR_SEAL_AFTER_RANGE))
    return FALSE;

  hole->range = range;
  return hole->start == range + RANGE_LENGTH + strlen (CANDOR_SEAL_AFTER_RANGE) - 1;
}

/**
 * candor_seal_hole_find_prepared:
 * @data: a document that is ready to be sealed
 * @length: its length
 * @hole: (out): where the signature goes
 *
 * Returns: whether the document has exactly one place for a signature, of %CANDOR_SEAL_ROOM bytes
 */
gboolean
candor_seal_hole_find_prepared (const char *data, gsize length, CandorSealHole *hole)
{
  static const char before[]
      = CANDOR_SEAL_BEFORE_RANGE CANDOR_SEAL_BYTE_RANGE CANDOR_SEAL_AFTER_RANGE;
  const char *end = data + length;
  guint n = 0;

  for (const char *at = find_word (data, end, before); at != NULL;
       at = find_word (at + 1, end, before))
    {
      const char *digits = at + strlen (before);
      gsize zeros = 0;

      while (digits + zeros < end && digits[zeros] == '0')
        zeros++;
      if (zeros != 2 * CANDOR_SEAL_ROOM || digits + zeros == end || digits[zeros] != '>')
        continue;
      n++;
      hole->range = at - data + strlen (CANDOR_SEAL_BEFORE_RANGE);
      hole->start = digits - 1 - data;
      hole->end = digits + zeros + 1 - data;
      hole->rest = length - hole->end;
    }
  return n == 1;
}

/**
 * candor_seal_hole_find:
 * @data: a document that anybody may have made
 * @length: its length
 * @hole: (out): where its signature is, when there is one; @hole->end and @hole->rest are what the
 *   document says, and not checked
 *
 * Returns: what was found
 */
CandorSealHoles
candor_seal_hole_find (const char *data, gsize length, CandorSealHole *hole)
{
  const char *end = data + length;
  guint n_good = 0, n_broken = 0;

  for (const char *at = find_word (data, end, CANDOR_SEAL_BEFORE_RANGE); at != NULL;
       at = find_word (at + 1, end, CANDOR_SEAL_BEFORE_RANGE))
    {
      CandorSealHole found = { 0 };

      if (!read_range (data, length, at - data + strlen (CANDOR_SEAL_BEFORE_RANGE), &found))
        n_broken++;
      else if (n_good++ == 0)
        *hole = found;
    }
  if (n_good > 1)
    return CANDOR_SEAL_HOLE_SEVERAL;
  if (n_good == 1)
    return CANDOR_SEAL_HOLE_ONE;
  return n_broken > 0 ? CANDOR_SEAL_HOLE_BROKEN : CANDOR_SEAL_HOLE_NONE;
}
