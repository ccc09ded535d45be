/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches: a visit that cannot be walked to its end, for each way it can end and for a procedure
 * nobody wrote code for; a page that comes where it must not (statements after a "no", a decision
 * after a STOP); an "Agree" that a rule forbids; a signature that stands for something that was
 * changed afterwards; a record that differs from what was done on the screen.
 */
#include "walk-support.h"

#include <glib/gstdio.h>
#include <poppler.h>

#include "app/widgets/candor-choice-row.h"
#include "core/candor-missing.h"
#include "store-support.h"

static const char *const procedures[]
    = { "data/procedures/microneedling.xml", "tests/data/procedures/glimmer-brushing.xml" };

/* The words of the filed form, which is on the clinic's paper: Letter, in these tests. */
static char *
read_form (Walk *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  PopplerDocument *document;
  GString *text = g_string_new (NULL);

  store_read (self->folder, candor_page_get_record (candor_flow_get_page (self->flow)), &parts);
  document = poppler_document_new_from_bytes (parts.form, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autofree char *words = poppler_page_get_text (page);
      double width;

      poppler_page_get_size (page, &width, NULL);
      g_assert_cmpfloat_with_epsilon (width, 612, 0.01);
      g_string_append (text, words);
      g_object_unref (page);
    }
  g_object_unref (document);

  return g_string_free (text, FALSE);
}

