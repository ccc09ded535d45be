/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A check on a day of treatment, and the patient takes the consent back meanwhile, at another tablet.
 * Catches: a check that everybody has signed, of a treatment that took place, which nobody can file
 * any more; a patient who is treated on a consent that is withdrawn; an end page that says so.
 */
#include "staff-support.h"

#include "day-support.h"
#include "picture-support.h"
#include "records/candor-register-papers.h"
#include "store-support.h"

#define WISH "Do you still want this treatment today: Glimmer brushing?"

/* What another Candor does on the same store. */
static void
withdraw (DayFixture *self)
{
  g_autoptr (CandorRegister) records = store_unlock (self->folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *paper
      = candor_register_withdraw (records, self->consent, NULL, self->procedure, self->clinic,
                                  &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, &error);

  g_assert_no_error (error);
  g_assert_nonnull (paper);
}

/* To the page of the patient's signature, with every answer as it was and the wish to be treated. */
static void
agree (DayFixture *self)
{
  day_begin (self);
  day_answer_all (self, "No", "No");
  day_answer (self, WISH, "Yes, today");
  day_go_on (self);
}

static void
file_beside_withdrawal (DayFixture *self)
{
  staff_click (self->window, "File the record");
  staff_until (staff_shows (self->window, "Saved"));
  g_assert_cmpuint (store_count (self->folder, "records"), ==, 3);
  g_assert_cmpuint (store_count (self->folder, "drafts"), ==, 0);
}

/* The treatment took place before the consent was taken back: its record must not be lost. */
static void
test_all_signed (DayFixture *self, gconstpointer data)
{
  agree (self);
  day_hand_back (self, TRUE);
  staff_click (staff_find_group (self->window, "Treatment today"), "Treat today");
  day_go_on (self);
  day_finish (self);
  day_close_window (self);
  withdraw (self);

  day_open_window (self);
  store_open (self->window, self->session);
  staff_until (staff_find_label (self->window, "Withdrawn") != NULL);
  staff_until (staff_find_button (self->window, "File this check") != NULL);
  staff_click (self->window, "File this check");
  staff_until (day_flow_of (self) != NULL);
  g_assert_cmpstr (day_page_of (self), ==, "file");
  file_beside_withdrawal (self);
  day_go_on (self);
  g_assert_false (staff_shows (self->window, "The treatment can begin."));
  g_assert_true (staff_shows (self->window, "The consent is withdrawn"));
  take_pictures (self->window, "day-withdrawn-end");
}

/* The practitioner is told before anybody decides or signs, and what happened can be filed. */
static void
test_at_the_gate (DayFixture *self, gconstpointer data)
{
  GtkWidget *card;

  agree (self);
  withdraw (self);
  day_hand_back (self, TRUE);
  card = staff_find_group (self->window, "Treatment today");
  g_assert_true (staff_shows (card, "The consent was withdrawn"));
  staff_click (card, "Treat today");
  day_assert_held (self, "The consent was withdrawn");
  take_pictures (self->window, "day-withdrawn");
  staff_click (card, "Do not treat today");
  day_assert_held (self, "why you do not treat");
  staff_write (card, "Your reason", "The consent was taken back this morning.");
  day_go_on (self);
  day_finish (self);
  file_beside_withdrawal (self);
  day_go_on (self);
  g_assert_true (staff_shows (self->window, "No treatment is given today."));
}

/* It was locked in the middle of the talk, and the consent is withdrawn when it goes on. */
static void
test_in_the_talk (DayFixture *self, gconstpointer data)
{
  agree (self);
  day_hand_back (self, TRUE);
  g_assert_false (staff_shows (self->window, "The consent was withdrawn"));
  staff_click (staff_find_group (self->window, "Treatment today"), "Treat today");
  candor_session_lock (self->session);
  withdraw (self);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "The consent was withdrawn"));
  day_assert_held (self, "The consent was withdrawn");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/day-withdrawn/" name, DayFixture, NULL, day_set_up, test, day_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();

  ADD ("all-signed", test_all_signed);
  ADD ("at-the-gate", test_at_the_gate);
  ADD ("in-the-talk", test_in_the_talk);
  return g_test_run ();
}
