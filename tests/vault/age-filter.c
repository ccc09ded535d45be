/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A door to the age format for test_age.py: from standard input to standard output.
 *
 *   age-filter key
 *   age-filter encrypt RECIPIENT…
 *   age-filter decrypt KEY_FILE
 */
#include <stdio.h>
#include <string.h>

#include "vault/candor-age.h"

static GBytes *
read_input (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guchar buffer[65536];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_byte_array_append (bytes, buffer, n);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
decrypt (const char *path, GBytes *input, GError **error)
{
  g_autoptr (CandorSecretText) text = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  gsize length;

  if (!candor_secret_read_file (path, 4096, &text, &length, error))
    return NULL;
  keys = candor_age_identity_parse_file (text, length, error);
  return keys == NULL ? NULL : candor_age_decrypt_any (keys, input, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) output = NULL;

  if (argc == 2 && strcmp (argv[1], "key") == 0)
    {
      g_autoptr (CandorAgeIdentity) key = candor_age_identity_new ();
      g_autoptr (CandorSecretText) text = candor_age_identity_dup_secret (key);

      return puts (text) < 0;
    }
  if (argc < 3)
    return 2;
  input = read_input ();
  if (strcmp (argv[1], "encrypt") == 0)
    output = candor_age_encrypt ((const char *const *)argv + 2, input, &error);
  else
    output = decrypt (argv[2], input, &error);
  if (output == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  return fwrite (g_bytes_get_data (output, NULL), 1, g_bytes_get_size (output), stdout)
         != g_bytes_get_size (output);
}
