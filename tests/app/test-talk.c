/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches: a talk that goes on without a decision, a reason, a reply or a signature; a stop that
 * can be set aside; a wait that ignores the planned day; a signature that outlives a change.
 */
#include "staff-support.h"

#include "app/staff/candor-settle-card.h"
#include "app/staff/candor-talk-answers-page.h"
#include "app/staff/candor-talk-capacity-page.h"
#include "app/staff/candor-talk-questions-page.h"
#include "app/staff/candor-talk-sign-page.h"
#include "app/staff/candor-talk-understanding-page.h"
#include "app/visit/pages/candor-questions-page.h"
#include "core/candor-missing.h"

#define NOW "2026-03-10T10:00:00+01:00"

typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  CandorVisit *visit;
  GtkWidget *window; /* (nullable) */
  CandorPage *page;  /* (nullable) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->clinic = staff_clinic ();
  self->procedure = staff_procedure ();
  self->visit = staff_visit (self->procedure, self->clinic);
}

static void
close_page (Fixture *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  self->page = NULL;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_page (self);
  g_assert_finalize_object (self->visit);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
}

/* A page is destroyed and built again at any moment, so opening it again is part of every test. */
static GtkWidget *
open_page (Fixture *self, GType type)
{
  close_page (self);
  self->page = candor_page_new (type, self->procedure, self->visit, 0);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  return GTK_WIDGET (self->page);
}

static gboolean
is_complete (Fixture *self)
{
  g_autofree char *missing = candor_page_missing (self->page);

  return missing == NULL;
}

