/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Drafts: visits that are not filed yet. A draft is replaced as a whole; at every moment the old one
 * or the new one is there.
 */
#include "candor-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "core/candor-error.h"
#include "core/candor-file.h"

static char *
draft_path (CandorStore *self, const char *id, GError **error)
{
  g_autofree char *name = NULL;

  if (!candor_store_id_is_valid (id))
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "The number of this draft is not one that Candor gives. Nothing was "
          "changed.");
      return NULL;
    }
  name = g_strconcat (id, CANDOR_STORE_SUFFIX, NULL);
  return g_build_filename (self->folder, CANDOR_STORE_DRAFTS, name, NULL);
}

/* Where its log is not there the disk of the store is not connected. What is left in its place, an empty
 * folder or one with drafts, must not be taken for it. */
static gboolean
check_there (CandorStore *self, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->folder);

  if (g_file_test (self->log, G_FILE_TEST_EXISTS))
    return TRUE;
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
      "Candor keeps the records in “%s”, and nothing is there now. Please connect the "
      "disk that they are on, and try again. Nothing was changed.",
      name);
  return FALSE;
}

/* A copy of a store may have come without its empty folder. */
static gboolean
make_folder (CandorStore *self, GError **error)
{
  g_autofree char *folder = candor_store_get_path (self, CANDOR_STORE_DRAFTS);
  int code = g_file_test (folder, G_FILE_TEST_IS_DIR) ? 0 : candor_disk_make_folder (folder);

  return code == 0 || candor_disk_refuse (error, folder, code);
}

/**
 * candor_store_save_draft:
 * @self: a store
 * @id: the number of the visit
 * @encrypted: the draft
 * @error: return location for an error
 *
 * Puts the draft in the place of the one before, and returns when it is on the disk.
 *
 * Returns: whether it was saved; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_store_save_draft (CandorStore *self, const char *id, GBytes *encrypted, GError **error)
{
  g_autofree char *path = NULL;
  gboolean saved;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (encrypted != NULL, FALSE);

  path = draft_path (self, id, error);
  if (path == NULL || !check_there (self, error) || !make_folder (self, error))
    return FALSE;
  saved = candor_atomic_file_save (path, encrypted, TRUE, candor_store_make_room, self, error);
  candor_store_take_room_again (self);
  return saved;
}

/**
 * candor_store_list_drafts:
 * @self: a store
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the numbers of the drafts, sorted
 */
GPtrArray *
candor_store_list_drafts (CandorStore *self, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  folder = candor_store_get_path (self, CANDOR_STORE_DRAFTS);
  if (!check_there (self, error))
    return NULL;
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&ids);
  names = candor_store_list_folder (folder, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (g_str_has_suffix (names->pdata[i], CANDOR_STORE_SUFFIX))
      {
        g_autofree char *id
            = g_strndup (names->pdata[i], strlen (names->pdata[i]) - strlen (CANDOR_STORE_SUFFIX));

        if (candor_store_id_is_valid (id))
          g_ptr_array_add (ids, g_steal_pointer (&id));
      }
  return names != NULL ? g_steal_pointer (&ids) : NULL;
}

/**
 * candor_store_read_draft:
 * @self: a store
 * @id: the number of a draft
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its bytes; %CANDOR_ERROR_NOT_FOUND if there is none
 */
GBytes *
candor_store_read_draft (CandorStore *self, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  char *bytes;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  path = draft_path (self, id, error);
  if (path == NULL || !candor_file_read (path, CANDOR_STORE_MAX_FILE, &bytes, &length, error))
    return NULL;
  return g_bytes_new_take (bytes, length);
}

/**
 * candor_store_remove_draft:
 * @self: a store
 * @id: the number of a draft, which need not be there
 * @error: return location for an error
 *
 * Takes a draft away, after its visit was filed.
 *
 * Returns: whether it is gone, also after a power cut; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_store_remove_draft (CandorStore *self, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  int code;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  path = draft_path (self, id, error);
  if (path == NULL || !check_there (self, error))
    return FALSE;
  folder = g_path_get_dirname (path);
  if (unlink (path) != 0 && errno != ENOENT)
    {
      candor_error_set_because (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                                candor_disk_describe (errno),
                                "The draft “%s” could not be taken away: %s. It is still there.",
                                id, candor_disk_describe (errno));
      return FALSE;
    }
  code = candor_disk_sync_folder (folder);
  if (code == 0 || code == ENOENT)
    return TRUE;
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
      "The draft “%s” was taken away, but the disk did not confirm it: %s. After a power cut "
      "it may be there again.",
      id, candor_disk_describe (code));
  return FALSE;
}
