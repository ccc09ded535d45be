/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the parts of the age format share: HKDF, which libsodium 1.0.18 does not have, and base64
 * that can be written in one way only.
 */
#include "candor-age-private.h"

#include <sodium.h>
#include <string.h>

/**
 * candor_age_hkdf:
 * @salt: (nullable): the salt
 * @salt_length: its length in bytes
 * @secret: the key to derive from
 * @secret_length: its length in bytes
 * @info: what the new key is for
 * @key: (out caller-allocates): %CANDOR_AGE_KEY_SIZE bytes
 *
 * HKDF-SHA-256 (RFC 5869) for one block, which is all that age asks for.
 */
void
candor_age_hkdf (const guchar *salt,
                 gsize salt_length,
                 const guchar *secret,
                 gsize secret_length,
                 const char *info,
                 guchar *key)
{
  static const guchar no_salt[crypto_auth_hmacsha256_BYTES];
  static const guchar counter = 1;
  crypto_auth_hmacsha256_state state;
  guchar extracted[crypto_auth_hmacsha256_BYTES];

  if (salt == NULL)
    crypto_auth_hmacsha256_init (&state, no_salt, sizeof no_salt);
  else
    crypto_auth_hmacsha256_init (&state, salt, salt_length);
  crypto_auth_hmacsha256_update (&state, secret, secret_length);
  crypto_auth_hmacsha256_final (&state, extracted);

  crypto_auth_hmacsha256_init (&state, extracted, sizeof extracted);
  crypto_auth_hmacsha256_update (&state, (const guchar *)info, strlen (info));
  crypto_auth_hmacsha256_update (&state, &counter, 1);
  crypto_auth_hmacsha256_final (&state, key);
  sodium_memzero (extracted, sizeof extracted);
  sodium_memzero (&state, sizeof state);
}

/* Returns: (transfer full): @bytes in base64, without padding. */
char *
candor_age_base64_encode (const guchar *bytes, gsize length)
{
  gsize size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, bytes, length, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

/**
 * candor_age_base64_read:
 * @text: letters that anybody may have made
 * @text_length: how many
 * @bytes: (out caller-allocates): where to write the bytes
 * @max_length: how many there may be
 * @length: (out): how many there were
 *
 * Returns: whether the text is the one way to write these bytes
 */
gboolean
candor_age_base64_read (
    const char *text, gsize text_length, guchar *bytes, gsize max_length, gsize *length)
{
  /* libsodium 1.0.18 takes bytes above 127 for letters, so that one MAC could be written in many
   * ways. */
  for (gsize i = 0; i < text_length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
      return FALSE;
  return sodium_base642bin (bytes, max_length, text, text_length, NULL, length, NULL,
                            sodium_base64_VARIANT_ORIGINAL_NO_PADDING)
         == 0;
}

/* Returns: whether the text is the one way to write @length bytes. */
gboolean
candor_age_base64_decode (const char *text, gsize text_length, guchar *bytes, gsize length)
{
  gsize n;

  return candor_age_base64_read (text, text_length, bytes, length, &n) && n == length;
}
