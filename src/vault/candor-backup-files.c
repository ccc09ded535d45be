/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What belongs into a backup, by its kind, and where a backup or a restored store may be.
 */
#include "candor-backup-private.h"

#include <string.h>
#include <sys/stat.h>

#include "candor-store-private.h"
#include "core/candor-error.h"

#define PROCEDURES "procedures"
#define CACHE "cache"
#define SLOTS CANDOR_STORE_KEYS "/slots"
#define TRIES CANDOR_STORE_KEYS "/tries"
#define KEY_SUFFIX ".json"

static const char *const folders[]
    = { CANDOR_STORE_RECORDS, CANDOR_STORE_DRAFTS, CANDOR_STORE_KEYS, PROCEDURES };

/* Made anew wherever they are missing, or of no use elsewhere. */
static const char *const left[]
    = { CANDOR_STORE_LOG, CANDOR_STORE_LOCK, CANDOR_STORE_RESERVE, CANDOR_STORE_RENEWAL, CACHE };

static gboolean
is_one_of (const char *name, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_file (CandorStore *store, const char *file)
{
  g_autofree char *path = candor_store_get_path (store, file);
  struct stat status;

  return lstat (path, &status) == 0 && S_ISREG (status.st_mode);
}

/* Adds the files of one folder that end so, as paths from the store's folder, and to @others, if given,
 * what stands between them; a folder that is missing has none. */
static gboolean
add_folder (CandorStore *store,
            const char *folder,
            const char *suffix,
            GPtrArray *files,
            GPtrArray *others,
            GError **error)
{
  g_autofree char *path = candor_store_get_path (store, folder);
  g_autoptr (GPtrArray) names = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  names = candor_store_list_folder (path, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (folder, names->pdata[i], NULL);

      if (g_str_has_suffix (file, suffix) && is_file (store, file))
        g_ptr_array_add (files, g_steal_pointer (&file));
      else if (others != NULL)
        g_ptr_array_add (others, g_steal_pointer (&file));
    }
  return names != NULL;
}

/* What stands in the store's folder itself. */
static gboolean
add_top (CandorBackupFiles *self, CandorStore *store, GError **error)
{
  g_autoptr (GPtrArray) names = candor_store_list_folder (store->folder, error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = names->pdata[i];
      GPtrArray *kind = self->settings;

      if (is_one_of (name, left, G_N_ELEMENTS (left))
          || is_one_of (name, folders, G_N_ELEMENTS (folders)))
        continue;
      if (!is_file (store, name))
        kind = self->others;
      else if (g_str_has_prefix (name, CANDOR_STORE_TORN))
        kind = self->once;
      g_ptr_array_add (kind, g_strdup (name));
    }
  return names != NULL;
}

/**
 * candor_backup_files_list_keys:
 * @store: a store
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type filename) (nullable): the files of its keys; no locks
 */
GPtrArray *
candor_backup_files_list_keys (CandorStore *store, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  return add_folder (store, CANDOR_STORE_KEYS, "", files, NULL, error)
                 && add_folder (store, SLOTS, KEY_SUFFIX, files, NULL, error)
                 && add_folder (store, TRIES, KEY_SUFFIX, files, NULL, error)
             ? g_steal_pointer (&files)
             : NULL;
}

/**
 * candor_backup_files_dup_slot:
 * @file: a file of the keys
 *
 * Returns: (transfer full): the slot that a count of tries is about; otherwise @file itself
 */
char *
candor_backup_files_dup_slot (const char *file)
{
  return g_str_has_prefix (file, TRIES "/") ? g_strconcat (SLOTS, file + strlen (TRIES), NULL)
                                            : g_strdup (file);
}

/**
 * candor_backup_files_list:
 * @store: a store, or a folder that is to become one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its files
 */
CandorBackupFiles *
candor_backup_files_list (CandorStore *store, GError **error)
{
  g_autoptr (CandorBackupFiles) self = g_new0 (CandorBackupFiles, 1);
  g_autofree char *records = candor_store_get_path (store, CANDOR_STORE_RECORDS);

  self->once = g_ptr_array_new_with_free_func (g_free);
  self->drafts = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->keys = candor_backup_files_list_keys (store, error);
  if (self->keys == NULL || !add_top (self, store, error)
      || (g_file_test (records, G_FILE_TEST_EXISTS)
          && !candor_store_list_files (store, self->once, self->others, error))
      || !add_folder (store, CANDOR_STORE_DRAFTS, CANDOR_STORE_SUFFIX, self->drafts, self->others,
                      error)
      || !add_folder (store, PROCEDURES, "", self->settings, self->others, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * candor_backup_files_free:
 * @self: (nullable) (transfer full): files
 */
void
candor_backup_files_free (CandorBackupFiles *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->once);
  g_ptr_array_unref (self->drafts);
  g_ptr_array_unref (self->settings);
  g_ptr_array_unref (self->others);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}

/* Whether @path, or a folder that it is in, is @folder: told by the disk, not by the names. */
static gboolean
is_within (const char *path, const char *folder)
{
  g_autofree char *at = g_canonicalize_filename (path, NULL);
  g_autofree char *real = NULL;
  struct stat wanted, status;

  if (stat (folder, &wanted) != 0)
    return FALSE;
  while ((real = realpath (at, NULL)) == NULL && strlen (at) > 1)
    {
      char *around = g_path_get_dirname (at);

      g_free (at);
      at = around;
    }
  while (real != NULL)
    {
      char *around = g_path_get_dirname (real);

      if (stat (real, &status) == 0 && status.st_dev == wanted.st_dev
          && status.st_ino == wanted.st_ino)
        {
          g_free (around);
          return TRUE;
        }
      if (g_str_equal (around, real))
        g_clear_pointer (&around, g_free);
      g_free (real);
      real = around;
    }
  return FALSE;
}

static gboolean
refuse (GError **error, const char *folder, const char *inner)
{
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *shown = g_filename_display_name (inner);

  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
      /* Translators: the first is the name of a folder, the second of a file that is in it. */
      "“%s” holds “%s”, which does not belong there. Nothing was copied or overwritten; choose a "
      "folder that does not exist yet.",
      name, shown);
  return FALSE;
}

/**
 * candor_backup_check_place:
 * @from: what is to be copied
 * @folder: where to; need not exist
 * @error: return location for an error
 *
 * Returns: whether the two are apart, and there is nothing in @folder that is no part of a store
 */
gboolean
candor_backup_check_place (CandorStore *from, const char *folder, GError **error)
{
  g_autofree char *log = g_build_filename (folder, CANDOR_STORE_LOG, NULL);
  CandorStore place = { .folder = (char *)folder };
  g_autoptr (CandorBackupFiles) files = NULL;

  if (is_within (folder, from->folder) || is_within (from->folder, folder))
    {
      g_autofree char *name = g_filename_display_name (folder);

      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "“%s” is the folder that is to be copied, or is in it, or has it in itself. "
          "Nothing was copied; choose a folder apart from it, best on another disk.",
          name);
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_EXISTS) || g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;
  files = candor_backup_files_list (&place, error);
  if (files == NULL)
    return FALSE;
  if (files->others->len > 0)
    return refuse (error, folder, files->others->pdata[0]);
  /* A backup that was cut off has nothing that the store has not. */
  for (guint i = 0; i < files->settings->len; i++)
    if (!is_file (from, files->settings->pdata[i]))
      return refuse (error, folder, files->settings->pdata[i]);
  return TRUE;
}

/* The number of the first line in which two logs differ. */
static guint64
first_difference (const char *one, const char *other, gsize length)
{
  guint64 line = 1;

  for (gsize i = 0; i < length && one[i] == other[i]; i++)
    line += one[i] == '\n';
  return line;
}

/**
 * candor_backup_check_log:
 * @to: a backup
 * @moment: the store
 * @error: return location for an error
 *
 * Returns: whether the log of the backup is the beginning of the store's; otherwise it is another
 *   store's, or knows more, and must not be replaced
 */
gboolean
candor_backup_check_log (CandorStore *to, const CandorBackupMoment *moment, GError **error)
{
  g_autoptr (GBytes) log = NULL;
  g_autofree char *name = g_filename_display_name (to->folder);
  g_autofree char *line = NULL;
  gsize length, known;
  const char *text, *ours = g_bytes_get_data (moment->log, &known);

  if (!g_file_test (to->log, G_FILE_TEST_EXISTS))
    return TRUE;
  log = candor_store_read_any (to, CANDOR_STORE_LOG, error);
  if (log == NULL)
    return FALSE;
  text = g_bytes_get_data (log, &length);
  /* A copy that was made otherwise may end within a line. */
  while (length > 0 && text[length - 1] != '\n')
    length--;
  if (length <= known && (length == 0 || memcmp (text, ours, length) == 0))
    return TRUE;
  if (length > known && (known == 0 || memcmp (text, ours, known) == 0))
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "The backup “%s” has lines in its log that the store has not: the store lost them, or it "
          "is older. Nothing was copied; keep this backup, check both with an audit, and back up "
          "into another folder.",
          name);
      return FALSE;
    }
  line = g_strdup_printf ("%" G_GUINT64_FORMAT, first_difference (text, ours, MIN (length, known)));
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
      /* Translators: the first is the name of a folder, the second the number of a line. */
      "The log of the backup “%s” and the log of the store differ from line %s on: they are of two "
      "stores, or one of them was altered. Nothing was copied; keep both, check both with an "
      "audit, and back up into another folder.",
      name, line);
  return FALSE;
}

