/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The clinic's file. A clinic that was read can be written into a visit.
 */
#include "fuzz.h"

#include "core/candor-clinic.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorClinic) clinic
      = candor_clinic_parse ("/invented/clinic.ini", (const char *)data, size, &error);
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (CandorVisit) second = NULL;
  g_autofree char *json = NULL;

  fuzz_check_refusal (clinic != NULL, error);
  if (clinic == NULL)
    return 0;
  visit = candor_visit_new ();
  candor_clinic_apply (clinic, visit);
  g_assert_nonnull (candor_visit_get (visit, CANDOR_FIELD_CLINIC_NAME));
  g_assert_nonnull (candor_visit_get (visit, CANDOR_FIELD_PRACTITIONER_REGISTRATION));
  json = candor_visit_to_json (visit, NULL);
  second = candor_visit_from_json ("visit.json", json, -1, &error);
  g_assert_no_error (error);
  FUZZ_PLANT (clinic->paper == CANDOR_PAPER_LETTER);
  return 0;
}
