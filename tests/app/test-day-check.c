/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The check on a day of treatment, from the record of the consent to the filed record. Catches: a
 * patient's page with the key still in the process, or with staff's screens behind it; an answer of
 * the consent that slips into today; a treatment against an answer, against the patient, or without
 * both signatures; a refusal without a reason; a check that a pulled plug or a full disk takes away;
 * one of another day that goes on; a record that does not stand in its course, or is not sealed.
 */
#include "staff-support.h"

#include <glib/gstdio.h>

#include "app/candor-window.h"
#include "app/staff/candor-staff-area.h"
#include "app/staff/candor-staff-home.h"
#include "app/visit/candor-flow.h"
#include "app/widgets/candor-check-row.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-signature-pad.h"
#include "core/candor-draft.h"
#include "core/candor-example.h"
#include "document/candor-verify.h"
#include "picture-support.h"
#include "store-support.h"
#include "walk-support.h"

typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  char *scratch;
  char *folder;
  char *consent; /* the file of its record */
  CandorSession *session;
  GtkWidget *window;
} Fixture;

static void
open_window (Fixture *self)
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
static void
close_window (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_clear_object (&self->session);
}

static void
file_consent (Fixture *self)
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

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = staff_clinic ();
  self->procedure = staff_procedure ();
  self->scratch = staff_scratch ();
  self->folder = store_make (self->scratch);
  file_consent (self);
  open_window (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_window (self);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
  g_free (self->consent);
}

static CandorFlow *
flow_of (Fixture *self)
{
  return CANDOR_FLOW (staff_find_type (self->window, CANDOR_TYPE_FLOW));
}

static const char *
page_of (Fixture *self)
{
  return candor_flow_get_page_id (flow_of (self));
}

static CandorDayCheck *
check_of (Fixture *self)
{
  return candor_page_get_check (candor_flow_get_page (flow_of (self)));
}

static void
go_on (Fixture *self)
{
  CandorFlow *flow = flow_of (self);

  candor_flow_next (flow);
  g_assert_cmpstr (candor_flow_get_missing (flow), ==, "");
}

/* What is missing is said in words, and the page stays. */
static void
assert_held (Fixture *self, const char *words)
{
  g_autofree char *page = g_strdup (page_of (self));

  candor_flow_next (flow_of (self));
  g_assert_cmpstr (page_of (self), ==, page);
  g_assert_nonnull (strstr (candor_flow_get_missing (flow_of (self)), words));
}

static void
assert_locked (Fixture *self)
{
  g_assert_null (candor_session_get_register (self->session));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_STAFF_AREA));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME));
}

static void
open_record (Fixture *self)
{
  store_open (self->window, self->session);
  staff_until (staff_find_type (self->window, CANDOR_TYPE_STAFF_AREA) != NULL);
  g_signal_emit_by_name (staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME), "open-record",
                         self->consent);
}

/* To the patient's first page. */
static void
begin (Fixture *self)
{
  open_record (self);
  staff_until (staff_find_button (self->window, "Start a day-of check") != NULL);
  staff_click (self->window, "Start a day-of check");
  staff_until (staff_find_button (self->window, "Hand to the patient") != NULL);
  take_pictures (self->window, "day-start");
  staff_click (self->window, "Hand to the patient");
  staff_until (flow_of (self) != NULL);
  assert_locked (self);
  g_assert_cmpstr (page_of (self), ==, "welcome");
}

static void
answer (Fixture *self, const char *question, const char *words)
{
  staff_click (staff_find_group (self->window, question), words);
}

static void
confirm (Fixture *self)
{
  GtkWidget *row = staff_find_type (self->window, CANDOR_TYPE_CHECK_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), TRUE);
}

/* Every question but one about feathers and one about a tickle spot, as it was. */
static void
answer_all (Fixture *self, const char *feathers, const char *tickle)
{
  confirm (self);
  take_pictures (self->window, "day-welcome");
  go_on (self);
  g_assert_cmpstr (page_of (self), ==, "health");
  answer (self, "Do feathers grow on your arm?", feathers);
  answer (self, "Have you had glue on your arm in the last 10 days?", "No");
  answer (self, "Do you have a tickle spot on your arm?", tickle);
  assert_held (self, "Have you painted the arm lately?");
  answer (self, "Have you painted the arm lately?", "No");
  take_pictures (self->window, "day-health");
  go_on (self);
  answer (self, "Have you washed the arm today?", "Yes");
  answer (self, "Can you sit still for ten minutes?", "Yes");
  answer (self, "Would you like your arm to be brushed?", "Yes");
  answer (self, "Do you like things that shine?", "Yes");
  assert_held (self, "Is there anything else we should know about your arm?");
  answer (self, "Is there anything else we should know about your arm?", "That is still right");
  take_pictures (self->window, "day-health-words");
  go_on (self);
  g_assert_cmpstr (page_of (self), ==, "verdict");
  take_pictures (self->window, "day-verdict");
  go_on (self);
}