static gboolean
core_misses (Fixture *self, const char *id)
{
  g_autoptr (GPtrArray) missing = candor_missing_list (
      self->procedure, self->visit, CANDOR_STAGE_DECIDE, candor_language_english ());

  for (guint i = 0; i < missing->len; i++)
    if (g_str_equal (((CandorMissing *)missing->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
sign_as_practitioner (Fixture *self)
{
  CandorSignature *signature
      = candor_signature_new (CANDOR_ROLE_PRACTITIONER, "Dr Ada Sample", "I had this talk.");

  signature->method = CANDOR_METHOD_TYPED;
  signature->signed_at = g_strdup (NOW);
  candor_visit_take_signature (self->visit, signature);
  candor_visit_set (self->visit, CANDOR_FIELD_TALK_AT, NOW);
}

static void
assert_not_signed (Fixture *self)
{
  g_assert_null (candor_visit_get_signature (self->visit, CANDOR_ROLE_PRACTITIONER));
  g_assert_null (candor_visit_get (self->visit, CANDOR_FIELD_TALK_AT));
}

static void
test_answers_clear (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);

  g_assert_true (staff_shows (page, "No answer stands in the way."));
  g_assert_true (staff_shows (page, "The practitioner holds the tablet now"));
  g_assert_cmpuint (staff_count (page, CANDOR_TYPE_SETTLE_CARD), ==, 0);
  g_assert_true (is_complete (self));
}

static void
test_answers_ask (Fixture *self, gconstpointer data)
{
  GtkWidget *page;
  const CandorSettlement *settlement;

  candor_visit_set_reply (self->visit, "gh-tickle", CANDOR_REPLY_YES);
  candor_visit_set_answer_detail (self->visit, "gh-tickle", "Under the elbow");
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_cmpuint (staff_count (page, CANDOR_TYPE_SETTLE_CARD), ==, 1);
  g_assert_nonnull (staff_find_group (page, "Do you have a tickle spot on your arm?"));
  g_assert_true (staff_shows (page, "The patient answered: Yes"));
  g_assert_true (staff_shows (page, "Under the elbow"));
  g_assert_true (staff_shows (page, "Thank you. We will go around it with care."));
  g_assert_true (staff_shows (page, "Professor Owl"));
  g_assert_false (is_complete (self));

  candor_page_show_missing (self->page);
  g_assert_true (staff_shows (page, "Please choose one."));
  g_assert_true (staff_shows (page, "Please write your reason."));

  /* A decision alone is not enough, and neither is a reason. */
  staff_click (page, "Go ahead");
  g_assert_false (staff_shows (page, "Please choose one."));
  g_assert_false (is_complete (self));
  g_assert_true (core_misses (self, "settled.gh-tickle"));
  staff_write (page, "Your reason", "The brush stays away from it.");
  g_assert_true (is_complete (self));
  g_assert_false (core_misses (self, "settled.gh-tickle"));

  staff_click (page, "Postpone");
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  settlement = candor_visit_get_settlement (self->visit, "gh-tickle");
  g_assert_cmpint (settlement->decision, ==, CANDOR_SETTLED_POSTPONE);
  g_assert_cmpstr (settlement->reason, ==, "The brush stays away from it.");
  g_assert_true (
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (staff_find_button (page, "Postpone"))));

  staff_write (page, "Your reason", "  ");
  g_assert_false (is_complete (self));
}

static void
test_answers_same_size (Fixture *self, gconstpointer data)
{
  GtkWidget *page;
  int first, second, third;

  candor_visit_set_reply (self->visit, "gh-tickle", CANDOR_REPLY_YES);
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  gtk_window_present (GTK_WINDOW (self->window));
  staff_until (gtk_widget_get_width (staff_find_button (page, "Do not treat")) > 0);
  first = gtk_widget_get_width (staff_find_button (page, "Go ahead"));
  second = gtk_widget_get_width (staff_find_button (page, "Postpone"));
  third = gtk_widget_get_width (staff_find_button (page, "Do not treat"));
  g_assert_cmpint (first, >, 0);
  g_assert_cmpint (ABS (first - second), <=, 1);
  g_assert_cmpint (ABS (second - third), <=, 1);
}

static void
test_answers_wait (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_set_reply (self->visit, "gh-glue", CANDOR_REPLY_YES);
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_true (staff_shows (page, "Wait until 20 March 2026"));
  g_assert_null (staff_find_button (page, "Go ahead"));
  /* The practitioner may leave it: then the patient cannot agree, but the visit goes on. */
  g_assert_true (is_complete (self));

  staff_write (page, "Date of treatment", "19 March 2026");
  g_assert_true (staff_shows (page, "Wait until 20 March 2026"));
  staff_write (page, "Date of treatment", "20 March 2026");
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TREATMENT_DATE), ==, "2026-03-20");
  g_assert_false (staff_shows (page, "Wait until"));
  g_assert_true (staff_shows (page, "Clear on the planned day"));

  /* It comes back with an earlier day. */
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  staff_write (page, "Date of treatment", "12 March 2026");
  g_assert_true (staff_shows (page, "Wait until 20 March 2026"));

  staff_write (page, "Date of treatment", "33 March");
  g_assert_false (is_complete (self));
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TREATMENT_DATE), ==, "2026-03-12");
  candor_page_show_missing (self->page);
  g_assert_true (staff_shows (page, "Please write a day, a month and a year"));
}

/* A day before the visit is no plan: it is told at the field, and the day stays as it was. */
static void
test_answers_day_before_visit (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);

  staff_write (page, "Date of treatment", "9 March 2026");
  g_assert_true (staff_shows (page, "This day is before the day of the visit."));
  g_assert_false (is_complete (self));
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TREATMENT_DATE), ==, "2026-03-12");
  staff_write (page, "Date of treatment", "10 March 2026");
  g_assert_false (staff_shows (page, "This day is before the day of the visit."));
  g_assert_true (is_complete (self));
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TREATMENT_DATE), ==, "2026-03-10");
}

static void
test_answers_stop (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_set_reply (self->visit, "gh-feathers", CANDOR_REPLY_YES);
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_true (staff_shows (page, "Stop today"));
  g_assert_true (staff_shows (page, "The treatment must not be done today."));
  g_assert_null (staff_find_button (page, "Go ahead"));
  g_assert_true (is_complete (self));

  staff_write (page, "Your note, if you wish", "A whole wing.");
  g_assert_cmpint (candor_visit_outcome (self->visit, self->procedure), ==, CANDOR_OUTCOME_STOP);
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_cmpstr (candor_visit_get_settlement (self->visit, "gh-feathers")->reason, ==,
                   "A whole wing.");
  g_assert_true (is_complete (self));
}

