/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A file that is there whole, or not at all, whatever happens meanwhile.
 *
 * The order is the promise: all bytes into a temporary file in the same folder, on the disk before
 * the name is given, the name on the disk before anybody says "saved". After a failed fsync the
 * kernel may have thrown the bytes away and say nothing the second time, so a descriptor is never
 * tried again: the next attempt is a new file.
 */
#include "candor-atomic-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "candor-disk.h"
#include "core/candor-error.h"

#define N_NAMES 16

/* The name of a temporary file: eight hexadecimal digits between these two. */
#define PREFIX ".candor-"
#define SUFFIX ".tmp"
#define N_DIGITS 8

/* Seconds. Nobody writes to a temporary file of this age any more, lock or no lock. */
#define OLD_AGE (10 * 60)

/* Returns: a new file in the same folder, or -1 with errno. The name has nothing of the patient. */
static int
open_temporary (const char *folder, char **temporary)
{
  for (int i = 0; i < N_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf (PREFIX "%08x" SUFFIX, g_random_int ());
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd >= 0)
        {
          /* Tells a sweep that somebody writes here; a file system without locks has its age. */
          flock (fd, LOCK_EX | LOCK_NB);
          *temporary = g_steal_pointer (&path);
          return fd;
        }
      if (errno != EEXIST)
        return -1;
    }
  errno = EEXIST;
  return -1;
}

/* Fills, syncs and closes @fd. Close can be the first to report a failed write. */
static int
finish_file (int fd, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int code = candor_disk_write_all (fd, data, length);

  /* The umask may have taken rights away, never given them; a strict mode is set all the same. */
  if (code == 0 && fchmod (fd, 0600) != 0)
    code = errno;
  if (code == 0 && fsync (fd) != 0)
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  return code;
}

static int
give_name (const char *temporary, const char *path, gboolean replace)
{
  if (replace)
    return rename (temporary, path) == 0 ? 0 : errno;

  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;

  /* Some file systems do not know the flag. A link is refused as well where the name is taken. */
  if (link (temporary, path) != 0)
    return errno;
  return unlink (temporary) == 0 ? 0 : errno;
}

/* A device, a pipe or a folder must never lose its place to a file. */
static gboolean
is_taken_by_other (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && !S_ISREG (status.st_mode);
}

/* The disk did not confirm the name. A new file goes again, so that the next attempt finds the place
 * free; a file that took the place of another one stays, because that one is gone. */
static gboolean
take_back (const char *path, gboolean replaced, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!replaced && unlink (path) == 0)
    candor_error_set_because (
        error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
        "“%s” could not be saved: the disk did not confirm it (%s). It was taken away "
        "again, but after a power cut it may be there, whole. Please save it again.",
        name, candor_disk_describe (code));
  else
    candor_error_set_because (
        error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
        "“%s” was written, but the disk did not confirm it: %s. It may be lost in a power "
        "cut; please save it again.",
        name, candor_disk_describe (code));
  return FALSE;
}

/* Returns: 0 when a whole file has the name @path, or the number of the error: nothing is left. */
static int
try_file (const char *folder, const char *path, GBytes *bytes, gboolean replace)
{
  g_autofree char *temporary = NULL;
  int fd = open_temporary (folder, &temporary);
  int code;

  if (fd < 0)
    return errno;
  code = finish_file (fd, bytes);
  if (code == 0)
    code = give_name (temporary, path, replace);
  if (code != 0)
    unlink (temporary);
  return code;
}

static gboolean
write_file (const char *path,
            GBytes *bytes,
            gboolean replace,
            CandorMakeRoom make_room,
            gpointer data,
            GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code;

  if (replace && is_taken_by_other (path))
    {
      g_autofree char *name = g_filename_display_name (path);

      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "“%s” could not be saved: something that is not a file is there. Nothing was "
          "changed; choose another name.",
          name);
      return FALSE;
    }

  code = try_file (folder, path, bytes, replace);
  if (candor_disk_is_full (code) && make_room != NULL && make_room (data))
    code = try_file (folder, path, bytes, replace);
  if (code != 0)
    return candor_disk_refuse (error, path, code);

  code = candor_disk_sync_folder (folder);
  return code == 0 || take_back (path, replace, code, error);
}

static gboolean
is_temporary_name (const char *name)
{
  gsize start = strlen (PREFIX);

  return strlen (name) == start + N_DIGITS + strlen (SUFFIX) && g_str_has_prefix (name, PREFIX)
         && g_str_has_suffix (name, SUFFIX)
         && strspn (name + start, "0123456789abcdef") == N_DIGITS;
}

/* Whether @name in the folder @dir is a temporary file of our own that nobody writes any more. */
static gboolean
is_left_over (int dir, const char *name)
{
  struct stat status;
  gboolean unused;
  int fd;

  if (!is_temporary_name (name) || fstatat (dir, name, &status, AT_SYMLINK_NOFOLLOW) != 0
      || !S_ISREG (status.st_mode) || status.st_uid != geteuid ()
      || status.st_mtime > time (NULL) - OLD_AGE)
    return FALSE;

  fd = openat (dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return FALSE;
  unused = flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  close (fd);
  return unused;
}

/**
 * candor_atomic_file_write:
 * @path: where the file is to be; nothing may be there yet
 * @bytes: what it holds
 * @error: return location for an error
 *
 * Saves a new file, readable by its owner alone. When this returns %TRUE the file survives a power
 * cut; when it returns %FALSE no temporary file is left behind.
 *
 * Returns: whether it was saved; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_atomic_file_write (const char *path, GBytes *bytes, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  return write_file (path, bytes, FALSE, NULL, NULL, error);
}

/**
 * candor_atomic_file_replace:
 * @path: where the file is to be
 * @bytes: what it holds
 * @error: return location for an error
 *
 * As candor_atomic_file_write (), but an older file of that name is replaced: at every moment one
 * of the two is there, whole.
 *
 * Returns: whether it was saved; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_atomic_file_replace (const char *path, GBytes *bytes, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  return write_file (path, bytes, TRUE, NULL, NULL, error);
}

/**
 * candor_atomic_file_save:
 * @path: where the file is to be
 * @bytes: what it holds
 * @replace: as candor_atomic_file_replace (); otherwise as candor_atomic_file_write ()
 * @make_room: (nullable): called once when the disk is full
 * @data: for @make_room
 * @error: return location for an error
 *
 * Saves a file on a disk where room was set aside: on a full disk @make_room gives it back, and the
 * file is written once more.
 *
 * Returns: whether it was saved; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_atomic_file_save (const char *path,
                         GBytes *bytes,
                         gboolean replace,
                         CandorMakeRoom make_room,
                         gpointer data,
                         GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  return write_file (path, bytes, replace, make_room, data, error);
}

/**
 * candor_atomic_file_sweep:
 * @folder: a folder that files are saved in; need not exist
 *
 * Takes away the temporary files that a power cut left in @folder: those with a name that only
 * this file gives, that belong to this user, are ten minutes old, and that nobody is writing.
 *
 * Returns: how many there were
 */
guint
candor_atomic_file_sweep (const char *folder)
{
  g_autoptr (GDir) names = NULL;
  const char *name;
  guint n_swept = 0;
  int dir;

  g_return_val_if_fail (folder != NULL, 0);

  dir = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir < 0)
    return 0;
  names = g_dir_open (folder, 0, NULL);
  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    if (is_left_over (dir, name) && unlinkat (dir, name, 0) == 0)
      n_swept++;
  close (dir);
  return n_swept;
}
