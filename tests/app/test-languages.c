/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches, on every page of a visit in every language, and in two that are made of longer and of
 * mirrored English: words that are cut, torn or pushed out of the window, in text of the usual size and
 * of twice the size; a change of language, on any page or between two strokes of a signature, that
 * loses an answer, a stroke or the reader's place; and a number with its parts exchanged.
 */
#include "look-support.h"
#include "staff-support.h"
#include "walk-support.h"

#include <string.h>

#include "app/visit/candor-call-page.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-signature-pad.h"
#include "core/candor-bidi.h"

#define PROCEDURE "data/procedures/microneedling.xml"

static const char *const made[] = { "en-XA", "ar-XB" };

/* Filled, a page has all that it had when it came, and more. */
static gboolean
is_filled (Walk *walk)
{
  static gpointer last;
  gboolean is_last = candor_flow_get_page (walk->flow) == last;

  last = is_last ? NULL : candor_flow_get_page (walk->flow);
  return is_last;
}

/* A telephone number with its parts exchanged. */
static void
number_cb (GtkWidget *widget, gpointer data)
{
  GString *faults = data;
  g_autoptr (GRegex) apart
      = g_regex_new (CANDOR_ISOLATE "[^\u2069]*" CANDOR_ISOLATE_END, 0, 0, NULL);
  g_autofree char *rest = NULL;
  g_autoptr (GString) again = NULL;

  if (!GTK_IS_LABEL (widget) || gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL)
    return;
  rest = g_regex_replace_literal (apart, gtk_label_get_text (GTK_LABEL (widget)), -1, 0, "", 0,
                                  NULL);
  again = g_string_new (rest);
  candor_bidi_isolate_numbers (again);
  if (!g_str_equal (again->str, rest))
    g_string_append_printf (faults, "“%s” has a number that is shown the wrong way round\n", rest);
}

static void
fit_look (Walk *walk, const char *name)
{
  int size = candor_flow_get_text_size (walk->flow);

  if (!is_filled (walk))
    return;
  /* The next page begins with the size that this one ends with. */
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *where = g_strdup_printf ("%s/%s (%d %%)", walk->plan.name, name, size);

      walk_settle ();
      walk_wait_for_frame (walk->window);
      walk_settle ();
      look_at_fit (walk->window, where, 1280, 800, walk->look_data);
      if (i == 1)
        break;
      look_through (walk->window, number_cb, walk->look_data);
      size = size == CANDOR_TEXT_SIZE_MIN ? CANDOR_TEXT_SIZE_MAX : CANDOR_TEXT_SIZE_MIN;
      candor_flow_set_text_size (walk->flow, size);
    }
}

static void
test_fit (gconstpointer language)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  const WalkPlan plan = { .name = language,
                          .language = language,
                          .health = CANDOR_VERDICT_ASK,
                          .mark = TRUE,
                          .interpreter = TRUE };
  Walk *walk = walk_new (PROCEDURE, &plan);

  walk->look = fit_look;
  walk->look_data = faults;
  look_hide_shadows (TRUE);
  walk_to_end (walk);
  look_hide_shadows (FALSE);
  walk_free (walk);
  if (faults->len > 0)
    g_test_fail_printf ("%s", faults->str);
}

/* All that the visit holds, but for the language that it is read in, and how long a page was shown. */
static char *
dup_content (Walk *walk)
{
  g_autoptr (GRegex) seconds = g_regex_new ("\\s*\"shown_seconds\" : \\{[^}]*\\},", 0, 0, NULL);
  g_autofree char *json = candor_visit_to_json (walk->visit, NULL);
  g_autofree char *language
      = g_strdup_printf ("\"%s\"", candor_visit_get (walk->visit, CANDOR_FIELD_LANGUAGE));
  char *at = strstr (json, "\"language\"");

  g_assert_nonnull (at);
  at = strstr (at, language);
  g_assert_nonnull (at);
  return g_regex_replace_literal (seconds, at + strlen (language), -1, 0, "", 0, NULL);
}

static double
place_in_page (Walk *walk)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (walk_find (GTK_WIDGET (walk->flow), GTK_TYPE_SCROLLED_WINDOW)));

  return gtk_adjustment_get_value (down) / gtk_adjustment_get_upper (down);
}

static void
go_to_middle (Walk *walk)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (walk_find (GTK_WIDGET (walk->flow), GTK_TYPE_SCROLLED_WINDOW)));
  double room = gtk_adjustment_get_upper (down) - gtk_adjustment_get_page_size (down);

  gtk_adjustment_set_value (down, room / 2);
  walk_settle ();
}

static void
switch_look (Walk *walk, const char *name)
{
  guint *n_switched = walk->look_data;
  gboolean is_rtl = *n_switched % 2 == 0;
  gboolean is_staff = g_str_has_prefix (name, "talk-") || g_str_equal (name, "handback");
  const char *code = is_rtl ? "ar" : "zh-CN";
  g_autofree char *before = NULL;
  g_autofree char *content = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *missing_then = NULL;
  double place;

  if (!is_filled (walk))
    return;
  /* Somebody has signed for the words of one language. */
  if (candor_visit_get (walk->visit, CANDOR_FIELD_TEXT_SHA256) != NULL)
    {
      candor_flow_set_language (walk->flow, "ar");
      g_assert_cmpstr (candor_visit_get (walk->visit, CANDOR_FIELD_LANGUAGE), ==, "en");
      return;
    }
  before = dup_content (walk);
  missing = candor_page_missing (candor_flow_get_page (walk->flow));
  go_to_middle (walk);
  place = place_in_page (walk);
  candor_flow_set_language (walk->flow, code);
  walk_settle ();
  walk_wait_for_frame (walk->window);
  content = dup_content (walk);
  g_assert_cmpstr (content, ==, before);
  missing_then = candor_page_missing (candor_flow_get_page (walk->flow));
  g_assert_true ((missing_then == NULL) == (missing == NULL));
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (candor_flow_get_page (walk->flow))), ==,
                   is_rtl && !is_staff ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  if (place > 0.0 && ABS (place_in_page (walk) - place) > 0.2)
    g_error ("%s in %s: the reader was at %.2f of the page, and is at %.2f", name, code, place,
             place_in_page (walk));
  candor_flow_set_language (walk->flow, "en");
  walk_settle ();
  ++*n_switched;
}

