/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How hard an English text is to read: Flesch-Kincaid grade and SMOG.
 *
 * Words are counted as the two methods ask for (Flesch 1948; McLaughlin 1969; National Cancer
 * Institute, "Making health communication programs work"): a word with hyphens is one word; numbers
 * count as they are read aloud; a unit counts as the whole word that it stands for, and letters
 * that are read one by one count as so many syllables.
 */
#include "candor-readability.h"

#include <math.h>
#include <string.h>

/* SMOG was made from samples of so many sentences. The National Cancer Institute's way for a shorter
 * text is to scale its long words up to 30 sentences, which is what the formula does, and to keep
 * to texts of ten sentences or more. */
#define SMOG_MIN_SENTENCES 10

typedef struct
{
  const char *const *left_out;
  CandorReadability *result;
  guint in_sentence; /* words so far */
} Counter;

static gboolean
is_vowel (char c)
{
  switch (c)
    {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
      return TRUE;
    default:
      return FALSE;
    }
}

/* "Vide-o", "medi-al", "seri-ous", "us-ual", "are-a", "cli-ent", "qui-et" and "do-ing", but not
 * "people", "-tion", "-cial", "pa-tient", "qua-" and "sea". */
static gboolean
is_spoken_apart (const char *word, gsize at)
{
  static const char *const pairs[] = { "eo", "ia", "io", "ua", NULL };
  char pair[3] = { word[at], word[at + 1], '\0' };
  const char *behind = word + at + 2;

  if (at == 0)
    return FALSE;
  if (g_str_equal (word + at, "ea"))
    return at > 1 && strpbrk (word, "aeiouy") < word + at;
  if (g_str_equal (word + at + 1, "ing"))
    return TRUE;
  if (strchr (pair[0] == 'u' ? "gq" : "ctgsx", word[at - 1]) != NULL)
    return FALSE;
  if (g_str_equal (pair, "ie"))
    return *behind == 't' || g_str_has_prefix (behind, "nt");
  return g_strv_contains (pairs, pair) && !(pair[0] == 'e' && *behind == 'p');
}

/* Of "likely", "soreness" and "elsewhere": where the second part begins, behind a silent e; 0 if the
 * word has no such parts. */
static gsize
find_joint (const char *word, gsize length)
{
  static const char *const ends[] = { "ly", "ty", "ness", "ment", "less", "ful", "thing", "where" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gsize joint = length - strlen (ends[i]);

      if (g_str_has_suffix (word, ends[i]) && joint > 3 && word[joint - 1] == 'e'
          && !is_vowel (word[joint - 2]))
        return joint;
    }
  return 0;
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
  gsize joint = find_joint (word, length);
  guint count = 0;
  gboolean vowel = FALSE;

  if (joint > 0)
    {
      g_autofree char *first = g_strndup (word, joint);

      return candor_readability_syllables (first) + candor_readability_syllables (word + joint);
    }

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

/* "Seventy-five" has four. A hundred and a thousand are said with what stands before them. */
static guint
number_syllables (guint64 number)
{
  static const guint small[] = { 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2 };
  static const guint tens[] = { 0, 0, 2, 2, 2, 2, 2, 3, 2, 2 };

  if (number >= 1000000)
    return number_syllables (number / 1000000) + 2
           + (number % 1000000 > 0 ? number_syllables (number % 1000000) : 0);
  if (number >= 1000)
    return number_syllables (number / 1000) + 2
           + (number % 1000 > 0 ? number_syllables (number % 1000) : 0);
  if (number >= 100)
    return number_syllables (number / 100) + 2
           + (number % 100 > 0 ? number_syllables (number % 100) : 0);
  if (number >= 20)
    return tens[number / 10] + (number % 10 > 0 ? small[number % 10] : 0);
  return small[number];
}

/* @figures: such as "1,845", "0.25" or "2018", which is said in two halves as years are. */
static guint
figures_syllables (const char *figures)
{
  gboolean is_year = strlen (figures) == 4 && strspn (figures, "0123456789") == 4
                     && figures[0] != '0' && figures[2] != '0';
  guint64 number = 0;
  guint after_point = 0;
  gboolean point = FALSE;

  for (const char *p = figures; *p != '\0'; p++)
    if (*p == '.')
      point = TRUE;
    else if (g_ascii_isdigit (*p) && point)
      after_point += number_syllables (*p - '0');
    else if (g_ascii_isdigit (*p))
      number = MIN (number, 100000000000) * 10 + (*p - '0');

  if (is_year)
    return number_syllables (number / 100) + number_syllables (number % 100);
  return number_syllables (number) + after_point + (point ? 1 : 0);
}

/* "FDA" is read letter by letter. */
static gboolean
is_initials (const char *word)
{
  gsize length = strlen (word);

  if (length < 2 || length > 5)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (word[i]))
      return FALSE;
  return TRUE;
}

