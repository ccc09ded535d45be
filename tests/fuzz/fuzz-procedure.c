/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Procedure files. One that was read must do for a visit: it is read aloud, judged, and asked what is
 * missing.
 */
#include "fuzz.h"

#include "core/candor-missing.h"
#include "core/candor-verdict.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const CandorLanguage *english = candor_language_english ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure
      = candor_procedure_parse ("procedure.xml", (const char *)data, size, &error);
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (CandorVerdict) verdict = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *reading = NULL;
  g_autofree char *hash = NULL;
  GDate day;

  fuzz_check_refusal (procedure != NULL, error);
  if (procedure == NULL)
    return 0;
  reading = candor_procedure_reading (procedure, english);
  g_assert_true (g_utf8_validate (reading, -1, NULL));
  hash = candor_procedure_reading_hash (procedure, english);
  visit = candor_visit_start (procedure, english);
  g_date_set_dmy (&day, 3, 5, 2026);
  verdict = candor_verdict_new (procedure, visit, &day);
  missing = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, english);
  g_assert_cmpuint (missing->len, >, 0);
  FUZZ_PLANT (candor_procedure_is_approved (procedure));
  return 0;
}
