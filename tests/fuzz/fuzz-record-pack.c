/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Records before they are encrypted: tar archives. The checksums of their headers are made right
 * after each change, so that what is behind them is read. What was unpacked is packed, and must come
 * out the same.
 */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "records/candor-record-pack.h"

#define BLOCK 512
#define SIZE_AT 124
#define SIZE_DIGITS 11
#define SUM_AT 148
#define SUM_LENGTH 8

static void
set_sum (uint8_t *header)
{
  char digits[SUM_LENGTH];
  guint sum = 0;

  memset (header + SUM_AT, ' ', SUM_LENGTH);
  for (gsize i = 0; i < BLOCK; i++)
    sum += header[i];
  g_snprintf (digits, sizeof digits, "%06o", sum);
  memcpy (header + SUM_AT, digits, SUM_LENGTH - 1);
}

size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
  size = LLVMFuzzerMutate (data, size, max_size);
  for (gsize at = 0; at + BLOCK <= size && data[at] != '\0';)
    {
      char digits[SIZE_DIGITS + 1] = { 0 };
      guint64 length;

      memcpy (digits, data + at + SIZE_AT, SIZE_DIGITS);
      length = g_ascii_strtoull (digits, NULL, 8);
      set_sum (data + at);
      at += BLOCK + (length + BLOCK - 1) / BLOCK * BLOCK;
    }
  return size;
}

static void
check_again (const CandorRecordParts *parts)
{
  g_auto (CandorRecordParts) second = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = candor_record_pack (parts, 0, &error);
  gboolean good;

  g_assert_no_error (error);
  good = candor_record_unpack (packed, &second, &error);
  fuzz_check_refusal (good, error);
  g_assert_true (good);
  g_assert_true (g_bytes_equal (parts->form, second.form));
  g_assert_true ((parts->visit == NULL) == (second.visit == NULL));
  if (parts->visit != NULL)
    g_assert_true (g_bytes_equal (parts->visit, second.visit));
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    g_assert_cmpstr (parts->head->values[i], ==, second.head->values[i]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) packed = g_bytes_new (data, size);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) head_error = NULL;
  gboolean good = candor_record_unpack (packed, &parts, &error);
  g_autoptr (CandorRecordHead) head = candor_record_unpack_head (packed, &head_error);

  fuzz_check_refusal (good, error);
  fuzz_check_refusal (head != NULL, head_error);
  if (good)
    check_again (&parts);
  FUZZ_PLANT (good && parts.visit == NULL);
  return 0;
}
