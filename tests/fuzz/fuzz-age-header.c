/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The header of an age file. It has one way to be written, so what was read is written again and must
 * be the same bytes.
 */
#include <string.h>

#include "fuzz.h"
#include "vault/candor-age-private.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guchar file_key[CANDOR_AGE_FILE_KEY_SIZE];
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAgeHeader) header = candor_age_header_parse (data, size, &error);
  GString *again;

  fuzz_check_refusal (header != NULL, error);
  if (header == NULL)
    return 0;
  g_assert_cmpuint (header->length, <=, size);
  g_assert_cmpuint (header->n_authenticated, <, header->length);
  again = candor_age_header_write (header->stanzas, file_key);
  g_assert_cmpuint (again->len, ==, header->length);
  g_assert_cmpmem (again->str, header->n_authenticated, data, header->n_authenticated);
  g_string_free (again, TRUE);
  FUZZ_PLANT (header->stanzas->len == 3);
  return 0;
}
