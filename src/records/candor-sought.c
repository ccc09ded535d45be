/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The words of a search. Records have dates as 1971-02-03; people type them as their language does, often
 * in several words: then each of these words is also found where that date is.
 */
#include "candor-sought.h"

#include <string.h>

#include "candor-fold.h"
#include "core/candor-date.h"

/* “miércoles, el 3 de febrero de 1971”, and one to spare */
#define MAX_DATE_WORDS 8

typedef struct
{
  char *folded; /* (owned) */
  char *date;   /* (owned) (nullable): the date that it is a part of, as records have it */
} Word;

struct _CandorSought
{
  GArray *words; /* (owned) (element-type Word) */
};

static void
word_clear (gpointer data)
{
  Word *self = data;

  candor_free_wiped (self->folded);
  g_free (self->date);
}

static gboolean
has_digit (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isdigit (g_utf8_get_char (word)))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full): the words of @text as they were typed: a month is known with its accents */
static GPtrArray *
split (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_free_wiped);

  while (*text != '\0')
    {
      const char *end = text;

      while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > text)
        g_ptr_array_add (words, g_strndup (text, (gsize)(end - text)));
      text = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  return words;
}

/* Returns: (transfer full) (nullable): the date that @n words from @first on are. Of words that are none,
 * such as names, as few copies as possible are made: a date has a day and a year. */
static char *
read_date (GPtrArray *typed, guint first, guint n, const CandorLanguage *language)
{
  g_autoptr (GString) joined = NULL;
  char *iso = NULL;
  guint n_digits = 0;
  gsize length = 0;
  GDate date;

  for (guint i = 0; i < n; i++)
    {
      n_digits += has_digit (typed->pdata[first + i]);
      length += strlen (typed->pdata[first + i]) + 1;
    }
  if (n_digits < MIN (n, 2))
    return NULL;
  joined = g_string_sized_new (length + 1);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (joined, "%s ", (char *)typed->pdata[first + i]);
  if (candor_date_parse_typed (&date, joined->str, language))
    iso = candor_date_to_iso (&date);
  explicit_bzero (joined->str, joined->len);
  return iso;
}

/* One word may fold to several, and to none. */
static void
add_words (CandorSought *self, const char *typed, const char *date)
{
  char *folded = candor_fold (typed);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      Word word = { g_strdup (parts[i]), g_strdup (date) };

      g_array_append_val (self->words, word);
      explicit_bzero (parts[i], strlen (parts[i]));
    }
  candor_free_wiped (folded);
}

/**
 * candor_sought_new:
 * @words: (nullable): what was typed
 * @language: (nullable): the language of whoever typed it, in which a month may be named; English ones
 *   may be too
 *
 * Returns: (transfer full): its words; mostly the name of a patient, so that it is wiped with it
 */
CandorSought *
candor_sought_new (const char *words, const CandorLanguage *language)
{
  CandorSought *self = g_new0 (CandorSought, 1);
  char *valid = g_utf8_make_valid (words != NULL ? words : "", -1);
  g_autoptr (GPtrArray) typed = split (valid);

  if (language == NULL)
    language = candor_language_english ();
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, word_clear);
  for (guint i = 0; i < typed->len;)
    {
      g_autofree char *date = NULL;
      guint n = MIN (typed->len - i, MAX_DATE_WORDS);

      /* The longest first: "3 May 19" begins no other date. */
      while ((date = read_date (typed, i, n, language)) == NULL && n > 1)
        n--;
      for (; n > 0; n--, i++)
        add_words (self, typed->pdata[i], date);
    }
  candor_free_wiped (valid);
  return self;
}

/**
 * candor_sought_free:
 * @self: (transfer full): the words of a search, which are wiped
 */
void
candor_sought_free (CandorSought *self)
{
  g_array_unref (self->words);
  g_free (self);
}

/**
 * candor_sought_get_n_words:
 * @self: the words of a search
 *
 * Returns: how many there are
 */
guint
candor_sought_get_n_words (const CandorSought *self)
{
  return self->words->len;
}

/**
 * candor_sought_get_word:
 * @self: the words of a search
 * @number: of one of them, from 0
 * @date: (out) (transfer none) (nullable): the date that it is a part of, as records have it
 *
 * Returns: (transfer none): the word, folded; never empty. It is looked for, and @date instead of it
 */
const char *
candor_sought_get_word (const CandorSought *self, guint number, const char **date)
{
  const Word *word;

  g_return_val_if_fail (number < self->words->len, NULL);

  word = &g_array_index (self->words, Word, number);
  *date = word->date;
  return word->folded;
}

/**
 * candor_sought_is_in:
 * @self: the words of a search
 * @text: from candor_record_head_dup_sought ()
 *
 * Returns: whether each of them is a part of @text, or of a date in it
 */
gboolean
candor_sought_is_in (const CandorSought *self, const char *text)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);

      if (strstr (text, word->folded) == NULL
          && (word->date == NULL || strstr (text, word->date) == NULL))
        return FALSE;
    }
  return TRUE;
}
