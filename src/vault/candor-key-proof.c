/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Proof that the files in clear of the keys folder are those that the clinic made.
 *
 * Whoever can write into the folder could put a recipient of his own in the place of the key on paper,
 * and read every later record, or a seal of his own in the place of the clinic's. Only the key of the
 * clinic, which is in no file, makes this proof, and it is checked each time that somebody unlocks.
 */
#include <sodium.h>
#include <string.h>

#include "candor-atomic-file.h"
#include "candor-key-private.h"
#include "core/candor-error.h"
#include "core/candor-file.h"

#define CONTEXT "Candor, proof of the keys folder, 1"

static const char *const proved[]
    = { CANDOR_KEY_RECIPIENTS_NAME, CANDOR_KEY_SEAL_NAME, CANDOR_KEY_CERTIFICATE_NAME };

/* Takes the file of this name in; that it is not there is a part of the proof as well. */
static gboolean
add_file (crypto_auth_hmacsha256_state *state, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *bytes = NULL;
  g_autofree char *head = NULL;
  gsize length = 0;

  if (there && !candor_file_read (path, CANDOR_KEY_MAX_FILE, &bytes, &length, error))
    return FALSE;
  head = g_strdup_printf ("%s %d %" G_GSIZE_FORMAT "\n", name, there, length);
  crypto_auth_hmacsha256_update (state, (const guchar *)head, strlen (head));
  if (length > 0)
    crypto_auth_hmacsha256_update (state, (const guchar *)bytes, length);
  return TRUE;
}

/* Returns: (transfer full) (nullable): the proof for the files as they are */
static char *
compute (const char *folder, CandorAgeIdentity *clinic, GError **error)
{
  guchar *key = candor_key_derive (clinic, CONTEXT, crypto_auth_hmacsha256_KEYBYTES);
  guchar code[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_state state;
  gboolean complete = TRUE;
  char *text;

  crypto_auth_hmacsha256_init (&state, key, crypto_auth_hmacsha256_KEYBYTES);
  candor_secret_free (key);
  for (gsize i = 0; i < G_N_ELEMENTS (proved) && complete; i++)
    complete = add_file (&state, folder, proved[i], error);
  crypto_auth_hmacsha256_final (&state, code);
  sodium_memzero (&state, sizeof state);
  if (!complete)
    return NULL;
  text = g_malloc (2 * sizeof code + 1);
  return sodium_bin2hex (text, 2 * sizeof code + 1, code, sizeof code);
}

/**
 * candor_key_proof_write:
 * @folder: the keys folder
 * @clinic: the key of the clinic
 * @error: return location for an error
 *
 * Proves the files as they are now.
 *
 * Returns: whether the proof is on the disk
 */
gboolean
candor_key_proof_write (const char *folder, CandorAgeIdentity *clinic, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_PROOF_NAME, NULL);
  g_autofree char *text = compute (folder, clinic, error);
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    return FALSE;
  bytes = g_bytes_new (text, strlen (text));
  return candor_atomic_file_replace (path, bytes, error);
}

/**
 * candor_key_proof_check:
 * @folder: the keys folder
 * @clinic: the key of the clinic
 * @error: return location for an error
 *
 * Returns: whether the files are those that were proved; otherwise %CANDOR_KEY_ERROR_DAMAGED
 */
gboolean
candor_key_proof_check (const char *folder, CandorAgeIdentity *clinic, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_PROOF_NAME, NULL);
  g_autofree char *expected = compute (folder, clinic, error);
  g_autofree char *text = NULL;
  gsize length;

  if (expected == NULL || !candor_file_read (path, CANDOR_KEY_MAX_FILE, &text, &length, error))
    return FALSE;
  if (length == strlen (expected) && sodium_memcmp (text, expected, length) == 0)
    return TRUE;
  candor_error_set_literal (
      error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_DAMAGED,
      "The files with the clinic’s public keys and its seal are not those that Candor made. "
      "Somebody "
      "may have changed them to read or to seal in the clinic’s name. Nothing is lost, and nothing "
      "was unlocked; bring the folder “keys” back from a copy.");
  return FALSE;
}
