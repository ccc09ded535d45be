/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Visits that staff throw away. Catches: one that goes without a reason or without a line, that cannot be taken
 * back, or only by whoever waits on the page; another one that comes back in its place; and one that is called
 * taken back and is on no disk.
 */
#include "staff-support.h"

#include <glib/gstdio.h>

#include "app/candor-window.h"
#include "app/staff/candor-staff-area.h"
#include "app/staff/candor-staff-home.h"
#include "app/staff/candor-staff-page.h"
#include "app/staff/candor-visit-row.h"
#include "picture-support.h"
#include "store-support.h"
#include "tablet-support.h"

typedef struct
{
  Tablet tablet;
  CandorDraftKeeper *drafts; /* (unowned) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  tablet_set_up_shown (&self->tablet, NULL);
  self->drafts = candor_session_get_drafts (self->tablet.session);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
}

static void
keep (Fixture *self, const char *name)
{
  g_autoptr (CandorVisit) visit = staff_visit (self->tablet.procedure, self->tablet.clinic);

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, name);
  candor_draft_keeper_keep (self->drafts, visit);
  candor_draft_keeper_settle (self->drafts);
}

/* Opens the page about the visit that the list shows first, up to the button that does it. */
static void
choose_first (Fixture *self)
{
  staff_until (staff_find_button (self->tablet.window, "Throw away…") != NULL);
  staff_click (self->tablet.window, "Throw away…");
  staff_click (self->tablet.window, "It was only a trial");
}

static gboolean
lists (Fixture *self, const char *name)
{
  GtkWidget *row = staff_find_type (self->tablet.window, CANDOR_TYPE_VISIT_ROW);

  return row != NULL && staff_shows (gtk_widget_get_parent (row), name);
}

static char *
read_log (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->tablet.folder, "log", NULL);
  char *log;

  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  return log;
}

static gboolean
log_has (Fixture *self, const char *words)
{
  g_autofree char *log = read_log (self);

  return strstr (log, words) != NULL;
}

static void
test_take_back (Fixture *self, gconstpointer data)
{
  g_autofree char *thrown = NULL;
  g_autofree char *back = NULL;

  keep (self, "Ana Example");
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Throw away…") != NULL);
  staff_click (self->tablet.window, "Throw away…");
  take_pictures (self->tablet.window, "throw-away");
  staff_click (self->tablet.window, "Throw it away for good");
  g_assert_true (staff_shows (self->tablet.window, "Please choose a reason."));
  g_assert_cmpuint (store_count (self->tablet.folder, "drafts"), ==, 1);
  staff_click (self->tablet.window, "It was only a trial");
  staff_click (self->tablet.window, "Throw it away for good");
  staff_until (store_count (self->tablet.folder, "drafts") == 0);
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME) != NULL);
  thrown = read_log (self);
  g_assert_nonnull (strstr (thrown, "draft thrown away"));
  g_assert_nonnull (strstr (thrown, "trial"));
  g_assert_null (strstr (thrown, "Ana"));
  staff_until (!lists (self, "Ana Example"));

  /* It was the wrong one. */
  staff_until (staff_shows (self->tablet.window, "The visit of Ana Example was thrown away."));
  staff_click (self->tablet.window, "Undo");
  staff_until (lists (self, "Ana Example"));
  g_assert_cmpuint (store_count (self->tablet.folder, "drafts"), ==, 1);
  staff_until (log_has (self, "draft taken back"));
  back = read_log (self);
  g_assert_null (strstr (back, "Ana"));
}

