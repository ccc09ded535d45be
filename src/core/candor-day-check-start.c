/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What a check on the day of treatment takes from the consent.
 */
#include "candor-day-check-private.h"

#include "candor-error.h"
#include "candor-visit-private.h"

/* Of the consent, only what tells whose it is and what was agreed to. */
static void
copy_then (CandorVisit *from, CandorVisit *to)
{
  static const CandorField fields[] = {
    CANDOR_FIELD_ID,
    CANDOR_FIELD_STARTED_AT,
    CANDOR_FIELD_LANGUAGE,
    CANDOR_FIELD_CLINIC_LANGUAGE,
    CANDOR_FIELD_PROCEDURE,
    CANDOR_FIELD_PROCEDURE_VERSION,
    CANDOR_FIELD_TEXT_SHA256,
    CANDOR_FIELD_TEXT_LANGUAGE,
    CANDOR_FIELD_PATIENT_NAME,
    CANDOR_FIELD_PATIENT_BORN,
    CANDOR_FIELD_TREATMENT_AREA,
    CANDOR_FIELD_TREATMENT_DEPTH,
    CANDOR_FIELD_TREATMENT_PRODUCT,
    CANDOR_FIELD_TREATMENT_DATE,
    CANDOR_FIELD_PRACTITIONER_NAME,
    CANDOR_FIELD_PRACTITIONER_ROLE,
    CANDOR_FIELD_PRACTITIONER_REGISTRATION,
    CANDOR_FIELD_DECISION,
    CANDOR_FIELD_DECISION_AT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    candor_visit_set (to, fields[i], candor_visit_get (from, fields[i]));
}

static void
copy_answers (CandorVisit *from, CandorVisit *to)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, from->answers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    candor_day_check_copy_answer (from, to, id);
  g_hash_table_iter_init (&iter, from->settled);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const CandorSettlement *settlement = value;

      candor_visit_settle (to, id, settlement->decision, settlement->reason);
    }
}

/* What today begins with; all of it can be put right. */
static void
copy_today (CandorVisit *from, CandorVisit *fresh, CandorVisit *to)
{
  static const CandorField fields[] = {
    CANDOR_FIELD_CLINIC_LANGUAGE,   CANDOR_FIELD_CLINIC_NAME,
    CANDOR_FIELD_CLINIC_ADDRESS,    CANDOR_FIELD_CLINIC_PHONE,
    CANDOR_FIELD_CLINIC_EMERGENCY,  CANDOR_FIELD_PATIENT_NAME,
    CANDOR_FIELD_PATIENT_BORN,      CANDOR_FIELD_TREATMENT_AREA,
    CANDOR_FIELD_TREATMENT_DEPTH,   CANDOR_FIELD_TREATMENT_PRODUCT,
    CANDOR_FIELD_PRACTITIONER_NAME, CANDOR_FIELD_PRACTITIONER_ROLE,
    CANDOR_FIELD_INTERPRETER_NAME,  CANDOR_FIELD_PRACTITIONER_REGISTRATION,
  };
  g_autofree char *day = g_strndup (candor_visit_get (fresh, CANDOR_FIELD_STARTED_AT), 10);

  for (CandorField field = 0; field < CANDOR_N_FIELDS; field++)
    candor_visit_set (to, field, candor_visit_get (fresh, field));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    candor_visit_set (to, fields[i], candor_visit_get (from, fields[i]));
  candor_visit_set (to, CANDOR_FIELD_TREATMENT_DATE, day);
}

/**
 * candor_day_check_start:
 * @procedure: what the course is about, as its text is today
 * @consent: the visit that ended in the consent
 * @session: which session of the course it is for, from 1
 * @error: return location for an error
 *
 * Begins a check now. Names, clinic and treatment are taken from the consent and may be put right in
 * today's visit, but patient and procedure must stay those of the consent. Which record the consent
 * is has to be set by the caller.
 *
 * Returns: (transfer full) (nullable): the check; %CANDOR_ERROR_INVALID where the patient did not
 *   agree to anything in @consent, %CANDOR_ERROR_OTHER_TEXT where it is about another procedure,
 *   %CANDOR_ERROR_NOT_FOUND for an unknown language
 */
CandorDayCheck *
candor_day_check_start (CandorProcedure *procedure,
                        CandorVisit *consent,
                        guint session,
                        GError **error)
{
  const char *code = candor_visit_get (consent, CANDOR_FIELD_LANGUAGE);
  const CandorLanguage *language
      = code == NULL ? candor_language_english () : candor_language_find (code, error);
  const char *about = candor_visit_get (consent, CANDOR_FIELD_PROCEDURE);
  g_autoptr (CandorDayCheck) self = NULL;
  g_autoptr (CandorVisit) fresh = NULL;

  if (language == NULL)
    return NULL;
  if (g_strcmp0 (candor_visit_get (consent, CANDOR_FIELD_DECISION), "agree") != 0)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "This record is no consent: the patient did not agree to a treatment in it. "
          "Nothing was begun. Start a visit instead.");
      return NULL;
    }
  if (g_strcmp0 (about, candor_procedure_id (procedure)) != 0)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT,
          "The consent is about the procedure “%s”, and the text is about “%s”. Nothing "
          "was begun.",
          about != NULL ? about : "", candor_procedure_id (procedure));
      return NULL;
    }

  fresh = candor_visit_start (procedure, language);
  self = candor_day_check_new ();
  copy_then (consent, self->then);
  copy_answers (consent, self->then);
  copy_today (consent, fresh, self->today);
  candor_day_check_set_session (self, session);
  return g_steal_pointer (&self);
}