/* Whether each of @files is in @from, or in what it gets next, byte for byte. */
static gboolean
are_same (CandorStore *from, CandorStore *to, GPtrArray *files, GError **error)
{
  g_autoptr (CandorStore) next = candor_backup_renewal_open (from);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *now = candor_store_hash_file (from, files->pdata[i], NULL);
      g_autofree char *then = candor_store_hash_file (next, files->pdata[i], NULL);
      g_autofree char *other = candor_store_hash_file (to, files->pdata[i], NULL);

      if (other == NULL || (g_strcmp0 (other, now) != 0 && g_strcmp0 (other, then) != 0))
        return refuse (error, to->folder, files->pdata[i]);
    }
  return TRUE;
}

/**
 * candor_backup_check_vacant:
 * @from: a backup
 * @to: where it is to be restored
 * @error: return location for an error
 *
 * Returns: whether there is nothing but what an earlier attempt has copied, and no store
 */
gboolean
candor_backup_check_vacant (CandorStore *from, CandorStore *to, GError **error)
{
  g_autoptr (CandorBackupFiles) files = NULL;
  g_autofree char *renewal = candor_store_get_path (to, CANDOR_STORE_RENEWAL);
  struct stat status;

  if (g_file_test (to->log, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (to->folder);

      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                        "There is a store in “%s” already. Nothing was restored or overwritten. "
                        "Move it aside, and "
                        "do not delete it: it may have records that the backup has not.",
                        name);
      return FALSE;
    }
  if (!g_file_test (to->folder, G_FILE_TEST_EXISTS))
    return TRUE;
  /* Restoring never makes that, so it is of something else. */
  if (lstat (renewal, &status) == 0)
    return refuse (error, to->folder, CANDOR_STORE_RENEWAL);
  files = candor_backup_files_list (to, error);
  return files != NULL && are_same (from, to, files->once, error)
         && are_same (from, to, files->drafts, error) && are_same (from, to, files->settings, error)
         && are_same (from, to, files->keys, error);
}
