/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads a clinic's seal from its two files.
 */
#include "candor-seal.h"

#include <string.h>

#include "core/candor-file.h"

#define MAX_PEM_BYTES 65536

typedef struct
{
  char *bytes;
  gsize length;
} Secret;

static void
wipe_secret (Secret *secret)
{
  explicit_bzero (secret->bytes, secret->length);
  g_free (secret->bytes);
  g_free (secret);
}

/**
 * candor_seal_read_pem:
 * @path: a key or a certificate
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is in the file. The memory is wiped with the last
 *   reference.
 */
GBytes *
candor_seal_read_pem (const char *path, GError **error)
{
  Secret *secret;
  char *bytes;
  gsize length;

  if (!candor_file_read (path, MAX_PEM_BYTES, &bytes, &length, error))
    return NULL;
  secret = g_new0 (Secret, 1);
  secret->bytes = bytes;
  secret->length = length;
  return g_bytes_new_with_free_func (bytes, length, (GDestroyNotify)wipe_secret, secret);
}

/**
 * candor_seal_load:
 * @key_path: a private key in PEM, without a passphrase
 * @certificate_path: its certificate in PEM
 * @error: return location for an error
 *
 * Errors: those of reading a file, with its name; those of candor_seal_new_from_pem ().
 *
 * Returns: (transfer full) (nullable): the seal
 */
CandorSeal *
candor_seal_load (const char *key_path, const char *certificate_path, GError **error)
{
  g_autoptr (GBytes) key = candor_seal_read_pem (key_path, error);
  g_autoptr (GBytes) certificate = NULL;

  if (key != NULL)
    certificate = candor_seal_read_pem (certificate_path, error);
  return certificate != NULL ? candor_seal_new_from_pem (key, certificate, error) : NULL;
}
