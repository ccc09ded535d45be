/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Keys and log of a backup must be of one moment, and are several files. Before they are replaced, the
 * new ones are written beside them, the log last: from then on a copy that is cut off has both, and
 * whoever reads it takes the new ones for true.
 */
#include "candor-backup-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "candor-hash.h"
#include "candor-store-private.h"

#define TRIES CANDOR_STORE_KEYS "/tries/"

static const char *const folders[]
    = { "", CANDOR_STORE_KEYS, CANDOR_STORE_KEYS "/slots", CANDOR_STORE_KEYS "/tries" };

static gboolean
make_folders (CandorStore *inner, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = candor_store_get_path (inner, folders[i]);
      int code = candor_disk_make_folder (path);

      if (code != 0)
        return candor_disk_refuse (error, path, code);
      candor_atomic_file_sweep (path);
    }
  return TRUE;
}

static gboolean
take_file_away (CandorStore *store, const char *file, GError **error)
{
  g_autofree char *path = candor_store_get_path (store, file);
  g_autofree char *folder = g_path_get_dirname (path);
  int code = unlink (path) != 0 ? errno : 0;

  /* Also where neither the file nor its folder was ever made. */
  if (code == 0)
    code = candor_disk_sync_folder (folder);
  return code == 0 || code == ENOENT || code == ENOTDIR || candor_disk_refuse (error, path, code);
}

/* Whether @log begins as @start does, up to its last whole line: then it is a later one. */
static gboolean
goes_on_from (GBytes *log, GBytes *start)
{
  gsize length, known;
  const char *text = g_bytes_get_data (log, &length);
  const char *begin = g_bytes_get_data (start, &known);

  while (known > 0 && begin[known - 1] != '\n')
    known--;
  return known <= length && (known == 0 || memcmp (text, begin, known) == 0);
}

/* Takes away who may not unlock any more, and the count of their tries. */
static gboolean
remove_gone (CandorStore *to, CandorStore *inner, GBytes *log, GError **error)
{
  g_autoptr (GPtrArray) files = candor_backup_files_list_keys (to, error);
  g_autoptr (CandorAuditKeys) keys = candor_audit_keys_new ();

  candor_audit_keys_add_log (keys, log, 0, FALSE);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *slot = candor_backup_files_dup_slot (files->pdata[i]);
      g_autofree char *path = candor_store_get_path (inner, files->pdata[i]);

      if (!g_file_test (path, G_FILE_TEST_EXISTS) && candor_audit_keys_is_gone (keys, slot)
          && !take_file_away (to, files->pdata[i], error))
        return FALSE;
    }
  return files != NULL;
}

static gboolean
replace_keys (CandorStore *to, CandorStore *inner, GError **error)
{
  g_autoptr (GPtrArray) files = candor_backup_files_list_keys (inner, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *path = candor_store_get_path (to, files->pdata[i]);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GBytes) bytes = candor_store_read_any (inner, files->pdata[i], error);
      int code = candor_disk_make_folder (folder);

      if (code != 0)
        return candor_disk_refuse (error, folder, code);
      if (bytes == NULL || !candor_atomic_file_replace (path, bytes, error))
        return FALSE;
    }
  return files != NULL;
}

/* Keys that the log does not tell of, such as a count of tries, fit any log. Returns: whether the others are
 * as they are to be, and no more of them */
