/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A language while somebody translates it: its catalogue is read again whenever it is saved, and what
 * it does not say yet is marked. The variable CANDOR_PREVIEW names the catalogue, as in "/tmp/uk.mo".
 */
#include "candor-preview.h"

#include <string.h>

#include "candor-language-private.h"

/* What a text is put in for, and what any other value is. */
#define TEXT_PLACE "(?<!%)%(?:[1-9]\\$)?[-+#0']*[0-9]*(?:\\.[0-9]+)?s"
#define ANY_PLACE "%(?:[1-9]\\$)?[-+#0']*[0-9]*(?:\\.[0-9]+)?[hlz]*[a-zA-Z%]"

static gboolean
has_words (const char *text)
{
  static GRegex *regex = NULL;
  g_autofree char *bare = NULL;

  if (regex == NULL)
    regex = g_regex_new (ANY_PLACE, G_REGEX_OPTIMIZE, 0, NULL);
  bare = g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
  for (const char *at = bare; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* The spaces around it stay outside. */
static void
append_marked (GString *marked, const char *start, gsize length)
{
  g_autofree char *text = g_strndup (start, length);
  g_autofree char *words = g_strstrip (g_strdup (text));
  const char *at = strstr (text, words);

  if (has_words (words))
    g_string_append_printf (marked, "%.*s[EN: %s]%s", (int)(at - text), text, words,
                            at + strlen (words));
  else
    g_string_append (marked, text);
}

/* Called by one thread at a time.
 *
 * English in the middle of another script is seen by itself; in the middle of Spanish it is not. What is
 * put into the text may be marked itself: it stands beside the marks around it, not in them. */
static char *
make_missing (const char *message)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  GString *marked = g_string_new (NULL);
  int behind = 0, start, end;

  if (regex == NULL)
    regex = g_regex_new (TEXT_PLACE, G_REGEX_OPTIMIZE, 0, NULL);
  for (g_regex_match (regex, message, 0, &match); g_match_info_fetch_pos (match, 0, &start, &end);
       g_match_info_next (match, NULL))
    {
      append_marked (marked, message + behind, (gsize)(start - behind));
      g_string_append_len (marked, message + start, end - start);
      behind = end;
    }
  append_marked (marked, message + behind, strlen (message + behind));
  return g_string_free (marked, FALSE);
}

/* Returns: (transfer full) (nullable): its code, from the name of its file: "zh_CN.mo" is zh-CN */
static char *
dup_code (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *end = g_strrstr (name, ".mo");

  if (end == NULL || end == name)
    return NULL;
  *end = '\0';
  return g_strdelimit (g_steal_pointer (&name), "_", '-');
}

static gpointer
load (gpointer data)
{
  const char *path = candor_preview_path ();
  g_autofree char *code = path != NULL ? dup_code (path) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorCatalog) catalog = NULL;
  CandorLanguage *language = NULL;

  if (code == NULL)
    return NULL;
  catalog = candor_catalog_load (path, &error);
  if (catalog != NULL)
    language = candor_language_new (code, catalog, &error);
  if (language != NULL)
    language->make = make_missing;
  else
    g_message ("%s: %s", path, error->message);
  return language;
}

/**
 * candor_preview_path:
 *
 * Returns: (transfer none) (nullable): the catalogue that somebody is at work on
 */
const char *
candor_preview_path (void)
{
  const char *path = g_getenv ("CANDOR_PREVIEW");

  return path != NULL && *path != '\0' ? path : NULL;
}

/**
 * candor_preview_get:
 *
 * Returns: (transfer none) (nullable): the language that somebody is at work on
 */
CandorLanguage *
candor_preview_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load, NULL);
}

/**
 * candor_preview_reload:
 * @error: return location for an error
 *
 * Reads the catalogue again. Words that were taken out of it before stay where they are: they may
 * stand on a page.
 *
 * Returns: whether it could be read; if not, the words are those of before
 */
gboolean
candor_preview_reload (GError **error)
{
  static GPtrArray *former = NULL;
  CandorLanguage *language = candor_preview_get ();
  CandorCatalog *catalog;

  g_return_val_if_fail (language != NULL, FALSE);

  catalog = candor_catalog_load (candor_preview_path (), error);
  if (catalog == NULL)
    return FALSE;
  if (former == NULL)
    former = g_ptr_array_new ();
  g_ptr_array_add (former, language->catalog);
  language->catalog = catalog;
  return TRUE;
}
