/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The stanza of age that wraps a file key for an X25519 key (C2SP age.md, "X25519 recipient
 * stanza").
 */
#include "candor-age-private.h"

#include <sodium.h>
#include <string.h>

#include "candor-bech32.h"
#include "core/candor-error.h"

#define KIND "X25519"
#define INFO "age-encryption.org/v1/X25519"
#define RECIPIENT_PREFIX "age"

#define N_BODY (CANDOR_AGE_FILE_KEY_SIZE + CANDOR_AGE_TAG_SIZE)

/* A wrap key is used once, so that its nonce need not differ. */
static const guchar zero_nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];

static gboolean
refuse (GError **error)
{
  candor_error_set (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_HEADER,
      "This is not an encrypted record, or its first lines were damaged: a recipient of "
      "the kind “%s” is not written as age writes it. Nothing was taken from it; use "
      "another copy.",
      KIND);
  return FALSE;
}

static void
derive_wrap_key (const guchar *shared, const guchar *share, const guchar *recipient, guchar *key)
{
  guchar salt[2 * CANDOR_AGE_KEY_SIZE];

  memcpy (salt, share, CANDOR_AGE_KEY_SIZE);
  memcpy (salt + CANDOR_AGE_KEY_SIZE, recipient, CANDOR_AGE_KEY_SIZE);
  candor_age_hkdf (salt, sizeof salt, shared, CANDOR_AGE_KEY_SIZE, INFO, key);
}

static gboolean
read_share (const CandorAgeStanza *stanza, guchar *share)
{
  return g_strv_length (stanza->arguments) == 2
         && candor_age_base64_decode (stanza->arguments[1], strlen (stanza->arguments[1]), share,
                                      CANDOR_AGE_KEY_SIZE)
         && g_bytes_get_size (stanza->body) == N_BODY;
}

static gboolean
parse_recipient (const char *text, guchar *recipient, GError **error)
{
  if (candor_bech32_decode (text, RECIPIENT_PREFIX, recipient, CANDOR_AGE_KEY_SIZE))
    return TRUE;
  candor_error_set (
      error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY,
      "“%s” is not the public half of a key, which begins with “age1” and has 62 letters. "
      "Nothing was encrypted.",
      text);
  return FALSE;
}

/**
 * candor_age_check_recipient:
 * @recipient: what should be the public half of a key, "age1…"
 * @error: return location for an error
 *
 * Returns: whether something can be encrypted to it; otherwise %CANDOR_AGE_ERROR_KEY
 */
gboolean
candor_age_check_recipient (const char *recipient, GError **error)
{
  static const guchar file_key[CANDOR_AGE_FILE_KEY_SIZE];
  g_autoptr (CandorAgeStanza) stanza = candor_age_x25519_wrap (file_key, recipient, error);

  return stanza != NULL;
}

/**
 * candor_age_x25519_wrap:
 * @file_key: %CANDOR_AGE_FILE_KEY_SIZE bytes
 * @recipient: who can unwrap it, "age1…"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a stanza with a share of its own
 */
CandorAgeStanza *
candor_age_x25519_wrap (const guchar *file_key, const char *recipient, GError **error)
{
  guchar public[CANDOR_AGE_KEY_SIZE], share[CANDOR_AGE_KEY_SIZE], body[N_BODY];
  guchar secret[CANDOR_AGE_KEY_SIZE], shared[CANDOR_AGE_KEY_SIZE], key[CANDOR_AGE_KEY_SIZE];
  g_autofree char *letters = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *arguments[3] = { KIND, NULL, NULL };
  gboolean usable;

  if (!parse_recipient (recipient, public, error))
    return NULL;
  randombytes_buf (secret, sizeof secret);
  crypto_scalarmult_curve25519_base (share, secret);
  usable = crypto_scalarmult_curve25519 (shared, secret, public) == 0;
  sodium_memzero (secret, sizeof secret);
  if (!usable)
    {
      candor_error_set (error, CANDOR_AGE_ERROR, CANDOR_AGE_ERROR_KEY,
                        "“%s” is a point of low order: anybody could read what is encrypted to it. "
                        "Nothing was encrypted.",
                        recipient);
      return NULL;
    }
  derive_wrap_key (shared, share, public, key);
  crypto_aead_chacha20poly1305_ietf_encrypt (body, NULL, file_key, CANDOR_AGE_FILE_KEY_SIZE, NULL,
                                             0, NULL, zero_nonce, key);
  sodium_memzero (shared, sizeof shared);
  sodium_memzero (key, sizeof key);

  letters = candor_age_base64_encode (share, sizeof share);
  arguments[1] = letters;
  bytes = g_bytes_new (body, sizeof body);
  return candor_age_stanza_new (arguments, bytes);
}

/**
 * candor_age_x25519_check:
 * @stanza: a stanza of any kind
 * @error: return location for an error
 *
 * Returns: %FALSE if it is of this kind and breaks its rules
 */
gboolean
candor_age_x25519_check (const CandorAgeStanza *stanza, GError **error)
{
  guchar share[CANDOR_AGE_KEY_SIZE];

  if (!g_str_equal (stanza->arguments[0], KIND) || read_share (stanza, share))
    return TRUE;
  return refuse (error);
}

/**
 * candor_age_x25519_unwrap:
 * @identity: a key
 * @stanza: a stanza of any kind
 * @file_key: (out caller-allocates): %CANDOR_AGE_FILE_KEY_SIZE bytes
 * @fits: (out): whether it was wrapped for @identity
 * @error: return location for an error
 *
 * Returns: %FALSE if the stanza breaks the rules
 */
gboolean
candor_age_x25519_unwrap (CandorAgeIdentity *identity,
                          const CandorAgeStanza *stanza,
                          guchar *file_key,
                          gboolean *fits,
                          GError **error)
{
  guchar share[CANDOR_AGE_KEY_SIZE], shared[CANDOR_AGE_KEY_SIZE], key[CANDOR_AGE_KEY_SIZE];

  *fits = FALSE;
  if (!g_str_equal (stanza->arguments[0], KIND))
    return TRUE;
  /* The length of the body is looked at first: who may choose it could try many keys at once. A
   * share of low order would make the wrap key one that everybody knows. */
  if (!read_share (stanza, share)
      || crypto_scalarmult_curve25519 (shared, candor_age_identity_get_key (identity), share) != 0)
    return refuse (error);
  derive_wrap_key (shared, share, candor_age_identity_get_public (identity), key);
  *fits = crypto_aead_chacha20poly1305_ietf_decrypt (file_key, NULL, NULL,
                                                     g_bytes_get_data (stanza->body, NULL), N_BODY,
                                                     NULL, 0, zero_nonce, key)
          == 0;
  sodium_memzero (shared, sizeof shared);
  sodium_memzero (key, sizeof key);
  return TRUE;
}