static void
test_answers_age (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_set (self->visit, CANDOR_FIELD_PATIENT_BORN, "2011-01-01");
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_nonnull (staff_find_group (page, "The patient’s age"));
  g_assert_true (staff_shows (page, "The patient is 15 years old on that day."));
  g_assert_false (is_complete (self));
  staff_click (page, "Do not treat");
  staff_write (page, "Your reason", "Come back next year.");
  g_assert_true (is_complete (self));
  g_assert_cmpint (candor_visit_get_settlement (self->visit, "age")->decision, ==,
                   CANDOR_SETTLED_DECLINE);
}

/* Words that no rule asks about must reach the practitioner all the same. */
static void
test_answers_words (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_set_answer_detail (self->visit, "gh-wishes", "Only on the left, please.");
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_true (staff_shows (page, "Only on the left, please."));
}

static void
test_understanding (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_choose_option (self->visit, "gc-what", "a");
  candor_visit_choose_option (self->visit, "gc-what", "b");
  candor_visit_choose_option (self->visit, "gc-shine", "a");
  page = open_page (self, CANDOR_TYPE_TALK_UNDERSTANDING_PAGE);
  g_assert_cmpuint (staff_count (page, CANDOR_TYPE_TALK_CARD), ==, 1);
  g_assert_true (staff_shows (page, "The patient chose first: A hot spoon."));
  g_assert_true (staff_shows (page, "The right answer: A soft brush."));
  g_assert_false (is_complete (self));
  candor_page_show_missing (self->page);

  staff_write (page, "What you talked about", "We looked at the brush.");
  g_assert_true (is_complete (self));
  g_assert_false (core_misses (self, "check.gc-what"));
  page = open_page (self, CANDOR_TYPE_TALK_UNDERSTANDING_PAGE);
  g_assert_true (is_complete (self));
}

static void
test_questions (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_set_question (self->visit, 0, "Does it <b>wash</b> off?");
  candor_visit_set_question (self->visit, 1, "May I swim?");
  page = open_page (self, CANDOR_TYPE_TALK_QUESTIONS_PAGE);
  staff_write (staff_find_group (page, "Does it <b>wash</b> off?"), "Your reply", "With soap.");
  g_assert_false (is_complete (self));
  candor_page_show_missing (self->page);
  g_assert_true (staff_shows (staff_find_group (page, "May I swim?"), "Please write your reply."));
  staff_write (staff_find_group (page, "May I swim?"), "Your reply", "After two days.");
  g_assert_true (is_complete (self));
  g_assert_cmpstr (candor_visit_get_question (self->visit, 0)->reply, ==, "With soap.");
  g_assert_cmpstr (candor_visit_get_question (self->visit, 1)->reply, ==, "After two days.");
}

static void
assert_question (Fixture *self, guint index, const char *question, const char *reply)
{
  const CandorPatientQuestion *found = candor_visit_get_question (self->visit, index);

  g_assert_cmpstr (found->question, ==, question);
  g_assert_cmpstr (found->reply, ==, reply);
}

/* A patient who goes back and takes a question away: each reply stays with the question it is to. */
static void
test_question_goes_with_its_reply (Fixture *self, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *input;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *question = g_strdup_printf ("Question of %u?", i);
      g_autofree char *reply = g_strdup_printf ("Reply to %u.", i);

      candor_visit_set_question (self->visit, i, question);
      candor_visit_set_question_reply (self->visit, i, reply);
    }
  page = open_page (self, CANDOR_TYPE_QUESTIONS_PAGE);
  staff_write (page, "Question 1", "");
  g_assert_cmpuint (candor_visit_n_questions (self->visit), ==, 2);
  assert_question (self, 0, "Question of 1?", "Reply to 1.");
  assert_question (self, 1, "Question of 2?", "Reply to 2.");

  staff_write (page, "Question 1", "Another one?");
  g_assert_cmpuint (candor_visit_n_questions (self->visit), ==, 3);
  assert_question (self, 0, "Another one?", NULL);
  assert_question (self, 1, "Question of 1?", "Reply to 1.");
  assert_question (self, 2, "Question of 2?", "Reply to 2.");

  /* A letter more is still the same question. */
  input = staff_find_input (page, "Question 3");
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)), "?", -1);
  assert_question (self, 2, "Question of 2??", "Reply to 2.");
  staff_click (page, "Add another question");
  staff_write (page, "Question 4", "The last one?");
  assert_question (self, 3, "The last one?", NULL);
}

