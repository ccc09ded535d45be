/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "day-support.h"

#include "app/candor-window.h"
#include "app/staff/candor-staff-area.h"
#include "app/staff/candor-staff-home.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-signature-pad.h"
#include "core/candor-example.h"
#include "document/candor-verify.h"
#include "picture-support.h"
#include "staff-support.h"
#include "store-support.h"
#include "walk-support.h"

void
day_open_window (DayFixture *self)
{
  const char *size = g_getenv ("CANDOR_PICTURES_SIZE");
  int width = 1280;
  int height = 800;

  if (size != NULL)
    g_assert_cmpint (sscanf (size, "%dx%d", &width, &height), ==, 2);
  self->session = store_session (self->folder, FALSE);
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->session);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* As a pulled plug would: nobody leaves anything in order. */
void
day_close_window (DayFixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_clear_object (&self->session);
}

static void
day_file_consent (DayFixture *self)
{
  g_autoptr (CandorRegister) records = store_unlock (self->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_example_complete (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" }, &error);

  g_assert_no_error (error);
  self->consent = candor_register_file_visit (
      records, self->procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, &error);
  g_assert_no_error (error);
}

void
day_set_up (DayFixture *self, gconstpointer data)
{
  self->clinic = staff_clinic ();
  self->procedure = staff_procedure ();
  self->scratch = staff_scratch ();
  self->folder = store_make (self->scratch);
  day_file_consent (self);
  day_open_window (self);
}

void
day_tear_down (DayFixture *self, gconstpointer data)
{
  day_close_window (self);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
  g_free (self->consent);
}

CandorFlow *
day_flow_of (DayFixture *self)
{
  return CANDOR_FLOW (staff_find_type (self->window, CANDOR_TYPE_FLOW));
}

const char *
day_page_of (DayFixture *self)
{
  return candor_flow_get_page_id (day_flow_of (self));
}

CandorDayCheck *
day_check_of (DayFixture *self)
{
  return candor_page_get_check (candor_flow_get_page (day_flow_of (self)));
}

void
day_go_on (DayFixture *self)
{
  CandorFlow *flow = day_flow_of (self);

  candor_flow_next (flow);
  g_assert_cmpstr (candor_flow_get_missing (flow), ==, "");
}

/* What is missing is said in words, and the page stays. */
void
day_assert_held (DayFixture *self, const char *words)
{
  g_autofree char *page = g_strdup (day_page_of (self));

  candor_flow_next (day_flow_of (self));
  g_assert_cmpstr (day_page_of (self), ==, page);
  g_assert_nonnull (strstr (candor_flow_get_missing (day_flow_of (self)), words));
}

void
day_assert_locked (DayFixture *self)
{
  g_assert_null (candor_session_get_register (self->session));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_STAFF_AREA));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME));
}

void
day_open_record (DayFixture *self)
{
  store_open (self->window, self->session);
  staff_until (staff_find_type (self->window, CANDOR_TYPE_STAFF_AREA) != NULL);
  g_signal_emit_by_name (staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME), "open-record",
                         self->consent);
}

/* To the patient's first page. */
void
day_begin (DayFixture *self)
{
  day_open_record (self);
  staff_until (staff_find_button (self->window, "Start a day-of check") != NULL);
  staff_click (self->window, "Start a day-of check");
  staff_until (staff_find_button (self->window, "Hand to the patient") != NULL);
  take_pictures (self->window, "day-start");
  staff_click (self->window, "Hand to the patient");
  staff_until (day_flow_of (self) != NULL);
  day_assert_locked (self);
  g_assert_cmpstr (day_page_of (self), ==, "welcome");
}

void
day_answer (DayFixture *self, const char *question, const char *words)
{
  staff_click (staff_find_group (self->window, question), words);
}

