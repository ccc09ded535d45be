/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How many syllables a word has, by the rules of spelling of its language. Words from elsewhere may come
 * out one too many or too few; over a section that does not matter.
 */
#include "candor-syllables.h"

#include <string.h>

/* Longer than any word; the rest of one is not counted. */
#define MAX_LETTERS 64

/* One byte for each letter, so that rules can be written as they are said. */
typedef struct
{
  char letters[MAX_LETTERS + 1];
  gsize n;
} Word;

/* @from: letters with signs; @to: as many bytes, what each of them is in the rules. Any other letter
 * beyond ASCII is a consonant. */
static void
read_word (Word *self, const char *text, const char *from, const char *to)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autofree char *small = g_utf8_strdown (whole != NULL ? whole : "", -1);

  self->n = 0;
  for (const char *at = small; *at != '\0' && self->n < MAX_LETTERS; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      const char *place = c < 0x80 ? NULL : g_utf8_strchr (from, -1, c);

      if (c < 0x80)
        self->letters[self->n++] = (char)c;
      else
        self->letters[self->n++] = place != NULL ? to[g_utf8_pointer_to_offset (from, place)] : 'x';
    }
  self->letters[self->n] = '\0';
}

static void
drop (Word *self, gsize at)
{
  memmove (self->letters + at, self->letters + at + 1, self->n - at);
  self->n--;
}

static gboolean
is_one_of (char c, const char *letters)
{
  return c != '\0' && strchr (letters, c) != NULL;
}

static gboolean
ends_with (const Word *self, const char *end)
{
  return g_str_has_suffix (self->letters, end);
}

/* Letters that are written and not spoken: "h", and "u" in "que" and "gui" */
static void
drop_silent_spanish (Word *self)
{
  for (gsize i = self->n; i > 0; i--)
    {
      gsize at = i - 1;
      char before = at > 0 ? self->letters[at - 1] : '\0';

      if (self->letters[at] == 'h'
          || (self->letters[at] == 'u' && (before == 'q' || before == 'g')
              && is_one_of (self->letters[at + 1], "eiI")))
        drop (self, at);
    }
}

/**
 * candor_syllables_spanish:
 * @word: a word
 *
 * Two strong vowels, or a strong one and a weak one with an accent, are two syllables; any other vowels
 * together are one (Real Academia Española, Ortografía, 2010).
 *
 * Returns: its syllables, at least 1
 */
guint
candor_syllables_spanish (const char *word)
{
  static const char vowels[] = "aeoiuIUw";
  static const char strong[] = "aeoIU";
  Word self;
  guint count = 0;
  char before = '\0';

  read_word (&self, word, "áéóíúüñ", "aeoIUwn");
  drop_silent_spanish (&self);
  for (gsize i = 0; i < self.n; i++)
    {
      char c = self.letters[i];

      /* At the end and before a consonant, "y" is a vowel. */
      if (c == 'y' && !is_one_of (self.letters[i + 1], vowels))
        c = 'i';
      if (is_one_of (c, vowels))
        count
            += !is_one_of (before, vowels) || (is_one_of (c, strong) && is_one_of (before, strong));
      before = c;
    }
  return MAX (count, 1);
}

/* Of "Familie", "Patientin" and "Museum": two vowels that look like one sound, and are two */
static gboolean
is_apart_german (const Word *self, gsize at)
{
  static const char *const endings[] = { "ie", "ien", "eum", NULL };
  const char *rest = self->letters + at;
  gboolean has_vowel_before = FALSE;

  for (gsize i = 0; i + 1 < at; i++)
    has_vowel_before |= is_one_of (self->letters[i], "aeiouyAOU");
  if (!has_vowel_before)
    return FALSE;
  if (g_str_has_prefix (rest, "ient"))
    return at > 0 && self->letters[at - 1] == 't';
  if (!g_strv_contains (endings, rest))
    return FALSE;
  return *rest == 'e' || (at > 0 && is_one_of (self->letters[at - 1], "lndr"));
}

