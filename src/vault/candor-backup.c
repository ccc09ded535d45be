/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Copies a store, also while others file in it, into a folder of the same kind. The order is the promise:
 * first the visits that are not filed, so that one that is filed meanwhile is in the copy at least once;
 * then the records; then the keys, and last the log that goes with them. Each line that the copy has has
 * its file, and what was filed since is a record that waits for its line. No key is needed, and nothing
 * that was written once is ever overwritten.
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

#define SLOTS CANDOR_STORE_KEYS "/slots/"
#define TRIES CANDOR_STORE_KEYS "/tries/"
#define DEVICE CANDOR_STORE_KEYS "/" CANDOR_KEY_DEVICE_NAME

/* A record can expire while others are copied; then the log is read once more. */
#define MAX_ROUNDS 5

typedef struct
{
  CandorStore *from;          /* (unowned) */
  CandorStore to;             /* what is there of it; its strings are owned */
  CandorBackup *done;         /* (owned) (nullable) */
  CandorBackupMoment *moment; /* (owned) (nullable) */
  GHashTable *once;           /* (owned): the records that were looked at */
  char *safe; /* (owned) (nullable): the last folder that is known to be on the disk */
  gboolean restores;
  gboolean remove_expired;
  CandorBackupProgress progress; /* (nullable) */
  gpointer data;
} Copy;

static void
copy_clear (Copy *self)
{
  g_free (self->to.folder);
  g_free (self->to.log);
  g_clear_pointer (&self->done, candor_backup_free);
  g_clear_pointer (&self->moment, candor_backup_moment_free);
  g_clear_pointer (&self->once, g_hash_table_unref);
  g_free (self->safe);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static gboolean
is_there (CandorStore *store, const char *file)
{
  g_autofree char *path = candor_store_get_path (store, file);
  struct stat status;

  return lstat (path, &status) == 0;
}

/* What is wrong with one file must not keep the others from being copied. */
static void
add_fault (Copy *self, GError *fault)
{
  g_ptr_array_add (self->done->faults, fault);
}

static void
add_store_fault (Copy *self, const char *file)
{
  g_autofree char *name = g_filename_display_name (file);
  GError *fault = NULL;

  candor_error_set (
      &fault, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      is_there (self->from, file)
          ? N_ ("“%s” in the store is not the file that the log tells of. It was not "
                "copied; what the backup has of it was kept.")
          : N_ ("“%s” is missing in the store, and the log does not say why. What the "
                "backup has of it was kept."),
      name);
  add_fault (self, fault);
}

static void
add_copy_fault (Copy *self, const char *file)
{
  g_autofree char *name = g_filename_display_name (file);
  GError *fault = NULL;

  candor_error_set (
      &fault, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "“%s” in the backup is not the file that was filed. Nothing was overwritten. Keep "
      "this backup, and make another one in a new folder.",
      name);
  add_fault (self, fault);
}

/* Makes all folders from that of the copy down to @folder, and brings their names to the disk. */
static gboolean
make_folders (Copy *self, const char *folder, GError **error)
{
  g_autofree char *path = candor_store_get_path (&self->to, folder);
  g_autofree char *around = g_path_get_dirname (folder);
  int code;

  if (g_strcmp0 (self->safe, folder) == 0)
    return TRUE;
  if (strchr (folder, '/') != NULL && !make_folders (self, around, error))
    return FALSE;
  code = candor_disk_make_folder (path);
  if (code != 0)
    return candor_disk_refuse (error, path, code);
  candor_atomic_file_sweep (path);
  g_free (self->safe);
  self->safe = g_strdup (folder);
  return TRUE;
}

static gboolean
save (Copy *self, const char *file, GBytes *bytes, gboolean replace, GError **error)
{
  g_autofree char *path = candor_store_get_path (&self->to, file);
  g_autofree char *folder = g_path_get_dirname (file);

  if (!g_str_equal (folder, ".") && !make_folders (self, folder, error))
    return FALSE;
  return replace ? candor_atomic_file_replace (path, bytes, error)
                 : candor_atomic_file_write (path, bytes, error);
}

static gboolean
take_away (Copy *self, const char *file, GError **error)
{
  g_autofree char *path = candor_store_get_path (&self->to, file);
  g_autofree char *folder = g_path_get_dirname (path);
  int code;

  if (unlink (path) != 0)
    return candor_disk_refuse (error, path, errno);
  code = candor_disk_sync_folder (folder);
  return code == 0 || candor_disk_refuse (error, path, code);
}

/* Both are there: they must be the same, and what the log says. */
static void
compare_once (Copy *self, const char *file, const char *sha256)
{
  GError *reason = NULL;
  g_autofree char *ours = candor_store_hash_file (self->from, file, &reason);
  g_autofree char *theirs = candor_store_hash_file (&self->to, file, NULL);

  /* It has expired meanwhile: its line says so. */
  if (ours == NULL && !is_there (self->from, file))
    {
      g_error_free (reason);
      return;
    }
  if (ours == NULL)
    add_fault (self, reason);
  else if (sha256 != NULL && !g_str_equal (ours, sha256))
    add_store_fault (self, file);
  /* Without a line and without ours there is nothing to judge the copy by. */
  if (theirs == NULL
      || ((sha256 != NULL || ours != NULL)
          && !g_str_equal (theirs, sha256 != NULL ? sha256 : ours)))
    add_copy_fault (self, file);
}

/* A backup takes only what is as it was filed; a store is restored as the backup is, which was looked at
 * before. */
static gboolean
copy_once (Copy *self, const char *file, const char *sha256, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  GError *reason = NULL;

  if (is_there (&self->to, file))
    {
      self->done->n_kept += candor_store_is_record_path (file);
      if (!self->restores)
        compare_once (self, file, sha256);
      return TRUE;
    }
  bytes = candor_store_read_any (self->from, file, &reason);
  if (bytes == NULL)
    {
      /* It is told below, where it has not expired meanwhile. */
      if (is_there (self->from, file))
        add_fault (self, reason);
      else
        g_error_free (reason);
      return TRUE;
    }
  hash = candor_hash_bytes (bytes);
  if (!self->restores && sha256 != NULL && !g_str_equal (hash, sha256))
    {
      add_store_fault (self, file);
      return TRUE;
    }
  self->done->n_new += candor_store_is_record_path (file);
  return save (self, file, bytes, FALSE, error);
}

/* All records that no round before has looked at, but for those that have expired. Those whose line comes later
 * are copied as well. */
static gboolean
copy_records (Copy *self, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      const char *file = files->pdata[i];
      const CandorBackupLine *line = g_hash_table_lookup (self->moment->files, file);

      if ((line == NULL || !line->is_expired) && g_hash_table_add (self->once, g_strdup (file))
          && !copy_once (self, file, line != NULL ? line->sha256 : NULL, error))
        return FALSE;
      if (self->progress != NULL)
        self->progress (i + 1, files->len, self->data);
    }
  return TRUE;
}

