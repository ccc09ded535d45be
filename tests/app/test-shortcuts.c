/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The keys that Candor knows, and the window that lists them. Catches: a key that is listed and does
 * nothing, or that is there and not listed; settings that their key opens twice; a list that cannot be
 * searched, or is too wide for a tablet in some language. The keys are real ones, of the display's
 * server.
 */
#include "keys-support.h"

#include "app/candor-window.h"
#include "app/staff/candor-register-list.h"
#include "app/staff/candor-register-scan.h"
#include "app/staff/candor-register-settings.h"
#include "app/staff/candor-staff-home.h"
#include "app/staff/candor-staff-windows.h"
#include "app/widgets/candor-signature-pad.h"
#include "core/candor-example.h"
#include "hands-support.h"
#include "records/candor-register-papers.h"
#include "staff-support.h"
#include "store-support.h"

/* What is there */

static void
add_triggers (GtkWidget *widget, GHashTable *found)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && k < g_list_model_get_n_items (G_LIST_MODEL (controller));
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);

          g_hash_table_add (found,
                            gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut)));
        }
    }
}

static gboolean
is_ours (GType type)
{
  return g_str_has_prefix (g_type_name (type), "Candor");
}

/* The keys of a widget of Candor's, but for those that GTK gives to its kind. */
static void
add_own_triggers (GtkWidget *widget, GHashTable *found)
{
  g_autoptr (GHashTable) theirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GType type = G_OBJECT_TYPE (widget);
  GHashTableIter iter;
  gpointer keys;

  if (!is_ours (type))
    return;
  while (is_ours (type))
    type = g_type_parent (type);
  if (!G_TYPE_IS_ABSTRACT (type))
    {
      GtkWidget *plain = g_object_ref_sink (g_object_new (type, NULL));

      add_triggers (plain, theirs);
      if (GTK_IS_WINDOW (plain))
        gtk_window_destroy (GTK_WINDOW (plain));
      g_object_unref (plain);
    }
  add_triggers (widget, all);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &keys, NULL))
    if (!g_hash_table_contains (theirs, keys))
      g_hash_table_add (found, g_strdup (keys));
}

static void
add_all_triggers (GtkWidget *widget, GHashTable *found)
{
  add_own_triggers (widget, found);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_all_triggers (child, found);
}

static void
add_listed (GtkWidget *widget, GHashTable *found)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkShortcutsShortcut"))
    {
      g_autofree char *keys = NULL;
      guint key;
      GdkModifierType held;

      g_object_get (widget, "accelerator", &keys, NULL);
      g_assert_true (gtk_accelerator_parse (keys, &key, &held));
      g_hash_table_add (found, gtk_accelerator_name (key, held));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_listed (child, found);
}

static void
assert_within (GHashTable *some, GHashTable *others, const char *complaint)
{
  GHashTableIter iter;
  gpointer keys;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &keys, NULL))
    if (!g_hash_table_contains (others, keys))
      g_test_fail_printf ("“%s” %s", (char *)keys, complaint);
}

static void
test_listed (Tablet *self, gconstpointer data)
{
  g_autoptr (GHashTable) listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *pad = g_object_ref_sink (candor_signature_pad_new ());

  store_open (self->window, self->session);
  add_listed (keys_open (self, "staff.shortcuts"), listed);
  g_assert_cmpuint (g_hash_table_size (listed), >, 0);
  add_all_triggers (self->window, there);
  candor_window_lock (CANDOR_WINDOW (self->window));
  add_all_triggers (self->window, there);
  keys_start_visit (self);
  add_all_triggers (self->window, there);
  add_own_triggers (pad, there);
  assert_within (listed, there, "is listed, and nothing listens for it");
  assert_within (there, listed, "is listened for, and is not listed");
  g_object_unref (pad);
}

/* What they do */

static void
test_staff_keys (Tablet *self, gconstpointer data)
{
  GtkWidget *list, *search;

  store_open (self->window, self->session);
  keys_press (self->window, "<Control>question");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (keys_find_over (self)), ==, "GtkShortcutsWindow");
  keys_press (keys_find_over (self), "Escape");
  staff_until (keys_find_over (self) == NULL);

  keys_press (self->window, "<Control>comma");
  g_assert_nonnull (staff_find_type (self->window, CANDOR_TYPE_REGISTER_SETTINGS));
  keys_press (self->window, "<Control>comma");
  keys_press (self->window, "Escape");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_REGISTER_SETTINGS) == NULL);
  g_assert_nonnull (staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME));

  /* What is begun on another page is not covered by the settings. */
  gtk_widget_activate_action (staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME), "staff.scan",
                              NULL);
  keys_press (self->window, "<Control>comma");
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_REGISTER_SETTINGS));
  keys_press (self->window, "Escape");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_REGISTER_SCAN) == NULL);

  list = staff_find_type (self->window, CANDOR_TYPE_REGISTER_LIST);
  search = staff_find_type (list, GTK_TYPE_SEARCH_ENTRY);
  gtk_widget_grab_focus (staff_find_button (self->window, "Lock"));
  keys_press (self->window, "<Control>f");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), search));

  keys_press (self->window, "<Control>l");
  g_assert_null (candor_session_get_register (self->session));
}

