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

#include "app/widgets/candor-choice-row.h"
#include "core/candor-draft.h"
#include "day-support.h"
#include "picture-support.h"
#include "store-support.h"
#include "walk-support.h"

static void
settle_tickle (DayFixture *self)
{
  GtkWidget *card = staff_find_group (self->window, "Do you have a tickle spot on your arm?");

  staff_click (card, "Go ahead");
  staff_write (card, "Your reason", "We go around it.");
}

static void
test_treat (DayFixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) filed = NULL;
  CandorVisit *today;
  GtkWidget *card;

  day_begin (self);
  day_answer_all (self, "No", "Yes");
  g_assert_cmpstr (day_page_of (self), ==, "decision");
  day_assert_held (self, "one of the three");
  day_answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  take_pictures (self->window, "day-wish");
  day_go_on (self);
  day_assert_held (self, "Please sign");
  day_hand_back (self, TRUE);

  g_assert_true (
      staff_shows (self->window, "Do you like things that shine? Then: No. Today: Yes."));
  day_assert_held (self, "decide about each answer");
  settle_tickle (self);
  day_assert_held (self, "whether you treat");
  card = staff_find_group (self->window, "Treatment today");
  g_assert_true (staff_shows (card, "The patient wants to be treated today."));
  staff_click (card, "Treat today");
  take_pictures (self->window, "day-answers");
  day_go_on (self);
  day_assert_held (self, "Please sign");
  day_finish (self);
  day_file_it (self);
  day_go_on (self);
  g_assert_true (staff_shows (self->window, "The treatment can begin."));
  g_assert_nonnull (staff_find_button (self->window, "Print copies for the patient"));
  take_pictures (self->window, "day-end");
  candor_flow_next (day_flow_of (self));
  staff_until (day_flow_of (self) == NULL);
  day_assert_locked (self);

  filed = day_read_filed (self, "treat");
  today = candor_day_check_get_today (filed);
  g_assert_cmpuint (candor_day_check_get_session (filed), ==, 1);
  g_assert_nonnull (candor_visit_get_signature (today, CANDOR_ROLE_PATIENT));
  g_assert_nonnull (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));
  g_assert_true (candor_day_check_is_same (filed, "gh-wishes"));
  g_assert_true (candor_day_check_is_same (filed, "gh-glue"));
  g_assert_false (candor_day_check_is_same (filed, "gh-shines"));

  /* It stands in its course, and the next session is the second. */
  day_open_record (self);
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
  g_assert_null (day_flow_of (self));
}

/* A practitioner who goes through the finished form with a patient reads the page around it in their own
 * language, whatever the patient reads. */
static void
test_languages (DayFixture *self, gconstpointer data)
{
  CandorFlow *flow;

  day_begin (self);
  flow = day_flow_of (self);
  candor_flow_set_language (flow, "ar");
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
  g_assert_true (candor_flow_show_page (flow, "form"));
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_LTR);
  g_assert_true (staff_shows (self->window, "The practitioner’s part is locked"));
  store_type (self->window, STORE_PASSPHRASE);
  staff_until (staff_shows (self->window, "Read the form together"));
  g_assert_true (staff_shows (self->window, "This is right"));
  g_assert_true (candor_flow_show_page (flow, "sign"));
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
}

/* An answer stops it: nobody has to sign who is not treated, but it is written down why. */
static void
test_stop (DayFixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) filed = NULL;
  GtkWidget *card;

  day_begin (self);
  day_answer_all (self, "Yes", "No");
  g_assert_cmpstr (day_page_of (self), ==, "sign");
  day_hand_back (self, FALSE);
  card = staff_find_group (self->window, "Treatment today");
  g_assert_true (staff_shows (card, "An answer asks to stop or to wait."));
  g_assert_null (staff_find_button (card, "Treat today"));
  day_assert_held (self, "why the patient did not sign");
  staff_write (card, "Why the patient did not sign", "Had to catch a bus.");
  take_pictures (self->window, "day-stop");
  day_go_on (self);
  day_finish (self);
  day_file_it (self);
  day_go_on (self);
  g_assert_true (staff_shows (self->window, "No treatment is given today."));
  filed = day_read_filed (self, "not-treated");
  g_assert_cmpstr (candor_day_check_get_not_signed (filed), ==, "Had to catch a bus.");
  g_assert_null (
      candor_visit_get_signature (candor_day_check_get_today (filed), CANDOR_ROLE_PATIENT));
}

