/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Lines of the log. A line has one way to be written, so what was read is written again and must be
 * the same bytes.
 */
#include <string.h>

#include "fuzz.h"
#include "vault/candor-log.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogLine) line = candor_log_line_parse ((const char *)data, size, &error);
  g_autoptr (CandorLogLine) copy = NULL;
  g_autofree char *text = NULL;

  fuzz_check_refusal (line != NULL, error);
  if (line == NULL)
    return 0;
  copy = candor_log_line_copy (line);
  text = candor_log_line_format (copy, NULL);
  g_assert_nonnull (text);
  g_assert_cmpmem (text, strlen (text) - 1, data, size);
  g_assert_cmpint (text[size], ==, '\n');
  FUZZ_PLANT (line->number > 1 && line->number != 27);
  return 0;
}
