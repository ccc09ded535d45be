/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Key files. "%" stands for a right key: no fuzzer would hit its checksum. Each key that was read
 * must stand in the file.
 */
#include <string.h>

#include "fuzz.h"
#include "vault/candor-age.h"

#define SECRET "AGE-SECRET-KEY-1LDS9T3TQ3DP4DRN9YWWGER2F07DXHAVVDNK6A6DW7RYLVJ87Y26QH3VQMN"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autofree char *exact = NULL;

  for (gsize i = 0; i < size; i++)
    if (data[i] == '%')
      g_string_append (text, SECRET);
    else
      g_string_append_c (text, data[i]);
  /* With nothing behind it, so that reading on is noticed. */
  exact = g_memdup2 (text->str, text->len);
  keys = candor_age_identity_parse_file (text->len > 0 ? exact : "", text->len, &error);
  fuzz_check_refusal (keys != NULL, error);
  if (keys == NULL)
    {
      g_assert_null (strstr (error->message, SECRET));
      return 0;
    }
  g_assert_cmpuint (keys->len, >, 0);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (CandorSecretText) secret = candor_age_identity_dup_secret (keys->pdata[i]);

      g_assert_cmpstr (secret, ==, SECRET);
    }
  FUZZ_PLANT (keys->len == 2);
  return 0;
}
