/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The chunks of an age file, by a maker who has the key. Each letter is a chunk: f of 64 KiB, s a
 * short one, e an empty one; a capital is marked as the last. "+" before it leaves a number out, "!"
 * breaks its tag. A model of one line says which of all these may be opened.
 */
#include <sodium.h>
#include <string.h>

#include "fuzz.h"
#include "vault/candor-age-private.h"

#define MAX_CHUNKS 4
#define SHORT_SIZE 77

static const guchar file_key[CANDOR_AGE_FILE_KEY_SIZE] = "sixteen letters";

typedef struct
{
  gsize size;
  gboolean last;
  gboolean broken;
  guint number;
} Chunk;

static gsize
read_chunks (const char *text, gsize length, Chunk *chunks)
{
  gsize n = 0;
  guint number = 0;
  gboolean broken = FALSE;

  for (gsize i = 0; i < length && n < MAX_CHUNKS; i++)
    {
      char kind = g_ascii_tolower (text[i]);

      number += text[i] == '+' ? 1 : 0;
      broken = broken || text[i] == '!';
      if (kind != 'f' && kind != 's' && kind != 'e')
        continue;
      chunks[n].size = kind == 'f' ? CANDOR_AGE_CHUNK_SIZE : kind == 's' ? SHORT_SIZE : 0;
      chunks[n].last = g_ascii_isupper (text[i]);
      chunks[n].broken = broken;
      chunks[n++].number = number++;
      broken = FALSE;
    }
  return n;
}

/* What the specification says of a payload. */
static gboolean
is_right (const Chunk *chunks, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (chunks[i].broken || chunks[i].number != i || chunks[i].last != (i + 1 == n)
        || (i + 1 < n && chunks[i].size != CANDOR_AGE_CHUNK_SIZE) || (i > 0 && chunks[i].size == 0))
      return FALSE;
  return n > 0;
}

static void
append_chunk (GByteArray *sealed, GByteArray *plain, const Chunk *chunk, const guchar *key)
{
  guchar nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES] = { 0 };
  gsize at = sealed->len;
  gsize plain_at = plain->len;

  nonce[10] = chunk->number;
  nonce[11] = chunk->last;
  g_byte_array_set_size (plain, plain_at + chunk->size);
  /* No bytes have no place in memory. */
  if (plain->data == NULL)
    g_byte_array_set_size (g_byte_array_set_size (plain, 1), 0);
  memset (plain->data + plain_at, 'a' + chunk->number, chunk->size);
  g_byte_array_set_size (sealed, at + chunk->size + CANDOR_AGE_TAG_SIZE);
  crypto_aead_chacha20poly1305_ietf_encrypt (sealed->data + at, NULL, plain->data + plain_at,
                                             chunk->size, NULL, 0, NULL, nonce, key);
  sealed->data[sealed->len - 1] ^= chunk->broken;
}

/* The first chunk alone, out of a file that is longer than what is there. */
static void
check_start (GByteArray *sealed, GByteArray *plain, const Chunk *chunks, gsize n)
{
  gsize length = MIN (sealed->len, CANDOR_AGE_NONCE_SIZE + CANDOR_AGE_CHUNK_SIZE + 16u);
  g_autofree guchar *start = g_memdup2 (sealed->data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened
      = candor_age_stream_open_start (file_key, start, length, sealed->len, &error);

  fuzz_check_refusal (opened != NULL, error);
  if (opened == NULL)
    return;
  g_assert_false (chunks[0].broken);
  g_assert_cmpuint (chunks[0].number, ==, 0);
  g_assert_true (n > 1 || chunks[0].last);
  g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), plain->data,
                   MIN (plain->len, CANDOR_AGE_CHUNK_SIZE));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Chunk chunks[MAX_CHUNKS];
  gsize n = read_chunks ((const char *)data, size, chunks);
  g_autoptr (GByteArray) sealed = g_byte_array_new ();
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = NULL;
  guchar key[CANDOR_AGE_KEY_SIZE];

  g_byte_array_set_size (sealed, CANDOR_AGE_NONCE_SIZE);
  memset (sealed->data, 7, sealed->len);
  candor_age_hkdf (sealed->data, CANDOR_AGE_NONCE_SIZE, file_key, sizeof file_key, "payload", key);
  for (gsize i = 0; i < n; i++)
    append_chunk (sealed, plain, &chunks[i], key);

  opened = candor_age_stream_open (file_key, sealed->data, sealed->len, &error);
  fuzz_check_refusal (opened != NULL, error);
  g_assert_true ((opened != NULL) == is_right (chunks, n));
  if (opened != NULL)
    g_assert_cmpmem (g_bytes_get_data (opened, NULL), g_bytes_get_size (opened), plain->data,
                     plain->len);
  check_start (sealed, plain, chunks, n);
  FUZZ_PLANT (opened != NULL && n == 2 && chunks[1].size == CANDOR_AGE_CHUNK_SIZE);
  return 0;
}
