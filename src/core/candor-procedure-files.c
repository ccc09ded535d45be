/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Where a procedure's files are found: its own, its pictures, and the catalogues that a clinic's own
 * procedure brings beside it.
 */
#include "candor-procedure-private.h"

#include <string.h>

#include "candor-error.h"
#include "candor-places.h"

/* Its own, "moonbath.es.mo" beside "moonbath.xml"; what it does not say, Candor's may. */
static const CandorCatalog *
find_catalog (const CandorProcedure *self, const CandorLanguage *language)
{
  return self->catalogs != NULL
             ? g_hash_table_lookup (self->catalogs, candor_language_code (language))
             : NULL;
}

/**
 * candor_procedure_text:
 * @self: a procedure
 * @language: the language to show it in
 * @message: a string of the procedure's file
 *
 * Returns: (transfer none): the text for @message in @language; @message itself where the
 *   procedure has no translation
 */
const char *
candor_procedure_text (const CandorProcedure *self,
                       const CandorLanguage *language,
                       const char *message)
{
  const CandorCatalog *catalog;
  const char *text = NULL;

  g_return_val_if_fail (self != NULL, message);

  catalog = find_catalog (self, language);
  if (catalog != NULL)
    text = candor_catalog_find (catalog, NULL, message);
  return text != NULL ? text : candor_language_text (language, message);
}

/**
 * candor_procedure_has_text:
 * @self: a procedure
 * @language: a language
 * @message: a string of the procedure's file
 *
 * Returns: whether @message is said in @language: translated, or written in it
 */
gboolean
candor_procedure_has_text (const CandorProcedure *self,
                           const CandorLanguage *language,
                           const char *message)
{
  const CandorCatalog *catalog = find_catalog (self, language);

  if (catalog != NULL && candor_catalog_find (catalog, NULL, message) != NULL)
    return TRUE;
  if (g_str_equal (candor_language_code (language), self->language))
    return TRUE;
  return g_str_equal (candor_language_code (candor_language_english ()), self->language)
         && candor_language_has (language, NULL, message);
}

/* Returns: (nullable): the code of the language that @name is a catalogue of */
static char *
code_of_file (const CandorProcedure *self, const char *name)
{
  gsize length = strlen (self->domain);
  g_autofree char *code = NULL;

  if (!g_str_has_prefix (name, self->domain) || name[length] != '.'
      || !g_str_has_suffix (name, ".mo") || strlen (name) < length + 5)
    return NULL;
  code = g_strndup (name + length + 1, strlen (name) - length - 4);
  return g_strdelimit (g_steal_pointer (&code), "_", '-');
}

/**
 * candor_procedure_load_catalogs:
 * @self: a procedure that lies in a folder, and that nobody else has yet
 * @error: return location for an error
 *
 * Where it names a domain of its own, loads "DOMAIN.LANGUAGE.mo" of all languages from that folder.
 *
 * Returns: whether all that are there can be used
 */
gboolean
candor_procedure_load_catalogs (CandorProcedure *self, GError **error)
{
  g_autoptr (GDir) dir = self->domain != NULL ? g_dir_open (self->folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *code = code_of_file (self, name);
      g_autofree char *path = NULL;
      g_autoptr (GError) cause = NULL;
      CandorCatalog *catalog;

      if (code == NULL)
        continue;
      path = g_build_filename (self->folder, name, NULL);
      catalog = candor_catalog_load (path, &cause);
      if (catalog == NULL)
        {
          candor_error_set_around (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, cause,
                                   "The translation “%s” beside the procedure cannot be used. %s",
                                   name, cause->message);
          return FALSE;
        }
      if (self->catalogs == NULL)
        self->catalogs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                (GDestroyNotify)candor_catalog_unref);
      g_hash_table_replace (self->catalogs, g_steal_pointer (&code), catalog);
    }
  return TRUE;
}

/**
 * candor_data_find:
 * @name: a path inside the data folder, such as "wording/en.ini"
 *
 * Returns: (transfer full) (nullable): where that file is, or %NULL when there is none
 */
char *
candor_data_find (const char *name)
{
  g_autoptr (GPtrArray) folders = candor_places_data ();

  for (guint i = 0; i < folders->len; i++)
    {
      g_autofree char *path = g_build_filename (folders->pdata[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/**
 * candor_procedure_figure_path:
 * @self: a procedure
 * @figure: one of its figures
 *
 * Returns: (transfer full) (nullable): where the picture is: beside the procedure's file, or among
 *   Candor's illustrations
 */
char *
candor_procedure_figure_path (const CandorProcedure *self, const CandorFigure *figure)
{
  g_autofree char *name = g_build_filename ("illustrations", figure->file, NULL);

  if (self->folder != NULL)
    {
      g_autofree char *beside = g_build_filename (self->folder, figure->file, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&beside);
    }
  return candor_data_find (name);
}

/**
 * candor_procedure_find_file:
 * @id: a procedure's id
 * @near: (nullable): a folder to look into first
 * @error: return location for an error
 *
 * Looks beside the visit, among what comes with Candor, and last among the clinic's own procedures.
 *
 * Returns: (transfer full) (nullable): the path of the file ID.xml, or %NULL with
 *   %CANDOR_ERROR_NOT_FOUND
 */
char *
candor_procedure_find_file (const char *id, const char *near, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;
  char *found;

  /* An id comes from a file: it must not lead out of the folder. */
  if (id == NULL || strpbrk (id, "/\\.") != NULL || strlen (id) > 64
      || !g_utf8_validate (id, -1, NULL))
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
          "The visit does not name its procedure by an id, so its text cannot be found.");
      return NULL;
    }

  file = g_strconcat (id, ".xml", NULL);
  if (near != NULL)
    {
      g_autofree char *beside = g_build_filename (near, file, NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&beside);
    }

  name = g_build_filename ("procedures", file, NULL);
  found = candor_data_find (name);
  if (found != NULL)
    return found;
  found = candor_places_own (name);
  if (g_file_test (found, G_FILE_TEST_IS_REGULAR))
    return found;
  g_free (found);
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                    "There is no procedure file “%s”. Put it beside the visit, or name it with "
                    "--procedure.",
                    file);
  return NULL;
}
