/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches: a visit handed over with something missing, a slip that is not named beside its entry, a
 * form that still shows the last patient, a list that hides a visit or a missing record, a way out
 * of a visit without the passphrase, a patient's name in the window's title.
 */
#include "staff-support.h"

#include <glib/gstdio.h>

#include "app/candor-error-page.h"
#include "app/candor-window.h"
#include "app/staff/candor-register-row.h"
#include "app/staff/candor-staff-home.h"
#include "app/staff/candor-visit-row.h"
#include "app/visit/candor-flow.h"
#include "core/candor-example.h"
#include "records/candor-settings.h"
#include "store-support.h"
#include "tablet-support.h"

#define HAND_OVER "Hand to the patient"

typedef struct
{
  Tablet tablet;
  GtkWidget *home;
  CandorVisit *handed; /* (nullable) */
} Fixture;

static void
handed_cb (Fixture *self, CandorVisit *visit)
{
  g_set_object (&self->handed, visit);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  tablet_set_up (&self->tablet, TRUE);
  self->home
      = candor_staff_home_new (self->tablet.procedure, self->tablet.clinic, self->tablet.session);
  self->tablet.window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->tablet.window), self->home);
  g_signal_connect_swapped (self->home, "hand-over", G_CALLBACK (handed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
  g_clear_object (&self->handed);
}

static void
fill_form (GtkWidget *root)
{
  staff_write (root, "Patient’s full name", "Ana Example");
  staff_write (root, "Date of birth", "3 May 1984");
  staff_write (root, "Area to be treated", "Left arm");
  staff_write (root, "Date of treatment", "2097-01-20");
}

static void
test_empty_form (Fixture *self, gconstpointer data)
{
  staff_click (self->home, HAND_OVER);

  g_assert_null (self->handed);
  g_assert_true (staff_shows (self->home, "The name of the patient is missing."));
  g_assert_true (staff_shows (self->home, "The patient’s date of birth is missing."));
  g_assert_true (staff_shows (self->home, "The area to be treated is missing."));
  g_assert_true (staff_shows (self->home, "The date of the treatment is missing."));

  /* The sentence goes when its entry is written. */
  staff_write (self->home, "Patient’s full name", "Ana Example");
  g_assert_false (staff_shows (self->home, "The name of the patient is missing."));
  g_assert_true (staff_shows (self->home, "The area to be treated is missing."));
}

static void
test_no_such_day (Fixture *self, gconstpointer data)
{
  fill_form (self->home);
  staff_write (self->home, "Date of birth", "31 February 1984");
  staff_click (self->home, HAND_OVER);
  g_assert_null (self->handed);
  g_assert_true (staff_shows (self->home, "Please write a day, a month and a year"));

  staff_write (self->home, "Date of birth", "2190-01-01");
  staff_click (self->home, HAND_OVER);
  g_assert_null (self->handed);
  g_assert_true (staff_shows (self->home, "This day is still to come."));

  staff_write (self->home, "Date of birth", "3 May 1984");
  staff_write (self->home, "Date of treatment", "1 January 2020");
  staff_click (self->home, HAND_OVER);
  g_assert_null (self->handed);
  g_assert_true (staff_shows (self->home, "This day has passed."));
}

#define NOT_APPROVED "Nobody of this clinic has approved the text"

/* Catches a visit that begins with words that nobody here stands for, and staff who are not told; and
 * a notice that stays after the approval. */
static void
test_text_approval (Fixture *self, gconstpointer data)
{
  CandorRegister *records = candor_session_get_register (self->tablet.session);
  g_autoptr (GError) error = NULL;

  staff_until (staff_find_label_starting (self->home, NOT_APPROVED) != NULL);
  candor_register_approve (records, self->tablet.procedure, candor_language_english (), &error);
  g_assert_no_error (error);
  candor_staff_home_reload (CANDOR_STAFF_HOME (self->home));
  staff_until (staff_find_label_starting (self->home, NOT_APPROVED) == NULL);
}

static void
assert_field (CandorVisit *visit, CandorField field, const char *value)
{
  g_assert_cmpstr (candor_visit_get (visit, field), ==, value);
}

static void
test_hand_over (Fixture *self, gconstpointer data)
{
  fill_form (self->home);
  staff_write (self->home, "Depth, if known", "Three strokes");
  staff_write (self->home, "Interpreter’s name, if one helps", "Mo Interpreter");
  staff_click (self->home, HAND_OVER);

  g_assert_nonnull (self->handed);
  assert_field (self->handed, CANDOR_FIELD_PATIENT_NAME, "Ana Example");
  assert_field (self->handed, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  assert_field (self->handed, CANDOR_FIELD_TREATMENT_AREA, "Left arm");
  assert_field (self->handed, CANDOR_FIELD_TREATMENT_DATE, "2097-01-20");
  assert_field (self->handed, CANDOR_FIELD_TREATMENT_DEPTH, "Three strokes");
  assert_field (self->handed, CANDOR_FIELD_TREATMENT_PRODUCT, NULL);
  assert_field (self->handed, CANDOR_FIELD_INTERPRETER_NAME, "Mo Interpreter");
  assert_field (self->handed, CANDOR_FIELD_CLINIC_NAME, "Lakeside Skin Clinic");
  assert_field (self->handed, CANDOR_FIELD_PRACTITIONER_NAME, "Dr Ada Sample");
  assert_field (self->handed, CANDOR_FIELD_PRACTITIONER_ROLE, "Dermatologist");
  assert_field (self->handed, CANDOR_FIELD_PROCEDURE, "glimmer-brushing");
}

/* Nothing of the clinic's practitioners may stay behind when somebody else treats. */
static void
test_other_practitioner (Fixture *self, gconstpointer data)
{
  GtkWidget *choice = staff_find_input (self->home, "Practitioner");

  fill_form (self->home);
  g_assert_null (staff_find_input (self->home, "Practitioner’s name"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), self->tablet.clinic->practitioners->len);
  staff_click (self->home, HAND_OVER);
  g_assert_null (self->handed);
  g_assert_true (staff_shows (self->home, "The name of the practitioner is missing."));

  staff_write (self->home, "Practitioner’s name", "Uma Locum");
  staff_write (self->home, "Practitioner’s role", "Brush keeper");
  staff_write (self->home, "Practitioner’s registration", "BK 7 (invented)");
  staff_click (self->home, HAND_OVER);
  g_assert_nonnull (self->handed);
  assert_field (self->handed, CANDOR_FIELD_PRACTITIONER_NAME, "Uma Locum");
  assert_field (self->handed, CANDOR_FIELD_PRACTITIONER_ROLE, "Brush keeper");
  assert_field (self->handed, CANDOR_FIELD_PRACTITIONER_REGISTRATION, "BK 7 (invented)");
}

static void
test_second_practitioner (Fixture *self, gconstpointer data)
{
  fill_form (self->home);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (staff_find_input (self->home, "Practitioner")), 1);
  g_assert_true (staff_shows (self->home, "Aesthetic nurse"));
  staff_click (self->home, HAND_OVER);
  assert_field (self->handed, CANDOR_FIELD_PRACTITIONER_NAME, "Ben Specimen");
}

/* Tab must go along the rows, through the choice of a practitioner too. */
static void
test_tab_order (Fixture *self, gconstpointer data)
{
  static const char *const labels[] = { "Patient’s full name", "Date of birth",
                                        "Area to be treated",  "Date of treatment",
                                        "Depth, if known",     "Product or device, if known",
                                        "Practitioner",        "Interpreter’s name, if one helps" };
  GtkWidget *input = staff_find_input (self->home, labels[0]);

  gtk_window_set_default_size (GTK_WINDOW (self->tablet.window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->tablet.window));
  staff_until (gtk_widget_get_width (input) > 0);
  gtk_widget_grab_focus (input);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->tablet.window));

      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, staff_find_input (self->home, labels[i])));
      gtk_widget_child_focus (self->tablet.window, GTK_DIR_TAB_FORWARD);
    }
}

