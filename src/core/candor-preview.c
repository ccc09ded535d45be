/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A language while somebody translates it: its catalogue is read again whenever it is saved, and what
 * it does not say yet is marked. The variable CANDOR_PREVIEW names the catalogue, as in "/tmp/uk.mo".
 */
#include "candor-preview.h"

#include "candor-language-private.h"

/* English in the middle of another script is seen by itself; in the middle of Spanish it is not. */
static char *
make_missing (const char *message)
{
  return g_strconcat ("[EN: ", message, "]", NULL);
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
