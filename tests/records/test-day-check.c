/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Filing the check of a day of treatment. Catches: a check that is begun from what is no consent, or
 * that does not name the consent it was begun from; one that is filed twice, or over another one; one
 * that is filed with a part missing; a draft that is lost when filing fails, or that comes back when
 * it did not; a record whose form is not sealed, or says something else than what was filed.
 */
#include "help-register.h"

#include <glib/gstdio.h>

#include "core/candor-draft.h"
#include "core/candor-error.h"
#include "document/candor-verify.h"
#include "records/candor-register-papers.h"

static void
set_up (HelpRegister *self, gconstpointer data)
{
  help_register_set_up (self);
}

static void
tear_down (HelpRegister *self, gconstpointer data)
{
  help_register_tear_down (self);
}

/* A whole check of an invented course, as though it had been begun from @consent. */
static CandorDayCheck *
make_check (HelpRegister *self, const char *consent, CandorDayOutcome outcome)
{
  static const CandorConsentField copied[] = { CANDOR_CONSENT_RECORD, CANDOR_CONSENT_NUMBER,
                                               CANDOR_CONSENT_FILED_AT, CANDOR_CONSENT_PDF_SHA256 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_example_complete (
      self->procedure, &(CandorExample){ .name = "Ana Example" }, &error);
  g_autoptr (CandorDayCheck) begun
      = candor_register_start_day_check (self->records, consent, self->procedure, 2, &error);
  CandorDayCheck *check;

  g_assert_no_error (error);
  check = candor_example_day_check (self->procedure, visit, outcome, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    candor_day_check_set (check, copied[i], candor_day_check_get (begun, copied[i]));
  return check;
}

static char *
file_check (HelpRegister *self, CandorDayCheck *check)
{
  g_autoptr (GError) error = NULL;
  char *file = candor_register_file_day_check (self->records, self->procedure, check,
                                               &self->stationery, &error);

  g_assert_no_error (error);
  return file;
}

static void
save_draft (HelpRegister *self, CandorDayCheck *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorDesk) desk = candor_desk_open (self->folder, &error);
  gsize length;
  char *json = candor_day_check_to_json (check, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, length);

  g_assert_no_error (error);
  g_assert_true (candor_desk_save_draft (desk, candor_draft_get_id (check), bytes, &error));
}

static guint
count_drafts (HelpRegister *self)
{
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 0;
  g_autoptr (GPtrArray) drafts = candor_register_list_drafts (self->records, &n_unreadable, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_unreadable, ==, 0);
  for (guint i = 0; i < drafts->len; i++)
    g_assert_true (CANDOR_IS_DAY_CHECK (drafts->pdata[i]));
  return drafts->len;
}

static void
test_begin (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *id = help_register_id (consent);
  g_autofree char *paper
      = help_register_file_about (self, CANDOR_RECORD_WITHDRAWAL, "withdrawn-1", id);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorDayCheck) check
      = candor_register_start_day_check (self->records, consent, self->procedure, 3, &error);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autofree char *digest = NULL;

  g_assert_no_error (error);
  g_assert_true (candor_register_read (self->records, consent, &parts, &error));
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parts.form);
  g_assert_cmpstr (candor_day_check_get (check, CANDOR_CONSENT_RECORD), ==, id);
  g_assert_cmpstr (candor_day_check_get (check, CANDOR_CONSENT_PDF_SHA256), ==, digest);
  g_assert_nonnull (candor_day_check_get (check, CANDOR_CONSENT_NUMBER));
  g_assert_nonnull (candor_day_check_get (check, CANDOR_CONSENT_FILED_AT));
  g_assert_cmpuint (candor_day_check_get_session (check), ==, 3);
  g_assert_cmpstr (candor_visit_get (candor_day_check_get_today (check), CANDOR_FIELD_PATIENT_NAME),
                   ==, "Ana Example");

  g_assert_null (
      candor_register_start_day_check (self->records, paper, self->procedure, 1, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
}

static void
test_file (HelpRegister *self, gconstpointer data)
{
  CandorDayOutcome outcome = GPOINTER_TO_INT (data);
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *id = help_register_id (consent);
  g_autoptr (CandorDayCheck) check = make_check (self, consent, outcome);
  g_autofree char *json = candor_day_check_to_json (check, NULL);
  g_autofree char *file = NULL;
  g_autofree char *again = NULL;
  g_autofree char *digest = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorLogLine) line = NULL;
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (CandorVerification) seal = NULL;
  g_autoptr (CandorDayCheck) read = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *kept;

  save_draft (self, check);
  g_assert_cmpuint (count_drafts (self), ==, 1);
  file = file_check (self, check);
  g_assert_cmpuint (count_drafts (self), ==, 0);
  line = help_register_last_line (self);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_RECORD);
  g_assert_cmpstr (line->who, ==, HELP_ADMINISTRATOR);

  g_assert_true (candor_register_read (self->records, file, &parts, &error));
  g_assert_cmpint (parts.head->kind, ==, CANDOR_RECORD_DAY_CHECK);
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_OF), ==, id);
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_SESSION), ==, "2");
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_OUTCOME), ==,
                   candor_day_outcome_to_string (outcome));
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, parts.form);
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_PDF_SHA256), ==, digest);
  kept = g_bytes_get_data (parts.visit, &length);
  g_assert_cmpmem (kept, length, json, strlen (json));
  read = candor_day_check_from_json ("kept.json", kept, length, &error);
  g_assert_no_error (error);
  certificate
      = candor_seal_export_certificate_pem (candor_register_get_seal (self->records), &error);
  seal = candor_verify_bytes (parts.form, certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpint (candor_verification_get_verdict (seal), ==, CANDOR_SEAL_VALID);

  /* Filed again, as after a crash in between, it is the same record: nothing is added. */
  again = file_check (self, read);
  g_assert_cmpstr (again, ==, file);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_RECORD), ==, 2);
}

