/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Takes a consent back. The consent stays as it was filed; a paper of its own says that it holds no
 * longer.
 */
#include "candor-register-papers.h"

#include <stdio.h>

#include "candor-register-private.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-markup.h"
#include "document/candor-withdrawal.h"

/* Hexadecimal digits of the number of a withdrawal. */
#define N_DIGITS 32

/* What the paper is made from. */
typedef struct
{
  const CandorWithdrawal *withdrawal;
  const CandorStationery *stationery;
} Paper;

static GBytes *
make_paper (const CandorSealing *sealing, gpointer data, GError **error)
{
  const Paper *paper = data;
  CandorStationery stationery = *paper->stationery;

  stationery.seal = sealing->seal;
  return candor_withdrawal_render (paper->withdrawal, &stationery, sealing, error);
}

static gboolean
check_kind (const CandorRecordHead *head, GError **error)
{
  const char *outcome = candor_record_head_get (head, CANDOR_HEAD_OUTCOME);

  if (head->kind == CANDOR_RECORD_SCAN
      || (head->kind == CANDOR_RECORD_CONSENT
          && g_strcmp0 (outcome, candor_outcome_to_string (CANDOR_OUTCOME_AGREE)) == 0))
    return TRUE;
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "This record is no consent, so there is nothing to withdraw. Nothing was "
      "filed.");
  return FALSE;
}

/* Returns: (transfer full) (nullable): the visit that the consent was given in; a paper form has
 * none */
static CandorVisit *
read_visit (const CandorRecordParts *parts, GError **error)
{
  gsize length;
  const char *json;

  if (parts->visit == NULL)
    return NULL;
  json = g_bytes_get_data (parts->visit, &length);
  return candor_visit_from_json ("visit", json, length, error);
}

/* The treatment in a language, where the words for it are at hand. */
static char *
dup_title (const CandorRecordHead *head, CandorProcedure *procedure, const CandorLanguage *language)
{
  const char *title = candor_record_head_get (head, CANDOR_HEAD_TITLE);

  if (procedure != NULL
      && g_strcmp0 (candor_procedure_id (procedure),
                    candor_record_head_get (head, CANDOR_HEAD_PROCEDURE))
             == 0)
    title = candor_procedure_text (procedure, language, candor_procedure_title (procedure));
  return candor_markup_to_plain (title != NULL ? title : "");
}

/* A consent is withdrawn once. The number of the paper is made from what it withdraws, and it lies in
 * the same month: one that was cut off before the log had its line is met again, and not joined by a
 * second. */
static char *
withdrawal_id (const CandorRecordHead *consent)
{
  g_autofree char *text
      = g_strconcat ("withdrawal of ", candor_record_head_get (consent, CANDOR_HEAD_ID), NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("withdrawal-%.*s", N_DIGITS, digest);
}

/* Returns: (transfer full) (nullable): a time in the month that is in the path of a record */
static GDateTime *
month_of (const char *file)
{
  int year, month;

  if (sscanf (file, "records/%4d/%2d/", &year, &month) != 2)
    return NULL;
  return g_date_time_new_utc (year, month, 1, 12, 0, 0);
}

/* Returns: (transfer full) (nullable): what the paper that is there already says, if there is one */
static CandorRecordHead *
read_earlier (CandorRegister *self, const char *id, GDateTime *when)
{
  g_autofree char *path = candor_register_record_path (id, when);
  g_auto (CandorRecordParts) parts = { NULL };

  return candor_register_read (self, path, &parts, NULL) ? g_steal_pointer (&parts.head) : NULL;
}

static CandorRecordHead *
make_head (const CandorWithdrawal *withdrawal, const CandorRecordHead *consent)
{
  static const CandorHeadField copied[]
      = { CANDOR_HEAD_PATIENT_NAME, CANDOR_HEAD_PATIENT_BORN, CANDOR_HEAD_PROCEDURE,
          CANDOR_HEAD_TITLE,        CANDOR_HEAD_PRACTITIONER, CANDOR_HEAD_TREATMENT_DATE,
          CANDOR_HEAD_LANGUAGE };
  CandorRecordHead *head = candor_record_head_new (CANDOR_RECORD_WITHDRAWAL, withdrawal->id);

  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    candor_record_head_set (head, copied[i], candor_record_head_get (consent, copied[i]));
  candor_record_head_set (head, CANDOR_HEAD_OF, candor_record_head_get (consent, CANDOR_HEAD_ID));
  candor_record_head_set (head, CANDOR_HEAD_FILED_AT, withdrawal->withdrawn_at);
  candor_record_head_set (head, CANDOR_HEAD_REASON, withdrawal->reason);
  return head;
}

/* The facts of the clinic: those that the patient was told, or those of today for a paper form. */
static void
set_clinic (CandorWithdrawal *withdrawal, CandorVisit *visit, const CandorClinic *clinic)
{
  if (visit != NULL)
    {
      withdrawal->clinic_name = candor_visit_get (visit, CANDOR_FIELD_CLINIC_NAME);
      withdrawal->clinic_address = candor_visit_get (visit, CANDOR_FIELD_CLINIC_ADDRESS);
      withdrawal->clinic_phone = candor_visit_get (visit, CANDOR_FIELD_CLINIC_PHONE);
      withdrawal->clinic_emergency = candor_visit_get (visit, CANDOR_FIELD_CLINIC_EMERGENCY);
    }
  else if (clinic != NULL)
    {
      withdrawal->clinic_name = clinic->name;
      withdrawal->clinic_address = clinic->address;
      withdrawal->clinic_phone = clinic->phone;
      withdrawal->clinic_emergency = clinic->emergency;
    }
}

/* Returns: (nullable): what those who keep the paper read, if it is known here: a withdrawal is never
 *   refused for want of a translation */
static const CandorLanguage *
find_clinic_language (CandorVisit *visit, const CandorClinic *clinic)
{
  const char *code = clinic != NULL ? clinic->language : NULL;

  if (visit != NULL)
    code = candor_visit_get (visit, CANDOR_FIELD_CLINIC_LANGUAGE);
  return code != NULL ? candor_language_find (code, NULL) : NULL;
}

/* The paper that waits for its line is taken up as it is: it says what the patient said first. */
static gboolean
check_reason (const CandorRecordHead *earlier, const CandorRecordHead *head, GError **error)
{
  if (earlier == NULL
      || g_strcmp0 (candor_record_head_get (earlier, CANDOR_HEAD_REASON),
                    candor_record_head_get (head, CANDOR_HEAD_REASON))
             == 0)
    return TRUE;
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "The withdrawal of this consent is filed, with the reason that was given first. "
      "The reason that was given now was not added; nothing else is to be done.");
  return FALSE;
}