/**
 * candor_syllables_german:
 * @word: a word
 *
 * Each vowel is one, and two that are written for one sound are one together.
 *
 * Returns: its syllables, at least 1
 */
guint
candor_syllables_german (const char *word)
{
  static const char *const sounds[]
      = { "ei", "ai", "ey", "ay", "au", "Au", "eu", "ie", "aa", "ee", "oo", NULL };
  static const char vowels[] = "aeiouyAOU";
  Word self;
  guint count = 0;

  read_word (&self, word, "äöüßé", "AOUse");
  for (gsize i = 0; i < self.n; i++)
    {
      char pair[3] = { self.letters[i], self.letters[i + 1], '\0' };

      if (!is_one_of (pair[0], vowels) || (pair[0] == 'u' && i > 0 && self.letters[i - 1] == 'q')
          || (pair[0] == 'y' && i == 0 && is_one_of (pair[1], vowels)))
        continue;
      count++;
      if (g_strv_contains (sounds, pair) && !is_apart_german (&self, i))
        i++;
    }
  /* The last sound of this French word is not spoken. */
  if (ends_with (&self, "creme") || ends_with (&self, "cremes"))
    count--;
  return MAX (count, 1);
}

/* The ending of verbs that is not spoken: "peuvent", "finissent", "disent" */
static gboolean
is_mute_ent (const Word *self)
{
  static const char *const endings[] = { "ivent", "uvent", "ssent", "isent", "nnent", "ttent" };

  if (g_str_equal (self->letters, "souvent"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (ends_with (self, endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_vowel (const Word *self, gsize length, const char *vowels)
{
  for (gsize i = 0; i < length; i++)
    if (is_one_of (self->letters[i], vowels))
      return TRUE;
  return FALSE;
}

/* "e", "es" and some "ent" at the end are silent where the word has another vowel. */
static void
drop_silent_french (Word *self, const char *vowels)
{
  gsize length = 0;

  for (gsize i = self->n; i > 0; i--)
    if (self->letters[i - 1] == 'u' && i > 1 && is_one_of (self->letters[i - 2], "qg")
        && is_one_of (self->letters[i], "aeEFioJ"))
      drop (self, i - 1);
  if (is_mute_ent (self))
    length = 3;
  else if (ends_with (self, "es"))
    length = 2;
  else if (ends_with (self, "e"))
    length = 1;
  if (length > 0 && has_vowel (self, self->n - length, vowels))
    self->letters[self->n -= length] = '\0';
}

/* Whether two vowels side by side are spoken one after the other: "océan", "naïf", "client" */
static gboolean
is_apart_french (const Word *self, gsize at)
{
  const char *letters = self->letters;

  if (letters[at] == 'J' || letters[at - 1] == 'E')
    return TRUE;
  if (letters[at - 1] != 'i' && letters[at - 1] != 'u')
    return FALSE;
  return at > 2 && is_one_of (letters[at - 2], "lr") && is_one_of (letters[at - 3], "bcdfgptv");
}

/**
 * candor_syllables_french:
 * @word: a word
 *
 * Vowels together are one, and the silent endings are none.
 *
 * Returns: its syllables, at least 1
 */
guint
candor_syllables_french (const char *word)
{
  /* E is "é", F an "e" with another accent, J a vowel with two dots. */
  static const char vowels[] = "aeiouEFJ";
  Word self;
  guint count = 0;
  gboolean before = FALSE;

  read_word (&self, word, "àâéèêëîïôöùûüœæç", "aaEFFJiJoouuJoac");
  drop_silent_french (&self, vowels);
  for (gsize i = 0; i < self.n; i++)
    {
      gboolean now = is_one_of (self.letters[i], vowels)
                     || (self.letters[i] == 'y' && !is_one_of (self.letters[i + 1], vowels));

      count += now && (!before || is_apart_french (&self, i));
      before = now;
    }
  return MAX (count, 1);
}
