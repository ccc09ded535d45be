/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads on in the log from where somebody left off, so that a list of a hundred thousand records is
 * brought up to date by reading the lines of one day.
 */
#include "candor-log-since.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "candor-store-private.h"
#include "core/candor-error.h"

static gboolean
refuse_place (GError **error)
{
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "The log is not the one that was read before. Nothing was changed; what was "
      "made from it is made anew.");
  return FALSE;
}

static gboolean
refuse_to_read (GError **error, int code)
{
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                    "The log of the records cannot be read: %s. Nothing was changed.",
                    g_strerror (code));
  return FALSE;
}

/* Returns: (transfer full) (nullable): the bytes of @fd from @from to its end, or %NULL with errno */
static GByteArray *
read_from (int fd, gint64 from)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct stat status;
  gsize size;
  gsize done = 0;

  if (fstat (fd, &status) != 0)
    return NULL;
  size = status.st_size > from ? status.st_size - from : 0;
  if (size > G_MAXUINT / 2)
    {
      errno = EFBIG;
      return NULL;
    }
  g_byte_array_set_size (bytes, size);
  while (done < size)
    {
      ssize_t got = pread (fd, bytes->data + done, size - done, from + done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return NULL;
      if (got == 0)
        break;
      done += got;
    }
  g_byte_array_set_size (bytes, done);
  return g_steal_pointer (&bytes);
}

/* Whether the line that ends at @place is the one that ended there before. @bytes begin at @from. */
static gboolean
is_at_place (const GByteArray *bytes, gint64 from, const CandorLogPlace *place)
{
  gint64 before = place->end - from;
  g_autofree char *hash = NULL;
  const char *start = (const char *)bytes->data;
  const char *line_end;
  const char *previous;

  if (before <= 0 || before > bytes->len || start[before - 1] != '\n')
    return FALSE;
  line_end = start + before - 1;
  previous = memrchr (start, '\n', line_end - start);
  if (previous == NULL && from > 0)
    return FALSE;
  previous = previous != NULL ? previous + 1 : start;
  hash = candor_log_hash (previous, line_end + 1 - previous);
  return g_str_equal (hash, place->head);
}

/**
 * candor_store_read_since:
 * @self: a store
 * @place: (inout): where to go on; afterwards the end of the last whole line
 * @func: called for every whole line since then, in their order
 * @data: for @func
 * @error: return location for an error
 *
 * A last line that has no end yet is left for the next time.
 *
 * Returns: whether the log could be read; otherwise %CANDOR_ERROR_STORAGE, or %CANDOR_ERROR_INVALID
 *   where the log is another one before @place
 */
gboolean
candor_store_read_since (
    CandorStore *self, CandorLogPlace *place, CandorLogFunc func, gpointer data, GError **error)
{
  gint64 from = MAX (0, place->end - CANDOR_LOG_MAX_LINE - 1);
  int fd = open (self->log, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autoptr (GByteArray) bytes = fd >= 0 ? read_from (fd, from) : NULL;
  int code = errno;
  const char *at;
  const char *end;

  if (fd >= 0)
    close (fd);
  if (bytes == NULL)
    return refuse_to_read (error, code);
  if (place->end > 0 && !is_at_place (bytes, from, place))
    return refuse_place (error);

  end = (const char *)bytes->data + bytes->len;
  at = (const char *)bytes->data + (place->end - from);
  while (at < end)
    {
      const char *stop = memchr (at, '\n', end - at);
      g_autoptr (CandorLogLine) line = NULL;
      g_autofree char *hash = NULL;

      if (stop == NULL)
        break;
      line = candor_log_line_parse (at, stop - at, NULL);
      hash = candor_log_hash (at, stop + 1 - at);
      if (!func (line, hash, place->number + 1, TRUE, data))
        break;
      place->number++;
      place->end += stop + 1 - at;
      memcpy (place->head, hash, sizeof place->head);
      at = stop + 1;
    }
  return TRUE;
}
