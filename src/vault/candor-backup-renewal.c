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
#include "candor-key-private.h"
#include "candor-store-private.h"
#include "core/candor-error.h"

#define TRIES CANDOR_STORE_KEYS "/tries/"
#define DEVICE CANDOR_STORE_KEYS "/" CANDOR_KEY_DEVICE_NAME

static const char *const folders[]
    = { "", CANDOR_STORE_KEYS, CANDOR_STORE_KEYS "/slots", CANDOR_STORE_KEYS "/tries" };

static char *
get_folder (CandorStore *inner, gsize i)
{
  /* Without a slash at its end, which would lead through a link. */
  return i == 0 ? g_strdup (inner->folder) : candor_store_get_path (inner, folders[i]);
}

/* A link in the place of one of its folders would lead out of the backup, to files that are taken away in the
 * end. Returns: whether each folder is one, or is not there yet */
static gboolean
check_folders (CandorStore *inner, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = get_folder (inner, i);
      g_autofree char *name = g_filename_display_name (path);
      struct stat status;

      if (lstat (path, &status) != 0)
        {
          if (errno == ENOENT)
            continue;
          return candor_store_refuse_to_read (error, path, errno);
        }
      if (!S_ISDIR (status.st_mode))
        {
          candor_error_set (
              error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
              "“%s” is a link or a file, where Candor has a folder. Nothing was copied "
              "or taken away. Find out who put it there, remove it, then try again.",
              name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
make_folders (CandorStore *inner, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = get_folder (inner, i);
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
remove_gone (CandorStore *to, CandorAuditKeys *keys, GHashTable *renewed, GError **error)
{
  g_autoptr (GPtrArray) files = candor_backup_files_list_keys (to, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      g_autofree char *slot = candor_backup_files_dup_slot (files->pdata[i]);

      if (!g_hash_table_contains (renewed, files->pdata[i])
          && candor_audit_keys_is_gone (keys, slot) && !take_file_away (to, files->pdata[i], error))
        return FALSE;
    }
  return files != NULL;
}

static gboolean
replace_keys (CandorStore *to, GHashTable *renewed, GError **error)
{
  GHashTableIter iter;
  const char *file;
  GBytes *bytes;

  g_hash_table_iter_init (&iter, renewed);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&bytes))
    {
      g_autofree char *path = candor_store_get_path (to, file);
      g_autofree char *folder = g_path_get_dirname (path);
      int code = candor_disk_make_folder (folder);

      if (code != 0)
        return candor_disk_refuse (error, folder, code);
      if (!candor_atomic_file_replace (path, bytes, error))
        return FALSE;
    }
  return TRUE;
}

/* Brings the keys of @to to what @log, which is to be its log, tells of. What is wrong with one of them
 * needs no word: the store's own take their places next. */
static gboolean
renew_keys (CandorStore *to, GBytes *log, GError **error)
{
  g_autoptr (CandorAuditKeys) keys = candor_audit_keys_new ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GHashTable) renewed = NULL;

  candor_audit_keys_add_log (keys, log);
  renewed = candor_backup_renewal_read_keys (to, keys, faults, error);
  return renewed != NULL && replace_keys (to, renewed, error)
         && remove_gone (to, keys, renewed, error);
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
 *   own log, where it still has one, is the beginning of that; %NULL without an error if it was not
 */
GBytes *
candor_backup_renewal_read_log (CandorStore *copy, GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (copy);
  g_autoptr (GBytes) log = NULL;
  g_autoptr (GBytes) start = NULL;

  if (!check_folders (inner, error) || !g_file_test (inner->log, G_FILE_TEST_EXISTS))
    return NULL;
  log = candor_store_read_any (inner, CANDOR_STORE_LOG, error);
  if (log == NULL || !g_file_test (copy->log, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&log);
  start = candor_store_read_any (copy, CANDOR_STORE_LOG, error);
  return start != NULL && goes_on_from (log, start) ? g_steal_pointer (&log) : NULL;
}

/* What the log tells of must be that; the count of tries stands in no log, and what else stands in none never
 * changes, as the secret of the device. */
static gboolean
is_right (CandorStore *copy, CandorAuditKeys *keys, const char *file, GBytes *bytes)
{
  g_autofree char *hash = candor_hash_bytes (bytes);
  g_autofree char *now = NULL;

  if (g_str_has_prefix (file, TRIES) || candor_audit_keys_tells_of (keys, file, hash))
    return TRUE;
  now = candor_store_hash_file (copy, file, NULL);
  return candor_audit_keys_is_right (keys, file, hash)
         && (g_strcmp0 (now, hash) == 0 || (now == NULL && g_str_equal (file, DEVICE)));
}

/**
 * candor_backup_renewal_read_keys:
 * @copy: a copy that was cut off while it was renewed
 * @keys: what its new log tells of keys
 * @faults: (element-type GError): what is wrong with single files goes there
 * @error: return location for an error
 *
 * Nobody checks the folder before it is read, so a file counts only if the log tells of it.
 *
 * Returns: (transfer full) (nullable): its new keys, file to #GBytes
 */
GHashTable *
candor_backup_renewal_read_keys (CandorStore *copy,
                                 CandorAuditKeys *keys,
                                 GPtrArray *faults,
                                 GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (copy);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GHashTable) renewed
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);

  if (!check_folders (inner, error))
    return NULL;
  files = candor_backup_files_list_keys (inner, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      GError *fault = NULL;
      g_autoptr (GBytes) bytes = candor_store_read_any (inner, files->pdata[i], &fault);

      if (bytes != NULL && is_right (copy, keys, files->pdata[i], bytes))
        {
          g_hash_table_insert (renewed, g_strdup (files->pdata[i]), g_steal_pointer (&bytes));
          continue;
        }
      if (bytes != NULL)
        {
          g_autofree char *name = g_filename_display_name (files->pdata[i]);

          candor_error_set (&fault, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                            "“%s” in “renewal” is not the file that the log tells of. It was not "
                            "taken.",
                            name);
        }
      g_ptr_array_add (faults, fault);
    }
  return files != NULL ? g_steal_pointer (&renewed) : NULL;
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

  /* The log goes first: without it the rest counts for nothing. */
  if (!check_folders (inner, error) || !take_file_away (inner, CANDOR_STORE_LOG, error))
    return FALSE;
  files = candor_backup_files_list_keys (inner, error);
  for (guint i = 0; files != NULL && i < files->len; i++)
    if (!take_file_away (inner, files->pdata[i], error))
      return FALSE;
  for (gsize i = G_N_ELEMENTS (folders); i > 0; i--)
    {
      g_autofree char *path = get_folder (inner, i - 1);

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
  if (!check_folders (inner, error) || !make_folders (inner, error))
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
      && (!candor_backup_check_log (inner, moment, error) || !renew_keys (to, log, error)
          || !candor_atomic_file_replace (to->log, log, error)))
    return FALSE;
  return candor_backup_renewal_end (to, error);
}
