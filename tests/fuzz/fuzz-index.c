/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The list of records that is kept between two unlocks. What was read is searched, written, read again
 * and must be written the same.
 */
#include "fuzz.h"

#include "records/candor-index.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  CandorLogPlace place = { 0 }, second_place = { 0 };
  g_autoptr (CandorIndex) index = candor_index_read (text, &place, &error);
  g_autoptr (CandorIndex) second = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GArray) all = NULL;
  guint n_withdrawn = 0;

  fuzz_check_refusal (index != NULL, error);
  if (index == NULL)
    return 0;
  written = candor_index_write (index, &place);
  second = candor_index_read (written, &second_place, &error);
  g_assert_no_error (error);
  again = candor_index_write (second, &second_place);
  g_assert_true (g_bytes_equal (written, again));

  all = candor_index_search (index, NULL, NULL, NULL);
  g_assert_cmpuint (all->len, ==, candor_index_size (index));
  for (guint i = 0; i < all->len; i++)
    {
      guint entry = g_array_index (all, guint, i);
      g_autofree char *file = NULL;
      g_autoptr (CandorRecordHead) head = candor_index_get (index, entry, &file);
      const char *name;
      g_autoptr (GArray) found = NULL;
      g_autoptr (GArray) about = NULL;

      g_assert_nonnull (head);
      name = candor_record_head_get (head, CANDOR_HEAD_PATIENT_NAME);
      found = candor_index_search (index, name, NULL, all);
      about = candor_index_about (index, candor_record_head_get (head, CANDOR_HEAD_ID));
      FUZZ_PLANT (found->len == 0);
      n_withdrawn += candor_index_is_withdrawn (index, entry);
    }
  g_assert_cmpuint (n_withdrawn, <=, all->len);
  return 0;
}
