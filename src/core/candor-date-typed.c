/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A day as people type it: in the digits of any script, with the month in words of their language, and with
 * the words that their language puts around it.
 */
#include <string.h>

#include "candor-date-private.h"

/* In bytes; the longest that a person types is a third of it. */
#define MAX_TYPED 160

/* Day, month, year, and the words around them. */
#define MAX_PARTS 10

/* From so many letters on, the beginning of a month stands for it. */
#define MIN_LETTERS 3

typedef struct
{
  char *folded; /* (owned) (nullable): all of it */
  int numbers[3];
  guint n_numbers;
  char *words[MAX_PARTS]; /* (owned) */
  guint n_words;
} Typed;

/* A search passes names on, too, to learn that they are no date. */
static void
free_wiped (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
typed_clear (Typed *self)
{
  free_wiped (self->folded);
  for (guint i = 0; i < self->n_words; i++)
    free_wiped (self->words[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* Compares as readers do: wide forms and accents that are written apart are the same letters. */
static char *
fold (const char *text, gssize length)
{
  char *plain = g_utf8_normalize (text, length, G_NORMALIZE_ALL_COMPOSE);
  char *small = g_utf8_casefold (plain != NULL ? plain : "", -1);
  char *folded = g_utf8_normalize (small, -1, G_NORMALIZE_ALL_COMPOSE);

  free_wiped (plain);
  free_wiped (small);
  return folded;
}

/* Returns: where the number that begins at @at ends; %NULL for one that is in no date */
static const char *
take_number (Typed *self, const char *at)
{
  int number = 0;

  if (self->n_numbers == G_N_ELEMENTS (self->numbers))
    return NULL;
  for (; g_unichar_isdigit (g_utf8_get_char (at)); at = g_utf8_next_char (at))
    {
      number = 10 * number + g_unichar_digit_value (g_utf8_get_char (at));
      if (number > 9999)
        return NULL;
    }
  self->numbers[self->n_numbers++] = number;
  return at;
}

static const char *
take_word (Typed *self, const char *at)
{
  const char *end = at;

  if (self->n_words == MAX_PARTS)
    return NULL;
  while (is_of_word (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  self->words[self->n_words++] = g_strndup (at, end - at);
  return end;
}

/* Splits @text into numbers and words, whatever stands between them. */
static gboolean
take_apart (Typed *self, const char *text)
{
  for (const char *at = text; at != NULL;)
    {
      gunichar next = g_utf8_get_char (at);

      if (next == 0)
        return TRUE;
      if (g_unichar_isdigit (next))
        at = take_number (self, at);
      else if (is_of_word (next))
        at = take_word (self, at);
      else
        at = g_utf8_next_char (at);
    }
  return FALSE;
}

/* Whether @language puts @word into a date, besides the name of the month. */
static gboolean
is_around (const char *word, const CandorLanguage *language)
{
  g_auto (GStrv) words = g_strsplit (
      /* Translators: the small words that people of your language may type into a date, beside the
       * numbers and the name of the month, with spaces between them: in English those of “the 3rd of
       * May 1984”. What stands between day, month and year where your language writes a date belongs
       * here too. Where there are none, write a dot. */
      candor_language_text (language, N_ ("the st nd rd th of")), " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *folded = fold (words[i], -1);

      if (g_str_equal (folded, word))
        return TRUE;
    }
  return FALSE;
}

/* Returns: the month that @word names or begins, from 1; 0 for none, and for the beginning of two */
static int
find_month (const char *word, const CandorLanguage *language)
{
  int found = 0;

  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *name
          = fold (candor_language_text (language, candor_date_month_name (month)), -1);

      if (g_str_equal (name, word))
        return month;
      if (g_utf8_strlen (word, -1) >= MIN_LETTERS && g_str_has_prefix (name, word))
        found = found == 0 ? month : -1;
    }
  return MAX (found, 0);
}

/* Returns: whether every word is understood; at most one of them is a month */
static gboolean
read_words (const Typed *self, const CandorLanguage *language, int *month)
{
  *month = 0;
  for (guint i = 0; i < self->n_words; i++)
    {
      const char *word = self->words[i];
      int named = find_month (word, language);

      if (named == 0)
        named = find_month (word, candor_language_english ());
      if (named != 0 && *month != 0)
        return FALSE;
      if (named != 0)
        *month = named;
      else if (!is_around (word, language) && !is_around (word, candor_language_english ()))
        return FALSE;
    }
  return TRUE;
}

/**
 * candor_date_parse_typed:
 * @date: (out caller-allocates): the date, when it is one
 * @typed: (nullable): what a person typed: YYYY-MM-DD, "3 May 1984", or day, month and year with
 *   any mark between them
 * @language: the language of whoever typed it, in which a month may be named; English ones may be too
 *
 * Three numbers that begin with the day are read as day, month, year; those that begin with the year as
 * year, month, day. The screen shows the date in words for the person to check.
 *
 * Returns: whether it is a day
 */
gboolean
candor_date_parse_typed (GDate *date, const char *typed, const CandorLanguage *language)
{
  g_auto (Typed) parts = { 0 };
  int month;

  g_return_val_if_fail (language != NULL, FALSE);

  if (typed == NULL || strlen (typed) > MAX_TYPED || !g_utf8_validate (typed, -1, NULL))
    return FALSE;
  parts.folded = fold (typed, -1);
  if (!take_apart (&parts, parts.folded) || !read_words (&parts, language, &month))
    return FALSE;
  if (month == 0 && parts.n_numbers == 3)
    return parts.numbers[0] > 31
               ? candor_date_set (date, parts.numbers[0], parts.numbers[1], parts.numbers[2])
               : candor_date_set (date, parts.numbers[2], parts.numbers[1], parts.numbers[0]);
  if (month == 0 || parts.n_numbers != 2)
    return FALSE;
  return parts.numbers[0] > 31 ? candor_date_set (date, parts.numbers[0], month, parts.numbers[1])
                               : candor_date_set (date, parts.numbers[1], month, parts.numbers[0]);
}
