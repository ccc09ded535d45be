/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The count of wrong tries. What is read as whole must be what the one writer would have written: a
 * damaged count that is read as none would let somebody try on.
 */
#include "fuzz.h"

#include "vault/candor-key-private.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  CandorKeyCount count;
  g_autoptr (GBytes) written = NULL;

  if (!candor_key_count_parse ((const char *)data, size, &count))
    return 0;
  written = candor_key_count_write (&count);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written), data, size);
  FUZZ_PLANT (count.n_failed == 5);
  return 0;
}