static void
test_capacity (Fixture *self, gconstpointer data)
{
  static const char *const rows[] = {
    "Does the patient understand what the treatment is and what can go wrong?",
    "Does the patient remember it long enough to decide?",
    "Does the patient weigh what speaks for it and against it?",
    "Can the patient make a decision known, in any way?",
  };
  GtkWidget *page = open_page (self, CANDOR_TYPE_TALK_CAPACITY_PAGE);

  g_assert_false (is_complete (self));
  candor_page_show_missing (self->page);
  g_assert_true (staff_shows (page, "Please write the risks, or press the button"));
  g_assert_true (staff_shows (staff_find_group (page, rows[3]), "Please choose yes or no."));

  staff_click (page, "None beyond those in the text");
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TALK_RISKS), ==,
                   "None beyond those in the text.");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (is_complete (self));
      staff_click (staff_find_group (page, rows[i]), i == 2 ? "No" : "Yes");
    }
  g_assert_true (is_complete (self));
  g_assert_true (
      staff_shows (staff_find_group (page, rows[2]), "Then the patient cannot agree today."));
  g_assert_false (
      staff_shows (staff_find_group (page, rows[1]), "Then the patient cannot agree today."));
  g_assert_cmpint (candor_visit_get_capacity (self->visit, CANDOR_CAPACITY_WEIGHS), ==,
                   CANDOR_CHOICE_NO);

  staff_write (page, "Risks particular to this patient", "Works in a dusty room.");
  staff_write (page, "Your note about the talk, if you wish", "Came with a sister.");
  page = open_page (self, CANDOR_TYPE_TALK_CAPACITY_PAGE);
  g_assert_true (is_complete (self));
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TALK_RISKS), ==,
                   "Works in a dusty room.");
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TALK_NOTE), ==,
                   "Came with a sister.");
}

/* Catches a practitioner who is not told what was passed over, or is told that it was understood. */
static void
test_shown (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  CandorVisit *staff = g_steal_pointer (&self->visit);
  GtkWidget *card;

  self->visit = visit;
  candor_visit_set (visit, CANDOR_FIELD_PROCEDURE, "glimmer-brushing");
  candor_visit_mark_shown (visit, "g-what");
  candor_visit_mark_shown (visit, "g-good");
  card = staff_find_group (open_page (self, CANDOR_TYPE_TALK_CAPACITY_PAGE),
                           "The text on the tablet");
  /* An older visit has no times: nothing can be said about them. */
  g_assert_true (staff_shows (card, "Parts of the text that were shown: 2 of 12"));
  g_assert_false (staff_shows (card, "Shown for"));

  candor_visit_add_shown_seconds (visit, "g-what", 4);
  candor_visit_add_shown_seconds (visit, "g-good", 5);
  candor_visit_mark_shown (visit, "g-course");
  candor_visit_add_shown_seconds (visit, "g-course", 200);
  card = staff_find_group (open_page (self, CANDOR_TYPE_TALK_CAPACITY_PAGE),
                           "The text on the tablet");
  g_assert_true (staff_shows (card, "Parts of the text that were shown: 3 of 12"));
  g_assert_true (staff_shows (card, "Shown for 3 minutes"));
  g_assert_true (staff_shows (card, "Shown for less than five seconds:"));
  g_assert_true (staff_shows (card, "• What glimmer brushing is"));
  g_assert_false (staff_shows (card, "• What it can do\n"));
  g_assert_true (staff_shows (card, "Not shown:"));
  g_assert_true (staff_shows (card, "• What can go wrong"));
  g_assert_false (staff_shows (card, "• How it goes"));
  g_assert_true (staff_shows (card, "It does not say that anybody read or understood it."));
  /* It is for the talk and asks for nothing. */
  g_assert_cmpuint (staff_count (card, GTK_TYPE_BUTTON), ==, 0);

  close_page (self);
  self->visit = staff;
}