/* The practitioner may refuse whatever was answered, and says why. The patient's wish is kept. */
static void
test_refuse (DayFixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) filed = NULL;
  GtkWidget *card;

  day_begin (self);
  day_answer_all (self, "No", "No");
  day_answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  day_go_on (self);
  day_hand_back (self, TRUE);
  card = staff_find_group (self->window, "Treatment today");
  staff_click (card, "Do not treat today");
  day_assert_held (self, "why you do not treat");
  staff_write (card, "Your reason", "The arm is sunburnt.");
  take_pictures (self->window, "day-refuse");
  day_go_on (self);
  day_finish (self);
  day_file_it (self);
  filed = day_read_filed (self, "not-treated");
  g_assert_cmpstr (candor_day_check_get_treat_reason (filed), ==, "The arm is sunburnt.");
  g_assert_cmpstr (candor_visit_get (candor_day_check_get_today (filed), CANDOR_FIELD_DECISION), ==,
                   "agree");
}

/* Who did not want to sign may come back and sign after all: then it is not written down why not. */
static void
test_signs_after_all (DayFixture *self, gconstpointer data)
{
  GtkWidget *card;

  day_begin (self);
  day_answer_all (self, "No", "No");
  day_answer (self, "Do you still want this treatment today: Glimmer brushing?", "Not today");
  day_go_on (self);
  day_hand_back (self, FALSE);
  card = staff_find_group (self->window, "Treatment today");
  staff_write (card, "Why the patient did not sign", "The hand hurts.");
  candor_flow_back (day_flow_of (self));
  candor_flow_back (day_flow_of (self));
  day_hand_back (self, TRUE);
  card = staff_find_group (self->window, "Treatment today");
  g_assert_null (candor_day_check_get_not_signed (day_check_of (self)));
  g_assert_null (staff_find_input (card, "Why the patient did not sign"));
  day_go_on (self);
  day_finish (self);
}

/* Whoever goes back and answers otherwise has neither signed for that, nor been judged for it. */
static void
test_change (DayFixture *self, gconstpointer data)
{
  CandorVisit *today;

  day_begin (self);
  day_answer_all (self, "No", "No");
  day_answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  day_go_on (self);
  day_hand_back (self, TRUE);
  staff_click (staff_find_group (self->window, "Treatment today"), "Treat today");
  day_go_on (self);
  day_draw (self);
  today = candor_day_check_get_today (day_check_of (self));
  g_assert_nonnull (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));

  g_assert_true (candor_flow_show_page (day_flow_of (self), "health"));
  day_assert_locked (self);
  day_answer (self, "Have you painted the arm lately?", "Yes");
  g_assert_null (candor_visit_get_signature (today, CANDOR_ROLE_PRACTITIONER));
  g_assert_null (candor_visit_get_signature (today, CANDOR_ROLE_PATIENT));
  g_assert_null (candor_visit_get (today, CANDOR_FIELD_DECISION));
  g_assert_cmpint (candor_day_check_get_treat (day_check_of (self)), ==, CANDOR_CHOICE_OPEN);

  /* No way leads the patient to the practitioner's part. */
  g_assert_true (candor_flow_show_page (day_flow_of (self), "talk-answers"));
  g_assert_null (staff_find_group (self->window, "Treatment today"));
  g_assert_nonnull (store_find_box (self->window));
}