static void
keep (Fixture *self, CandorVisit *visit)
{
  candor_draft_keeper_keep (candor_session_get_drafts (self->tablet.session), visit);
}

static CandorVisit *
make_visit (Fixture *self, const char *patient)
{
  CandorVisit *visit = staff_visit (self->tablet.procedure, self->tablet.clinic);

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, patient);
  return visit;
}

/* Every visit that is not filed is in the list, with what can be done with it. */
static void
test_not_filed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) ready = make_visit (self, "Ana Example");
  g_autoptr (CandorVisit) begun = make_visit (self, "Oksana Sample");
  g_autoptr (CandorVisit) other = make_visit (self, "Old Text");
  g_autoptr (CandorVisit) complete = candor_example_complete (
      self->tablet.procedure, &(CandorExample){ .name = "Jo Placeholder" }, &error);

  g_assert_no_error (error);
  candor_visit_set (begun, CANDOR_FIELD_PATIENT_CONFIRMED, "2026-03-10T09:40:00+01:00");
  candor_visit_set (other, CANDOR_FIELD_PROCEDURE_VERSION, "0.1");
  keep (self, ready);
  keep (self, begun);
  keep (self, other);
  keep (self, complete);
  candor_staff_home_reload (CANDOR_STAFF_HOME (self->home));
  staff_until (staff_count (self->home, CANDOR_TYPE_VISIT_ROW) == 4);
  g_assert_true (staff_shows (self->home, "Waiting to be filed"));
  g_assert_true (staff_shows (self->home, "born 3 May 1984 · Left arm"));
  g_assert_true (staff_shows (self->home, "Other text"));
  g_assert_nonnull (staff_find_button (self->home, "Go on with this visit"));
  g_assert_nonnull (staff_find_button (self->home, "File this visit"));

  staff_click (self->home, "Hand over this visit");
  assert_field (self->handed, CANDOR_FIELD_PATIENT_NAME, "Ana Example");
  staff_click (self->home, "File this visit");
  assert_field (self->handed, CANDOR_FIELD_PATIENT_NAME, "Jo Placeholder");
}