static void
draw (Fixture *self)
{
  walk_draw (staff_find_type (self->window, CANDOR_TYPE_SIGNATURE_PAD));
}

/* From the patient's signature page to the practitioner's first one. */
static void
hand_back (Fixture *self, gboolean is_signed)
{
  g_assert_cmpstr (page_of (self), ==, "sign");
  if (is_signed)
    draw (self);
  take_pictures (self->window, "day-sign");
  go_on (self);
  g_assert_cmpstr (page_of (self), ==, "handover");
  take_pictures (self->window, "day-handover");
  assert_locked (self);
  candor_flow_next (flow_of (self));
  g_assert_cmpstr (page_of (self), ==, "handover");
  g_assert_null (staff_find_label (self->window, "Treatment today"));
  store_open (self->window, self->session);
  staff_until (g_str_equal (page_of (self), "talk-answers"));
}

/* The practitioner signs, both read the form, and it is at the page that files it. */
static void
finish (Fixture *self)
{
  g_assert_cmpstr (page_of (self), ==, "talk-sign");
  draw (self);
  take_pictures (self->window, "day-practitioner-sign");
  go_on (self);
  g_assert_cmpstr (page_of (self), ==, "form");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_CHECK_ROW) != NULL);
  take_pictures (self->window, "day-form");
  confirm (self);
  go_on (self);
  g_assert_cmpstr (page_of (self), ==, "file");
}

static void
file_it (Fixture *self)
{
  g_assert_false (staff_shows (self->window, "Saved"));
  staff_click (self->window, "File the record");
  staff_until (staff_shows (self->window, "Saved"));
  take_pictures (self->window, "day-filed");
  g_assert_cmpuint (store_count (self->folder, "records"), ==, 2);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 0);
}

/* The check as it was filed, with its form found whole and sealed by the clinic. */
static CandorDayCheck *
read_filed (Fixture *self, const char *outcome)
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

static void
settle_tickle (Fixture *self)
{
  GtkWidget *card = staff_find_group (self->window, "Do you have a tickle spot on your arm?");

  staff_click (card, "Go ahead");
  staff_write (card, "Your reason", "We go around it.");
}

static void
test_treat (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) filed = NULL;
  CandorVisit *today;
  GtkWidget *card;

  begin (self);
  answer_all (self, "No", "Yes");
  g_assert_cmpstr (page_of (self), ==, "decision");
  assert_held (self, "one of the three");
  answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  take_pictures (self->window, "day-wish");
  go_on (self);
  assert_held (self, "Please sign");
  hand_back (self, TRUE);

  g_assert_true (
      staff_shows (self->window, "Do you like things that shine? Then: No. Today: Yes."));
  assert_held (self, "decide about each answer");
  settle_tickle (self);
  assert_held (self, "whether you treat");
  card = staff_find_group (self->window, "Treatment today");
  g_assert_true (staff_shows (card, "The patient wants to be treated today."));
  staff_click (card, "Treat today");
  take_pictures (self->window, "day-answers");
  go_on (self);
  assert_held (self, "Please sign");
  finish (self);
  file_it (self);
  go_on (self);
  g_assert_true (staff_shows (self->window, "The treatment can begin."));
  g_assert_nonnull (staff_find_button (self->window, "Print copies for the patient"));
  take_pictures (self->window, "day-end");
  candor_flow_next (flow_of (self));
  staff_until (flow_of (self) == NULL);
  assert_locked (self);

  filed = read_filed (self, "treat");
  today = candor_day_check_get_today (filed);
  g_assert_cmpuint (candor_day_check_get_session (filed), ==, 1);
  g_assert_nonnull (candor_visit_get_signature (today, CANDOR_ROLE_PATIENT));
  g_assert_nonnull (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));
  g_assert_true (candor_day_check_is_same (filed, "gh-wishes"));
  g_assert_true (candor_day_check_is_same (filed, "gh-glue"));
  g_assert_false (candor_day_check_is_same (filed, "gh-shines"));

  /* It stands in its course, and the next session is the second. */
  open_record (self);
  staff_until (staff_shows (self->window, "Session 1: Day-of check"));
  take_pictures (self->window, "day-course");
  staff_click (self->window, "Start a day-of check");
  staff_until (staff_find_button (self->window, "Hand to the patient") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (staff_find_input (self->window, "Number of the session"))),
                   ==, "2");
  staff_write (self->window, "Number of the session", "none");
  staff_click (self->window, "Hand to the patient");
  g_assert_true (staff_shows (self->window, "The number of the session is missing."));
  g_assert_null (flow_of (self));
}

