/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Bringing records and log together after a crash. What was never acknowledged is adopted, an expiry
 * is finished; what was acknowledged and is gone is never mended, it is told.
 */
#include "candor-store-private.h"

#include <string.h>

#include "candor-atomic-file.h"

/* What the log says last about each record: its SHA-256, and whether it has expired. */
typedef struct
{
  char *sha256; /* (owned) (nullable) */
  gboolean is_expired;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->sha256);
  g_free (entry);
}

static gboolean
add_line_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  GHashTable *entries = data;
  Entry *entry;

  if (line == NULL || line->file == NULL || !candor_store_is_record_path (line->file)
      || !(candor_log_event_files_a_record (line->event) || line->event == CANDOR_LOG_EXPIRE))
    return TRUE;
  entry = g_new0 (Entry, 1);
  entry->sha256 = g_strdup (line->sha256);
  entry->is_expired = line->event == CANDOR_LOG_EXPIRE;
  g_hash_table_replace (entries, g_strdup (line->file), entry);
  return TRUE;
}

/* Only the very bytes that expired are taken away: others in their place are an alarm of the audit. */
static gboolean
finish_expiry (CandorTransaction *transaction,
               const char *file,
               const Entry *entry,
               CandorReconciled *result,
               GError **error)
{
  g_autofree char *hash = candor_store_hash_file (transaction->store, file, NULL);

  if (g_strcmp0 (hash, entry->sha256) != 0)
    return TRUE;
  if (!candor_transaction_confirm_log (transaction, error)
      || !candor_transaction_unlink_expired (transaction, file, error))
    return FALSE;
  g_ptr_array_add (result->finished, g_strdup (file));
  return TRUE;
}

static gboolean
reconcile_file (CandorTransaction *transaction,
                const char *file,
                const char *who,
                GHashTable *entries,
                CandorReconciled *result,
                GError **error)
{
  const Entry *entry = g_hash_table_lookup (entries, file);
  g_autofree char *path = candor_store_get_path (transaction->store, file);
  g_autofree char *hash = NULL;

  /* A link or a folder with the name of a record was not made by Candor. The audit names it. */
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  if (entry != NULL && entry->is_expired)
    return finish_expiry (transaction, file, entry, result, error);
  if (entry != NULL)
    return TRUE;
  /* One file that cannot be read must not keep anybody from all the others. */
  hash = candor_store_hash_file (transaction->store, file, NULL);
  if (hash == NULL)
    {
      g_ptr_array_add (result->unreadable, g_strdup (file));
      return TRUE;
    }
  if (!candor_transaction_adopt (transaction, file, who, error))
    return FALSE;
  g_ptr_array_add (result->adopted, g_strdup (file));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* What has a line and no file. */
static void
find_missing (GHashTable *entries, GPtrArray *files, CandorReconciled *result)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *file;
  const Entry *entry;

  for (guint i = 0; i < files->len; i++)
    g_hash_table_add (there, files->pdata[i]);
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&entry))
    if (!entry->is_expired && !g_hash_table_contains (there, file))
      g_ptr_array_add (result->missing, g_strdup (file));
  g_ptr_array_sort (result->missing, compare_names);
}

/* Half-written files lie where whole ones were to be. */
static guint
sweep (CandorStore *self, GPtrArray *files)
{
  g_autofree char *drafts = candor_store_get_path (self, CANDOR_STORE_DRAFTS);
  guint n_swept = candor_atomic_file_sweep (self->folder) + candor_atomic_file_sweep (drafts);
  g_autofree char *last = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = candor_store_get_path (self, files->pdata[i]);
      g_autofree char *folder = g_path_get_dirname (path);

      if (g_strcmp0 (folder, last) == 0)
        continue;
      n_swept += candor_atomic_file_sweep (folder);
      g_free (last);
      last = g_steal_pointer (&folder);
    }
  return n_swept;
}

/**
 * candor_store_reconcile:
 * @self: a store
 * @who: (nullable): who unlocked it
 * @error: return location for an error
 *
 * Looks at every record's name and at every line of the log, without reading the records, and mends
 * what a crash left: see #CandorReconciled. Doing it again changes nothing.
 *
 * Returns: (transfer full) (nullable): what was found; otherwise %CANDOR_ERROR_STORAGE
 */
CandorReconciled *
candor_store_reconcile (CandorStore *self, const char *who, GError **error)
{
  g_autoptr (GHashTable) entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  g_autoptr (CandorTransaction) transaction = NULL;
  g_autoptr (CandorReconciled) result = g_new0 (CandorReconciled, 1);
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  result->adopted = g_ptr_array_new_with_free_func (g_free);
  result->missing = g_ptr_array_new_with_free_func (g_free);
  result->unreadable = g_ptr_array_new_with_free_func (g_free);
  result->finished = g_ptr_array_new_with_free_func (g_free);
  transaction = candor_store_begin (self, error);
  if (transaction == NULL)
    return NULL;
  files = candor_store_list_records (self, error);
  if (files == NULL || !candor_store_foreach_line (self, add_line_cb, entries, error))
    return NULL;

  for (guint i = 0; i < files->len; i++)
    if (!reconcile_file (transaction, files->pdata[i], who, entries, result, error))
      return NULL;
  find_missing (entries, files, result);
  result->n_swept = sweep (self, files);
  return g_steal_pointer (&result);
}

/**
 * candor_reconciled_free:
 * @self: (nullable) (transfer full): what was found
 */
void
candor_reconciled_free (CandorReconciled *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->adopted);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->unreadable);
  g_ptr_array_unref (self->finished);
  g_free (self);
}
