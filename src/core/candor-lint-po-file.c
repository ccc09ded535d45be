/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Finds what a .po file is looked through with: the wording of its language, the glossary beside it, the
 * procedures that it translates, and, where there is no template, what else can tell that it is whole.
 */
#include "candor-lint-po.h"

#include <string.h>

#include "candor-error.h"
#include "candor-language-use.h"
#include "candor-lint-po-private.h"

/* A clinic's file translates one procedure, the project's own a few. */
#define MAX_PROCEDURES 16

/* The list of the language, or of it without its country: "zh_CN" is looked for, and then "zh". */
static gboolean
find_wording (const char *language, CandorWording **wording, GError **error)
{
  g_autofree char *base = g_strndup (language, strcspn (language, "-_@."));
  const char *const codes[] = { language, base };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *name = g_strconcat ("wording/", codes[i], ".ini", NULL);
      g_autofree char *path = NULL;

      /* The code comes from a file: it must not lead out of the folder. */
      if (*codes[i] == '\0' || strpbrk (codes[i], "/\\.") != NULL)
        continue;
      path = candor_data_find (name);
      if (path == NULL)
        continue;
      *wording = candor_wording_load (path, error);
      return *wording != NULL;
    }
  return TRUE;
}

static gboolean
find_glossary (const char *path, CandorGlossary **glossary, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *beside = g_build_filename (folder, "glossary.md", NULL);

  if (!g_file_test (beside, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  *glossary = candor_glossary_load (beside, error);
  return *glossary != NULL;
}

/* @place: such as "data/procedures/microneedling.xml:12"; the id, or %NULL if it is no such file */
static char *
dup_id (const char *place)
{
  const char *end = strstr (place, ".xml");
  g_autofree char *file = NULL;

  if (end == NULL || (end[4] != '\0' && end[4] != ':'))
    return NULL;
  file = g_strndup (place, end - place);
  return g_path_get_basename (file);
}

/* Beside the file, as a clinic has it; then in the folder that the place names, and in Candor's data. */
static CandorProcedure *
load_procedure (const char *path, const char *place, const char *id)
{
  g_autofree char *beside = g_path_get_dirname (path);
  g_autofree char *root = g_path_get_dirname (beside);
  g_autofree char *folder = g_path_get_dirname (place);
  g_autofree char *named = g_build_filename (root, folder, NULL);
  const char *const folders[] = { beside, named };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *file = candor_procedure_find_file (id, folders[i], NULL);
      CandorProcedure *procedure = file != NULL ? candor_procedure_load (file, NULL) : NULL;

      if (procedure != NULL)
        return procedure;
    }
  return NULL;
}

static void
find_procedures (const char *path, const CandorPo *po, GPtrArray *procedures)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < po->entries->len; i++)
    {
      const char *text = ((CandorPoEntry *)po->entries->pdata[i])->places;
      g_auto (GStrv) places = g_strsplit (text != NULL ? text : "", " ", -1);

      for (gsize j = 0; places[j] != NULL && procedures->len < MAX_PROCEDURES; j++)
        {
          char *id = dup_id (places[j]);
          CandorProcedure *procedure = NULL;

          if (id == NULL || !g_hash_table_add (seen, id))
            continue;
          procedure = load_procedure (path, places[j], id);
          if (procedure != NULL)
            g_ptr_array_add (procedures, procedure);
        }
    }
}

/* A file that ends before the first string of the app is known by its folder. */
static gboolean
is_of_project (const CandorPo *po, const char *folder)
{
  g_autofree char *list = g_build_filename (folder, "POTFILES.in", NULL);

  return candor_po_is_of_app (po) || g_file_test (list, G_FILE_TEST_IS_REGULAR);
}

/* What Candor says in that language is looked up there where a clinic's own file does not say it. */
static const CandorLanguage *
find_known (const char *code)
{
  g_autofree char *name = g_strdelimit (g_strdup (code != NULL ? code : ""), "_", '-');

  return candor_language_find (name, NULL);
}

/* @known: (nullable): the language, for a file that is not Candor's own
 *
 * Returns: (transfer full) (element-type utf8): the keys of all strings that are known to be wanted */
static GPtrArray *
list_needed (gboolean is_of_app, const CandorLanguage *known, GPtrArray *procedures)
{
  CandorCatalog *catalog = is_of_app ? candor_language_get_needed () : NULL;
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *needed = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < procedures->len; i++)
    {
      g_autoptr (GPtrArray) messages = candor_procedure_list_messages (procedures->pdata[i]);

      for (guint j = 0; j < messages->len; j++)
        if (!g_hash_table_contains (met, messages->pdata[j])
            && (known == NULL || !candor_language_has (known, NULL, messages->pdata[j])))
          {
            g_ptr_array_add (needed, g_strdup (messages->pdata[j]));
            g_hash_table_add (met, needed->pdata[needed->len - 1]);
          }
    }
  for (guint i = 1; catalog != NULL && i < candor_catalog_size (catalog); i++)
    {
      const char *key = candor_catalog_get (catalog, i, NULL);

      if (!g_hash_table_contains (met, key))
        g_ptr_array_add (needed, g_strdup (key));
    }
  return needed;
}

/* Returns: (transfer full) (nullable): the file in @folder, of any language, that has most strings */
static CandorPo *
find_longest (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  CandorPo *longest = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (CandorPo) po = NULL;

      /* One that cannot be read is told of when it is looked through itself. */
      if (g_str_has_suffix (name, ".po"))
        po = candor_po_load (path, NULL);
      if (po != NULL && candor_po_is_of_app (po)
          && (longest == NULL || po->entries->len > longest->entries->len))
        {
          g_clear_pointer (&longest, candor_po_free);
          longest = g_steal_pointer (&po);
        }
    }
  return longest;
}

/**
 * candor_lint_po_file:
 * @path: a .po file
 * @template_path: (nullable): the .pot file that the source has now
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is wrong in the file, or %NULL with an error when it, or a
 *   file that it is looked through with, cannot be read
 */
CandorPoLint *
candor_lint_po_file (const char *path, const char *template_path, GError **error)
{
  g_autoptr (CandorPo) po = candor_po_load (path, error);
  g_autoptr (CandorPo) template = NULL;
  g_autoptr (CandorWording) wording = NULL;
  g_autoptr (CandorGlossary) glossary = NULL;
  g_autoptr (GPtrArray) procedures
      = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_procedure_unref);
  g_autoptr (GPtrArray) needed = NULL;
  g_autoptr (CandorPo) beside = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *language = NULL;

  if (po == NULL)
    return NULL;
  if (template_path != NULL)
    {
      template = candor_po_load (template_path, error);
      if (template == NULL)
        return NULL;
    }
  language = candor_po_dup_header (po, "Language");
  if (!find_wording (language != NULL ? language : "", &wording, error)
      || !find_glossary (path, &glossary, error))
    return NULL;
  find_procedures (path, po, procedures);
  if (template == NULL)
    {
      gboolean is_of_app = is_of_project (po, folder);

      needed = list_needed (is_of_app, is_of_app ? NULL : find_known (language), procedures);
      beside = is_of_app ? find_longest (folder) : NULL;
    }
  return candor_lint_po (po, &(CandorLintMeans){
                                 .wording = wording,
                                 .glossary = glossary,
                                 .template = template,
                                 .needed = needed,
                                 .beside = beside,
                                 .procedures = procedures->len > 0 ? procedures : NULL,
                             });
}
