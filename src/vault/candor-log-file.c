/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The file of the log: lines are put behind the last whole one, and each is on the disk before
 * anybody is told. Whoever appends holds the lock of the store.
 */
#include "candor-log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "candor-disk.h"
#include "candor-hash.h"
#include "core/candor-error.h"

/* Bytes. The end of the log is looked for in so much of it: several of the longest lines. */
#define WINDOW (4 * CANDOR_LOG_MAX_LINE)
/* Nearly always it is found in this. */
#define FIRST_WINDOW 4096

#define FIRST_PREVIOUS "0000000000000000000000000000000000000000000000000000000000000000"

static gboolean
refuse_to_read (GError **error, const char *reason)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, reason,
      "The log of the records could not be read: %s. Nothing was changed; check the store "
      "with “candorctl audit”.",
      reason);
  return FALSE;
}

/* What it means for whatever was to be written down, the caller says. */
static gboolean
refuse_to_append (GError **error, int code)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
      "The log of the records could not take a line: %s. Look whether the disk is there "
      "and has room, then try again.",
      candor_disk_describe (code));
  return FALSE;
}

/* Reads @length bytes at @offset: the file must not end before. */
static gboolean
read_at (int fd, char *buffer, gsize length, gint64 offset, GError **error)
{
  while (length > 0)
    {
      ssize_t got = pread (fd, buffer, length, offset);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return refuse_to_read (error, got < 0 ? g_strerror (errno) : N_ ("it became shorter"));
      buffer += got;
      offset += got;
      length -= got;
    }
  return TRUE;
}

/* Returns: the start of the whole line that ends before @end, or %NULL when it began earlier. */
static const char *
line_start (const char *window, const char *end, gboolean from_start)
{
  const char *before = memrchr (window, '\n', end - 1 - window);

  if (before != NULL)
    return before + 1;
  return from_start ? window : NULL;
}

/* The last line may have been altered so that its number cannot be read: then the lines are counted
 * from one that can be, and the chain goes on from its bytes as they stand. The audit names it. */
static gboolean
read_last_line (
    const char *window, const char *end, gboolean from_start, CandorLogTail *tail, GError **error)
{
  g_autofree char *hash = NULL;
  const char *start = line_start (window, end, from_start);
  guint64 behind = 0;

  if (start == NULL)
    return refuse_to_read (error, N_ ("its last line is too long"));
  hash = candor_log_hash (start, end - start);
  memcpy (tail->head, hash, sizeof tail->head);
  tail->last = candor_log_line_parse (start, end - start - 1, NULL);
  if (tail->last != NULL)
    {
      tail->number = tail->last->number;
      return TRUE;
    }
  while (start != NULL)
    {
      g_autoptr (CandorLogLine) line = candor_log_line_parse (start, end - start - 1, NULL);

      if (line != NULL || start == window)
        {
          tail->number = line != NULL ? line->number + behind : behind + 1;
          return TRUE;
        }
      behind++;
      end = start;
      start = line_start (window, end, from_start);
    }
  return refuse_to_read (error, N_ ("none of its last lines can be read"));
}

/* Reads the last @most bytes of a log, or all when it is shorter, and finds its last line in them. */
static gboolean
read_end (int fd, gint64 size, gint64 most, CandorLogTail *tail, GError **error)
{
  gint64 start = MAX (size - most, 0);
  gsize length = size - start;
  g_autofree char *window = g_malloc (length);
  const char *newline;

  candor_log_tail_clear (tail);
  if (!read_at (fd, window, length, start, error))
    return FALSE;
  newline = memrchr (window, '\n', length);
  if (newline == NULL && start > 0)
    return refuse_to_read (error, N_ ("it has no end"));
  tail->end = newline == NULL ? 0 : start + (newline + 1 - window);
  if (tail->end < size)
    tail->torn = g_bytes_new (window + (tail->end - start), size - tail->end);
  return newline == NULL || read_last_line (window, newline + 1, start == 0, tail, error);
}

/* Writes behind the last whole line; if not all of it goes, the file is as it was before. */
static int
write_behind (int fd, gint64 end, const char *text)
{
  int code = lseek (fd, end, SEEK_SET) < 0 ? errno : 0;

  if (code == 0)
    code = candor_disk_write_all (fd, text, strlen (text));
  return code;
}

/**
 * candor_log_hash:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): their SHA-256, in hexadecimal digits
 */
char *
candor_log_hash (gconstpointer data, gsize length)
{
  CandorHash hash;

  candor_hash_init (&hash);
  candor_hash_add (&hash, data, length);
  return candor_hash_end (&hash);
}

/**
 * candor_log_now:
 *
 * Returns: (transfer full): now, as a line of the log says it
 */
