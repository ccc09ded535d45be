/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The payload of an age file (C2SP age.md, "Payload"): a nonce, then chunks of 64 KiB, each sealed
 * under a counter; the last one says that it is the last. So chunks can be neither changed, moved,
 * left out nor added without being noticed.
 */
#include "candor-age-private.h"

#include <sodium.h>
#include <string.h>

#include "core/candor-error.h"

#define SEALED_CHUNK_SIZE (CANDOR_AGE_CHUNK_SIZE + CANDOR_AGE_TAG_SIZE)

typedef struct
{
  guchar key[crypto_aead_chacha20poly1305_ietf_KEYBYTES];
  guint64 number;
} Stream;

static gboolean
refuse (GError **error)
{
  candor_error_set (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_ALTERED,
      "The record is not as it was filed: bytes were changed, cut off, moved or added. "
      "Nothing was taken from it; use another copy.");
  return FALSE;
}

static gboolean
refuse_without_nonce (GError **error)
{
  candor_error_set (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_HEADER,
      "The record ends behind its first lines: all the rest is missing. Nothing was taken "
      "from it; use another copy.");
  return FALSE;
}

static void
start (Stream *self, const guchar *file_key, const guchar *nonce)
{
  G_STATIC_ASSERT (sizeof self->key == CANDOR_AGE_KEY_SIZE);
  candor_age_hkdf (nonce, CANDOR_AGE_NONCE_SIZE, file_key, CANDOR_AGE_FILE_KEY_SIZE, "payload",
                   self->key);
  self->number = 0;
}

/* Eleven bytes of a counter, the high ones first, and one that marks the last chunk. */
static void
next_nonce (Stream *self, gboolean last, guchar *nonce)
{
  guint64 number = GUINT64_TO_BE (self->number);

  /* Not in the line above: without optimization that macro looks at what it is given eight times. */
  self->number++;
  memset (nonce, 0, crypto_aead_chacha20poly1305_ietf_NPUBBYTES);
  memcpy (nonce + 3, &number, sizeof number);
  nonce[11] = last ? 1 : 0;
}

static void
seal_chunk (Stream *self, const guchar *plain, gsize length, gboolean last, guchar *sealed)
{
  guchar nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];

  next_nonce (self, last, nonce);
  crypto_aead_chacha20poly1305_ietf_encrypt (sealed, NULL, plain, length, NULL, 0, NULL, nonce,
                                             self->key);
}

static gboolean
open_chunk (Stream *self, const guchar *sealed, gsize length, gboolean last, guchar *plain)
{
  guchar nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];

  next_nonce (self, last, nonce);
  return crypto_aead_chacha20poly1305_ietf_decrypt (plain, NULL, NULL, sealed, length, NULL, 0,
                                                    nonce, self->key)
         == 0;
}

/* Returns: how many chunks make @length sealed bytes, 0 if no whole ones do. Only a payload that is
 * empty has an empty chunk. */
static gsize
count_chunks (gsize length)
{
  gsize n = length / SEALED_CHUNK_SIZE;
  gsize rest = length % SEALED_CHUNK_SIZE;

  if (rest == 0)
    return n;
  if (rest < CANDOR_AGE_TAG_SIZE || (rest == CANDOR_AGE_TAG_SIZE && n > 0))
    return 0;
  return n + 1;
}

/* Opens the first @n_chunks of @n_all into bytes of their own. */
static GBytes *
open_chunks (Stream *self, const guchar *sealed, gsize length, gsize n_chunks, gsize n_all)
{
  guchar *plain;
  g_autoptr (GBytes) bytes
      = candor_secret_bytes_new (length - n_chunks * CANDOR_AGE_TAG_SIZE, &plain);

  if (bytes == NULL)
    return NULL;
  for (gsize i = 0; i < n_chunks; i++)
    {
      gsize size = MIN (SEALED_CHUNK_SIZE, length - i * SEALED_CHUNK_SIZE);

      if (!open_chunk (self, sealed + i * SEALED_CHUNK_SIZE, size, i + 1 == n_all,
                       plain + i * CANDOR_AGE_CHUNK_SIZE))
        return NULL;
    }
  return g_steal_pointer (&bytes);
}

