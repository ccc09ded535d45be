/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a language is good for. A signature stands for words that were read: where one of them would be
 * English in the middle of another language, or be older than the text that it translates, nobody
 * signs in that language.
 *
 * What is older is missing too: a sentence of the source that was changed has another name in the
 * catalogue, and msgfmt leaves out what a translator marked as doubtful.
 */
#include "candor-language-use.h"

#include <string.h>

#include "candor-places.h"
#include "candor-procedure.h"

/* Of 100 needed strings, so many may be missing in a language that is offered to read. */
#define MAX_MISSING_TO_READ 10

#define CONTEXT_END '\004'
#define NEEDED "consent.mo"

/* It is made beside the catalogues, and installed with the data.
 *
 * Returns: (transfer full) (nullable): where it is */
static char *
find_needed (void)
{
  g_autoptr (GPtrArray) folders = candor_places_catalogs ();

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path = g_build_filename (folders->pdata[i], NEEDED, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return candor_data_find (NEEDED);
}

/* Every string of the pages, the rules and the papers of a consent: their names alone, as a catalogue
 * that is made when Candor is built. */
static gpointer
load_needed (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = find_needed ();
  CandorCatalog *catalog = path != NULL ? candor_catalog_load (path, &error) : NULL;

  if (catalog == NULL)
    g_message ("%s: %s", NEEDED, error != NULL ? error->message : "it is not there");
  return catalog;
}

static gboolean
has_key (const CandorLanguage *self, const char *key)
{
  const char *end = strchr (key, CONTEXT_END);
  g_autofree char *context = end != NULL ? g_strndup (key, (gsize)(end - key)) : NULL;

  return candor_language_has (self, context, end != NULL ? end + 1 : key);
}

static guint
count_missing_words (const CandorLanguage *self, guint *n_needed)
{
  CandorCatalog *needed = candor_language_get_needed ();
  guint missing = 0;

  /* Without the list nothing can be said to be whole. */
  if (needed == NULL)
    {
      ++*n_needed;
      return 1;
    }
  for (guint i = 1; i < candor_catalog_size (needed); i++)
    missing += !has_key (self, candor_catalog_get (needed, i, NULL));
  *n_needed += candor_catalog_size (needed) - 1;
  return missing;
}

/**
 * candor_language_get_needed:
 *
 * Returns: (transfer none) (nullable): the names of all strings of the app that a consent needs; %NULL
 *   where the list is not installed
 */
CandorCatalog *
candor_language_get_needed (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_needed, NULL);
}

/**
 * candor_language_count_missing:
 * @self: a language
 * @procedure: what is to be read in it
 * @n_needed: (out) (optional): how many strings a consent needs
 *
 * Counts the strings of the procedure, and of the pages and papers of a consent, that @self does not
 * have: not translated, doubtful, older than the English, or with a placeholder that does not fit.
 *
 * Returns: how many are missing
 */
guint
candor_language_count_missing (const CandorLanguage *self,
                               CandorProcedure *procedure,
                               guint *n_needed)
{
  g_autoptr (GPtrArray) messages = candor_procedure_list_messages (procedure);
  guint missing = 0, needed = messages->len;

  for (guint i = 0; i < messages->len; i++)
    missing += !candor_procedure_has_text (procedure, self, messages->pdata[i]);
  if (!candor_language_is_same (self, candor_language_english ()))
    missing += count_missing_words (self, &needed);
  if (n_needed != NULL)
    *n_needed = needed;
  return missing;
}

/**
 * candor_language_get_use:
 * @self: a language
 * @procedure: what is to be read in it
 *
 * Whether the fonts of the tablet can show it is another question: see candor_paper_fonts_have ().
 *
 * Returns: what @self is good for
 */
CandorLanguageUse
candor_language_get_use (const CandorLanguage *self, CandorProcedure *procedure)
{
  guint needed;
  guint missing = candor_language_count_missing (self, procedure, &needed);

  if (missing == 0)
    return CANDOR_LANGUAGE_TO_SIGN;
  return missing * 100 <= needed * MAX_MISSING_TO_READ ? CANDOR_LANGUAGE_TO_READ
                                                       : CANDOR_LANGUAGE_NOT_OFFERED;
}