static gboolean
has_keys (CandorStore *to, const CandorBackupMoment *moment)
{
  g_autoptr (GPtrArray) there = candor_backup_files_list_keys (to, NULL);
  GHashTableIter iter;
  const char *file;
  GBytes *bytes;

  g_hash_table_iter_init (&iter, moment->key_files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&bytes))
    {
      g_autofree char *hash = candor_hash_bytes (bytes);
      g_autofree char *theirs = candor_store_hash_file (to, file, NULL);

      if (!g_str_has_prefix (file, TRIES) && g_strcmp0 (hash, theirs) != 0)
        return FALSE;
    }
  for (guint i = 0; there != NULL && i < there->len; i++)
    if (!g_str_has_prefix (there->pdata[i], TRIES)
        && !g_hash_table_contains (moment->key_files, there->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * candor_backup_renewal_open:
 * @copy: a copy of a store
 *
 * Returns: (transfer full): where its new keys and its new log stand while it is renewed
 */
CandorStore *
candor_backup_renewal_open (CandorStore *copy)
{
  CandorStore *inner = g_new0 (CandorStore, 1);

  inner->folder = candor_store_get_path (copy, CANDOR_STORE_RENEWAL);
  inner->log = g_build_filename (inner->folder, CANDOR_STORE_LOG, NULL);
  return inner;
}

/**
 * candor_backup_renewal_read_log:
 * @copy: a copy of a store
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the new log, if the copy was cut off while it was renewed and its
 *   own log is the beginning of that; %NULL without an error if it was not
 */
GBytes *
candor_backup_renewal_read_log (CandorStore *copy, GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (copy);
  g_autoptr (GBytes) log = NULL;
  g_autoptr (GBytes) start = NULL;

  if (!g_file_test (inner->log, G_FILE_TEST_EXISTS) || !g_file_test (copy->log, G_FILE_TEST_EXISTS))
    return NULL;
  log = candor_store_read_any (inner, CANDOR_STORE_LOG, error);
  if (log != NULL)
    start = candor_store_read_any (copy, CANDOR_STORE_LOG, error);
  return start != NULL && goes_on_from (log, start) ? g_steal_pointer (&log) : NULL;
}

/**
 * candor_backup_renewal_end:
 * @to: a backup that has its new keys and its new log, or needs none
 * @error: return location for an error
 *
 * Returns: whether nothing is left of the renewal
 */
gboolean
candor_backup_renewal_end (CandorStore *to, GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (to);
  g_autoptr (GPtrArray) files = NULL;

  if (!g_file_test (inner->folder, G_FILE_TEST_EXISTS))
    return TRUE;
  /* The log goes first: without it the rest counts for nothing. */
  if (!take_file_away (inner, CANDOR_STORE_LOG, error))
    return FALSE;
  files = candor_backup_files_list_keys (inner, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!take_file_away (inner, files->pdata[i], error))
      return FALSE;
  for (gsize i = G_N_ELEMENTS (folders); i > 0; i--)
    {
      g_autofree char *path = candor_store_get_path (inner, folders[i - 1]);

      rmdir (path);
    }
  return files != NULL;
}

/**
 * candor_backup_renewal_begin:
 * @to: a backup in which no renewal was begun
 * @moment: what it is to have
 * @error: return location for an error
 *
 * Until there is a log the folder is no copy, and nobody takes it for one.
 *
 * Returns: whether keys and log, where it has others, are on the disk beside what is there
 */
gboolean
candor_backup_renewal_begin (CandorStore *to, const CandorBackupMoment *moment, GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (to);
  GHashTableIter iter;
  const char *file;
  GBytes *bytes;

  if (!g_file_test (to->log, G_FILE_TEST_EXISTS) || has_keys (to, moment))
    return TRUE;
  if (!make_folders (inner, error))
    return FALSE;
  g_hash_table_iter_init (&iter, moment->key_files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&bytes))
    {
      g_autofree char *path = candor_store_get_path (inner, file);

      if (!candor_atomic_file_replace (path, bytes, error))
        return FALSE;
    }
  return candor_atomic_file_replace (inner->log, moment->log, error);
}

/**
 * candor_backup_renewal_finish:
 * @to: a backup that may have been cut off while it was renewed
 * @moment: the store
 * @error: return location for an error
 *
 * Brings it to the end that it was to come to. It may be cut off again.
 *
 * Returns: whether its keys and its log are of one moment, and its log is the beginning of the store's
 */
gboolean
candor_backup_renewal_finish (CandorStore *to, const CandorBackupMoment *moment, GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (to);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) log = candor_backup_renewal_read_log (to, &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (log != NULL
      && (!candor_backup_check_log (inner, moment, error) || !replace_keys (to, inner, error)
          || !remove_gone (to, inner, log, error)
          || !candor_atomic_file_replace (to->log, log, error)))
    return FALSE;
  return candor_backup_renewal_end (to, error);
}