static char *
file_visit (Fixture *self, const char *patient, const char *outcome)
{
  CandorExample wish = { .name = patient };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  char *file;

  g_assert_true (candor_outcome_from_string (outcome, &wish.outcome));
  visit = candor_example_complete (self->tablet.procedure, &wish, &error);
  g_assert_no_error (error);
  file = candor_register_file_visit (candor_session_get_register (self->tablet.session),
                                     self->tablet.procedure, visit,
                                     &(CandorStationery){ .logo = NULL }, &error);
  g_assert_no_error (error);
  return file;
}

static void
opened_cb (char **opened, const char *file)
{
  g_free (*opened);
  *opened = g_strdup (file);
}

static void
test_filed (Fixture *self, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *opened = NULL;
  GtkWidget *list;

  gtk_window_set_default_size (GTK_WINDOW (self->tablet.window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->tablet.window));
  g_signal_connect_swapped (self->home, "open-record", G_CALLBACK (opened_cb), &opened);
  candor_staff_home_reload (CANDOR_STAFF_HOME (self->home));
  staff_until (staff_shows (self->home, "No record has been filed yet."));

  one = file_visit (self, "Oksana Sample", "not-now");
  other = file_visit (self, "Jo Placeholder", "agree");
  candor_staff_home_reload (CANDOR_STAFF_HOME (self->home));
  staff_until (staff_count (self->home, CANDOR_TYPE_REGISTER_ROW) >= 2);
  staff_until (staff_shows (self->home, "Oksana Sample"));
  g_assert_true (staff_shows (self->home, "2 records"));
  g_assert_true (staff_shows (self->home, "Agreed"));
  g_assert_true (staff_shows (self->home, "Not now"));

  /* The newest is the first, and a search finds the other one. */
  list = staff_find_type (self->home, GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpstr (opened, ==, other);
  gtk_editable_set_text (GTK_EDITABLE (staff_find_type (self->home, GTK_TYPE_SEARCH_ENTRY)),
                         "oksana");
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpstr (opened, ==, one);
}

/* A visit that waits, found in the list of records, leads to its buttons. */
static void
test_waiting_in_list (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorVisit) visit = make_visit (self, "Ana Example");
  GtkWidget *focus;

  keep (self, visit);
  gtk_window_set_default_size (GTK_WINDOW (self->tablet.window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->tablet.window));
  candor_staff_home_reload (CANDOR_STAFF_HOME (self->home));
  staff_until (staff_find_button (self->home, "Waiting (1)") != NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (staff_find_button (self->home, "Waiting (1)")),
                                TRUE);
  g_signal_emit_by_name (staff_find_type (self->home, GTK_TYPE_LIST_VIEW), "activate", 0);
  focus = gtk_root_get_focus (GTK_ROOT (self->tablet.window));
  g_assert_true (focus == staff_find_button (self->home, "Hand over this visit"));
  g_assert_null (self->handed);
}

/* A record that is gone from the disk is told, and not mended in silence. */
static void
test_missing_record (Fixture *self, gconstpointer data)
{
  g_autofree char *file = file_visit (self, "Oksana Sample", "agree");
  g_autofree char *path = g_build_filename (self->tablet.folder, file, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  candor_staff_home_reload (CANDOR_STAFF_HOME (self->home));
  staff_until (staff_shows (self->home, "1 record that the log knows is missing from the disk."));
}

static GtkWidget *
open_window (Fixture *self)
{
  GtkWidget *window
      = candor_window_new (NULL, self->tablet.procedure, self->tablet.clinic, self->tablet.session);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static GtkWidget *
hand_over (GtkWidget *window)
{
  staff_click (window, HAND_OVER);
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) != NULL);
  return staff_find_type (window, CANDOR_TYPE_FLOW);
}