void
day_confirm (DayFixture *self)
{
  GtkWidget *row = staff_find_type (self->window, CANDOR_TYPE_CHECK_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
}

/* Every question but one about feathers and one about a tickle spot, as it was. */
void
day_answer_all (DayFixture *self, const char *feathers, const char *tickle)
{
  day_confirm (self);
  take_pictures (self->window, "day-welcome");
  day_go_on (self);
  g_assert_cmpstr (day_page_of (self), ==, "health");
  day_answer (self, "Do feathers grow on your arm?", feathers);
  day_answer (self, "Have you had glue on your arm in the last 10 days?", "No");
  day_answer (self, "Do you have a tickle spot on your arm?", tickle);
  day_assert_held (self, "Have you painted the arm lately?");
  day_answer (self, "Have you painted the arm lately?", "No");
  take_pictures (self->window, "day-health");
  day_go_on (self);
  day_answer (self, "Have you washed the arm today?", "Yes");
  day_answer (self, "Can you sit still for ten minutes?", "Yes");
  day_answer (self, "Would you like your arm to be brushed?", "Yes");
  day_answer (self, "Do you like things that shine?", "Yes");
  day_assert_held (self, "Is there anything else we should know about your arm?");
  day_answer (self, "Is there anything else we should know about your arm?", "That is still right");
  take_pictures (self->window, "day-health-words");
  day_go_on (self);
  g_assert_cmpstr (day_page_of (self), ==, "verdict");
  take_pictures (self->window, "day-verdict");
  day_go_on (self);
}

void
day_draw (DayFixture *self)
{
  walk_draw (staff_find_type (self->window, CANDOR_TYPE_SIGNATURE_PAD));
}

/* From the patient's signature page to the practitioner's first one. */
void
day_hand_back (DayFixture *self, gboolean is_signed)
{
  g_assert_cmpstr (day_page_of (self), ==, "sign");
  if (is_signed)
    day_draw (self);
  take_pictures (self->window, "day-sign");
  day_go_on (self);
  g_assert_cmpstr (day_page_of (self), ==, "handover");
  take_pictures (self->window, "day-handover");
  day_assert_locked (self);
  candor_flow_next (day_flow_of (self));
  g_assert_cmpstr (day_page_of (self), ==, "handover");
  g_assert_null (staff_find_label (self->window, "Treatment today"));
  store_open (self->window, self->session);
  staff_until (g_str_equal (day_page_of (self), "talk-answers"));
}

/* The practitioner signs, both read the form, and it is at the page that files it. */
void
day_finish (DayFixture *self)
{
  g_assert_cmpstr (day_page_of (self), ==, "talk-sign");
  day_draw (self);
  take_pictures (self->window, "day-practitioner-sign");
  day_go_on (self);
  g_assert_cmpstr (day_page_of (self), ==, "form");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_CHECK_ROW) != NULL);
  take_pictures (self->window, "day-form");
  day_confirm (self);
  day_go_on (self);
  g_assert_cmpstr (day_page_of (self), ==, "file");
}

void
day_file_it (DayFixture *self)
{
  g_assert_false (staff_shows (self->window, "Saved"));
  staff_click (self->window, "File the record");
  staff_until (staff_shows (self->window, "Saved"));
  take_pictures (self->window, "day-filed");
  g_assert_cmpuint (store_count (self->folder, "records"), ==, 2);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 0);
}

/* The check as it was filed, with its form found whole and sealed by the clinic. */
CandorDayCheck *
day_read_filed (DayFixture *self, const char *outcome)
{
  g_autoptr (CandorRegister) records = store_unlock (self->folder);
  g_autofree char *name = g_path_get_basename (self->consent);
  g_autofree char *id = g_strndup (name, strlen (name) - strlen (".age"));
  g_autoptr (GArray) about = candor_index_about (candor_register_get_index (records), id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) certificate
      = candor_seal_export_certificate_pem (candor_register_get_seal (records), &error);
  g_autoptr (CandorVerification) seal = NULL;
  g_autoptr (CandorRecordHead) head = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  g_autofree char *file = NULL;
  CandorDayCheck *check;

  g_assert_cmpuint (about->len, ==, 1);
  head = candor_index_get (candor_register_get_index (records), g_array_index (about, guint, 0),
                           &file);
  g_assert_cmpint (head->kind, ==, CANDOR_RECORD_DAY_CHECK);
  g_assert_cmpstr (candor_record_head_get (head, CANDOR_HEAD_OUTCOME), ==, outcome);
  g_assert_true (candor_register_read (records, file, &parts, &error));
  seal = candor_verify_bytes (parts.form, certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpint (candor_verification_get_verdict (seal), ==, CANDOR_SEAL_VALID);
  check = candor_day_check_from_json ("filed", g_bytes_get_data (parts.visit, NULL),
                                      (gssize)g_bytes_get_size (parts.visit), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (candor_day_check_get (check, CANDOR_CONSENT_RECORD), ==, id);
  return check;
}