static void
test_refused (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autoptr (CandorDayCheck) check = make_check (self, consent, CANDOR_DAY_TREAT);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  save_draft (self, check);
  candor_day_check_set_treat (check, CANDOR_CHOICE_OPEN, NULL);
  g_assert_null (candor_register_file_day_check (self->records, self->procedure, check,
                                                 &self->stationery, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  candor_day_check_set_treat (check, CANDOR_CHOICE_YES, NULL);
  candor_visit_set (today, CANDOR_FIELD_PATIENT_NAME, "Ben Example");
  g_assert_null (candor_register_file_day_check (self->records, self->procedure, check,
                                                 &self->stationery, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_RECORD), ==, 1);
  g_assert_cmpuint (count_drafts (self), ==, 1);

  /* The number of a filed check is taken, whatever another one says. */
  candor_visit_set (today, CANDOR_FIELD_PATIENT_NAME, "Ana Example");
  file = file_check (self, check);
  candor_day_check_set_treat (check, CANDOR_CHOICE_YES, "Something else.");
  g_assert_null (candor_register_file_day_check (self->records, self->procedure, check,
                                                 &self->stationery, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
}

/* As a full or broken disk would have it: the log is a folder. */
static void
test_failing_disk (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autoptr (CandorDayCheck) check = make_check (self, consent, CANDOR_DAY_TREAT);
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);
  g_autofree char *away = g_build_filename (self->folder, "log.away", NULL);
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  save_draft (self, check);
  g_assert_cmpint (g_rename (log, away), ==, 0);
  g_assert_cmpint (g_mkdir (log, 0700), ==, 0);
  g_assert_null (candor_register_file_day_check (self->records, self->procedure, check,
                                                 &self->stationery, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_cmpuint (count_drafts (self), ==, 1);

  g_assert_cmpint (g_rmdir (log), ==, 0);
  g_assert_cmpint (g_rename (away, log), ==, 0);
  file = file_check (self, check);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_RECORD), ==, 2);
  g_assert_cmpuint (count_drafts (self), ==, 0);
}

#define ADD(name, test, data)                                                                      \
  g_test_add ("/day-check/" name, HelpRegister, GINT_TO_POINTER (data), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("begin", test_begin, 0);
  ADD ("file/treat", test_file, CANDOR_DAY_TREAT);
  ADD ("file/not-today", test_file, CANDOR_DAY_NOT_TODAY);
  ADD ("file/no", test_file, CANDOR_DAY_NO);
  ADD ("file/not-treated", test_file, CANDOR_DAY_NOT_TREATED);
  ADD ("refused", test_refused, 0);
  ADD ("failing-disk", test_failing_disk, 0);
  return g_test_run ();
}
