/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Calling strstr() a hundred thousand times costs more than looking does: most texts are of forty
 * bytes. Here sixteen places at a time are compared with two bytes of the word, and only where both
 * fit with all of it.
 */
#include "candor-needle.h"

#include <string.h>

typedef guint8 Places __attribute__ ((vector_size (CANDOR_NEEDLE_MARGIN)));

/* In most scripts each letter starts with one of a few bytes, which tell little. */
static gboolean
starts_letter (char byte)
{
  return (guint8)byte >= 0xc0;
}

/* Returns: which of the places from @text on have both bytes: 0xff there, and 0 elsewhere. */
static Places
compare (const CandorNeedle *self, const char *text)
{
  const Places none = { 0 };
  Places first, second;

  memcpy (&first, text + self->first, sizeof first);
  memcpy (&second, text + self->second, sizeof second);
  return (Places)((first == none + (guint8)self->text[self->first])
                  & (second == none + (guint8)self->text[self->second]));
}

/* Looks at the places that fit so far, a byte of @places for each. Returns: whether all of the word is at one
 * of the first @n. */
static gboolean
is_at (const CandorNeedle *self, const char *text, guint64 places, gsize n)
{
  /* One bit of each byte is enough. */
  places = GUINT64_FROM_LE (places) & G_GUINT64_CONSTANT (0x0101010101010101);
  for (; places != 0; places &= places - 1)
    {
      gsize i = (gsize)__builtin_ctzll (places) / 8;

      if (i >= n)
        return FALSE;
      if (memcmp (text + i, self->text, self->length) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * candor_needle_init:
 * @self: a word that is looked for
 * @text: (transfer none): the word, of at least one byte; must stay where it is
 */
void
candor_needle_init (CandorNeedle *self, const char *text)
{
  self->text = text;
  self->length = strlen (text);
  g_return_if_fail (self->length > 0);

  self->first = 0;
  self->second = self->length - 1;
  while (self->first < self->second && starts_letter (text[self->first]))
    self->first++;
}

/**
 * candor_needle_is_in:
 * @self: a word
 * @text: where it is looked for; %CANDOR_NEEDLE_MARGIN bytes behind it must be there to be read
 * @length: of @text, in bytes
 *
 * Returns: whether it is a part of @text
 */
gboolean
candor_needle_is_in (const CandorNeedle *self, const char *text, gsize length)
{
  gsize n_places;

  if (length < self->length)
    return FALSE;
  n_places = length - self->length + 1;
  for (gsize start = 0; start < n_places; start += sizeof (Places))
    {
      Places places = compare (self, text + start);
      gsize n = n_places - start;
      guint64 halves[2];

      memcpy (halves, &places, sizeof halves);
      if ((halves[0] != 0 && is_at (self, text + start, halves[0], n))
          || (halves[1] != 0 && n > 8 && is_at (self, text + start + 8, halves[1], n - 8)))
        return TRUE;
    }
  return FALSE;
}
