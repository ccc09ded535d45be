/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches: what a hand does at the wrong moment. A patient who goes back into the practitioner's
 * half; a second press that passes a page nobody has seen; a change, a second filing or a farewell
 * while the visit is being filed; a decision that outlives the talk it was made after; a direction
 * of reading that the next person at the tablet did not choose.
 */
#include "walk-support.h"

#include "app/widgets/candor-signature-pad.h"
#include "store-support.h"

static const char procedure[] = "tests/data/procedures/glimmer-brushing.xml";

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_live (Walk *walk, const char *label)
{
  return gtk_widget_is_sensitive (find_button (GTK_WIDGET (walk->flow), label));
}

static void
assert_page (Walk *walk, const char *id)
{
  g_assert_cmpstr (candor_flow_get_page_id (walk->flow), ==, id);
}

/* The first page in the patient's hands again, after an agreement and after a stop. */
static void
test_back_stays_with_the_patient (void)
{
  static const struct
  {
    WalkPlan plan;
    const char *first;
  } cases[] = {
    { { .name = "back" }, "decision" },
    { { .name = "back-stop", .health = CANDOR_VERDICT_STOP }, "sign" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Walk *walk = walk_new (procedure, &cases[i].plan);

      walk_to (walk, "handback");
      g_assert_true (is_live (walk, "Back"));
      candor_flow_back (walk->flow);
      assert_page (walk, "talk-sign");

      walk_to (walk, cases[i].first);
      g_assert_false (is_live (walk, "Back"));
      candor_flow_back (walk->flow);
      assert_page (walk, cases[i].first);

      /* The pages behind it are the patient's own. */
      g_assert_true (walk_next (walk));
      g_assert_true (is_live (walk, "Back"));
      candor_flow_back (walk->flow);
      assert_page (walk, cases[i].first);
      walk_free (walk);
    }
}

static void
test_decision_goes_with_the_talk (void)
{
  const WalkPlan plan = { .name = "talk-again" };
  Walk *walk = walk_new (procedure, &plan);

  walk_to (walk, "sign");
  g_assert_nonnull (candor_visit_get (walk->visit, CANDOR_FIELD_DECISION));
  candor_flow_show_page (walk->flow, "goal");
  g_assert_nonnull (candor_visit_get (walk->visit, CANDOR_FIELD_DECISION));
  candor_visit_set (walk->visit, CANDOR_FIELD_PATIENT_GOAL, "Another goal.");
  g_assert_null (candor_visit_get (walk->visit, CANDOR_FIELD_TALK_AT));
  g_assert_null (candor_visit_get (walk->visit, CANDOR_FIELD_DECISION));
  g_assert_null (candor_visit_get (walk->visit, CANDOR_FIELD_DECISION_AT));

  /* A practitioner who signs again does so before the patient decides. */
  walk_to (walk, "sign");
  g_assert_nonnull (candor_visit_get (walk->visit, CANDOR_FIELD_DECISION));
  candor_flow_show_page (walk->flow, "talk-sign");
  store_open (GTK_WIDGET (walk->flow), walk->session);
  candor_signature_pad_undo (CANDOR_SIGNATURE_PAD (
      walk_find (GTK_WIDGET (candor_flow_get_page (walk->flow)), CANDOR_TYPE_SIGNATURE_PAD)));
  g_assert_null (candor_visit_get (walk->visit, CANDOR_FIELD_DECISION));
  walk_to_end (walk);
  walk_free (walk);
}

static void
test_pressed_twice (void)
{
  const WalkPlan plan = { .name = "twice" };
  Walk *walk = walk_new (procedure, &plan);

  walk_to (walk, "learn");
  for (guint page = 0; page < 2; page++)
    {
      g_assert_cmpuint (candor_page_get_index (candor_flow_get_page (walk->flow)), ==, page);
      /* As long as it takes to see a page at all. */
      g_usleep (300 * 1000);
      gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.next", NULL);
      gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.next", NULL);
    }
  g_assert_cmpuint (candor_page_get_index (candor_flow_get_page (walk->flow)), ==, 2);
  walk_free (walk);
}

static void
left_cb (guint *n_left)
{
  (*n_left)++;
}

/* The thread has a copy: what is changed now would never be in the record. */
static void
test_while_it_is_filed (void)
{
  const WalkPlan plan = { .name = "filing" };
  Walk *walk = walk_new (procedure, &plan);
  CandorPage *page;
  guint n_left = 0;

  g_signal_connect_swapped (walk->flow, "left", G_CALLBACK (left_cb), &n_left);
  walk_to (walk, "file");
  page = candor_flow_get_page (walk->flow);
  g_assert_true (is_live (walk, "Back"));
  store_open (GTK_WIDGET (page), walk->session);
  while (!candor_page_is_busy (page))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "File the record"), "clicked");
  g_assert_true (candor_page_is_busy (page));
  g_assert_false (is_live (walk, "Back"));
  candor_flow_back (walk->flow);
  assert_page (walk, "file");

  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.call-staff", NULL);
  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.leave", NULL);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_false (is_live (walk, "Leave this visit"));
  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.resume", NULL);
  g_assert_true (candor_flow_get_page (walk->flow) == page);
  g_assert_true (candor_page_is_busy (page));

  walk_wait_for (page, GTK_TYPE_IMAGE);
  g_assert_false (candor_page_is_busy (page));
  g_assert_nonnull (candor_page_get_record (page));
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "File the record"), "clicked");
  g_assert_false (candor_page_is_busy (page));
  g_assert_cmpuint (store_count (walk->folder, "records"), ==, 1);
  g_assert_cmpuint (store_count (walk->folder, "drafts"), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.leave", NULL);
  g_assert_cmpuint (n_left, ==, 1);
  walk_free (walk);
}

static void
test_direction_comes_back (void)
{
  const WalkPlan plan = { .name = "direction" };
  GtkTextDirection before = gtk_widget_get_default_direction ();
  Walk *walk;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  walk = walk_new (procedure, &plan);
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_LTR);
  walk_free (walk);
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
  gtk_widget_set_default_direction (before);
}

int
main (int argc, char *argv[])
{
  walk_init (&argc, &argv);

  g_test_add_func ("/app/moments/back-stays-with-the-patient", test_back_stays_with_the_patient);
  g_test_add_func ("/app/moments/decision-goes-with-the-talk", test_decision_goes_with_the_talk);
  g_test_add_func ("/app/moments/pressed-twice", test_pressed_twice);
  g_test_add_func ("/app/moments/while-it-is-filed", test_while_it_is_filed);
  g_test_add_func ("/app/moments/direction-comes-back", test_direction_comes_back);

  return walk_run ();
}
