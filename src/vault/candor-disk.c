/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What every file of the vault does with the disk, and what the disk's refusals mean to a person.
 */
#include "candor-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/candor-error.h"

/**
 * candor_disk_refuse:
 * @error: return location for an error
 * @path: the file that was to be saved
 * @code: the errno of the call that failed
 *
 * Sets %CANDOR_ERROR_STORAGE: what happened, that nothing was changed, what to do.
 *
 * Returns: %FALSE
 */
gboolean
candor_disk_refuse (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (code)
    {
    case EEXIST:
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                        "“%s” exists already. It was left as it is, and nothing was saved.", name);
      break;
    case ENOSPC:
    case EDQUOT:
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "“%s” could not be saved: the disk is full. Nothing was changed; make room, "
          "then try again.",
          name);
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "“%s” could not be saved: its folder cannot be written to. Nothing was changed; "
          "choose another folder, or ask for the right to write there.",
          name);
      break;
    case ENOENT:
    case ENOTDIR:
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "“%s” could not be saved: its folder does not exist. Nothing was changed; make "
          "the folder, then try again.",
          name);
      break;
    default:
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                        "“%s” could not be saved: %s. Nothing was changed; please try again.", name,
                        g_strerror (code));
    }
  return FALSE;
}

/**
 * candor_disk_describe:
 * @code: the errno of the call that failed
 *
 * Returns: (transfer none): what happened, to go behind a colon
 */
const char *
candor_disk_describe (int code)
{
  if (candor_disk_is_full (code))
    return N_ ("the disk is full");
  return code == EROFS || code == EACCES || code == EPERM ? N_ ("it cannot be written to")
                                                          : g_strerror (code);
}

/**
 * candor_disk_is_full:
 * @code: an errno
 *
 * Returns: whether it says that there is no room, on the disk or for this user
 */
gboolean
candor_disk_is_full (int code)
{
  return code == ENOSPC || code == EDQUOT;
}

/**
 * candor_disk_write_all:
 * @fd: an open file
 * @data: the bytes
 * @length: how many
 *
 * Writes all of them, however few a single call takes.
 *
 * Returns: 0, or the errno of the write that failed; some bytes may be written then
 */
int
candor_disk_write_all (int fd, gconstpointer data, gsize length)
{
  const char *at = data;

  while (length > 0)
    {
      ssize_t written = write (fd, at, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return errno;
      at += written;
      length -= written;
    }
  return 0;
}

/**
 * candor_disk_sync_folder:
 * @folder: a folder
 *
 * Brings the names in it to the disk.
 *
 * Returns: 0, or the errno of what failed
 */
int
candor_disk_sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code = 0;

  if (fd < 0)
    return errno;
  if (fsync (fd) != 0)
    code = errno;
  close (fd);
  return code;
}

/**
 * candor_disk_make_folder:
 * @folder: a folder that may exist; the folder around it does
 *
 * Makes it for its owner alone, and brings its name to the disk: also where it exists, for whoever
 * made it may have been killed before that.
 *
 * Returns: 0, or the errno of what failed
 */
int
candor_disk_make_folder (const char *folder)
{
  g_autofree char *around = g_path_get_dirname (folder);

  if (mkdir (folder, 0700) != 0 && errno != EEXIST)
    return errno;
  return candor_disk_sync_folder (around);
}

/**
 * candor_disk_lock:
 * @path: a lock file, which is made where it is missing
 *
 * Waits until nobody else has it, in this process or in another. Closing the file gives it back.
 *
 * Returns: an open file, or -1 with errno
 */
int
candor_disk_lock (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return -1;
  while (flock (fd, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        int code = errno;

        close (fd);
        errno = code;
        return -1;
      }
  return fd;
}