/* Returns: whether each line of the moment has its file in the copy; @tell: faults where it has not */
static gboolean
has_all (Copy *self, gboolean tell)
{
  GHashTableIter iter;
  const char *file;
  const CandorBackupLine *line;
  gboolean all = TRUE;

  g_hash_table_iter_init (&iter, self->moment->files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&line))
    {
      /* A name from an altered log must not lead out of the store. */
      if (line->is_expired || !candor_store_is_record_path (file) || is_there (self->from, file))
        continue;
      all = FALSE;
      if (tell)
        add_store_fault (self, file);
    }
  return all;
}

static gboolean
take_moment (Copy *self, GError **error)
{
  g_clear_pointer (&self->moment, candor_backup_moment_free);
  self->moment = candor_backup_moment_take (self->from, self->restores, error);
  return self->moment != NULL;
}

static gboolean
copy_all_records (Copy *self, GError **error)
{
  for (guint round = 1; round <= MAX_ROUNDS; round++)
    {
      g_autoptr (CandorBackupFiles) files = NULL;

      if (!take_moment (self, error))
        return FALSE;
      files = candor_backup_files_list (self->from, error);
      if (files == NULL || !copy_records (self, files->once, error))
        return FALSE;
      if (has_all (self, round == MAX_ROUNDS && !self->restores))
        break;
    }
  return TRUE;
}

/* A file that is replaced as a whole: the newest is the right one. */
static gboolean
copy_newest (Copy *self, const char *file, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) there
      = is_there (&self->to, file) ? candor_store_read_any (&self->to, file, NULL) : NULL;

  return (there != NULL && g_bytes_equal (there, bytes)) || save (self, file, bytes, TRUE, error);
}

/* @files may be taken away meanwhile. */
static gboolean
copy_newest_files (Copy *self, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      GError *reason = NULL;
      g_autoptr (GBytes) bytes = candor_store_read_any (self->from, files->pdata[i], &reason);

      if (bytes == NULL && is_there (self->from, files->pdata[i]))
        add_fault (self, reason);
      else if (bytes == NULL)
        g_error_free (reason);
      else if (!copy_newest (self, files->pdata[i], bytes, error))
        return FALSE;
    }
  return TRUE;
}