static void
assert_complete (Walk *self)
{
  g_autoptr (GPtrArray) missing = candor_missing_list (
      self->procedure, self->visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
  g_autofree char *text = read_form (self);

  g_assert_cmpuint (missing->len, ==, 0);
  g_assert_nonnull (strstr (text, "Ana Example"));
  g_assert_nonnull (strstr (text, "Some invented words."));
}

/* Every ending, with the pages it must and must not have. */
typedef struct
{
  WalkPlan plan;
  CandorOutcome outcome;
  const char *with[5];
  const char *without[6];
} Ending;

static const Ending endings[] = {
  { { .name = "agree" },
    CANDOR_OUTCOME_AGREE,
    { "before", "statements", "photographs", "sign" },
    { "sign-witness", "sign-interpreter" } },
  { { .name = "agree-asked", .health = CANDOR_VERDICT_ASK },
    CANDOR_OUTCOME_AGREE,
    { "talk-answers", "talk-understanding", "talk-questions", "statements" },
    { NULL } },
  { { .name = "agree-typed", .typed = TRUE, .interpreter = TRUE },
    CANDOR_OUTCOME_AGREE,
    { "sign", "sign-interpreter" },
    { "sign-witness" } },
  { { .name = "agree-mark", .mark = TRUE },
    CANDOR_OUTCOME_AGREE,
    { "sign", "sign-witness" },
    { "sign-interpreter" } },
  { { .name = "not-now", .decision = 1 },
    CANDOR_OUTCOME_NOT_NOW,
    { "before", "decision", "file" },
    { "statements", "photographs" } },
  { { .name = "no", .decision = 2 },
    CANDOR_OUTCOME_NO,
    { "before", "decision", "file" },
    { "statements", "photographs" } },
  { { .name = "postponed", .health = CANDOR_VERDICT_ASK, .settle = 1, .decision = 1 },
    CANDOR_OUTCOME_NOT_NOW,
    { "decision", "file" },
    { "statements" } },
  { { .name = "stop", .health = CANDOR_VERDICT_STOP },
    CANDOR_OUTCOME_STOP,
    { "verdict", "questions", "talk-sign", "form", "file" },
    { "before", "after", "warnings", "decision", "statements", "photographs" } },
  { { .name = "child", .born = "2020-01-01" },
    CANDOR_OUTCOME_STOP,
    { "verdict", "questions", "talk-sign", "file" },
    { "before", "after", "warnings", "decision", "statements", "photographs" } },
};

static void
test_ending (gconstpointer data)
{
  const Ending *ending = data;

  for (guint i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      Walk *walk = walk_new (procedures[i], &ending->plan);

      walk_to_end (walk);
      g_assert_cmpint (candor_visit_outcome (walk->visit, walk->procedure), ==, ending->outcome);
      for (guint j = 0; j < G_N_ELEMENTS (ending->with) && ending->with[j] != NULL; j++)
        if (!walk_visited (walk, ending->with[j]))
          g_error ("%s: no page “%s” in: %s", ending->plan.name, ending->with[j], walk->path->str);
      for (guint j = 0; j < G_N_ELEMENTS (ending->without) && ending->without[j] != NULL; j++)
        if (walk_visited (walk, ending->without[j]))
          g_error ("%s: a page “%s” in: %s", ending->plan.name, ending->without[j],
                   walk->path->str);
      assert_complete (walk);
      walk_free (walk);
    }
}

/* An answer to talk about, and a practitioner who decides but gives no reason. */
static void
test_ask_without_reason (void)
{
  const WalkPlan plan = { .name = "ask-no-reason", .health = CANDOR_VERDICT_ASK };
  Walk *walk = walk_new (procedures[1], &plan);
  CandorPage *page;
  g_autofree char *missing = NULL;

  walk_to (walk, "talk-answers");
  page = candor_flow_get_page (walk->flow);
  candor_flow_next (walk->flow);
  g_assert_true (candor_flow_get_page (walk->flow) == page);
  g_assert_cmpstr (candor_flow_get_missing (walk->flow), !=, "");
  walk_picture (walk, "nothing-settled");

  g_assert_true (walk_fill_one (walk, page, "talk-answers"));
  missing = candor_page_missing (page);
  g_assert_nonnull (missing);
  candor_flow_next (walk->flow);
  g_assert_cmpstr (candor_flow_get_page_id (walk->flow), ==, "talk-answers");
  walk_picture (walk, "no-reason");

  g_assert_true (walk_next (walk));
  walk_free (walk);
}

/* A wait until after the planned day: "Agree" can be read but not pressed. */
static void
test_wait_forbids_agree (void)
{
  const WalkPlan plan = { .name = "wait", .health = CANDOR_VERDICT_WAIT, .decision = 1 };
  Walk *walk = walk_new (procedures[1], &plan);
  g_autofree char *today = g_strndup (candor_visit_get (walk->visit, CANDOR_FIELD_STARTED_AT), 10);
  GtkWidget *row;

  candor_visit_set (walk->visit, CANDOR_FIELD_TREATMENT_DATE, today);
  walk_to (walk, "decision");
  row = walk_find (GTK_WIDGET (candor_flow_get_page (walk->flow)), CANDOR_TYPE_CHOICE_ROW);
  walk_picture (walk, "decision-open");
  g_assert_false (
      gtk_widget_get_sensitive (candor_choice_row_get_button (CANDOR_CHOICE_ROW (row), 0)));
  walk_to_end (walk);
  g_assert_cmpint (candor_visit_outcome (walk->visit, walk->procedure), ==, CANDOR_OUTCOME_NOT_NOW);
  walk_free (walk);
}

/* The three answers of the decision, as large as each other. */
static void
test_equal_answers (void)
{
  const WalkPlan plan = { .name = "equal" };
  Walk *walk = walk_new (procedures[1], &plan);
  GtkWidget *row;
  int width = 0;
  int height = 0;

  walk_to (walk, "decision");
  walk_wait_for_frame (walk->window);
  row = walk_find (GTK_WIDGET (candor_flow_get_page (walk->flow)), CANDOR_TYPE_CHOICE_ROW);
  g_assert_cmpint (candor_choice_row_get_selected (CANDOR_CHOICE_ROW (row)), ==, -1);
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *button = candor_choice_row_get_button (CANDOR_CHOICE_ROW (row), i);

      if (i > 0)
        {
          g_assert_cmpint (ABS (gtk_widget_get_width (button) - width), <=, 1);
          g_assert_cmpint (gtk_widget_get_height (button), ==, height);
        }
      width = gtk_widget_get_width (button);
      height = gtk_widget_get_height (button);
      g_assert_cmpint (height, >=, 48);
    }
  walk_free (walk);
}

/* Back, another answer: what was signed before is not signed any more. */
static void
test_change_undoes_signature (void)
{
  const WalkPlan plan = { .name = "changed" };
  Walk *walk = walk_new (procedures[1], &plan);

  walk_to (walk, "form");
  g_assert_nonnull (candor_visit_get_signature (walk->visit, CANDOR_ROLE_PATIENT));
  while (!g_str_equal (candor_flow_get_page_id (walk->flow), "decision"))
    candor_flow_back (walk->flow);
  g_assert_nonnull (candor_visit_get_signature (walk->visit, CANDOR_ROLE_PATIENT));

  candor_visit_set (walk->visit, CANDOR_FIELD_DECISION_REASON, "Another reason.");
  g_assert_null (candor_visit_get_signature (walk->visit, CANDOR_ROLE_PATIENT));
  g_assert_nonnull (candor_visit_get_signature (walk->visit, CANDOR_ROLE_PRACTITIONER));
  g_assert_nonnull (candor_visit_get (walk->visit, CANDOR_FIELD_TEXT_SHA256));

  candor_flow_show_page (walk->flow, "goal");
  candor_visit_set (walk->visit, CANDOR_FIELD_PATIENT_GOAL, "Another goal.");
  g_assert_null (candor_visit_get_signature (walk->visit, CANDOR_ROLE_PRACTITIONER));
  g_assert_null (candor_visit_get (walk->visit, CANDOR_FIELD_TEXT_SHA256));

  walk_to_end (walk);
  assert_complete (walk);
  walk_free (walk);
}