static void
test_sign (Fixture *self, gconstpointer data)
{
  GtkWidget *page = open_page (self, CANDOR_TYPE_TALK_SIGN_PAGE);
  const CandorSignature *signature;

  g_assert_true (staff_shows (page, "Dr Ada Sample"));
  g_assert_false (is_complete (self));
  staff_click (page, "Other ways to sign");
  staff_click (page, "Type my name");
  /* A typed name stands for the signature, so it has to be the name of whoever signs. */
  staff_write (page, "Type your full name", "Dr Eve Sample");
  g_assert_false (is_complete (self));
  candor_page_show_missing (self->page);
  g_assert_true (staff_shows (page, "Please type your name as we have it: Dr Ada Sample."));
  staff_write (page, "Type your full name", "dr  ada SAMPLE");
  g_assert_false (staff_shows (page, "Please type your name as we have it"));
  g_assert_true (is_complete (self));
  staff_write (page, "Type your full name", "Dr Ada Sample");
  g_assert_true (is_complete (self));
  g_assert_null (candor_visit_get (self->visit, CANDOR_FIELD_TALK_AT));
  candor_page_apply (self->page);

  signature = candor_visit_get_signature (self->visit, CANDOR_ROLE_PRACTITIONER);
  g_assert_nonnull (signature);
  g_assert_nonnull (strstr (signature->meaning, "I had this talk with the patient myself."));
  g_assert_cmpstr (candor_visit_get (self->visit, CANDOR_FIELD_TALK_AT), ==, signature->signed_at);
  g_assert_false (core_misses (self, "signatures.practitioner"));
  g_assert_false (core_misses (self, "talk.at"));
}

/* The practitioner signed for what stood there; another word there needs another signature. */
static void
test_change_takes_signature (Fixture *self, gconstpointer data)
{
  GtkWidget *page;

  candor_visit_set_reply (self->visit, "gh-tickle", CANDOR_REPLY_YES);
  candor_visit_set_question (self->visit, 0, "May I swim?");
  candor_visit_choose_option (self->visit, "gc-what", "a");

  sign_as_practitioner (self);
  page = open_page (self, CANDOR_TYPE_TALK_ANSWERS_PAGE);
  g_assert_nonnull (candor_visit_get_signature (self->visit, CANDOR_ROLE_PRACTITIONER));
  staff_click (page, "Go ahead");
  assert_not_signed (self);

  sign_as_practitioner (self);
  page = open_page (self, CANDOR_TYPE_TALK_QUESTIONS_PAGE);
  g_assert_nonnull (candor_visit_get_signature (self->visit, CANDOR_ROLE_PRACTITIONER));
  staff_write (page, "Your reply", "Yes.");
  assert_not_signed (self);

  sign_as_practitioner (self);
  page = open_page (self, CANDOR_TYPE_TALK_UNDERSTANDING_PAGE);
  g_assert_nonnull (candor_visit_get_signature (self->visit, CANDOR_ROLE_PRACTITIONER));
  staff_write (page, "What you talked about", "The brush.");
  assert_not_signed (self);

  sign_as_practitioner (self);
  page = open_page (self, CANDOR_TYPE_TALK_CAPACITY_PAGE);
  g_assert_nonnull (candor_visit_get_signature (self->visit, CANDOR_ROLE_PRACTITIONER));
  staff_click (page, "None beyond those in the text");
  assert_not_signed (self);
}

#define ADD(name, function) g_test_add ("/talk/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("answers/clear", test_answers_clear);
  ADD ("answers/ask", test_answers_ask);
  ADD ("answers/same-size", test_answers_same_size);
  ADD ("answers/wait", test_answers_wait);
  ADD ("answers/day-before-visit", test_answers_day_before_visit);
  ADD ("answers/stop", test_answers_stop);
  ADD ("answers/age", test_answers_age);
  ADD ("answers/words", test_answers_words);
  ADD ("understanding", test_understanding);
  ADD ("questions", test_questions);
  ADD ("question-goes-with-its-reply", test_question_goes_with_its_reply);
  ADD ("capacity", test_capacity);
  ADD ("shown", test_shown);
  ADD ("sign", test_sign);
  ADD ("change-takes-signature", test_change_takes_signature);
  return g_test_run ();
}