static void
test_switch (void)
{
  const WalkPlan plan
      = { .name = "switch", .health = CANDOR_VERDICT_ASK, .mark = TRUE, .interpreter = TRUE };
  guint n_switched = 0;
  Walk *walk = walk_new (PROCEDURE, &plan);

  walk->look = switch_look;
  walk->look_data = &n_switched;
  walk_to_end (walk);
  walk_free (walk);
  g_assert_cmpuint (n_switched, >, 30);
}

/* Between two strokes, and again after them. */
static void
test_switch_in_signature (void)
{
  const WalkPlan plan = { .name = "signature" };
  Walk *walk = walk_new (PROCEDURE, &plan);
  g_autofree char *empty = NULL;
  g_autofree char *drawn = NULL;
  g_autofree char *after = NULL;

  walk_to (walk, "sign");
  empty = dup_content (walk);
  walk_draw (walk_find (GTK_WIDGET (candor_flow_get_page (walk->flow)), CANDOR_TYPE_SIGNATURE_PAD));
  walk_settle ();
  drawn = dup_content (walk);
  g_assert_cmpstr (drawn, !=, empty);
  candor_flow_set_language (walk->flow, "ar");
  walk_settle ();
  after = dup_content (walk);
  g_assert_cmpstr (after, ==, drawn);
  g_assert_false (candor_signature_pad_is_empty (CANDOR_SIGNATURE_PAD (
      walk_find (GTK_WIDGET (candor_flow_get_page (walk->flow)), CANDOR_TYPE_SIGNATURE_PAD))));
  walk_free (walk);
}

/* Whoever called for help is still waiting for it. */
static void
test_switch_while_called (void)
{
  const WalkPlan plan = { .name = "called" };
  Walk *walk = walk_new (PROCEDURE, &plan);

  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.call-staff", NULL);
  g_assert_nonnull (walk_find (GTK_WIDGET (walk->flow), CANDOR_TYPE_CALL_PAGE));
  candor_flow_set_language (walk->flow, "ar");
  walk_settle ();
  g_assert_nonnull (walk_find (GTK_WIDGET (walk->flow), CANDOR_TYPE_CALL_PAGE));
  walk_free (walk);
}

/* A practitioner reads their own language, and from their own side, between two pages of a patient who
 * reads another. */
static void
test_staff_between (void)
{
  const WalkPlan plan = { .name = "between", .language = "ar" };
  const char *const *ids
      = (const char *const[]){ "handover", "talk-answers", "decision", "file", NULL };
  Walk *walk = walk_new (PROCEDURE, &plan);

  for (; *ids != NULL; ids++)
    {
      gboolean is_staff = g_str_equal (*ids, "talk-answers");

      walk_to (walk, *ids);
      walk_settle ();
      g_assert_cmpint (gtk_widget_get_default_direction (), ==,
                       is_staff ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
      g_assert_true (staff_shows (GTK_WIDGET (walk->flow), "Back") == is_staff);
      g_assert_true (staff_shows (GTK_WIDGET (walk->flow), "رجوع") == !is_staff);
    }
  /* There the patient gives it back, and staff unlock it. */
  g_assert_true (staff_shows (GTK_WIDGET (walk->flow), "For staff"));
  g_assert_true (staff_shows (GTK_WIDGET (walk->flow), "Unlock and file the record"));
  walk_free (walk);
}

/* The button that is pressed goes with its page. */
static void
test_switch_by_button (void)
{
  const WalkPlan plan = { .name = "button" };
  Walk *walk = walk_new (PROCEDURE, &plan);
  GtkWidget *row
      = walk_find (GTK_WIDGET (candor_flow_get_page (walk->flow)), CANDOR_TYPE_CHOICE_ROW);

  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (candor_choice_row_get_button (CANDOR_CHOICE_ROW (row), 1)), TRUE);
  walk_settle ();
  g_assert_cmpstr (candor_visit_get (walk->visit, CANDOR_FIELD_LANGUAGE), !=, "en");
  /* A press that the end of the visit overtakes. */
  gtk_widget_activate_action (GTK_WIDGET (walk->flow), "flow.language", "s", "en");
  walk_free (walk);
}

int
main (int argc, char **argv)
{
  gsize n;
  const CandorLanguage *const *languages;

  walk_init (&argc, &argv);
  languages = candor_language_list (&n);
  g_assert_cmpuint (n, >, 1);
  /* English, the first, is measured in every size with everything else. */
  for (gsize i = 1; i < n + G_N_ELEMENTS (made); i++)
    {
      const char *code = i < n ? candor_language_code (languages[i]) : made[i - n];
      g_autofree char *path = g_strconcat ("/app/languages/fit/", code, NULL);

      g_test_add_data_func (path, code, test_fit);
    }
  g_test_add_func ("/app/languages/switch", test_switch);
  g_test_add_func ("/app/languages/switch-in-signature", test_switch_in_signature);
  g_test_add_func ("/app/languages/switch-while-called", test_switch_while_called);
  g_test_add_func ("/app/languages/staff-between", test_staff_between);
  g_test_add_func ("/app/languages/switch-by-button", test_switch_by_button);
  return walk_run ();
}
