/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The manual, from the app. Catches: F1 or the menu that opens nothing, or something else; a computer
 * without a viewer on which nothing happens, or that does not say where the pages are; a locked tablet
 * or a patient's page that opens another program. The key is a real one, of the display's server, and
 * so is the program that is started.
 */
#include "staff-support.h"

#include <glib/gstdio.h>

#include "app/candor-window.h"
#include "app/staff/candor-staff-area.h"
#include "app/visit/candor-flow.h"
#include "core/candor-example.h"
#include "hands-support.h"
#include "store-support.h"
#include "tablet-support.h"

/* The data of the system, but for its programs and manuals. */
static const char *const kept[] = { "fonts", "glib-2.0", "icons", "mime", "themes", "X11" };

static char *share; /* a data folder of the system's */
static char *shown; /* where the viewer writes down what it was asked for */

static void
press_f1 (Tablet *self)
{
  static const KeySym nothing[HANDS_HELD] = { 0 };

  hands_settle (self->window);
  hands_focus (self->window);
  staff_until (gtk_window_is_active (GTK_WINDOW (self->window)));
  hands_press (self->window, nothing, XK_F1);
}

/* Returns: (nullable): what stands over the window */
static GtkWidget *
find_dialog (Tablet *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (window != self->window)
        return window;
    }
  return NULL;
}

static char *
dup_shown (void)
{
  char *text = NULL;

  g_file_get_contents (shown, &text, NULL, NULL);
  return text;
}

static gboolean
is_shown (void)
{
  g_autofree char *text = dup_shown ();

  return text != NULL && g_str_has_suffix (text, "\n");
}

static gboolean
has_viewer (void)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");

  return viewer != NULL;
}

static void
test_no_viewer (Tablet *self, gconstpointer data)
{
  g_autofree char *pages = g_build_filename (share, "help", "C", "candor", NULL);
  g_autofree char *quoted = g_strdup_printf ("“%s”", pages);

  g_assert_false (has_viewer ());
  store_open (self->window, self->session);
  press_f1 (self);
  staff_until (find_dialog (self) != NULL);
  g_assert_nonnull (staff_find_label (find_dialog (self), "The manual cannot be opened"));
  g_assert_nonnull (staff_find_label_starting (find_dialog (self), "The manual is not installed"));
  staff_click (find_dialog (self), "Close");
  staff_until (find_dialog (self) == NULL);

  g_assert_cmpint (g_mkdir_with_parents (pages, 0755), ==, 0);
  press_f1 (self);
  staff_until (find_dialog (self) != NULL);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (staff_find_label_starting (
                                find_dialog (self), "There is no program here"))),
                            quoted));
  staff_click (find_dialog (self), "Close");
  staff_until (find_dialog (self) == NULL);
}

static void
install_viewer (void)
{
  g_autofree char *programs = g_build_filename (share, "applications", NULL);
  g_autofree char *script = g_build_filename (share, "viewer", NULL);
  g_autofree char *entry = g_build_filename (programs, "viewer.desktop", NULL);
  g_autofree char *list = g_build_filename (programs, "mimeapps.list", NULL);
  g_autofree char *script_text
      = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$1\" >>'%s'\n", shown);
  g_autofree char *entry_text
      = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=%s %%u\n"
                         "MimeType=x-scheme-handler/help;\n",
                         script);

  g_assert_cmpint (g_mkdir_with_parents (programs, 0755), ==, 0);
  g_assert_true (g_file_set_contents_full (script, script_text, -1, 0, 0755, NULL));
  g_assert_true (g_file_set_contents (entry, entry_text, -1, NULL));
  g_assert_true (g_file_set_contents (
      list, "[Default Applications]\nx-scheme-handler/help=viewer.desktop\n", -1, NULL));
  staff_until (has_viewer ());
}

static void
test_viewer (Tablet *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  install_viewer ();
  store_open (self->window, self->session);
  g_remove (shown);
  press_f1 (self);
  staff_until (is_shown ());
  text = dup_shown ();
  g_assert_cmpstr (text, ==, "help:candor\n");
  g_assert_null (find_dialog (self));
}

static gboolean
is_more (GtkWidget *widget)
{
  return GTK_IS_MENU_BUTTON (widget)
         && g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)), "More") == 0;
}

