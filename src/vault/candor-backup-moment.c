/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A store at one moment, while others file in it. The lock is held only for as long as the log and the
 * keys are read: these two must fit together, and each record is as it was when its line was written.
 */
#include "candor-backup-private.h"

#include <string.h>
#include <unistd.h>

#include "candor-store-private.h"

static void
line_free (gpointer data)
{
  CandorBackupLine *line = data;

  g_free (line->sha256);
  g_free (line);
}

/* The number of the visit that a record is of. */
static char *
id_of_record (const char *file)
{
  const char *name = strrchr (file, '/') + 1;

  return g_strndup (name, strlen (name) - strlen (CANDOR_STORE_SUFFIX));
}

static void
add_file (CandorBackupMoment *self, const CandorLogLine *line)
{
  CandorBackupLine *entry = g_new0 (CandorBackupLine, 1);

  entry->sha256 = g_strdup (line->sha256);
  g_hash_table_replace (self->files, g_strdup (line->file), entry);
  if (candor_store_is_record_path (line->file))
    g_hash_table_add (self->ended, id_of_record (line->file));
}

/* A draft is thrown away after its line: where that failed, or was undone, a second line says so. */
static void
add_discard (CandorBackupMoment *self, const CandorLogLine *line)
{
  const char *what = candor_log_line_get_detail (line, "what");
  const char *id = candor_log_line_get_detail (line, "visit");

  if (id != NULL && g_strcmp0 (what, "draft thrown away") == 0)
    g_hash_table_add (self->ended, g_strdup (id));
  else if (id != NULL
           && (g_strcmp0 (what, "draft not thrown away") == 0
               || g_strcmp0 (what, "draft taken back") == 0))
    g_hash_table_remove (self->ended, id);
}

static void
add_line (CandorBackupMoment *self, const CandorLogLine *line)
{
  CandorBackupLine *entry;

  if (line->file != NULL && candor_log_event_files_a_record (line->event))
    add_file (self, line);
  else if (line->file != NULL && line->event == CANDOR_LOG_EXPIRE)
    {
      entry = g_hash_table_lookup (self->files, line->file);
      if (entry != NULL)
        entry->is_expired = TRUE;
    }
  else if (line->event == CANDOR_LOG_SETTING)
    add_discard (self, line);
  candor_audit_keys_add_line (self->keys, line);
}

/* What stands behind the last whole line was never acknowledged. */
static void
take_log (CandorBackupMoment *self, GBytes *log)
{
  gsize length, done = 0;
  const char *text = g_bytes_get_data (log, &length);
  const char *end;

  while ((end = length > done ? memchr (text + done, '\n', length - done) : NULL) != NULL)
    {
      g_autoptr (CandorLogLine) line
          = candor_log_line_parse (text + done, end - (text + done), NULL);

      if (line != NULL)
        add_line (self, line);
      done = end + 1 - text;
    }
  self->log = g_bytes_new_from_bytes (log, 0, done);
}

/* One that is taken away just now is not there; the log says so. */
static gboolean
take_keys (CandorBackupMoment *self, CandorStore *store, GError **error)
{
  g_autoptr (GPtrArray) files = candor_backup_files_list_keys (store, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const char *file = files->pdata[i];
      g_autofree char *path = candor_store_get_path (store, file);
      GError *reason = NULL;
      GBytes *bytes = candor_store_read_any (store, file, &reason);

      if (bytes != NULL)
        g_hash_table_insert (self->key_files, g_strdup (file), bytes);
      else if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (self->unread, reason);
      else
        g_error_free (reason);
    }
  return files != NULL;
}

/* A copy that was cut off while it was renewed is as it was to be. */
static gboolean
take_renewed_keys (CandorBackupMoment *self, CandorStore *copy, GError **error)
{
  g_autoptr (GHashTable) renewed
      = candor_backup_renewal_read_keys (copy, self->keys, self->unread, error);
  GHashTableIter iter;
  const char *file;
  GBytes *bytes;

  if (renewed == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->key_files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, NULL))
    {
      g_autofree char *slot = candor_backup_files_dup_slot (file);

      if (candor_audit_keys_is_gone (self->keys, slot))
        g_hash_table_iter_remove (&iter);
    }
  g_hash_table_iter_init (&iter, renewed);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&bytes))
    g_hash_table_insert (self->key_files, g_strdup (file), g_bytes_ref (bytes));
  return TRUE;
}

static gboolean
take (CandorBackupMoment *self, CandorStore *store, GError **error)
{
  g_autoptr (GBytes) log = candor_store_read_any (store, CANDOR_STORE_LOG, error);

  if (log == NULL)
    return FALSE;
  take_log (self, log);
  return take_keys (self, store, error);
}

/* Where the log is missing, and no newer one lies beside it, one is begun: then records wait for their
 * lines. */
static gboolean
take_copy (CandorBackupMoment *self, CandorStore *copy, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) next = candor_backup_renewal_read_log (copy, &reason);
  g_autoptr (GBytes) begun = NULL;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (next == NULL && g_file_test (copy->log, G_FILE_TEST_EXISTS))
    return take (self, copy, error);
  if (next == NULL)
    begun = candor_store_begin_log (error);
  if (next == NULL && begun == NULL)
    return FALSE;
  self->began_log = next == NULL;
  take_log (self, next != NULL ? next : begun);
  return take_keys (self, copy, error) && (next == NULL || take_renewed_keys (self, copy, error));
}

/**
 * candor_backup_moment_take:
 * @store: a store that others may be filing in
 * @restores: whether it is a copy, of which a store is to be made
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its log and its keys as they are now
 */
CandorBackupMoment *
candor_backup_moment_take (CandorStore *store, gboolean restores, GError **error)
{
  g_autoptr (CandorBackupMoment) self = g_new0 (CandorBackupMoment, 1);
  g_autoptr (GError) reason = NULL;
  int lock = candor_store_hold_still (store, &reason);
  gboolean taken;

  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, line_free);
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->key_files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->unread = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  self->keys = candor_audit_keys_new ();
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  taken = restores ? take_copy (self, store, error) : take (self, store, error);
  if (lock >= 0)
    close (lock);
  return taken ? g_steal_pointer (&self) : NULL;
}

/**
 * candor_backup_moment_free:
 * @self: (nullable) (transfer full): a moment
 */
void
candor_backup_moment_free (CandorBackupMoment *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->log, g_bytes_unref);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->ended);
  g_hash_table_unref (self->key_files);
  g_ptr_array_unref (self->unread);
  candor_audit_keys_free (self->keys);
  g_free (self);
}
