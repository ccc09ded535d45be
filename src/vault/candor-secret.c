/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Memory for secrets. What lives long, a key or a passphrase, lies in memory that is locked, fenced
 * and left out of a core. What is large and short, the contents of a record, lies in plain memory
 * that is wiped when it is given back: a fence of three pages around each of 100,000 headers would
 * cost more than opening them.
 */
#include "candor-secret.h"

#include <sodium.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-file.h"

/* Bytes. A passphrase is a few words. */
#define MAX_PASSPHRASE_FILE 4096

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

/**
 * candor_secret_read_passphrase:
 * @path: a file whose first line is a passphrase
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): that line, without its end
 */
CandorSecretText *
candor_secret_read_passphrase (const char *path, GError **error)
{
  g_autoptr (CandorSecretText) text = NULL;
  g_autofree char *name = NULL;
  gsize length, end;

  if (!candor_secret_read_file (path, MAX_PASSPHRASE_FILE, &text, &length, error))
    return NULL;
  end = strcspn (text, "\n");
  if (end > 0 && text[end - 1] == '\r')
    end--;
  name = g_filename_display_name (path);
  if (end == 0)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                   "The first line of “%s” is empty; the passphrase should stand there.", name);
      return NULL;
    }
  if (strlen (text) != length || !g_utf8_validate (text, end, NULL))
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                   "“%s” is not text in UTF-8; the passphrase should stand in its first line.",
                   name);
      return NULL;
    }
  return candor_secret_dup_text (text, end);
}
