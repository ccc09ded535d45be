/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The windows over the staff's half that say what Candor is and which keys it knows. Catches: one that
 * stays over a locked tablet or a patient's pages, that opens there, or in which nobody can lock; a word
 * in it that is not the clinic's language, and a link out of Candor.
 */
#include "keys-support.h"

#include "app/candor-window.h"
#include "app/staff/candor-register-settings.h"
#include "app/staff/candor-staff-area.h"
#include "core/candor-example.h"
#include "hands-support.h"
#include "picture-support.h"
#include "staff-support.h"
#include "store-support.h"

/* Where they may be */

static void
test_locked (Tablet *self, gconstpointer data)
{
  static const char *const actions[] = { "staff.about", "staff.shortcuts" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWidget *over;

      store_open (self->window, self->session);
      over = keys_open (self, actions[i]);
      g_assert_true (gtk_window_get_modal (GTK_WINDOW (over)));
      candor_window_lock (CANDOR_WINDOW (self->window));
      g_assert_null (keys_find_over (self));

      store_open (self->window, self->session);
      keys_press (keys_open (self, actions[i]), "<Control>l");
      g_assert_null (candor_session_get_register (self->session));
      g_assert_null (keys_find_over (self));
      g_assert_false (gtk_widget_activate_action (self->window, actions[i], NULL));
    }
  keys_press (self->window, "<Control>question");
  keys_press (self->window, "<Control>comma");
  g_assert_null (keys_find_over (self));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_REGISTER_SETTINGS));
}

/* Somebody else may hold the area for a while, such as a thread that reads for it. */
static void
test_handed_over (Tablet *self, gconstpointer data)
{
  g_autoptr (GtkWidget) area = NULL;
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" });

  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  store_open (self->window, self->session);
  area = g_object_ref (staff_find_type (self->window, CANDOR_TYPE_STAFF_AREA));
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  keys_open (self, "staff.about");
  staff_click (self->window, "Hand over this visit");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_FLOW) != NULL);
  g_assert_null (keys_find_over (self));
  keys_press (self->window, "<Control>question");
  keys_press (self->window, "<Control>comma");
  g_assert_null (keys_find_over (self));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_REGISTER_SETTINGS));
  g_assert_false (gtk_widget_activate_action (staff_find_type (self->window, CANDOR_TYPE_FLOW),
                                              "staff.about", NULL));
}

/* What they say */

/* The clinic's language has other letters: what is in Latin ones has been said by somebody else. */
static void
assert_said (const char *text)
{
  static const char *const names[] = { "The Candor contributors",
                                       "GNU General Public License",
                                       "GPL-3.0-or-later",
                                       "Candor",
                                       "Ctrl",
                                       "Esc",
                                       "Page Up",
                                       "Page Down",
                                       "F1" };
  g_autofree char *rest = g_strdup (text != NULL ? text : "");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) parts = g_strsplit (rest, names[i], -1);

      g_free (rest);
      rest = g_strjoinv ("", parts);
    }
  if (g_regex_match_simple ("[A-Za-z]{2}", rest, 0, 0))
    g_test_fail_printf ("“%s” is not in the clinic's language", rest);
}

static guint
look_at_words (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  assert_said (tooltip);
  if (GTK_IS_LABEL (widget))
    {
      g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (widget)), "<a "));
      assert_said (gtk_label_get_text (GTK_LABEL (widget)));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += look_at_words (child);
  return n;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (ADW_IS_ACTION_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static void
show_page (Tablet *self, GtkWidget *about, const char *title)
{
  GtkWidget *row = find_row (about, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
  hands_settle (self->window);
}

static void
test_words (Tablet *self, gconstpointer language)
{
  static const char *const pages[] = { "What it is", "Licence" };
  GtkWidget *about, *keys, *search;

  store_open (self->window, self->session);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      about = keys_open (self, "staff.about");
      assert_said (gtk_window_get_title (GTK_WINDOW (about)));
      g_assert_true (staff_shows (about, CANDOR_VERSION));
      g_assert_cmpuint (look_at_words (about), >=, 5);
      show_page (self, about,
                 candor_language_text (candor_language_find (language, NULL), pages[i]));
      g_assert_cmpuint (look_at_words (about), >=, 2);
    }

  keys = keys_open (self, "staff.shortcuts");
  g_assert_true (gtk_widget_get_direction (keys) == GTK_TEXT_DIR_RTL);
  g_assert_cmpuint (look_at_words (keys), >=, 30);
  search = staff_find_type (keys, GTK_TYPE_TOGGLE_BUTTON);
  g_assert_nonnull (search);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (search), TRUE);
  hands_settle (self->window);
  search = staff_find_type (keys, GTK_TYPE_SEARCH_ENTRY);
  g_assert_nonnull (search);
  g_assert_cmpuint (look_at_words (search), >=, 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "qqq");
  g_signal_emit_by_name (search, "search-changed");
  hands_settle (self->window);
  g_assert_cmpuint (look_at_words (keys), >=, 1);
}

static void
test_licence (Tablet *self, gconstpointer data)
{
  GtkWidget *about;

  store_open (self->window, self->session);
  about = keys_open (self, "staff.about");
  g_assert_true (staff_shows (about, "Version " CANDOR_VERSION));
  take_pictures (about, "about");
  show_page (self, about, "Licence");
  g_assert_true (staff_shows (about, "GPL-3.0-or-later"));
  take_pictures (about, "about-licence");
  about = keys_open (self, "staff.about");
  show_page (self, about, "What it is");
  take_pictures (about, "about-details");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/staff-windows/" name, Tablet, NULL, keys_set_up, test, keys_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  picture_load_style ();

  ADD ("locked", test_locked);
  ADD ("handed-over", test_handed_over);
  ADD ("licence", test_licence);
  g_test_add ("/staff-windows/words", Tablet, "ar", keys_set_up, test_words, keys_tear_down);
  return g_test_run ();
}
