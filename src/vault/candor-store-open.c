/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Making a store, and opening one. What copies of a store may lack, and a store may not, is told here.
 */
#include "candor-store-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "core/candor-error.h"

/* Which of the parts that make a folder a store are there. */
typedef struct
{
  gboolean log;
  gboolean records;
} Parts;

/* A part that must not be looked at is not missing. Returns: whether it could be told */
static gboolean
look_for (const char *folder, const char *name, mode_t kind, gboolean *found, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat status;

  *found = stat (path, &status) == 0;
  if (*found)
    *found = (status.st_mode & S_IFMT) == kind;
  else if (errno != ENOENT && errno != ENOTDIR)
    return candor_store_refuse_to_read (error, path, errno);
  return TRUE;
}

static gboolean
look_for_parts (const char *folder, Parts *parts, GError **error)
{
  return look_for (folder, CANDOR_STORE_LOG, S_IFREG, &parts->log, error)
         && look_for (folder, CANDOR_STORE_RECORDS, S_IFDIR, &parts->records, error);
}

static void
set_missing (GError **error, const char *folder, const Parts *parts)
{
  g_autofree char *name = g_filename_display_name (folder);

  if (parts->log || parts->records)
    candor_error_set (
        error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
        /* Translators: the first is the name of a folder, the second of what is not in it: “log”
           or “records”. */
        "“%s” is not a whole store of records: “%s” is missing in it. Nothing was changed; bring "
        "it "
        "back from a copy, or choose the folder that was set up.",
        name, parts->log ? CANDOR_STORE_RECORDS : CANDOR_STORE_LOG);
  else
    candor_error_set (
        error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
        "“%s” is not a store of records: there is no log in it, and there are no records. Nothing "
        "was changed; choose the folder that was set up.",
        name);
}

static CandorStore *
store_new (const char *folder)
{
  CandorStore *self = g_new0 (CandorStore, 1);

  self->folder = g_strdup (folder);
  self->log = g_build_filename (folder, CANDOR_STORE_LOG, NULL);
  return self;
}

/* Returns: (transfer full) (nullable): a log of one line, of now */
GBytes *
candor_store_begin_log (GError **error)
{
  static const char *const detail[] = { "format", "1", NULL };
  g_autoptr (CandorLogLine) line = candor_log_line_new (CANDOR_LOG_CREATED, NULL, NULL, detail);
  char *text;

  line->number = 1;
  line->time = candor_log_now ();
  line->previous = g_strnfill (CANDOR_LOG_N_DIGITS, '0');
  text = candor_log_line_format (line, error);
  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

/**
 * candor_store_create:
 * @folder: where the store is to be; the folder around it exists
 * @error: return location for an error
 *
 * Makes an empty store, for its owner alone. Its log is made last, so that a store is there whole or
 * not at all; after a power cut, making it again finishes it.
 *
 * Returns: whether it was made; otherwise %CANDOR_ERROR_STORAGE, also where there is one
 */
gboolean
candor_store_create (const char *folder, GError **error)
{
  static const char *const inner[]
      = { "", CANDOR_STORE_RECORDS, CANDOR_STORE_DRAFTS, CANDOR_STORE_KEYS };
  g_autofree char *log = g_build_filename (folder, CANDOR_STORE_LOG, NULL);
  g_autofree char *around = g_path_get_dirname (folder);
  g_autoptr (GBytes) bytes = NULL;
  int code;

  g_return_val_if_fail (folder != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      g_autofree char *path = g_build_filename (folder, inner[i], NULL);

      if (mkdir (path, 0700) != 0 && errno != EEXIST)
        return candor_disk_refuse (error, path, errno);
    }
  /* Writing the log brings all names in the folder to the disk; its own name is outside. */
  code = candor_disk_sync_folder (around);
  if (code != 0)
    return candor_disk_refuse (error, folder, code);
  bytes = candor_store_begin_log (error);
  return bytes != NULL && candor_atomic_file_write (log, bytes, error);
}

/**
 * candor_store_open:
 * @folder: the folder of a store
 * @error: return location for an error
 *
 * Opens a store; nothing is made or changed. A store that was copied may have lost a folder in which
 * nothing was: without drafts there is none.
 *
 * Returns: (transfer full) (nullable): it; %CANDOR_ERROR_NOT_FOUND if the folder is no store,
 *   %CANDOR_ERROR_STORAGE if that cannot be told
 */
CandorStore *
candor_store_open (const char *folder, GError **error)
{
  Parts parts;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!look_for_parts (folder, &parts, error))
    return NULL;
  if (parts.log && parts.records)
    return store_new (folder);
  set_missing (error, folder, &parts);
  return NULL;
}

/**
 * candor_store_open_remains:
 * @folder: a folder with what is left of a store
 * @error: return location for an error
 *
 * For copying what is there; nothing can be filed in it.
 *
 * Returns: (transfer full) (nullable): it, if it has a log or records; otherwise as candor_store_open ()
 */
CandorStore *
candor_store_open_remains (const char *folder, GError **error)
{
  Parts parts;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!look_for_parts (folder, &parts, error))
    return NULL;
  if (parts.log || parts.records)
    return store_new (folder);
  set_missing (error, folder, &parts);
  return NULL;
}

/**
 * candor_store_free:
 * @self: (nullable) (transfer full): a store without a transaction
 */
void
candor_store_free (CandorStore *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_free (self->log);
  g_free (self->synced);
  g_free (self);
}
