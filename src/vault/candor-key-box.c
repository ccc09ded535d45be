/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the clinic encrypts to itself and must find again as it was. An age file proves nothing about
 * who made it: its recipient is public. This is made with the clinic's secret itself.
 */
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "candor-key-private.h"

#define CONTEXT "Candor, box, 1 "
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

/* Bytes: two of the large pages of most machines. */
#define LARGE ((gsize)4 << 20)

static guchar *
derive_key (CandorAgeIdentity *clinic, const char *purpose)
{
  g_autofree char *context = g_strconcat (CONTEXT, purpose, NULL);

  return candor_key_derive (clinic, context, crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
}

/* A list of a hundred thousand records is of tens of megabytes. In ordinary pages each of these would be
 * asked for by itself, which takes about as long as decrypting. A system that has no others goes on as it is. */
static void
prefer_large_pages (gpointer data, gsize size)
{
  gsize page = (gsize)sysconf (_SC_PAGESIZE);
  gsize unaligned = (guintptr)data % page;
  gsize skip = unaligned != 0 ? page - unaligned : 0;

  if (size >= LARGE)
    madvise ((char *)data + skip, size - skip, MADV_HUGEPAGE);
}

static void
free_wiped (gpointer data)
{
  GByteArray *bytes = data;

  sodium_memzero (bytes->data, bytes->len);
  g_byte_array_unref (bytes);
}

/**
 * candor_key_derive:
 * @clinic: the key of the clinic
 * @context: what it is for: keys for different things have nothing in common
 * @size: bytes, at most 64
 *
 * Returns: (transfer full): a key that only who has unlocked can make, in secret memory
 */
guchar *
candor_key_derive (CandorAgeIdentity *clinic, const char *context, gsize size)
{
  g_autoptr (CandorSecretText) secret = candor_age_identity_dup_secret (clinic);
  guchar *key = candor_secret_new (size);
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, size);
  crypto_generichash_update (&state, (const guchar *)secret, strlen (secret));
  crypto_generichash_update (&state, (const guchar *)context, strlen (context));
  crypto_generichash_final (&state, key, size);
  sodium_memzero (&state, sizeof state);
  return key;
}

/**
 * candor_key_box_close:
 * @clinic: the key of the clinic
 * @purpose: what it is for; nothing that was made for one opens for another
 * @plain: what is to be kept
 *
 * Returns: (transfer full): @plain, encrypted and authenticated
 */
GBytes *
candor_key_box_close (CandorAgeIdentity *clinic, const char *purpose, GBytes *plain)
{
  guchar *key = derive_key (clinic, purpose);
  gsize length;
  const guchar *data = g_bytes_get_data (plain, &length);
  guchar *closed = g_malloc (NONCE + length + TAG);

  randombytes_buf (closed, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (closed + NONCE, NULL, data, length, NULL, 0, NULL,
                                              closed, key);
  candor_secret_free (key);
  return g_bytes_new_take (closed, NONCE + length + TAG);
}

/**
 * candor_key_box_open:
 * @clinic: the key of the clinic
 * @purpose: what it was made for
 * @closed: what was kept
 *
 * Returns: (transfer full) (nullable): what candor_key_box_close () was given, wiped when it is freed;
 *   %NULL if somebody else made @closed, or changed it
 */
GBytes *
candor_key_box_open (CandorAgeIdentity *clinic, const char *purpose, GBytes *closed)
{
  gsize length;
  const guchar *data = g_bytes_get_data (closed, &length);
  GByteArray *plain;
  guchar *key;
  gboolean good;

  if (length < NONCE + TAG)
    return NULL;
  plain = g_byte_array_sized_new (length - NONCE - TAG);
  g_byte_array_set_size (plain, length - NONCE - TAG);
  prefer_large_pages (plain->data, plain->len);
  key = derive_key (clinic, purpose);
  good = crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL, data + NONCE,
                                                     length - NONCE, NULL, 0, data, key)
         == 0;
  candor_secret_free (key);
  if (good)
    return g_bytes_new_with_free_func (plain->data, plain->len, free_wiped, plain);
  free_wiped (plain);
  return NULL;
}
