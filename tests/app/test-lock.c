/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whom the tablet is with. Catches: a wrong passphrase that opens, or is not told in words; a wait
 * that another start forgets; staff's screens that stay open when nobody is there; a warning that
 * nobody can answer; a patient's page that is left for anybody to read; a cover that a wrong day
 * lifts; a clipboard that is handed on; a stroke or a page that a pulled plug would take; a visit
 * that begins from its start again; a long wait without a word.
 */
#include "staff-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "app/candor-window.h"
#include "app/session/candor-unlock-box.h"
#include "app/staff/candor-staff-home.h"
#include "app/staff/candor-visit-row.h"
#include "app/visit/candor-cover-page.h"
#include "app/visit/candor-flow.h"
#include "app/widgets/candor-choice-row.h"
#include "core/candor-example.h"
#include "picture-support.h"
#include "records/candor-register-papers.h"
#include "store-support.h"
#include "tablet-support.h"

static gboolean
is_open (Tablet *self)
{
  return staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME) != NULL;
}

static void
test_wrong_passphrase (Tablet *self, gconstpointer data)
{
  take_pictures (self->window, "locked");
  store_type (self->window, "");
  g_assert_true (staff_shows (self->window, "Please type the passphrase."));
  for (guint i = 0; i < 2; i++)
    {
      store_type (self->window, "six invented lake stones");
      staff_until (staff_shows (self->window, "This is not the passphrase."));
      g_assert_false (is_open (self));
    }
  store_type (self->window, "six invented lake stones");
  staff_until (staff_shows (self->window, "You can try again in"));
  take_pictures (self->window, "locked-wait");

  /* Nobody gets round the wait with a new start, not with the right words either. */
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (staff_shows (self->window, "You can try again in"));
  store_type (self->window, STORE_PASSPHRASE);
  g_assert_false (candor_unlock_box_is_busy (CANDOR_UNLOCK_BOX (store_find_box (self->window))));
  g_assert_null (candor_session_get_register (self->session));
}

/* Another program tries a passphrase at the same time, and takes long. */
static void
test_slow (Tablet *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "keys", "tries", "lock", NULL);
  int lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (lock, >=, 0);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  store_type (self->window, STORE_PASSPHRASE);
  g_assert_false (staff_shows (self->window, "The passphrase is being tried…"));
  staff_until (staff_shows (self->window, "The passphrase is being tried…"));
  take_pictures (self->window, "unlock-slow");
  close (lock);
  staff_until (is_open (self));
}

static void
set_times (Tablet *self, guint staff, guint visit)
{
  candor_window_set_idle_times (
      CANDOR_WINDOW (self->window),
      &(CandorIdleTimes){ .staff = staff, .visit = visit, .warning = 1500, .stranger = 60000 });
}

static void
test_idle_staff (Tablet *self, gconstpointer data)
{
  store_open (self->window, self->session);
  staff_until (is_open (self));
  take_pictures (self->window, "home-open");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->window), "Ana Example");
  candor_window_set_idle_times (CANDOR_WINDOW (self->window),
                                &(CandorIdleTimes){ .staff = 60000, .warning = 59900 });
  staff_until (staff_find_button (self->window, "Stay unlocked") != NULL);
  take_pictures (self->window, "idle-warning");
  set_times (self, 2000, 2000);
  staff_until (staff_find_button (self->window, "Stay unlocked") != NULL);
  staff_click (self->window, "Stay unlocked");
  g_assert_null (staff_find_button (self->window, "Stay unlocked"));
  g_assert_true (is_open (self));

  staff_until (!is_open (self));
  g_assert_null (candor_session_get_register (self->session));
  g_assert_true (staff_shows (self->window, "This tablet is locked"));
  g_assert_null (gdk_clipboard_get_content (gtk_widget_get_clipboard (self->window)));
}

static void
test_lock_on_demand (Tablet *self, gconstpointer data)
{
  store_open (self->window, self->session);
  staff_until (is_open (self));
  gtk_widget_activate_action (self->window, "win.lock", NULL);
  g_assert_false (is_open (self));
  g_assert_null (candor_session_get_register (self->session));
}

static CandorFlow *
start_visit (Tablet *self)
{
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" });

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  staff_click (self->window, "Hand over this visit");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_FLOW) != NULL);
  return CANDOR_FLOW (staff_find_type (self->window, CANDOR_TYPE_FLOW));
}

static void
write_birth (Tablet *self, const char *day)
{
  staff_write (self->window, "Your date of birth", day);
  staff_click (self->window, "Go on with my visit");
}

static void
test_cover (Tablet *self, gconstpointer data)
{
  CandorFlow *flow = start_visit (self);

  set_times (self, 2000, 2000);
  staff_until (staff_find_button (self->window, "I am here") != NULL);
  staff_until (staff_find_type (self->window, CANDOR_TYPE_COVER_PAGE) != NULL);
  set_times (self, 60000, 60000);
  take_pictures (self->window, "cover");
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_FLOW));
  g_assert_false (staff_shows (self->window, "Ana Example"));
  write_birth (self, "4 May 1984");
  g_assert_true (staff_shows (self->window, "This is not the date of birth"));
  write_birth (self, "3 May 1984");
  g_assert_true (staff_find_type (self->window, CANDOR_TYPE_FLOW) == GTK_WIDGET (flow));

  /* Who guesses needs staff in the end. */
  candor_window_lock (CANDOR_WINDOW (self->window));
  for (guint i = 0; i < 3; i++)
    write_birth (self, "4 May 1984");
  g_assert_null (staff_find_input (self->window, "Your date of birth"));
  store_type (self->window, STORE_PASSPHRASE);
  staff_until (staff_find_type (self->window, CANDOR_TYPE_FLOW) != NULL);
  g_assert_null (candor_session_get_register (self->session));
}