/* A key that the log has another hash of was changed by somebody, and not with Candor. The secret of the
 * device never changes, so another one is no newer one. Returns: whether the copy is to have it */
static gboolean
is_right_key (Copy *self, const char *file, GBytes *bytes)
{
  g_autofree char *hash = candor_hash_bytes (bytes);
  g_autofree char *theirs = NULL;

  if (self->restores)
    return TRUE;
  if (!candor_audit_keys_is_right (self->moment->keys, file, hash))
    {
      add_store_fault (self, file);
      return FALSE;
    }
  if (!g_str_equal (file, DEVICE) || !is_there (&self->to, file))
    return TRUE;
  theirs = candor_store_hash_file (&self->to, file, NULL);
  if (g_strcmp0 (theirs, hash) == 0)
    return TRUE;
  add_copy_fault (self, file);
  return FALSE;
}

static gboolean
copy_keys (Copy *self, GError **error)
{
  GHashTableIter iter;
  const char *file;
  GBytes *bytes;

  g_hash_table_iter_init (&iter, self->moment->key_files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&bytes))
    if (!is_right_key (self, file, bytes))
      g_hash_table_iter_remove (&iter);
  if (!self->restores && !candor_backup_renewal_begin (&self->to, self->moment, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->moment->key_files);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&bytes))
    if (!copy_newest (self, file, bytes, error))
      return FALSE;
  for (guint i = 0; i < self->moment->unread->len; i++)
    add_fault (self, g_error_copy (self->moment->unread->pdata[i]));
  return TRUE;
}

/* Only whoever was removed by the log loses the way into the copy, and the count of tries with it. */
static gboolean
remove_old_keys (Copy *self, GError **error)
{
  g_autoptr (GPtrArray) files = candor_backup_files_list_keys (&self->to, error);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const char *file = files->pdata[i];
      g_autofree char *slot = candor_backup_files_dup_slot (file);

      if (g_hash_table_contains (self->moment->key_files, file))
        continue;
      if (candor_audit_keys_is_gone (self->moment->keys, slot))
        {
          if (!take_away (self, file, error))
            return FALSE;
        }
      /* One that is there and cannot be read is told of already. */
      else if (!g_str_has_prefix (file, TRIES) && !is_there (self->from, file))
        add_store_fault (self, file);
    }
  return files != NULL;
}

static gboolean
copy_log (Copy *self, GError **error)
{
  return self->restores ? save (self, CANDOR_STORE_LOG, self->moment->log, FALSE, error)
                        : copy_newest (self, CANDOR_STORE_LOG, self->moment->log, error);
}

/* One that is gone from the store was filed or thrown away, and the log says so; otherwise it is kept. */
static gboolean
remove_old_drafts (Copy *self, GPtrArray *drafts, GError **error)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const char *file = drafts->pdata[i];
      g_autofree char *name = g_path_get_basename (file);
      g_autofree char *id = g_strndup (name, strlen (name) - strlen (CANDOR_STORE_SUFFIX));
      gboolean is_gone = !is_there (self->from, file);

      if (is_gone && g_hash_table_contains (self->moment->ended, id))
        {
          if (!take_away (self, file, error))
            return FALSE;
          continue;
        }
      self->done->n_drafts++;
      self->done->n_lost_drafts += is_gone;
    }
  return TRUE;
}

static gboolean
look_at_expired (Copy *self, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      const CandorBackupLine *line = g_hash_table_lookup (self->moment->files, files->pdata[i]);

      if (line == NULL || !line->is_expired)
        continue;
      if (self->remove_expired && !take_away (self, files->pdata[i], error))
        return FALSE;
      self->done->n_removed_expired += self->remove_expired;
      self->done->n_expired += !self->remove_expired;
    }
  return TRUE;
}

/* After the log is there: what it says has ended may go, and what is left is counted. */
static gboolean
tidy (Copy *self, GError **error)
{
  g_autoptr (CandorBackupFiles) files = candor_backup_files_list (&self->to, error);

  for (guint i = 0; files != NULL && i < files->keys->len; i++)
    self->done->n_staff += g_str_has_prefix (files->keys->pdata[i], SLOTS);
  return files != NULL && remove_old_drafts (self, files->drafts, error)
         && look_at_expired (self, files->once, error);
}

