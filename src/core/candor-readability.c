/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How hard an English text is to read: Flesch-Kincaid grade and SMOG.
 */
#include "candor-lint.h"

#include <math.h>
#include <string.h>

static gboolean
is_vowel (char c)
{
  return strchr ("aeiouy", c) != NULL && c != '\0';
}

/* "Vide-o", "medi-al", "seri-ous", "us-ual" and "are-a", but not "people", "-tion", "-cial", "qua-"
 * and "sea". */
static gboolean
is_spoken_apart (const char *word, gsize at)
{
  static const char *const pairs[] = { "eo", "ia", "io", "ua", NULL };
  char pair[3] = { word[at], word[at + 1], '\0' };

  if (at == 0)
    return FALSE;
  if (g_str_equal (word + at, "ea"))
    return at > 1 && strpbrk (word, "aeiouy") < word + at;
  return g_strv_contains (pairs, pair)
         && strchr (pair[0] == 'u' ? "gq" : "ctgsx", word[at - 1]) == NULL
         && !(pair[0] == 'e' && word[at + 2] == 'p');
}

/**
 * candor_readability_syllables:
 * @word: an English word in small letters
 *
 * Counts groups of vowels, with the silent endings taken off.
 *
 * Returns: the number of syllables, at least 1
 */
guint
candor_readability_syllables (const char *word)
{
  gsize length = strlen (word);
  guint count = 0;
  gboolean vowel = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      gboolean now = is_vowel (word[i]);

      count += now && !vowel;
      if (now && vowel)
        count += is_spoken_apart (word, i - 1);
      vowel = now;
    }

  if (length > 2 && word[length - 1] == 'e' && !is_vowel (word[length - 2])
      && !(word[length - 2] == 'l' && !is_vowel (word[length - 3])))
    count--;
  else if (length > 3 && strcmp (word + length - 2, "es") == 0 && !is_vowel (word[length - 3])
           && strchr ("sxzcg", word[length - 3]) == NULL && word[length - 3] != 'h'
           && !(word[length - 3] == 'l' && !is_vowel (word[length - 4])))
    count--;
  else if (length > 3 && strcmp (word + length - 2, "ed") == 0 && !is_vowel (word[length - 3])
           && strchr ("td", word[length - 3]) == NULL)
    count--;
  return MAX (count, 1);
}

static gboolean
is_left_out (const char *word, const char *const *left_out)
{
  for (gsize i = 0; left_out != NULL && left_out[i] != NULL; i++)
    {
      gsize length = strlen (left_out[i]);

      /* A term in the plural is the same term. */
      if (g_ascii_strncasecmp (word, left_out[i], length) == 0
          && (word[length] == '\0' || (word[length] == 's' && word[length + 1] == '\0')))
        return TRUE;
    }
  return FALSE;
}

static void
end_sentence (CandorReadability *result, guint *words)
{
  if (*words == 0)
    return;
  result->sentences++;
  result->longest = MAX (result->longest, *words);
  *words = 0;
}

/**
 * candor_readability_measure:
 * @text: English text; a line end ends a sentence too
 * @left_out: (nullable) (array zero-terminated=1): defined words that count as one syllable
 * @result: (out caller-allocates): the figures; its section is left as it is
 *
 * Flesch-Kincaid grade: 0.39 W/S + 11.8 Y/W - 15.59. SMOG: 1.043 sqrt(30 P/S) + 3.1291, where P
 * counts the words of three syllables or more.
 */
void
candor_readability_measure (const char *text,
                            const char *const *left_out,
                            CandorReadability *result)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);
  GString *word = g_string_new (NULL);
  guint syllables = 0, polysyllables = 0, words = 0;

  result->sentences = result->words = result->longest = 0;
  for (const char *p = folded;; p++)
    {
      if (g_ascii_isalnum (*p) || ((guchar)*p >= 0x80) || (*p == '\'' && word->len > 0))
        {
          if (g_ascii_isalnum (*p))
            g_string_append_c (word, *p);
          continue;
        }
      if (word->len > 0)
        {
          guint n
              = is_left_out (word->str, left_out) ? 1 : candor_readability_syllables (word->str);

          result->words++;
          words++;
          syllables += n;
          polysyllables += n >= 3;
          g_string_truncate (word, 0);
        }
      /* A dot between two digits is part of a number. */
      if (*p == '\0' || *p == '\n' || *p == '!' || *p == '?'
          || (*p == '.' && !g_ascii_isdigit (p[1])))
        end_sentence (result, &words);
      if (*p == '\0')
        break;
    }
  g_string_free (word, TRUE);

  if (result->sentences == 0)
    {
      result->flesch_kincaid = result->smog = 0;
      return;
    }
  result->flesch_kincaid
      = 0.39 * result->words / result->sentences + 11.8 * syllables / result->words - 15.59;
  result->smog = 1.043 * sqrt (30.0 * polysyllables / result->sentences) + 3.1291;
}