/* An answer stops it: nobody has to sign who is not treated, but it is written down why. */
static void
test_stop (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) filed = NULL;
  GtkWidget *card;

  begin (self);
  answer_all (self, "Yes", "No");
  g_assert_cmpstr (page_of (self), ==, "sign");
  hand_back (self, FALSE);
  card = staff_find_group (self->window, "Treatment today");
  g_assert_true (staff_shows (card, "An answer asks to stop or to wait."));
  g_assert_null (staff_find_button (card, "Treat today"));
  assert_held (self, "why the patient did not sign");
  staff_write (card, "Why the patient did not sign", "Had to catch a bus.");
  take_pictures (self->window, "day-stop");
  go_on (self);
  finish (self);
  file_it (self);
  go_on (self);
  g_assert_true (staff_shows (self->window, "No treatment is given today."));
  filed = read_filed (self, "not-treated");
  g_assert_cmpstr (candor_day_check_get_not_signed (filed), ==, "Had to catch a bus.");
  g_assert_null (
      candor_visit_get_signature (candor_day_check_get_today (filed), CANDOR_ROLE_PATIENT));
}

/* The practitioner may refuse whatever was answered, and says why. The patient's wish is kept. */
static void
test_refuse (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) filed = NULL;
  GtkWidget *card;

  begin (self);
  answer_all (self, "No", "No");
  answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  go_on (self);
  hand_back (self, TRUE);
  card = staff_find_group (self->window, "Treatment today");
  staff_click (card, "Do not treat today");
  assert_held (self, "why you do not treat");
  staff_write (card, "Your reason", "The arm is sunburnt.");
  take_pictures (self->window, "day-refuse");
  go_on (self);
  finish (self);
  file_it (self);
  filed = read_filed (self, "not-treated");
  g_assert_cmpstr (candor_day_check_get_treat_reason (filed), ==, "The arm is sunburnt.");
  g_assert_cmpstr (candor_visit_get (candor_day_check_get_today (filed), CANDOR_FIELD_DECISION), ==,
                   "agree");
}

/* Whoever goes back and answers otherwise has neither signed for that, nor been judged for it. */
static void
test_change (Fixture *self, gconstpointer data)
{
  CandorVisit *today;

  begin (self);
  answer_all (self, "No", "No");
  answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  go_on (self);
  hand_back (self, TRUE);
  staff_click (staff_find_group (self->window, "Treatment today"), "Treat today");
  go_on (self);
  draw (self);
  today = candor_day_check_get_today (check_of (self));
  g_assert_nonnull (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));

  g_assert_true (candor_flow_show_page (flow_of (self), "health"));
  assert_locked (self);
  answer (self, "Have you painted the arm lately?", "Yes");
  g_assert_null (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));
  g_assert_null (candor_visit_get_signature (today, CANDOR_ROLE_PATIENT));
  g_assert_null (candor_visit_get (today, CANDOR_FIELD_DECISION));
  g_assert_cmpint (candor_day_check_get_treat (check_of (self)), ==, CANDOR_CHOICE_OPEN);

  /* No way leads the patient to the practitioner's part. */
  g_assert_true (candor_flow_show_page (flow_of (self), "talk-answers"));
  g_assert_null (staff_find_group (self->window, "Treatment today"));
  g_assert_nonnull (store_find_box (self->window));
}