static void
test_window (Fixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self);
  GtkWidget *flow;

  fill_form (window);
  flow = hand_over (window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Candor");
  g_assert_null (candor_session_get_register (self->tablet.session));
  g_assert_null (staff_find_type (window, CANDOR_TYPE_STAFF_HOME));

  /* Closing the window neither loses the visit nor shows the staff's list. */
  gtk_window_close (GTK_WINDOW (window));
  staff_until (staff_find_button (window, "Leave this visit") != NULL);
  g_assert_true (staff_find_type (window, CANDOR_TYPE_FLOW) == flow);

  /* Leaving it takes the passphrase, and staff find it again; on screens that are read their way. */
  candor_flow_set_language (CANDOR_FLOW (flow), "ar");
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
  gtk_widget_activate_action (flow, "flow.leave", NULL);
  g_assert_true (staff_shows (window, "Leaving this visit takes a member of staff. Everything in "
                                      "it is kept."));
  g_assert_true (staff_find_type (window, CANDOR_TYPE_FLOW) == flow);
  store_open (window, self->tablet.session);
  staff_until (staff_count (window, CANDOR_TYPE_VISIT_ROW) == 1);
  g_assert_null (staff_find_type (window, CANDOR_TYPE_FLOW));
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (
      gtk_editable_get_alignment (GTK_EDITABLE (staff_find_input (window, "Date of birth"))), ==,
      0.0);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (staff_find_input (window, "Patient’s full name"))), ==,
      "");

  /* When it is over, nothing of the patient is on the screen, and nobody is in. */
  staff_click (window, "Hand over this visit");
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) != NULL);
  g_signal_emit_by_name (staff_find_type (window, CANDOR_TYPE_FLOW), "finished");
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) == NULL);
  g_assert_true (staff_shows (window, "This tablet is locked"));
  g_assert_false (staff_shows (window, "Ana Example"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A visit that is on the disk is over, whichever way staff leave it. */
static void
test_window_left_when_filed (Fixture *self, gconstpointer data)
{
  GtkWidget *window = open_window (self);
  GtkWidget *flow;

  fill_form (window);
  flow = hand_over (window);
  candor_page_set_record (candor_flow_get_page (CANDOR_FLOW (flow)), "records/2026/03/x.age");
  g_signal_emit_by_name (flow, "left");
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) == NULL);
  g_assert_true (staff_shows (window, "This tablet is locked"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static AdwMessageDialog *
find_question (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* A visit that could not be saved is nowhere but here: it must not go with the window. */
static void
test_window_asks_before_it_loses (Fixture *self, gconstpointer data)
{
  g_autofree char *drafts = g_build_filename (self->tablet.folder, "drafts", NULL);
  g_autoptr (CandorVisit) visit = make_visit (self, "Ana Example");
  GtkWidget *window;
  gpointer left;

  g_assert_cmpint (g_rmdir (drafts), ==, 0);
  g_assert_true (g_file_set_contents (drafts, "no folder", -1, NULL));
  keep (self, visit);
  window = left = open_window (self);
  g_object_add_weak_pointer (G_OBJECT (window), &left);
  gtk_window_close (GTK_WINDOW (window));
  staff_until (find_question () != NULL);
  staff_click (GTK_WIDGET (find_question ()), "Keep Candor open");
  staff_until (find_question () == NULL);
  g_assert_nonnull (left);

  gtk_window_close (GTK_WINDOW (window));
  staff_until (find_question () != NULL);
  staff_click (GTK_WIDGET (find_question ()), "Close and lose it");
  staff_until (left == NULL);
}

static void
test_error_window (void)
{
  GtkWidget *window = candor_window_new_setup (
      NULL,
      candor_error_page_new (candor_language_english (), "clinic.ini: <b> & [clinic] is missing."));

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (staff_shows (window, "clinic.ini: <b> & [clinic] is missing."));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Candor");
  staff_click (window, "Close");
  staff_until (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
}

#define ADD(name, function) g_test_add ("/staff/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("form/empty", test_empty_form);
  ADD ("form/no-such-day", test_no_such_day);
  ADD ("form/hand-over", test_hand_over);
  ADD ("form/other-practitioner", test_other_practitioner);
  ADD ("form/second-practitioner", test_second_practitioner);
  ADD ("form/tab-order", test_tab_order);
  ADD ("list/not-filed", test_not_filed);
  ADD ("list/filed", test_filed);
  ADD ("text-approval", test_text_approval);
  ADD ("list/waiting", test_waiting_in_list);
  ADD ("list/missing-record", test_missing_record);
  ADD ("window/visit", test_window);
  ADD ("window/left-when-filed", test_window_left_when_filed);
  ADD ("window/asks-before-it-loses", test_window_asks_before_it_loses);
  g_test_add_func ("/staff/window/error", test_error_window);
  return g_test_run ();
}
