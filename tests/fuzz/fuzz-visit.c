/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Visits. What was read is written, read again, and must be written the same.
 */
#include "fuzz.h"

#include "core/candor-visit.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit
      = candor_visit_from_json ("visit.json", (const char *)data, size, &error);
  g_autoptr (CandorVisit) second = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autofree char *evidence = NULL;
  gsize length;

  fuzz_check_refusal (visit != NULL, error);
  if (visit == NULL)
    return 0;
  json = candor_visit_to_json (visit, &length);
  g_assert_true (g_utf8_validate (json, length, NULL));
  second = candor_visit_from_json ("again.json", json, length, &error);
  g_assert_no_error (error);
  again = candor_visit_to_json (second, NULL);
  g_assert_cmpstr (again, ==, json);
  evidence = candor_visit_to_evidence (visit);
  g_assert_true (g_utf8_validate (evidence, -1, NULL));
  FUZZ_PLANT (candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT) != NULL
              && candor_visit_get (visit, CANDOR_FIELD_PATIENT_GOAL) == NULL);
  return 0;
}