/**
 * candor_register_withdraw:
 * @self: a register
 * @file: a consent, or a scanned form, that was not withdrawn yet; from the store's folder
 * @reason: (nullable): why, in the patient's words; nobody has to give a reason
 * @procedure: (nullable): what the clinic's visits are about
 * @clinic: (nullable): who the clinic is; needed for a scanned form only
 * @stationery: what the clinic makes its papers with
 * @error: return location for an error
 *
 * Files the paper of a withdrawal, in the languages of the visit, the patient's and the clinic's. That it was not withdrawn before is for the caller to see, in the
 * list; withdrawing it again gives the paper that is there, also one whose line in the log was cut off.
 *
 * Where the paper that is there has another reason, an error says so; the withdrawal is filed then as
 * well, as the refreshed list shows.
 *
 * Returns: (transfer full) (nullable): where the withdrawal is, from the store's folder; otherwise
 *   %CANDOR_ERROR_INVALID for what is no consent, or for another reason, why the paper could not be made, or
 *   %CANDOR_ERROR_STORAGE
 */
char *
candor_register_withdraw (CandorRegister *self,
                          const char *file,
                          const char *reason,
                          CandorProcedure *procedure,
                          const CandorClinic *clinic,
                          const CandorStationery *stationery,
                          GError **error)
{
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) month = month_of (file);
  g_autofree char *id = NULL;
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
  g_autofree char *number = candor_register_find_number (self, file);
  g_autofree char *title = NULL;
  g_autofree char *clinic_title = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *filed = NULL;
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (CandorRecordHead) earlier = NULL;
  g_autoptr (GError) reason_of_visit = NULL;
  const CandorLanguage *language;
  const CandorLanguage *clinic_language;
  CandorWithdrawal withdrawal = { .withdrawn_at = when, .consent_number = number };
  const Paper paper = { &withdrawal, stationery };

  g_return_val_if_fail (month != NULL, NULL);

  if (!candor_register_read (self, file, &parts, error) || !check_kind (parts.head, error))
    return NULL;
  id = withdrawal_id (parts.head);
  withdrawal.id = id;
  visit = read_visit (&parts, &reason_of_visit);
  if (reason_of_visit != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason_of_visit));
      return NULL;
    }
  language = candor_language_find (candor_record_head_get (parts.head, CANDOR_HEAD_LANGUAGE), NULL);
  if (language == NULL)
    language = candor_language_english ();
  title = dup_title (parts.head, procedure, language);
  clinic_language = find_clinic_language (visit, clinic);
  if (clinic_language != NULL)
    {
      clinic_title = dup_title (parts.head, procedure, clinic_language);
      withdrawal.clinic_language = candor_language_code (clinic_language);
      withdrawal.clinic_title = clinic_title;
    }
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parts.form);
  set_clinic (&withdrawal, visit, clinic);
  withdrawal.language = candor_language_code (language);
  withdrawal.patient_name = candor_record_head_get (parts.head, CANDOR_HEAD_PATIENT_NAME);
  withdrawal.patient_born = candor_record_head_get (parts.head, CANDOR_HEAD_PATIENT_BORN);
  withdrawal.procedure_title = title;
  withdrawal.practitioner_name = candor_record_head_get (parts.head, CANDOR_HEAD_PRACTITIONER);
  withdrawal.consent_record = candor_record_head_get (parts.head, CANDOR_HEAD_ID);
  withdrawal.consent_filed_at = candor_record_head_get (parts.head, CANDOR_HEAD_FILED_AT);
  withdrawal.consent_pdf_sha256 = digest;
  withdrawal.reason = reason != NULL && *reason != '\0' ? reason : NULL;
  withdrawal.noted_by = self->who;
  withdrawal.not_approved = procedure != NULL && !candor_procedure_is_approved (procedure);
  head = make_head (&withdrawal, parts.head);
  earlier = read_earlier (self, id, month);
  if (earlier != NULL)
    filed = candor_register_file_about (self, earlier, month, make_paper, NULL, (gpointer)&paper,
                                        error);
  else
    filed
        = candor_register_file_about (self, head, month, make_paper, NULL, (gpointer)&paper, error);
  return filed != NULL && check_reason (earlier, head, error) ? g_steal_pointer (&filed) : NULL;
}