/* Records cannot be written: a calm message, nothing lost, and the next try works. */
static void
test_saving_fails_and_works (void)
{
  const WalkPlan plan = { .name = "disk" };
  Walk *walk = walk_new (procedures[1], &plan);
  g_autofree char *year = NULL;
  g_autofree char *in_the_way = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CandorPage *page;

  walk_to (walk, "file");
  page = candor_flow_get_page (walk->flow);
  before = candor_visit_to_json (walk->visit, NULL);
  /* The store opens, and the folder of the year cannot be made. */
  year = g_strndup (candor_visit_get (walk->visit, CANDOR_FIELD_STARTED_AT), 4);
  in_the_way = g_build_filename (walk->folder, "records", year, NULL);
  g_assert_true (g_file_set_contents (in_the_way, "no folder", -1, NULL));
  store_open (GTK_WIDGET (page), walk->session);
  /* It may have failed already. */
  for (int i = 0; i < 100 && !candor_page_is_busy (page); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  while (candor_page_is_busy (page))
    walk_settle ();
  walk_picture (walk, "not-saved");
  after = candor_visit_to_json (walk->visit, NULL);
  g_assert_null (candor_page_get_record (page));
  g_assert_cmpstr (before, ==, after);
  candor_flow_next (walk->flow);
  g_assert_cmpstr (candor_flow_get_page_id (walk->flow), ==, "file");
  /* Its draft is what is left of it if the plug is pulled now. */
  candor_draft_keeper_settle (candor_session_get_drafts (walk->session));
  g_assert_cmpuint (store_count (walk->folder, "drafts"), ==, 1);

  g_assert_cmpint (g_remove (in_the_way), ==, 0);
  walk_to_end (walk);
  assert_complete (walk);
  g_assert_cmpuint (store_count (walk->folder, "drafts"), ==, 0);
  walk_free (walk);
}

/* Next on a page that is not complete: it stays, and says in words what is missing. */
static void
test_next_says_what_is_missing (void)
{
  const WalkPlan plan = { .name = "missing" };
  static const char *const pages[] = { "welcome", "goal", "check", "health", "decision", "sign" };
  Walk *walk = walk_new (procedures[0], &plan);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *missing = NULL;
      CandorPage *page;

      walk_to (walk, pages[i]);
      page = candor_flow_get_page (walk->flow);
      missing = candor_page_missing (page);
      candor_flow_next (walk->flow);
      g_assert_true (candor_flow_get_page (walk->flow) == page);
      g_assert_cmpstr (candor_flow_get_missing (walk->flow), ==, missing);
      walk_picture (walk, "missing");

      walk_fill (walk, page, pages[i]);
      g_assert_cmpstr (candor_flow_get_missing (walk->flow), ==, "");
    }
  walk_free (walk);
}

/* The call for staff covers the page and gives it back. */
static void
test_call_staff (void)
{
  const WalkPlan plan = { .name = "call" };
  Walk *walk = walk_new (procedures[1], &plan);

  walk_to (walk, "goal");
  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.call-staff", NULL);
  walk_picture (walk, "call");
  candor_flow_next (walk->flow);
  g_assert_cmpstr (candor_flow_get_page_id (walk->flow), ==, "goal");
  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.resume", NULL);
  g_assert_true (walk_next (walk));
  g_assert_cmpstr (candor_flow_get_page_id (walk->flow), ==, "learn");
  walk_free (walk);
}

int
main (int argc, char *argv[])
{
  walk_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/walk/%s", endings[i].plan.name);

      g_test_add_data_func (path, &endings[i], test_ending);
    }
  g_test_add_func ("/app/walk/ask-without-reason", test_ask_without_reason);
  g_test_add_func ("/app/walk/wait-forbids-agree", test_wait_forbids_agree);
  g_test_add_func ("/app/walk/equal-answers", test_equal_answers);
  g_test_add_func ("/app/walk/change-undoes-signature", test_change_undoes_signature);
  g_test_add_func ("/app/walk/saving-fails-and-works", test_saving_fails_and_works);
  g_test_add_func ("/app/walk/next-says-what-is-missing", test_next_says_what_is_missing);
  g_test_add_func ("/app/walk/call-staff", test_call_staff);

  return walk_run ();
}
