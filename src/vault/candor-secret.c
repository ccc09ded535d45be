/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Memory for secrets. What lives long, a key or a passphrase, lies in memory that is locked, fenced
 * and left out of a core. What is large and short, the contents of a record, lies in plain memory
 * that is wiped when it is given back: a fence of three pages around each of 100,000 headers would
 * cost more than opening them.
 */
#include "candor-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "core/candor-file.h"

/* Bytes. A passphrase is a few words. */
#define MAX_PASSPHRASE_FILE 4096

/* Some editors write it before the first letter; nobody types it. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  gsize size;
  guchar bytes[];
} Block;

static void
block_free_cb (gpointer data)
{
  Block *self = data;

  sodium_memzero (self->bytes, self->size);
  g_free (self);
}

/**
 * candor_secret_new:
 * @size: how many bytes
 *
 * Returns: (transfer full): memory for a secret, all zero; for candor_secret_free ()
 */
gpointer
candor_secret_new (gsize size)
{
  gpointer memory;

  /* May be called by every thread as often as it likes. */
  if (sodium_init () < 0)
    g_error ("libsodium cannot find a source of random numbers");
  memory = sodium_malloc (MAX (size, 1));
  if (memory == NULL)
    g_error ("there is no memory for %" G_GSIZE_FORMAT " secret bytes", size);
  memset (memory, 0, MAX (size, 1));
  return memory;
}

/**
 * candor_secret_dup_text:
 * @text: a secret
 * @length: its length in bytes, or -1 if it ends with a zero
 *
 * Returns: (transfer full): a copy that ends with a zero
 */
CandorSecretText *
candor_secret_dup_text (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  CandorSecretText *copy = candor_secret_new (size + 1);

  memcpy (copy, text, size);
  return copy;
}

/**
 * candor_secret_free:
 * @secret: (transfer full) (nullable): what candor_secret_new () gave
 *
 * Wipes it and gives the memory back.
 */
void
candor_secret_free (gpointer secret)
{
  sodium_free (secret);
}

/**
 * candor_secret_bytes_new:
 * @size: how many bytes
 * @bytes: (out) (transfer none): where to write them, before the #GBytes is given to anybody
 *
 * Returns: (transfer full) (nullable): bytes that are wiped with the last reference; %NULL when
 *   there is no memory for so many
 */
GBytes *
candor_secret_bytes_new (gsize size, guchar **bytes)
{
  Block *self = size < G_MAXSIZE - sizeof (Block) ? g_try_malloc (sizeof (Block) + size) : NULL;

  if (self == NULL)
    return NULL;
  self->size = size;
  *bytes = self->bytes;
  return g_bytes_new_with_free_func (self->bytes, size, block_free_cb, self);
}

/**
 * candor_secret_read_file:
 * @path: a file with a secret in it
 * @max_bytes: more than this is refused
 * @text: (out) (transfer full): what is in it, with a zero behind it
 * @length: (out): how many bytes
 * @error: return location for an error
 *
 * As candor_file_read (), but no copy is left in memory.
 *
 * Returns: whether it was read
 */
gboolean
candor_secret_read_file (
    const char *path, gsize max_bytes, CandorSecretText **text, gsize *length, GError **error)
{
  char *bytes = NULL;

  if (!candor_file_read (path, max_bytes, &bytes, length, error))
    return FALSE;
  *text = candor_secret_dup_text (bytes, *length);
  sodium_memzero (bytes, *length);
  g_free (bytes);
  return TRUE;
}

/* Returns: (transfer full) (nullable): what comes out of a pipe, to its end */
static CandorSecretText *
read_pipe (int fd, const char *name, gsize *length, GError **error)
{
  g_autoptr (CandorSecretText) text = candor_secret_new (MAX_PASSPHRASE_FILE + 2);
  gsize got = 0;

  while (got <= MAX_PASSPHRASE_FILE)
    {
      ssize_t n = read (fd, text + got, MAX_PASSPHRASE_FILE + 1 - got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                            "%s could not be read: %s.", name, g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        {
          *length = got;
          return g_steal_pointer (&text);
        }
      got += n;
    }
  candor_error_set_plural (
      error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
      "%s gives more than any passphrase has (%u byte); it was not read to its end.",
      "%s gives more than any passphrase has (%u bytes); it was not read to its end.",
      MAX_PASSPHRASE_FILE, name, MAX_PASSPHRASE_FILE);
  return NULL;
}

/* A file, or what a shell puts in its place: <(…), /dev/stdin. A terminal would show what is typed. */
static CandorSecretText *
read_file_or_pipe (const char *path, const char *name, gsize *length, GError **error)
{
  CandorSecretText *text = NULL;
  struct stat status;
  int fd;

  if (stat (path, &status) != 0 || !S_ISFIFO (status.st_mode))
    return candor_secret_read_file (path, MAX_PASSPHRASE_FILE, &text, length, error) ? text : NULL;
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND, "%s could not be read: %s.",
                        name, g_strerror (errno));
      return NULL;
    }
  text = read_pipe (fd, name, length, error);
  close (fd);
  return text;
}

/**
 * candor_secret_read_passphrase:
 * @path: a file or a pipe whose first line is a passphrase
 * @error: return location for an error
 *
 * A byte order mark before it and the end of the line, of whatever kind, do not belong to it.
 *
 * Returns: (transfer full) (nullable): that line, without its end
 */
CandorSecretText *
candor_secret_read_passphrase (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (CandorSecretText) text = NULL;
  const char *start;
  gsize length, end;

  text = read_file_or_pipe (path, name, &length, error);
  if (text == NULL)
    return NULL;
  start = g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK) : text;
  end = strcspn (start, "\r\n");
  if (strlen (text) != length || !g_utf8_validate (start, end, NULL))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "“%s” is not text in UTF-8; the passphrase should stand in its first line.",
                        name);
      return NULL;
    }
  if (end == 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "The first line of “%s” is empty; the passphrase should stand there.",
                        name);
      return NULL;
    }
  return candor_secret_dup_text (start, end);
}