/* What a thread wrote can be read by staff alone, and it is all that was done. */
static CandorVisit *
read_draft (Tablet *self)
{
  g_autoptr (CandorRegister) opened = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  opened = store_unlock (self->folder);
  drafts = candor_register_list_drafts (opened, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  return g_object_ref (drafts->pdata[0]);
}

static void
test_drafts (Tablet *self, gconstpointer data)
{
  CandorFlow *flow = start_visit (self);
  CandorVisit *visit = candor_page_get_visit (candor_flow_get_page (flow));
  g_autoptr (CandorVisit) page = NULL;
  g_autoptr (CandorVisit) stroke = NULL;
  g_autoptr (CandorFlow) again = NULL;

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_CONFIRMED, "2026-03-10T09:40:00+01:00");
  candor_flow_show_page (flow, "goal");
  page = read_draft (self);
  g_assert_nonnull (candor_visit_get (page, CANDOR_FIELD_PATIENT_CONFIRMED));

  /* Where people sign nothing waits for a moment of quiet. */
  candor_flow_show_page (flow, "sign");
  candor_visit_set (visit, CANDOR_FIELD_WITNESS_NAME, "Wilma Witness");
  stroke = read_draft (self);
  g_assert_cmpstr (candor_visit_get (stroke, CANDOR_FIELD_WITNESS_NAME), ==, "Wilma Witness");

  /* It goes on where something is left to do, and not at the welcome. */
  again = g_object_ref_sink (candor_flow_new (self->procedure, stroke, self->session));
  g_assert_cmpstr (candor_flow_get_page_id (again), ==, "goal");
}

static void
test_signed_visit_waits (Tablet *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_example_complete (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" }, &error);
  GtkWidget *flow;

  g_assert_no_error (error);
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "Waiting to be filed"));
  take_pictures (self->window, "waiting");
  staff_click (self->window, "File this visit");
  staff_until ((flow = staff_find_type (self->window, CANDOR_TYPE_FLOW)) != NULL);
  g_assert_cmpstr (candor_flow_get_page_id (CANDOR_FLOW (flow)), ==, "file");
  staff_click (self->window, "File the record");
  g_assert_true (staff_shows (self->window, "The record is being filed…"));
  staff_until (staff_shows (self->window, "Saved"));
  g_assert_false (staff_shows (self->window, "The record is being filed…"));
  g_assert_cmpuint (store_count (self->folder, "records"), ==, 1);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 0);
}

/* A full disk, or none: the patient does not begin, and staff are told. */
static void
test_no_room (Tablet *self, gconstpointer data)
{
  g_autoptr (CandorVisit) visit = staff_visit (self->procedure, self->clinic);
  g_autofree char *reserve = g_build_filename (self->folder, "reserve", NULL);

  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  g_remove (reserve);
  g_assert_cmpint (g_mkdir (reserve, 0700), ==, 0);
  staff_click (self->window, "Hand over this visit");
  staff_until (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2);
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_FLOW));
  g_assert_true (is_open (self));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          g_assert_true (staff_shows (GTK_WIDGET (window), "The patient cannot start yet"));
          gtk_window_destroy (window);
          break;
        }
    }
}

/* Catches a record that is in the log and on no list, and nobody is told. */
static void
test_unread_record (Tablet *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_example_complete (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" }, &error);
  CandorRegister *opened = store_unlock (self->folder);
  g_autofree char *file = candor_register_file_visit (
      opened, self->procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, &error);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);

  g_assert_no_error (error);
  candor_register_unref (opened);
  g_assert_true (g_file_set_contents (path, "age-encryption.org/v1\n", -1, NULL));
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "1 record cannot be read, and is not in this list."));
  take_pictures (self->window, "unread");
  g_assert_false (staff_shows (self->window, "Ana Example"));
}

/* A check whose consent was taken back meanwhile must not lead to a treatment. */
static void
test_withdrawn_meanwhile (Tablet *self, gconstpointer data)
{
  const CandorStationery stationery = { .paper = CANDOR_PAPER_A4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_example_complete (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" }, &error);
  g_autoptr (CandorRegister) records = store_unlock (self->folder);
  g_autofree char *file
      = candor_register_file_visit (records, self->procedure, visit, &stationery, &error);
  g_autoptr (CandorDayCheck) check
      = candor_register_start_day_check (records, file, self->procedure, 1, &error);
  g_autofree char *paper = candor_register_withdraw (records, file, NULL, self->procedure,
                                                     self->clinic, &stationery, &error);

  g_assert_no_error (error);
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), check);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this check") != NULL);
  staff_until (staff_find_label (self->window, "Withdrawn") != NULL);
  staff_click (self->window, "Hand over this check");
  staff_until (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2);
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_FLOW));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          g_assert_true (staff_shows (GTK_WIDGET (window), "The consent was withdrawn"));
          gtk_window_destroy (window);
          break;
        }
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/lock/" name, Tablet, NULL, tablet_set_up_shown, test, tablet_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();

  ADD ("wrong-passphrase", test_wrong_passphrase);
  ADD ("slow", test_slow);
  ADD ("idle-staff", test_idle_staff);
  ADD ("on-demand", test_lock_on_demand);
  ADD ("cover", test_cover);
  ADD ("drafts", test_drafts);
  ADD ("signed-visit-waits", test_signed_visit_waits);
  ADD ("no-room", test_no_room);
  ADD ("unread-record", test_unread_record);
  ADD ("withdrawn-meanwhile", test_withdrawn_meanwhile);
  return g_test_run ();
}
