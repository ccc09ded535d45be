/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A key typed into a search must be answered before the next one. What many records say alike, and in
 * every language, is looked through once for all of them; of each record only its name and dates are,
 * which stand close together in memory: that finds a part of any word in any script.
 */
#include "candor-index-private.h"

#include "candor-needle.h"
#include "candor-sought.h"

typedef struct
{
  CandorNeedle word;
  CandorNeedle date; /* of no length where the word is a part of no date */
} Wanted;

typedef struct
{
  Wanted *words; /* (owned) */
  guint n_words;
  guint8 *common; /* (owned): for each common text, whether it has each word */
} Search;

static gboolean
is_in (const Wanted *wanted, const CandorIndexPart *part)
{
  return candor_needle_is_in (&wanted->word, part->text, part->length)
         || (wanted->date.length > 0
             && candor_needle_is_in (&wanted->date, part->text, part->length));
}

/* The longest first: it mostly settles the matter. */
static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize one = ((const Wanted *)a)->word.length;
  gsize other = ((const Wanted *)b)->word.length;

  return (one < other) - (one > other);
}

static void
search_init (Search *self, const CandorSought *sought, GArray *common)
{
  self->n_words = candor_sought_get_n_words (sought);
  self->words = g_new0 (Wanted, self->n_words);
  for (guint i = 0; i < self->n_words; i++)
    {
      const char *date;

      candor_needle_init (&self->words[i].word, candor_sought_get_word (sought, i, &date));
      if (date != NULL)
        candor_needle_init (&self->words[i].date, date);
    }
  if (self->n_words > 1)
    qsort (self->words, self->n_words, sizeof *self->words, compare_lengths);
  self->common = g_new (guint8, (gsize)common->len * self->n_words);
  for (guint i = 0; i < common->len; i++)
    for (guint j = 0; j < self->n_words; j++)
      self->common[(gsize)i * self->n_words + j]
          = is_in (&self->words[j], &g_array_index (common, CandorIndexPart, i));
}

static void
search_clear (Search *self)
{
  g_free (self->words);
  g_free (self->common);
}

static gboolean
search_fits (const Search *self, const CandorIndexEntry *entry)
{
  gsize common = (gsize)entry->common * self->n_words;

  for (guint i = 0; i < self->n_words; i++)
    if (!self->common[common + i] && !is_in (&self->words[i], &entry->own))
      return FALSE;
  return TRUE;
}

/**
 * candor_index_search:
 * @self: an index
 * @words: (nullable): what was typed; every word must be found, in any order, and may be a part of
 *   one
 * @language: (nullable): the language in which dates may be typed, besides English
 * @among: (nullable) (element-type guint): what was found for the start of @words, to go on from
 *
 * Returns: (transfer full) (element-type guint): the entries, the newest first; all of them for no
 *   words
 */
GArray *
candor_index_search (CandorIndex *self,
                     const char *words,
                     const CandorLanguage *language,
                     GArray *among)
{
  g_autoptr (CandorSought) sought = candor_sought_new (words, language);
  guint n = among != NULL ? among->len : self->entries->len;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_found = 0;
  Search search;

  /* All of it may be found: then room is not asked for a hundred thousand times. */
  g_array_set_size (found, n);
  search_init (&search, sought, self->common);
  for (guint i = 0; i < n; i++)
    {
      guint number = among != NULL ? g_array_index (among, guint, i) : n - 1 - i;
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, number);

      if (!candor_index_entry_is_gone (entry) && search_fits (&search, entry))
        g_array_index (found, guint, n_found++) = number;
    }
  search_clear (&search);
  g_array_set_size (found, n_found);
  return found;
}
