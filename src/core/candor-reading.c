/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How hard a text is to read in a language other than English, which candor-readability.c measures. Each
 * language has a formula of its own; a figure of one says nothing about another.
 *
 * A number counts as a word of one syllable, as in the programs with which these formulas are used.
 */
#include "candor-reading.h"

#include <string.h>

#include "candor-syllables.h"

/* LIX and the first Wiener Sachtextformel call a word long that has more letters. */
#define SHORT_LETTERS 6

typedef struct
{
  const char *language;
  const char *measure;
  double bound;
  gboolean is_gate;
  gboolean is_ease;
  guint (*syllables) (const char *word);
  double (*score) (const CandorReading *counts);
} Measure;

static double
per_sentence (const CandorReading *counts)
{
  return (double)counts->words / counts->sentences;
}

static double
per_word (const CandorReading *counts, guint n)
{
  return (double)n / counts->words;
}

/* Szigriszt-Pazos 1993; the scale is INFLESZ of Barrio-Cantalejo 2008. */
static double
inflesz (const CandorReading *counts)
{
  return 206.835 - 62.3 * per_word (counts, counts->syllables) - per_sentence (counts);
}

/* Kandel and Moles 1958 */
static double
kandel_moles (const CandorReading *counts)
{
  return 207.0 - 1.015 * per_sentence (counts) - 73.6 * per_word (counts, counts->syllables);
}

/* The first one of Bamberger and Vanecek 1984: a school year */
static double
wiener (const CandorReading *counts)
{
  return 19.35 * per_word (counts, counts->three_syllables) + 0.1672 * per_sentence (counts)
         + 12.97 * per_word (counts, counts->long_words)
         - 3.27 * per_word (counts, counts->one_syllable) - 0.875;
}

/* Björnsson 1968 */
static double
lix (const CandorReading *counts)
{
  return per_sentence (counts) + 100.0 * per_word (counts, counts->long_words);
}

static guint
no_syllables (const char *word)
{
  return 1;
}

/* The gates are those that the project keeps to; the last line is for every other language. */
static const Measure measures[] = {
  { "es", "INFLESZ", 65.0, TRUE, TRUE, candor_syllables_spanish, inflesz },
  { "de", "Wiener Sachtextformel", 7.0, TRUE, FALSE, candor_syllables_german, wiener },
  { "fr", "Kandel-Moles", 65.0, TRUE, TRUE, candor_syllables_french, kandel_moles },
  { NULL, "LIX", 0.0, FALSE, FALSE, no_syllables, lix },
};

/* Written without spaces: nothing here tells where a word ends. */
static const char *const unmeasured[] = { "zh", "ja", "th", "lo", "km", "my", NULL };

static const Measure *
find_measure (const char *language)
{
  g_autofree char *base = g_strndup (language, strcspn (language, "-_@."));
  const Measure *measure = measures;

  if (g_strv_contains (unmeasured, base))
    return NULL;
  while (measure->language != NULL && !g_str_equal (measure->language, base))
    measure++;
  return measure;
}

static void
end_sentence (CandorReading *self, guint *in_sentence)
{
  self->sentences += *in_sentence > 0;
  self->longest = MAX (self->longest, *in_sentence);
  *in_sentence = 0;
}

static void
end_word (CandorReading *self, const Measure *measure, GString *word, guint *in_sentence)
{
  guint n;

  if (word->len == 0)
    return;
  n = g_unichar_isdigit (g_utf8_get_char (word->str)) ? 1 : measure->syllables (word->str);
  self->words++;
  self->syllables += n;
  self->one_syllable += n == 1;
  self->three_syllables += n >= 3;
  self->long_words += g_utf8_strlen (word->str, -1) > SHORT_LETTERS;
  ++*in_sentence;
  g_string_truncate (word, 0);
}

static gboolean
is_end (gunichar c)
{
  return c == 0 || c == '\n' || c == '.' || c == '!' || c == '?' || c == 0x61f /* Arabic "?" */
         || c == 0x2026;
}

/* A hyphen joins two words into one; a comma or point between digits belongs to the number. An
 * apostrophe parts the French "l’arrêt", and is a letter in other languages. */
static gboolean
joins (const GString *word, gunichar c, gunichar next, gboolean parts)
{
  gunichar last;

  if (word->len == 0)
    return FALSE;
  last = g_utf8_get_char (g_utf8_prev_char (word->str + word->len));
  if (c == '\'' || c == 0x2019)
    return !parts && g_unichar_isalpha (next);
  if (c == '-')
    return g_unichar_isalnum (next);
  return (c == ',' || c == '.') && g_unichar_isdigit (last) && g_unichar_isdigit (next);
}

/**
 * candor_reading_measure:
 * @language: a code such as "es" or "zh_CN"
 * @text: plain text; a line end ends a sentence too
 * @result: (out caller-allocates): the figures; its section is left as it is
 *
 * Returns: whether there is a formula for @language, and a word in @text
 */
gboolean
candor_reading_measure (const char *language, const char *text, CandorReading *result)
{
  const Measure *measure = find_measure (language);
  char *section = result->section;
  g_autoptr (GString) word = g_string_new (NULL);
  guint in_sentence = 0;

  memset (result, 0, sizeof *result);
  result->section = section;
  if (measure == NULL)
    return FALSE;
  result->measure = measure->measure;
  result->bound = measure->bound;
  result->is_gate = measure->is_gate;
  result->is_ease = measure->is_ease;
  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gunichar next = c != 0 ? g_utf8_get_char (g_utf8_next_char (at)) : 0;

      if (g_unichar_isalnum (c) || joins (word, c, next, g_strcmp0 (measure->language, "fr") == 0))
        g_string_append_unichar (word, c);
      /* An accent or a vowel sign that stands alone is part of its letter. */
      else if (!g_unichar_ismark (c))
        {
          end_word (result, measure, word, &in_sentence);
          if (is_end (c))
            end_sentence (result, &in_sentence);
        }
      if (c == 0)
        break;
    }
  if (result->sentences == 0)
    return FALSE;
  result->score = measure->score (result);
  return TRUE;
}

/**
 * candor_reading_is_hard:
 *
 * Returns: whether the text is harder than a patient should be given; never where there is no gate
 */
gboolean
candor_reading_is_hard (const CandorReading *self)
{
  if (!self->is_gate)
    return FALSE;
  return self->is_ease ? self->score < self->bound : self->score > self->bound;
}

void
candor_reading_free (CandorReading *self)
{
  g_free (self->section);
  g_free (self);
}