/* The plug is pulled when the patient has signed: staff go on from there, with every stroke. */
static void
test_crash (Fixture *self, gconstpointer data)
{
  begin (self);
  answer_all (self, "No", "No");
  answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  go_on (self);
  draw (self);
  close_window (self);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 1);

  open_window (self);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Go on with this check") != NULL);
  g_assert_true (staff_shows (self->window, "day-of check, session 1"));
  take_pictures (self->window, "day-waiting");
  staff_click (self->window, "Go on with this check");
  staff_until (flow_of (self) != NULL);
  assert_locked (self);
  g_assert_cmpstr (page_of (self), ==, "handover");
  g_assert_nonnull (candor_visit_get_signature (candor_day_check_get_today (check_of (self)),
                                                CANDOR_ROLE_PATIENT));
  candor_flow_next (flow_of (self));
  store_open (self->window, self->session);
  staff_until (g_str_equal (page_of (self), "talk-answers"));
  staff_click (staff_find_group (self->window, "Treatment today"), "Treat today");
  go_on (self);
  finish (self);

  /* And again when everybody has: it waits to be filed. */
  close_window (self);
  open_window (self);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "File this check") != NULL);
  g_assert_true (staff_shows (self->window, "Waiting to be filed"));
  staff_click (self->window, "File this check");
  staff_until (flow_of (self) != NULL);
  g_assert_cmpstr (page_of (self), ==, "file");
  file_it (self);
}

/* A full or broken disk: nothing is said to be saved, and everything is still there. */
static void
test_failing_disk (Fixture *self, gconstpointer data)
{
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);
  g_autofree char *away = g_build_filename (self->folder, "log.away", NULL);

  begin (self);
  answer_all (self, "No", "No");
  answer (self, "Do you still want this treatment today: Glimmer brushing?", "Not today");
  go_on (self);
  hand_back (self, TRUE);
  g_assert_null (staff_find_button (self->window, "Treat today"));
  go_on (self);
  finish (self);
  g_assert_cmpint (g_rename (log, away), ==, 0);
  g_assert_cmpint (g_mkdir (log, 0700), ==, 0);
  staff_click (self->window, "File the record");
  staff_until (staff_shows (self->window, "Not saved yet. Nothing is lost."));
  g_assert_false (staff_shows (self->window, "Saved"));
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 1);
  g_assert_cmpuint (store_count (self->folder, "records"), ==, 1);

  g_assert_cmpint (g_rmdir (log), ==, 0);
  g_assert_cmpint (g_rename (away, log), ==, 0);
  staff_click (self->window, "Try again");
  staff_until (staff_shows (self->window, "Saved"));
  g_object_unref (read_filed (self, "not-today"));
}

/* What somebody answered on another day says nothing about today. */
static void
test_another_day (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) check = NULL;
  CandorVisit *today;

  begin (self);
  check = g_object_ref (check_of (self));
  today = candor_day_check_get_today (check);
  candor_visit_set (today, CANDOR_FIELD_TREATMENT_DATE, "2020-01-10");
  close_window (self);
  open_window (self);
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), check);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "Of another day"));
  g_assert_null (staff_find_button (self->window, "Go on with this check"));
  g_assert_null (staff_find_button (self->window, "Hand over this check"));
  g_assert_nonnull (staff_find_button (self->window, "Throw away…"));
}

/* Everything that the patient has to choose can be reached and chosen with the keyboard. */
static void
test_keyboard (Fixture *self, gconstpointer data)
{
  static const char *const pages[] = { "health", "decision", "sign" };

  begin (self);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
      GtkWidget *page;
      guint n = 0;

      g_assert_true (candor_flow_show_page (flow_of (self), pages[i]));
      page = GTK_WIDGET (candor_flow_get_page (flow_of (self)));
      walk_settle ();
      gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
      do
        {
          GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

          if (focus != NULL && gtk_widget_is_ancestor (focus, page) && GTK_IS_BUTTON (focus))
            n += g_hash_table_add (met, focus);
        }
      while (gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD));
      if (g_str_equal (pages[i], "health"))
        g_assert_cmpuint (n, >=, staff_count (page, CANDOR_TYPE_CHOICE_ROW));
      else
        g_assert_cmpuint (n, >=, 1);
    }
}

#define ADD(name, test) g_test_add ("/day-check/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();

  ADD ("treat", test_treat);
  ADD ("stop", test_stop);
  ADD ("refuse", test_refuse);
  ADD ("change", test_change);
  ADD ("crash", test_crash);
  ADD ("failing-disk", test_failing_disk);
  ADD ("another-day", test_another_day);
  ADD ("keyboard", test_keyboard);
  return g_test_run ();
}
