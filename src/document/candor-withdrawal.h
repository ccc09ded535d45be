/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-consent-form.h"

G_BEGIN_DECLS

/**
 * CandorWithdrawal:
 *
 * A consent that a patient has taken back. Moments are ISO 8601 with offset, days YYYY-MM-DD. What
 * is not marked (nullable) must be there.
 */
typedef struct
{
  const char *id;              /* (nullable): of the withdrawal itself */
  const char *language;        /* (nullable): code of the patient's language; English if NULL */
  const char *clinic_language; /* (nullable): code; stands beside the patient's if it is another */

  const char *clinic_name;
  const char *clinic_address;   /* (nullable) */
  const char *clinic_phone;     /* (nullable) */
  const char *clinic_emergency; /* (nullable) */

  const char *patient_name;
  const char *patient_born;

  const char *procedure_title;    /* in the patient's language */
  const char *clinic_title;       /* (nullable): the same in the clinic's, if it is known in it */
  const char *practitioner_name;  /* (nullable): with whom it was agreed */
  const char *consent_record;     /* id of the record */
  const char *consent_number;     /* (nullable): its number in the log */
  const char *consent_filed_at;   /* (nullable) */
  const char *consent_pdf_sha256; /* in hexadecimal */

  const char *withdrawn_at;
  const char *reason; /* (nullable): in the patient's words; nobody has to give one */
  const char *noted_by;

  gboolean not_approved; /* the text that was agreed to is not approved for clinical use */
} CandorWithdrawal;

GBytes *candor_withdrawal_render (const CandorWithdrawal *withdrawal,
                                  const CandorStationery *stationery,
                                  const CandorSealing *sealing,
                                  GError **error);

G_END_DECLS
