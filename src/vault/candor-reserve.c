/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Room that is set aside before a patient starts, so that the disk cannot be full at the signature:
 * a file of nothing, whose room is given back when a record, a draft or a line needs it.
 */
#include "candor-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "candor-disk.h"

/* Returns: 0, or the errno of what failed: then no more room is taken than before. */
static int
take_room (CandorStore *self, gsize bytes)
{
  g_autofree char *path = candor_store_get_path (self, CANDOR_STORE_RESERVE);
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  struct stat status;
  int code;

  if (fd < 0)
    return errno;
  code = fstat (fd, &status) != 0 ? errno : posix_fallocate (fd, 0, bytes);
  /* Half of it, got by a call that failed, would only be in the way of others. */
  if (code != 0 && ftruncate (fd, status.st_size) != 0)
    code = errno;
  close (fd);
  return code;
}

/**
 * candor_store_reserve:
 * @self: a store
 * @bytes: more than a record and its drafts take
 * @error: return location for an error
 *
 * Sets room aside on the disk. It stays so until it is needed, also when this process ends.
 *
 * Returns: whether there is so much room; otherwise %CANDOR_ERROR_STORAGE, and no visit should start
 */
gboolean
candor_store_reserve (CandorStore *self, gsize bytes, GError **error)
{
  g_autofree char *path = NULL;
  int code;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes > 0, FALSE);

  path = candor_store_get_path (self, CANDOR_STORE_RESERVE);
  code = take_room (self, bytes);
  if (code != 0)
    return candor_disk_refuse (error, path, code);
  self->room = bytes;
  self->gave_room = FALSE;
  return TRUE;
}

/**
 * candor_store_make_room:
 * @self: (type CandorStore): a store
 *
 * Gives back what was set aside, by whatever process.
 *
 * Returns: whether that was anything
 */
gboolean
candor_store_make_room (gpointer self)
{
  CandorStore *store = self;
  g_autofree char *path = candor_store_get_path (store, CANDOR_STORE_RESERVE);
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat status;
  gboolean made;

  if (fd < 0)
    return FALSE;
  made = fstat (fd, &status) == 0 && status.st_size > 0 && ftruncate (fd, 0) == 0;
  close (fd);
  if (made)
    {
      store->room = MAX (store->room, (gsize)status.st_size);
      store->gave_room = TRUE;
    }
  return made;
}

/* After something was saved with it. A disk that is still too full will refuse the next visit. */
void
candor_store_take_room_again (CandorStore *self)
{
  if (self->gave_room && take_room (self, self->room) == 0)
    self->gave_room = FALSE;
}