/* Catches a message about the one before, whose button brings back another visit than staff mean. */
static void
test_last_one (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  keep (self, "Ana & Example");
  keep (self, "Berta Example");
  store_open (self->tablet.window, self->tablet.session);
  staff_until (lists (self, "Ana & Example"));
  for (guint left = 2; left > 0; left--)
    {
      g_autofree char *words = NULL;
      GtkWidget *page;
      gboolean is_ana;

      choose_first (self);
      page = gtk_widget_get_ancestor (
          staff_find_button (self->tablet.window, "Throw it away for good"),
          CANDOR_TYPE_STAFF_PAGE);
      is_ana = staff_shows (page, "Ana & Example");
      g_ptr_array_add (names, g_strdup (is_ana ? "Ana & Example" : "Berta Example"));
      staff_click (self->tablet.window, "Throw it away for good");
      words = g_strdup_printf ("The visit of %s was thrown away.", (char *)names->pdata[2 - left]);
      staff_until (staff_shows (self->tablet.window, words));
      staff_until (store_count (self->tablet.folder, "drafts") == left - 1);
    }
  g_assert_cmpstr (names->pdata[0], !=, names->pdata[1]);
  staff_until (staff_find_label_starting (self->tablet.window, "The visit of ") != NULL);
  staff_click (self->tablet.window, "Undo");
  staff_until (lists (self, names->pdata[1]));
  g_assert_false (lists (self, names->pdata[0]));
}

/* Somebody presses Escape at once. */
static void
test_left_meanwhile (Fixture *self, gconstpointer data)
{
  keep (self, "Ana Example");
  store_open (self->tablet.window, self->tablet.session);
  choose_first (self);
  staff_click (self->tablet.window, "Throw it away for good");
  candor_staff_area_show_home (
      CANDOR_STAFF_AREA (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_AREA)));
  staff_until (staff_find_button (self->tablet.window, "Undo") != NULL);
  staff_until (!lists (self, "Ana Example"));
  staff_click (self->tablet.window, "Undo");
  staff_until (lists (self, "Ana Example"));
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

/* The disk is pulled out before it is taken back: staff are told why, and it is saved when the disk is there. */
static void
test_away (Fixture *self, gconstpointer data)
{
  g_autofree char *elsewhere = g_strconcat (self->tablet.folder, ".elsewhere", NULL);
  GtkWidget *dialog;

  keep (self, "Ana Example");
  store_open (self->tablet.window, self->tablet.session);
  choose_first (self);
  staff_click (self->tablet.window, "Throw it away for good");
  staff_until (staff_find_button (self->tablet.window, "Undo") != NULL);
  staff_until (store_count (self->tablet.folder, "drafts") == 0);
  g_assert_cmpint (g_rename (self->tablet.folder, elsewhere), ==, 0);
  staff_click (self->tablet.window, "Undo");
  staff_until ((dialog = find_dialog ()) != NULL);
  g_assert_true (staff_shows (dialog, "It was not taken back as it should be."));
  g_assert_true (staff_shows (dialog, "nothing is there now"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpint (g_rename (elsewhere, self->tablet.folder), ==, 0);
  staff_until (store_count (self->tablet.folder, "drafts") == 1);
}

/* Catches a way to take a visit back, with its name, that outlives the staff's pages. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  GObject *listed;
  GtkWidget *undo;

  keep (self, "Ana Example");
  store_open (self->tablet.window, self->tablet.session);
  staff_until (staff_find_button (self->tablet.window, "Throw away…") != NULL);
  listed = g_object_get_data (
      G_OBJECT (staff_find_type (self->tablet.window, CANDOR_TYPE_VISIT_ROW)), "candor-draft");
  g_assert_nonnull (listed);
  g_object_add_weak_pointer (listed, (gpointer *)&listed);
  choose_first (self);
  staff_click (self->tablet.window, "Throw it away for good");
  staff_until ((undo = staff_find_button (self->tablet.window, "Undo")) != NULL);
  g_object_add_weak_pointer (G_OBJECT (undo), (gpointer *)&undo);
  g_assert_nonnull (listed);
  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  staff_until (undo == NULL);
  staff_until (listed == NULL);
  g_assert_cmpuint (store_count (self->tablet.folder, "drafts"), ==, 0);
}

#define ADD(name, test) g_test_add ("/throw-away/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();
  /* A message that goes is gone at once, and not pressed while it fades. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("take-back", test_take_back);
  ADD ("last-one", test_last_one);
  ADD ("left-meanwhile", test_left_meanwhile);
  ADD ("away", test_away);
  ADD ("locked", test_locked);
  return g_test_run ();
}