/* The plug is pulled when the patient has signed: staff go on from there, with every stroke. */
static void
test_crash (DayFixture *self, gconstpointer data)
{
  day_begin (self);
  day_answer_all (self, "No", "No");
  day_answer (self, "Do you still want this treatment today: Glimmer brushing?", "Yes, today");
  day_go_on (self);
  day_draw (self);
  day_close_window (self);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 1);

  day_open_window (self);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Go on with this check") != NULL);
  g_assert_true (staff_shows (self->window, "day-of check, session 1"));
  take_pictures (self->window, "day-waiting");
  staff_click (self->window, "Go on with this check");
  staff_until (day_flow_of (self) != NULL);
  day_assert_locked (self);
  g_assert_cmpstr (day_page_of (self), ==, "handover");
  g_assert_nonnull (candor_visit_get_signature (candor_day_check_get_today (day_check_of (self)),
                                                CANDOR_ROLE_PATIENT));
  candor_flow_next (day_flow_of (self));
  store_open (self->window, self->session);
  staff_until (g_str_equal (day_page_of (self), "talk-answers"));
  staff_click (staff_find_group (self->window, "Treatment today"), "Treat today");
  day_go_on (self);
  day_finish (self);

  /* And again when everybody has: it waits to be filed. */
  day_close_window (self);
  day_open_window (self);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "File this check") != NULL);
  g_assert_true (staff_shows (self->window, "Waiting to be filed"));
  staff_click (self->window, "File this check");
  staff_until (day_flow_of (self) != NULL);
  g_assert_cmpstr (day_page_of (self), ==, "file");
  day_file_it (self);
}

/* A full or broken disk: nothing is said to be saved, and everything is still there. */
static void
test_failing_disk (DayFixture *self, gconstpointer data)
{
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);
  g_autofree char *away = g_build_filename (self->folder, "log.away", NULL);

  day_begin (self);
  day_answer_all (self, "No", "No");
  day_answer (self, "Do you still want this treatment today: Glimmer brushing?", "Not today");
  day_go_on (self);
  day_hand_back (self, TRUE);
  g_assert_null (staff_find_button (self->window, "Treat today"));
  day_go_on (self);
  day_finish (self);
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
  g_object_unref (day_read_filed (self, "not-today"));
}

/* What somebody answered on another day says nothing about today. */
static void
test_another_day (DayFixture *self, gconstpointer data)
{
  g_autoptr (CandorDayCheck) check = NULL;
  CandorVisit *today;

  day_begin (self);
  check = g_object_ref (day_check_of (self));
  today = candor_day_check_get_today (check);
  candor_visit_set (today, CANDOR_FIELD_TREATMENT_DATE, "2020-01-10");
  day_close_window (self);
  day_open_window (self);
  candor_draft_keeper_keep (candor_session_get_drafts (self->session), check);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "Of another day"));
  g_assert_null (staff_find_button (self->window, "Go on with this check"));
  g_assert_null (staff_find_button (self->window, "Hand over this check"));
  g_assert_nonnull (staff_find_button (self->window, "Throw away…"));
}

/* Everything that the patient has to choose can be reached and chosen with the keyboard. */
static void
test_keyboard (DayFixture *self, gconstpointer data)
{
  static const char *const pages[] = { "health", "decision", "sign" };

  day_begin (self);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
      GtkWidget *page;
      guint n = 0;

      g_assert_true (candor_flow_show_page (day_flow_of (self), pages[i]));
      page = GTK_WIDGET (candor_flow_get_page (day_flow_of (self)));
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

#define ADD(name, test)                                                                            \
  g_test_add ("/day-check/" name, DayFixture, NULL, day_set_up, test, day_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();

  ADD ("treat", test_treat);
  ADD ("languages", test_languages);
  ADD ("stop", test_stop);
  ADD ("refuse", test_refuse);
  ADD ("change", test_change);
  ADD ("signs-after-all", test_signs_after_all);
  ADD ("crash", test_crash);
  ADD ("failing-disk", test_failing_disk);
  ADD ("another-day", test_another_day);
  ADD ("keyboard", test_keyboard);
  return walk_run ();
}
