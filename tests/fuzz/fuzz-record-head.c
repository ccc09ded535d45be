/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The head of a record, as JSON and, behind a first letter "l", as a line of the index. What was read
 * is written both ways, and must come back the same.
 */
#include <string.h>

#include "fuzz.h"
#include "records/candor-record-head.h"

static void
check_same (const CandorRecordHead *head, const CandorRecordHead *other)
{
  g_assert_nonnull (other);
  g_assert_cmpint (head->kind, ==, other->kind);
  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    g_assert_cmpstr (head->values[i], ==, other->values[i]);
}

static void
check_ways (const CandorRecordHead *head)
{
  g_autofree char *json = candor_record_head_to_json (head);
  g_autofree char *line = candor_record_head_to_line (head, "records/a\tb.age");
  g_autofree char *file = NULL;
  g_autoptr (CandorRecordHead) of_json = candor_record_head_from_json (json, strlen (json), NULL);
  g_autoptr (CandorRecordHead) of_line = NULL;

  check_same (head, of_json);
  g_assert_null (strchr (line, '\n'));
  of_line = candor_record_head_from_line (line, strlen (line), &file);
  check_same (head, of_line);
  g_assert_cmpstr (file, ==, "records/a\tb.age");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRecordHead) head = NULL;

  if (size > 0 && data[0] == 'l')
    {
      g_autofree char *file = NULL;
      g_autofree char *line = NULL;

      head = candor_record_head_from_line ((const char *)data + 1, size - 1, &file);
      if (head == NULL)
        return 0;
      /* A line may hold what no JSON may; the line alone must come back. */
      line = candor_record_head_to_line (head, file);
      g_autofree char *second_file = NULL;
      g_autoptr (CandorRecordHead) second
          = candor_record_head_from_line (line, strlen (line), &second_file);

      check_same (head, second);
      g_assert_cmpstr (file, ==, second_file);
      return 0;
    }
  head = candor_record_head_from_json ((const char *)data, size, &error);
  fuzz_check_refusal (head != NULL, error);
  if (head == NULL)
    return 0;
  check_ways (head);
  FUZZ_PLANT (strlen (head->values[CANDOR_HEAD_ID]) == 2);
  return 0;
}
