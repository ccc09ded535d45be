/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The check on a day of treatment: begun from the record of a consent, and filed as a record of its
 * own that points to it.
 */
#include "candor-register-papers.h"

#include "candor-register-private.h"
#include "core/candor-date.h"
#include "core/candor-error.h"
#include "document/candor-day-check-form.h"

/* What the form is made from. */
typedef struct
{
  CandorProcedure *procedure;
  CandorDayCheck *check;
  const CandorStationery *stationery;
} Paper;

static GBytes *
make_form (const CandorSealing *sealing, gpointer data, GError **error)
{
  const Paper *paper = data;
  CandorStationery stationery = *paper->stationery;

  stationery.seal = sealing->seal;
  return candor_day_check_render (paper->procedure, paper->check, &stationery, sealing, error);
}

/* Returns: (transfer full) (nullable): the visit that a consent was given in */
static CandorVisit *
read_consent (const CandorRecordParts *parts, GError **error)
{
  gsize length;
  const char *json;

  if (parts->head->kind != CANDOR_RECORD_CONSENT || parts->visit == NULL)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "This record is no consent that was given on this tablet, so there are "
          "no answers to ask about again. Nothing was begun. Start a visit "
          "instead.");
      return NULL;
    }
  json = g_bytes_get_data (parts->visit, &length);
  return candor_visit_from_json ("visit", json, length, error);
}

/**
 * candor_register_start_day_check:
 * @self: a register
 * @file: the consent, from the store's folder; that it was not withdrawn is for the caller to see, in
 *   the list
 * @procedure: what the course is about, as its text is today
 * @session: which session of the course it is for, from 1
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a check of today that names its consent; otherwise
 *   %CANDOR_ERROR_INVALID or %CANDOR_ERROR_OTHER_TEXT as candor_day_check_start (), or why the record
 *   cannot be read
 */
CandorDayCheck *
candor_register_start_day_check (CandorRegister *self,
                                 const char *file,
                                 CandorProcedure *procedure,
                                 guint session,
                                 GError **error)
{
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorVisit) consent = NULL;
  g_autofree char *number = candor_register_find_number (self, file);
  g_autofree char *digest = NULL;
  CandorDayCheck *check;

  if (!candor_register_read (self, file, &parts, error))
    return NULL;
  consent = read_consent (&parts, error);
  if (consent == NULL)
    return NULL;
  check = candor_day_check_start (procedure, consent, session, error);
  if (check == NULL)
    return NULL;
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parts.form);
  candor_day_check_set (check, CANDOR_CONSENT_RECORD,
                        candor_record_head_get (parts.head, CANDOR_HEAD_ID));
  candor_day_check_set (check, CANDOR_CONSENT_NUMBER, number);
  candor_day_check_set (check, CANDOR_CONSENT_FILED_AT,
                        candor_record_head_get (parts.head, CANDOR_HEAD_FILED_AT));
  candor_day_check_set (check, CANDOR_CONSENT_PDF_SHA256, digest);
  return check;
}

/**
 * candor_record_head_of_day_check:
 * @procedure: what the course is about
 * @check: a check
 * @filed: when it is filed
 *
 * Returns: (transfer full): the head of its record
 */
CandorRecordHead *
candor_record_head_of_day_check (CandorProcedure *procedure,
                                 CandorDayCheck *check,
                                 GDateTime *filed)
{
  g_autoptr (CandorRecordHead) visit
      = candor_record_head_of_visit (procedure, candor_day_check_get_today (check), filed);
  CandorRecordHead *self = candor_record_head_new (CANDOR_RECORD_DAY_CHECK,
                                                   candor_record_head_get (visit, CANDOR_HEAD_ID));
  CandorDayOutcome outcome = candor_day_check_outcome (check, procedure);
  g_autofree char *session = g_strdup_printf ("%u", candor_day_check_get_session (check));

  for (guint i = 0; i < CANDOR_HEAD_N_FIELDS; i++)
    if (i != CANDOR_HEAD_KIND)
      candor_record_head_set (self, i, candor_record_head_get (visit, i));
  candor_record_head_set (self, CANDOR_HEAD_OF,
                          candor_day_check_get (check, CANDOR_CONSENT_RECORD));
  candor_record_head_set (self, CANDOR_HEAD_OUTCOME, candor_day_outcome_to_string (outcome));
  candor_record_head_set (self, CANDOR_HEAD_SESSION, session);
  return self;
}

/**
 * candor_register_file_day_check:
 * @self: a register
 * @procedure: what the course is about
 * @check: a check in which nothing is missing
 * @stationery: what the clinic makes its papers with; the register's seal goes on the form
 * @error: return location for an error
 *
 * Files a check, and returns only when it is on the disk and in the log. Filing the same one again
 * gives the record that is there. Its draft, if there is one, goes when that is done.
 *
 * Returns: (transfer full) (nullable): where it is, from the store's folder; otherwise as
 *   candor_register_file_visit (), or %CANDOR_ERROR_INVALID where it is of another patient than its
 *   consent
 */
char *
candor_register_file_day_check (CandorRegister *self,
                                CandorProcedure *procedure,
                                CandorDayCheck *check,
                                const CandorStationery *stationery,
                                GError **error)
{
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GDateTime) started
      = candor_time_parse (candor_visit_get (today, CANDOR_FIELD_STARTED_AT));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autofree char *file = NULL;
  Paper paper = { procedure, check, stationery };
  gsize length;
  char *text;

  if (started == NULL)
    {
      candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                                "The check does not say when it began, so it cannot be filed.");
      return NULL;
    }
  head = candor_record_head_of_day_check (procedure, check, now);
  text = candor_day_check_to_json (check, &length);
  json = candor_record_wiped_bytes (text, length);
  file = candor_register_file_about (self, head, started, make_form, json, &paper, error);
  if (file != NULL)
    candor_register_remove_draft (self, candor_visit_get (today, CANDOR_FIELD_ID), NULL);
  return g_steal_pointer (&file);
}