static gboolean
copy_store (Copy *self, GError **error)
{
  g_autoptr (CandorBackupFiles) files = candor_backup_files_list (self->from, error);

  if (files == NULL || !copy_newest_files (self, files->drafts, error)
      || !copy_all_records (self, error) || !copy_newest_files (self, files->settings, error)
      || !copy_keys (self, error) || (!self->restores && !remove_old_keys (self, error))
      || !copy_log (self, error) || !candor_backup_renewal_end (&self->to, error)
      || !tidy (self, error))
    return FALSE;
  self->done->began_log = self->moment->began_log;
  g_ptr_array_unref (self->done->left_out);
  self->done->left_out = g_ptr_array_ref (files->others);
  return TRUE;
}

/* Nobody else may write there meanwhile. */
static int
prepare (Copy *self, GError **error)
{
  static const char *const inner[]
      = { CANDOR_STORE_RECORDS, CANDOR_STORE_DRAFTS, CANDOR_STORE_KEYS };
  int code = candor_disk_make_folder (self->to.folder);

  if (code != 0)
    {
      candor_disk_refuse (error, self->to.folder, code);
      return -1;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    if (!make_folders (self, inner[i], error))
      return -1;
  candor_atomic_file_sweep (self->to.folder);
  return candor_store_lock (&self->to, FALSE, error);
}

static CandorBackup *
run (Copy *self, CandorStore *from, const char *folder, GError **error)
{
  gboolean copied;
  int lock;

  self->from = from;
  self->to.folder = g_canonicalize_filename (folder, NULL);
  self->to.log = candor_store_get_path (&self->to, CANDOR_STORE_LOG);
  self->once = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->done = g_new0 (CandorBackup, 1);
  self->done->left_out = g_ptr_array_new_with_free_func (g_free);
  self->done->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);

  if (!candor_backup_check_place (from, self->to.folder, error)
      || (self->restores && !candor_backup_check_vacant (from, &self->to, error))
      || !take_moment (self, error))
    return NULL;
  lock = prepare (self, error);
  if (lock < 0)
    return NULL;
  copied = self->restores
           || (candor_backup_check_log (&self->to, self->moment, error)
               && candor_backup_renewal_finish (&self->to, self->moment, error));
  if (copied && !copy_store (self, error))
    {
      copied = FALSE;
      candor_error_wrap (error,
                         N_ ("%s What was copied so far stays: the same command goes on from "
                             "there."));
    }
  close (lock);
  return copied ? g_steal_pointer (&self->done) : NULL;
}

/**
 * candor_backup_make:
 * @store: a store; others may be filing in it
 * @folder: the folder of the backup, which is made, or goes on from where it was; the folder around it
 *   exists
 * @remove_expired: whether records that the log says have expired are to go from the backup too
 * @progress: (nullable): called after each record
 * @data: for @progress
 * @error: return location for an error
 *
 * Copies what the backup has not. It can be cut off at any moment and made again. What is wrong with
 * single files is told, and the others are copied.
 *
 * Returns: (transfer full) (nullable): what was copied; otherwise %CANDOR_ERROR_STORAGE, and the backup has
 *   what it had, perhaps more records, and can be restored, also where its keys are half replaced
 */
CandorBackup *
candor_backup_make (CandorStore *store,
                    const char *folder,
                    gboolean remove_expired,
                    CandorBackupProgress progress,
                    gpointer data,
                    GError **error)
{
  g_auto (Copy) self = { .remove_expired = remove_expired, .progress = progress, .data = data };

  g_return_val_if_fail (store != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  return run (&self, store, folder, error);
}

/**
 * candor_backup_restore:
 * @backup: a backup, or any copy of a store; candor_store_open_remains () opens also one that lacks parts
 * @folder: where the store is to be; nothing is there but what was cut off in an earlier attempt
 * @progress: (nullable): called after each record
 * @data: for @progress
 * @error: return location for an error
 *
 * Copies the backup as it is, but for records that have expired; keys and log of one that was cut off while
 * they were replaced are as they were to be. The log comes last: before it is there, the folder is no store.
 * Where the backup has none at all, one of a single line is begun, and each record waits for staff to take it
 * in.
 *
 * Returns: (transfer full) (nullable): what was copied; otherwise %CANDOR_ERROR_STORAGE
 */
CandorBackup *
candor_backup_restore (CandorStore *backup,
                       const char *folder,
                       CandorBackupProgress progress,
                       gpointer data,
                       GError **error)
{
  g_auto (Copy) self = { .restores = TRUE, .progress = progress, .data = data };

  g_return_val_if_fail (backup != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  return run (&self, backup, folder, error);
}

/**
 * candor_backup_free:
 * @self: (nullable) (transfer full): what was copied
 */
void
candor_backup_free (CandorBackup *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->left_out);
  g_ptr_array_unref (self->faults);
  g_free (self);
}
