/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "candor-error.h"

static gboolean
refuse (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND, "%s could not be read: %s", name,
                    reason);
  return FALSE;
}

/**
 * candor_file_read:
 * @path: the file
 * @max_bytes: more than this is refused before it is read
 * @bytes: (out) (transfer full): what is in it, with a zero behind it
 * @length: (out): how many bytes
 * @error: return location for an error
 *
 * Reads a whole file that somebody else may have made: a folder, a device or a file that is larger
 * than it may be is refused in words.
 *
 * Returns: whether it was read
 */
gboolean
candor_file_read (const char *path, gsize max_bytes, char **bytes, gsize *length, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  g_autofree char *buffer = NULL;
  gsize got = 0;

  if (fd < 0)
    return refuse (error, path, g_strerror (errno));
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      close (fd);
      return refuse (error, path, "it is not a file");
    }
  if ((guint64)status.st_size > max_bytes)
    {
      g_autofree char *name = g_filename_display_name (path);

      close (fd);
      candor_error_set_plural (
          error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
          "%s is larger than any file of its kind (at most %lu byte); it was not read",
          "%s is larger than any file of its kind (at most %lu bytes); it was not read",
          (gulong)max_bytes, name, (gulong)max_bytes);
      return FALSE;
    }

  buffer = g_malloc (status.st_size + 1);
  while (got < (gsize)status.st_size)
    {
      gssize n = read (fd, buffer + got, status.st_size - got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int fault = errno;

          close (fd);
          return refuse (error, path, g_strerror (fault));
        }
      if (n == 0)
        break;
      got += n;
    }
  close (fd);

  buffer[got] = '\0';
  *length = got;
  *bytes = g_steal_pointer (&buffer);
  return TRUE;
}