static void
test_print_key (Tablet *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorRegister) records = store_unlock (self->folder);
  g_autoptr (CandorVisit) visit = candor_example_complete (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" }, &error);
  g_autofree char *file = candor_register_file_visit (
      records, self->procedure, visit, &(CandorStationery){ .paper = CANDOR_PAPER_A4 }, &error);
  GtkWidget *title;

  g_assert_no_error (error);
  g_assert_nonnull (file);
  store_open (self->window, self->session);
  staff_until (staff_shows (self->window, "Ana Example"));
  keys_press (self->window, "<Control>f");
  keys_press (self->window, "Down");
  keys_press (self->window, "<Control>p");
  title = staff_find_label (self->window, "Print the form of Ana Example");
  g_assert_true (gtk_widget_get_mapped (title));
  keys_press (self->window, "Escape");
  g_assert_false (gtk_widget_get_mapped (title));
}

static void
test_visit_keys (Tablet *self, gconstpointer data)
{
  CandorFlow *flow = keys_start_visit (self);
  g_autofree char *first = NULL;
  g_autofree char *next = NULL;
  g_autofree char *back = NULL;
  int size = candor_flow_get_text_size (flow);
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  /* A page that asks for nothing. */
  g_assert_true (candor_flow_show_page (flow, "learn"));
  first = candor_page_title (candor_flow_get_page (flow));
  /* Nobody goes on from a page that has not been seen. */
  while (g_get_monotonic_time () < end)
    staff_turn ();
  keys_press (self->window, "<Control>Page_Down");
  next = candor_page_title (candor_flow_get_page (flow));
  g_assert_cmpstr (next, !=, first);
  keys_press (self->window, "<Control>Page_Up");
  back = candor_page_title (candor_flow_get_page (flow));
  g_assert_cmpstr (back, ==, first);
  keys_press (self->window, "<Control>plus");
  g_assert_cmpint (candor_flow_get_text_size (flow), >, size);
  keys_press (self->window, "<Control>minus");
  g_assert_cmpint (candor_flow_get_text_size (flow), ==, size);
}

static void
test_stroke_key (Tablet *self, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  CandorSignaturePad *pad = CANDOR_SIGNATURE_PAD (candor_signature_pad_new ());

  gtk_window_set_default_size (GTK_WINDOW (window), 640, 320);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pad));
  gtk_window_present (GTK_WINDOW (window));
  keys_give (window);
  hands_drag (window, 100, 100, 300, 150);
  g_assert_false (candor_signature_pad_is_empty (pad));
  gtk_widget_grab_focus (GTK_WIDGET (pad));
  keys_press (window, "<Control>z");
  g_assert_true (candor_signature_pad_is_empty (pad));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_found (Tablet *self, gconstpointer data)
{
  GtkWidget *keys, *search;

  store_open (self->window, self->session);
  keys = keys_open (self, "staff.shortcuts");
  search = staff_find_type (keys, GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (search), TRUE);
  search = staff_find_type (keys, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "manual");
  g_signal_emit_by_name (search, "search-changed");
  hands_settle (self->window);
  g_assert_true (staff_shows (keys, "Open the manual"));
}

/* GTK breaks no line in this window, and sets its keys in two columns. */
static void
test_narrow (Tablet *self, gconstpointer data)
{
  gsize n_languages;
  const CandorLanguage *const *languages = candor_language_list (&n_languages);

  for (gsize i = 0; i < n_languages; i++)
    {
      GtkWindow *keys = candor_staff_shortcuts_new (languages[i]);
      int width;

      gtk_widget_measure (GTK_WIDGET (keys), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                          NULL);
      if (width > 800)
        g_test_fail_printf ("%s: %d pixels wide, on a tablet that has 800 upright",
                            candor_language_code (languages[i]), width);
      gtk_window_destroy (keys);
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/shortcuts/" name, Tablet, NULL, keys_set_up, test, keys_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("listed", test_listed);
  ADD ("staff-keys", test_staff_keys);
  ADD ("print-key", test_print_key);
  ADD ("visit-keys", test_visit_keys);
  ADD ("stroke-key", test_stroke_key);
  ADD ("found", test_found);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