static GtkWidget *
find_more (GtkWidget *widget)
{
  GtkWidget *found = is_more (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_more (child);
  return found;
}

static void
test_menu (Tablet *self, gconstpointer data)
{
  GtkWidget *more;
  GMenuModel *menu;
  gboolean found = FALSE;

  install_viewer ();
  store_open (self->window, self->session);
  hands_settle (self->window);
  more = find_more (self->window);
  g_assert_nonnull (more);
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (more));
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;

      g_assert_true (g_menu_model_get_item_attribute (menu, i, "label", "s", &label));
      g_assert_true (g_menu_model_get_item_attribute (menu, i, "action", "s", &action));
      if (!g_str_equal (label, "Help"))
        continue;
      found = TRUE;
      g_remove (shown);
      g_assert_true (gtk_widget_activate_action (more, action, NULL));
    }
  g_assert_true (found);
  staff_until (is_shown ());
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
  hands_settle (self->window);
}

/* The last press, by staff, shows that the ones before would have been noticed. */
static void
test_not_for_patients (Tablet *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (CandorVisit) visit = candor_example_ready (
      self->procedure, &(CandorExample){ .clinic = self->clinic, .name = "Ana Example" });

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  install_viewer ();
  g_remove (shown);
  press_f1 (self);
  g_assert_false (gtk_widget_activate_action (self->window, "staff.help", NULL));

  candor_draft_keeper_keep (candor_session_get_drafts (self->session), visit);
  store_open (self->window, self->session);
  staff_until (staff_find_button (self->window, "Hand over this visit") != NULL);
  staff_click (self->window, "Hand over this visit");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_FLOW) != NULL);
  press_f1 (self);
  g_assert_false (gtk_widget_activate_action (staff_find_type (self->window, CANDOR_TYPE_FLOW),
                                              "staff.help", NULL));
  candor_window_lock (CANDOR_WINDOW (self->window));
  press_f1 (self);
  g_assert_null (find_dialog (self));
  staff_write (self->window, "Your date of birth", "3 May 1984");
  staff_click (self->window, "Go on with my visit");
  press_f1 (self);
  g_assert_null (find_dialog (self));
  g_assert_false (is_shown ());

  staff_click (self->window, "Call staff");
  staff_until (staff_find_button (self->window, "Leave this visit") != NULL);
  staff_click (self->window, "Leave this visit");
  hands_settle (self->window);
  if (candor_session_get_register (self->session) == NULL)
    store_open (self->window, self->session);
  staff_until (staff_find_type (self->window, CANDOR_TYPE_STAFF_AREA) != NULL);
  press_f1 (self);
  staff_until (is_shown ());
  text = dup_shown ();
  g_assert_cmpstr (text, ==, "help:candor\n");
}

/* What is installed on the machine must not decide: it has a viewer, or it has none. */
static char *
hide_system (void)
{
  g_autoptr (GError) error = NULL;
  char *scratch = g_dir_make_tmp ("candor-help-XXXXXX", &error);

  g_assert_no_error (error);
  share = g_build_filename (scratch, "share", NULL);
  shown = g_build_filename (scratch, "shown", NULL);
  g_assert_cmpint (g_mkdir (share, 0755), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *from = g_build_filename ("/usr/share", kept[i], NULL);
      g_autofree char *to = g_build_filename (share, kept[i], NULL);
      g_autoptr (GFile) link = g_file_new_for_path (to);

      if (g_file_test (from, G_FILE_TEST_IS_DIR))
        g_file_make_symbolic_link (link, from, NULL, &error);
      g_assert_no_error (error);
    }
  g_setenv ("XDG_DATA_DIRS", share, TRUE);
  g_setenv ("XDG_DATA_HOME", scratch, TRUE);
  g_setenv ("XDG_CONFIG_HOME", scratch, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", scratch, TRUE);
  return scratch;
}

#define ADD(name, test)                                                                            \
  g_test_add ("/help/" name, Tablet, NULL, tablet_set_up_shown, test, tablet_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *scratch = hide_system ();
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("no-viewer", test_no_viewer);
  ADD ("viewer", test_viewer);
  ADD ("menu", test_menu);
  ADD ("not-for-patients", test_not_for_patients);
  status = g_test_run ();
  staff_remove (scratch);
  g_free (share);
  g_free (shown);
  return status;
}