/* Returns: how many bytes the nonce and the chunks of @plain_size bytes take. */
gsize
candor_age_stream_sealed_size (gsize plain_size)
{
  gsize n_chunks
      = MAX (1, plain_size / CANDOR_AGE_CHUNK_SIZE + (plain_size % CANDOR_AGE_CHUNK_SIZE != 0));

  return CANDOR_AGE_NONCE_SIZE + plain_size + n_chunks * CANDOR_AGE_TAG_SIZE;
}

/**
 * candor_age_stream_seal:
 * @file_key: %CANDOR_AGE_FILE_KEY_SIZE bytes, which no other file has
 * @plain: what to seal
 * @length: how many bytes
 * @sealed: (out caller-allocates): candor_age_stream_sealed_size () bytes
 *
 * Writes the nonce and the chunks.
 */
void
candor_age_stream_seal (const guchar *file_key, const guchar *plain, gsize length, guchar *sealed)
{
  Stream stream;
  guchar *at = sealed + CANDOR_AGE_NONCE_SIZE;
  gsize done = 0;

  randombytes_buf (sealed, CANDOR_AGE_NONCE_SIZE);
  start (&stream, file_key, sealed);
  do
    {
      gsize size = MIN (CANDOR_AGE_CHUNK_SIZE, length - done);

      /* No bytes have no place in memory. */
      seal_chunk (&stream, size > 0 ? plain + done : NULL, size, done + size == length, at);
      done += size;
      at += size + CANDOR_AGE_TAG_SIZE;
    }
  while (done < length);
  sodium_memzero (&stream, sizeof stream);
}

/**
 * candor_age_stream_open:
 * @file_key: %CANDOR_AGE_FILE_KEY_SIZE bytes
 * @sealed: what stands behind the header
 * @length: how many bytes, to the end of the file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): all of the payload, or nothing
 */
GBytes *
candor_age_stream_open (const guchar *file_key, const guchar *sealed, gsize length, GError **error)
{
  return candor_age_stream_open_start (file_key, sealed, length, length, error);
}

/**
 * candor_age_stream_open_start:
 * @file_key: %CANDOR_AGE_FILE_KEY_SIZE bytes
 * @sealed: what stands behind the header
 * @length: how many bytes of it are there
 * @whole_length: how many there are in the whole file
 * @error: return location for an error
 *
 * Opens all of the payload where all of it is there, otherwise its first chunk alone, which is
 * authentic by itself, but says nothing about the others.
 *
 * Returns: (transfer full) (nullable): what was opened
 */
GBytes *
candor_age_stream_open_start (
    const guchar *file_key, const guchar *sealed, gsize length, gsize whole_length, GError **error)
{
  Stream stream;
  g_autoptr (GBytes) plain = NULL;
  gsize n_all, n;

  if (length < CANDOR_AGE_NONCE_SIZE || whole_length < length)
    {
      refuse_without_nonce (error);
      return NULL;
    }
  length -= CANDOR_AGE_NONCE_SIZE;
  whole_length -= CANDOR_AGE_NONCE_SIZE;
  n_all = count_chunks (whole_length);
  n = length == whole_length ? n_all : 1;
  if (length < whole_length)
    length = MIN (length, SEALED_CHUNK_SIZE);
  /* A chunk of which bytes are missing could pass for a shorter one, the last of a shorter file. */
  if (n_all == 0 || (length < whole_length && length < SEALED_CHUNK_SIZE))
    {
      refuse (error);
      return NULL;
    }
  start (&stream, file_key, sealed);
  plain = open_chunks (&stream, sealed + CANDOR_AGE_NONCE_SIZE, length, n, n_all);
  sodium_memzero (&stream, sizeof stream);
  if (plain == NULL)
    refuse (error);
  return g_steal_pointer (&plain);
}