static guint
initials_syllables (const char *word)
{
  guint count = 0;

  for (; *word != '\0'; word++)
    count += *word == 'W' ? 3 : 1;
  return count;
}

/* @word: letters, digits and hyphens, as the text has them. */
static guint
word_syllables (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "-", -1);
  guint count = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *small = g_ascii_strdown (parts[i], -1);

      if (*small == '\0')
        continue;
      if (g_ascii_isdigit (*small))
        count += figures_syllables (small);
      else if (is_initials (parts[i]))
        count += initials_syllables (parts[i]);
      else if (g_str_equal (small, "mm") || g_str_equal (small, "cm"))
        count += 4; /* millimetres, centimetres */
      else
        count += candor_readability_syllables (small);
    }
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
end_sentence (Counter *self)
{
  if (self->in_sentence == 0)
    return;
  self->result->sentences++;
  self->result->longest = MAX (self->result->longest, self->in_sentence);
  self->in_sentence = 0;
}

static void
end_word (Counter *self, GString *word)
{
  guint n;

  while (word->len > 0 && strchr ("-.,", word->str[word->len - 1]) != NULL)
    g_string_truncate (word, word->len - 1);
  if (word->len == 0)
    return;
  n = is_left_out (word->str, self->left_out) ? 1 : word_syllables (word->str);
  self->result->words++;
  self->in_sentence++;
  self->result->syllables += n;
  self->result->long_words += n >= 3;
  g_string_truncate (word, 0);
}

/* Whether the sign at @p joins what stands around it into one word: "make-up", "0.25", "1,845". */
static gboolean
joins (const GString *word, const char *p)
{
  if (word->len == 0)
    return FALSE;
  if (*p == '-')
    return g_ascii_isalnum (p[1]);
  return (*p == '.' || *p == ',') && g_ascii_isdigit (word->str[word->len - 1])
         && g_ascii_isdigit (p[1]);
}

/**
 * candor_readability_measure:
 * @text: English text; a line end ends a sentence too
 * @left_out: (nullable) (array zero-terminated=1): defined words that count as one syllable
 * @result: (out caller-allocates): the figures; its section is left as it is
 *
 * Flesch-Kincaid grade: 0.39 W/S + 11.8 Y/W - 15.59 (Kincaid 1975). SMOG: 1.043 sqrt(30 P/S) +
 * 3.1291 (McLaughlin 1969), where P counts the words of three syllables or more. Of fewer than 30
 * sentences, 30 P/S is an estimate from few words: candor_readability_is_short ().
 */
void
candor_readability_measure (const char *text,
                            const char *const *left_out,
                            CandorReadability *result)
{
  /* Taken apart, a letter stands before its accent, which is then passed over. */
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) word = g_string_new (NULL);
  Counter counter = { left_out, result, 0 };

  result->sentences = result->words = result->syllables = result->long_words = result->longest = 0;
  for (const char *p = apart != NULL ? apart : "";; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? g_ascii_isalnum (*p) || joins (word, p) : g_unichar_isalnum (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0 && (c == '\'' || c == 0x2019 || g_unichar_ismark (c)))
        continue;
      end_word (&counter, word);
      if (*p == '\0' || *p == '\n' || *p == '.' || *p == '!' || *p == '?')
        end_sentence (&counter);
      if (*p == '\0')
        break;
    }

  result->flesch_kincaid = result->smog = 0;
  if (result->sentences == 0)
    return;
  result->flesch_kincaid
      = 0.39 * result->words / result->sentences + 11.8 * result->syllables / result->words - 15.59;
  result->smog = 1.043 * sqrt (30.0 * result->long_words / result->sentences) + 3.1291;
}

/**
 * candor_readability_is_short:
 *
 * Returns: whether the text has so few sentences that its SMOG grade says little: one long word more
 *   or less moves it by a grade or two
 */
gboolean
candor_readability_is_short (const CandorReadability *self)
{
  return self->sentences < SMOG_MIN_SENTENCES;
}

/**
 * candor_readability_is_hard:
 *
 * Returns: whether the text is harder than a patient should be given
 */
gboolean
candor_readability_is_hard (const CandorReadability *self)
{
  return self->flesch_kincaid > CANDOR_MAX_FLESCH_KINCAID || self->smog > CANDOR_MAX_SMOG
         || self->longest > CANDOR_MAX_SENTENCE || self->on_page > CANDOR_MAX_ON_PAGE;
}

void
candor_readability_free (CandorReadability *self)
{
  g_free (self->section);
  g_free (self);
}