char *
candor_log_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * candor_log_read_tail:
 * @fd: the log, open for reading
 * @tail: (out caller-allocates): where it ends
 * @error: return location for an error
 *
 * Reads the end of the log alone, however long it is.
 *
 * Returns: whether the log can be continued; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_log_read_tail (int fd, CandorLogTail *tail, GError **error)
{
  gint64 size = lseek (fd, 0, SEEK_END);

  memset (tail, 0, sizeof *tail);
  memcpy (tail->head, FIRST_PREVIOUS, sizeof tail->head);
  if (size < 0)
    return refuse_to_read (error, g_strerror (errno));
  if (size == 0)
    return TRUE;

  return read_end (fd, size, FIRST_WINDOW, tail, NULL) || read_end (fd, size, WINDOW, tail, error);
}

/**
 * candor_log_tail_clear:
 * @tail: a tail
 *
 * Frees what it holds.
 */
void
candor_log_tail_clear (CandorLogTail *tail)
{
  g_clear_pointer (&tail->last, candor_log_line_free);
  g_clear_pointer (&tail->torn, g_bytes_unref);
}

/**
 * candor_log_append:
 * @fd: the log, open for reading and writing
 * @tail: where it ends, without anything torn; moved on
 * @line: (transfer full): the line; its number, time and previous hash are given here
 * @make_room: (nullable): called once when the disk is full
 * @data: for @make_room
 * @doubtful: (out): whether it is not known what of the line is on the disk, or is in the file
 * @error: return location for an error
 *
 * Writes one line, and returns when it is on the disk. A line that the disk did not take is taken
 * back. A failed fdatasync is never tried again on this descriptor: the kernel may have forgotten the
 * bytes and say nothing the second time.
 *
 * Returns: whether it was written; otherwise %CANDOR_ERROR_STORAGE or %CANDOR_ERROR_TOO_LARGE
 */
gboolean
candor_log_append (int fd,
                   CandorLogTail *tail,
                   CandorLogLine *line,
                   CandorMakeRoom make_room,
                   gpointer data,
                   gboolean *doubtful,
                   GError **error)
{
  g_autoptr (CandorLogLine) owned = line;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  int code;

  g_return_val_if_fail (tail->torn == NULL, FALSE);

  *doubtful = FALSE;
  line->number = tail->number + 1;
  g_free (line->previous);
  line->previous = g_strdup (tail->head);
  if (line->time == NULL)
    line->time = candor_log_now ();
  text = candor_log_line_format (line, error);
  if (text == NULL)
    return FALSE;

  code = write_behind (fd, tail->end, text);
  if (candor_disk_is_full (code) && make_room != NULL && make_room (data))
    code = write_behind (fd, tail->end, text);
  if (code == 0 && fdatasync (fd) != 0)
    code = errno;
  if (code != 0)
    {
      *doubtful = ftruncate (fd, tail->end) != 0;
      return refuse_to_append (error, code);
    }

  hash = candor_log_hash (text, strlen (text));
  memcpy (tail->head, hash, sizeof tail->head);
  tail->number = line->number;
  tail->end += strlen (text);
  candor_log_line_free (tail->last);
  tail->last = g_steal_pointer (&owned);
  return TRUE;
}

/* Gives every line in @buffer to @func and takes it out; at the end of the file what is left too. */
static gboolean
give_lines (GByteArray *buffer, gboolean at_end, guint64 *place, CandorLogFunc func, gpointer data)
{
  gsize done = 0;
  gboolean go_on = TRUE;

  while (go_on && done < buffer->len)
    {
      const char *start = (const char *)buffer->data + done;
      const char *newline = memchr (start, '\n', buffer->len - done);
      gsize length = newline != NULL ? (gsize)(newline + 1 - start) : buffer->len - done;
      g_autoptr (CandorLogLine) line = NULL;
      g_autofree char *hash = NULL;

      if (newline == NULL && !at_end)
        break;
      if (newline != NULL)
        line = candor_log_line_parse (start, length - 1, NULL);
      hash = candor_log_hash (start, length);
      go_on = func (line, hash, ++*place, newline != NULL, data);
      done += length;
    }
  g_byte_array_remove_range (buffer, 0, done);
  return go_on;
}

/**
 * candor_log_foreach:
 * @path: the log
 * @func: called for every line, in their order
 * @data: for @func
 * @error: return location for an error
 *
 * Returns: whether the log could be read to its end, or to where @func wanted no more
 */
gboolean
candor_log_foreach (const char *path, CandorLogFunc func, gpointer data, GError **error)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree char *chunk = g_malloc (WINDOW);
  guint64 place = 0;
  gboolean go_on = TRUE;
  int code = 0;

  if (fd < 0)
    return refuse_to_read (error, g_strerror (errno));
  while (go_on)
    {
      ssize_t got = read (fd, chunk, WINDOW);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        code = errno;
      if (got > 0)
        g_byte_array_append (buffer, (guint8 *)chunk, got);
      go_on = got >= 0 && give_lines (buffer, got == 0, &place, func, data) && got > 0;
      /* Nobody's memory is filled with something that is no log. */
      if (go_on && buffer->len > WINDOW)
        code = EFBIG;
      go_on = go_on && code == 0;
    }
  close (fd);
  return code == 0 || refuse_to_read (error, g_strerror (code));
}
