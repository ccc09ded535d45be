/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The pages behind the staff's first one. Catches: a filed visit that cannot be opened, a seal that
 * is called whole when a byte was changed, pages of a changed file that are drawn all the same, a
 * record that stays on the screen when the tablet is locked, a page that outlives the lock and holds
 * the key, a patient's name in the window's title, a clinic's own seal that is called a stranger's,
 * and a way back that is none.
 */
#include "staff-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/candor-window.h"
#include "app/print/candor-print-panel.h"
#include "app/staff/candor-paper-pages.h"
#include "app/staff/candor-register-log.h"
#include "app/staff/candor-register-record.h"
#include "app/staff/candor-register-row.h"
#include "app/staff/candor-register-scan.h"
#include "app/staff/candor-register-settings.h"
#include "app/staff/candor-seal-check.h"
#include "app/staff/candor-staff-area.h"
#include "app/staff/candor-staff-home.h"
#include "app/staff/candor-staff-page.h"
#include "app/visit/pages/candor-take-home-page.h"
#include "core/candor-example.h"
#include "picture-support.h"
#include "printer-support.h"
#include "records/candor-register-private.h"
#include "store-support.h"
#include "tablet-support.h"

typedef struct
{
  Tablet tablet;
  CandorVisit *visit;
  char *file; /* its record */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CandorExample wish = { .name = "Ana Example" };

  tablet_set_up (&self->tablet, TRUE);
  self->visit = candor_example_complete (self->tablet.procedure, &wish, &error);
  g_assert_no_error (error);
  self->file = candor_register_file_visit (candor_session_get_register (self->tablet.session),
                                           self->tablet.procedure, self->visit,
                                           &(CandorStationery){ .logo = NULL }, &error);
  g_assert_no_error (error);
  tablet_show (&self->tablet);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tablet_tear_down (&self->tablet, NULL);
  g_object_unref (self->visit);
  g_free (self->file);
}

/* The form of the record, where a patient may have it: on some disk. */
static char *
export_form (Fixture *self)
{
  char *path = g_build_filename (self->tablet.scratch, "form.pdf", NULL);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (GError) error = NULL;

  store_read (self->tablet.folder, self->file, &parts);
  g_file_set_contents (path, g_bytes_get_data (parts.form, NULL), g_bytes_get_size (parts.form),
                       &error);
  g_assert_no_error (error);
  return path;
}

static void
open_record (Fixture *self)
{
  staff_until (staff_find_label (self->tablet.window, "Ana Example") != NULL);
  g_signal_emit_by_name (staff_find_type (self->tablet.window, GTK_TYPE_LIST_VIEW), "activate", 0);
  g_assert_nonnull (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_PAGE));
}

static guint
count_sheets (Fixture *self)
{
  return staff_count (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_PAGE),
                      GTK_TYPE_PICTURE);
}

/* Changes one bit in the middle of a file. */
static void
damage (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  contents[length / 2] ^= 1;
  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

static guint
count_words (GtkWidget *widget, const char *words)
{
  guint n = 0;

  if (GTK_IS_LABEL (widget))
    n += strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL ? 1 : 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_words (child, words);
  return n;
}

/* Catches a check that says who sealed a form, or when, twice. */
static void
assert_said_once (Fixture *self, const char *words)
{
  g_assert_cmpuint (
      count_words (staff_find_type (self->tablet.window, CANDOR_TYPE_SEAL_CHECK), words), ==, 1);
}

static void
test_record (Fixture *self, gconstpointer data)
{
  GtkWidget *home = staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME);

  staff_until (staff_find_label (self->tablet.window, "Ana Example") != NULL);
  take_pictures (self->tablet.window, "home");
  open_record (self);
  g_assert_false (gtk_widget_get_visible (home));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->tablet.window)), ==, "Candor");
  staff_until (staff_shows (self->tablet.window, "Unchanged since it was sealed"));
  assert_said_once (self, self->tablet.clinic->name);
  assert_said_once (self, "by its own clock");
  assert_said_once (self, "Fingerprint of the certificate");
  g_assert_false (staff_shows (self->tablet.window, "by the tablet’s clock"));
  staff_until (count_sheets (self) > 1);
  g_assert_nonnull (staff_find_button (self->tablet.window, "Print the form"));
  g_assert_nonnull (staff_find_button (self->tablet.window, "Print the care sheet"));
  take_pictures (self->tablet.window, "record");

  staff_click (self->tablet.window, "Back");
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_PAGE) == NULL);
  g_assert_true (gtk_widget_get_visible (home));
}

static void
test_damaged_record (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->tablet.folder, self->file, NULL);

  staff_until (staff_find_label (self->tablet.window, "Ana Example") != NULL);
  damage (path);
  open_record (self);
  staff_until (staff_shows (self->tablet.window, "This record cannot be opened."));
  g_assert_false (staff_shows (self->tablet.window, "Unchanged"));
  g_assert_cmpuint (count_sheets (self), ==, 0);
  take_pictures (self->tablet.window, "record-altered");
}

/* What is open shows names: it goes when the tablet is locked. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  open_record (self);
  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  g_assert_null (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_PAGE));
  g_assert_false (staff_shows (self->tablet.window, "Ana Example"));
  g_assert_true (staff_shows (self->tablet.window, "This tablet is locked"));
}

/* Escape, as the keyboard would press it, whatever has the focus. Returns: whether it was used */
static gboolean
press_escape (Fixture *self)
{
  GtkWidget *area = staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_AREA);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (area);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) keys = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (keys) && k < g_list_model_get_n_items (keys);
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (keys, k);
          g_autofree char *trigger
              = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, "Escape"))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, area, NULL);
        }
    }
  return FALSE;
}

/* Every page has a way there and a way back, and Escape goes back one page at a time. */
static void
test_ways (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *action;
    GType type;
  } ways[] = {
    { "staff.scan", CANDOR_TYPE_REGISTER_SCAN },
    { "staff.log", CANDOR_TYPE_REGISTER_LOG },
    { "staff.settings", CANDOR_TYPE_REGISTER_SETTINGS },
  };
  GtkWidget *home = staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME);
  GtkWidget *log;

  g_assert_nonnull (staff_find_type (home, GTK_TYPE_MENU_BUTTON));
  g_assert_false (press_escape (self));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_assert_true (gtk_widget_activate_action (home, ways[i].action, NULL));
      g_assert_nonnull (staff_find_type (self->tablet.window, ways[i].type));
      staff_click (self->tablet.window, "Back");
      staff_until (staff_find_type (self->tablet.window, ways[i].type) == NULL);
      g_assert_true (gtk_widget_get_visible (home));
    }

  gtk_widget_activate_action (home, "staff.log", NULL);
  log = staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_LOG);
  g_signal_emit_by_name (log, "open-record", self->file);
  g_assert_nonnull (staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_RECORD));
  g_assert_false (gtk_widget_get_visible (log));
  g_assert_true (press_escape (self));
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_RECORD) == NULL);
  g_assert_true (gtk_widget_get_visible (log));
  g_assert_true (press_escape (self));
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME) == home);
}

/* A form that was filed from a scan takes the place of the page that filed it. */
static void
test_filed_scan (Fixture *self, gconstpointer data)
{
  GtkWidget *home = staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME);

  gtk_widget_activate_action (home, "staff.scan", NULL);
  g_signal_emit_by_name (staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_SCAN), "filed",
                         self->file);
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_RECORD) != NULL);
  g_assert_null (staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_SCAN));
  staff_click (self->tablet.window, "Back");
  staff_until (staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME) == home);
}

/* All that an unlocked store showed is gone, and with it what holds the key. */
static void
test_nothing_outlives_the_lock (Fixture *self, gconstpointer data)
{
  CandorRegister *records = candor_session_ref_register (self->tablet.session);
  GtkWidget *home = staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_HOME);
  gpointer alive[6] = { NULL };

  alive[0] = home;
  gtk_widget_activate_action (home, "staff.settings", NULL);
  alive[2] = staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_SETTINGS);
  gtk_widget_activate_action (home, "staff.scan", NULL);
  gtk_widget_activate_action (home, "staff.log", NULL);
  gtk_widget_set_visible (home, TRUE);
  open_record (self);
  staff_until (staff_shows (self->tablet.window, "Unchanged since it was sealed"));
  staff_until (count_sheets (self) > 1);
  alive[1] = staff_find_type (self->tablet.window, CANDOR_TYPE_REGISTER_RECORD);
  gtk_widget_set_visible (home, TRUE);
  alive[3] = staff_find_type (home, GTK_TYPE_LIST_VIEW);
  alive[4] = staff_find_type (home, CANDOR_TYPE_REGISTER_ROW);
  alive[5] = staff_find_type (self->tablet.window, CANDOR_TYPE_STAFF_AREA);
  for (guint i = 0; i < G_N_ELEMENTS (alive); i++)
    {
      g_assert_nonnull (alive[i]);
      g_object_add_weak_pointer (alive[i], &alive[i]);
    }

  candor_window_lock (CANDOR_WINDOW (self->tablet.window));
  g_assert_false (staff_shows (self->tablet.window, "Ana Example"));
  for (guint i = 0; i < G_N_ELEMENTS (alive); i++)
    staff_until (alive[i] == NULL);
  /* This test holds the last one. */
  staff_until (g_atomic_ref_count_compare (&records->references, 1));
  candor_register_unref (records);
}

static int
height_of (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

/* Catches headings that stay small where somebody has set the desktop to text of twice the size. */
static void
test_large_text (Fixture *self, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *title;
  int dpi, before;

  take_pictures (self->tablet.window, "home");
  staff_click (self->tablet.window, "Check a form");
  title = staff_find_label (self->tablet.window, "Is a form genuine?");
  g_assert_nonnull (title);
  before = height_of (title);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * dpi, NULL);
  staff_until (10 * height_of (title) >= 18 * before);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static void
test_any_file (Fixture *self, gconstpointer data)
{
  g_autofree char *form = export_form (self);

  staff_click (self->tablet.window, "Check a form");
  staff_click (self->tablet.window, "Check this file");
  g_assert_true (staff_shows (self->tablet.window, "Please write where the file is."));

  staff_write (self->tablet.window, "File", "/nowhere/at-all.pdf");
  staff_click (self->tablet.window, "Check this file");
  staff_until (staff_shows (self->tablet.window, "Cannot be read"));

  staff_write (self->tablet.window, "File", form);
  staff_click (self->tablet.window, "Check this file");
  staff_until (staff_shows (self->tablet.window, "Unchanged since it was sealed"));
  take_pictures (self->tablet.window, "check");

  damage (form);
  staff_click (self->tablet.window, "Check this file");
  staff_until (staff_shows (self->tablet.window, "Altered")
               || staff_shows (self->tablet.window, "Cannot be read"));
  g_assert_false (staff_shows (self->tablet.window, "Unchanged"));
}

static void
test_blank_form (Fixture *self, gconstpointer data)
{
  staff_click (self->tablet.window, "Blank form");
  g_assert_nonnull (staff_find_button (self->tablet.window, "Print the blank form"));
  staff_until (count_sheets (self) > 1);
  take_pictures (self->tablet.window, "blank-form");
}

/* Catches a form that staff can only print in their own language, one that the page still shows in the
 * language before, and a language that nobody can sign in. */
static void
test_blank_form_in_two_languages (Fixture *self, gconstpointer data)
{
  g_autofree char *path
      = g_build_filename (SOURCE_ROOT, "data", "procedures", "microneedling.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, &error);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page;
  GtkDropDown *choice;
  guint n_alone;

  g_assert_no_error (error);
  page = candor_blank_form_page_new (procedure, self->tablet.clinic,
                                     &(CandorStationery){ .logo = NULL },
                                     candor_language_english (), self->tablet.folder);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  staff_until (staff_count (page, GTK_TYPE_PICTURE) > 1);
  n_alone = staff_count (page, GTK_TYPE_PICTURE);

  g_assert_true (staff_shows (page, "Language of the patient"));
  choice = GTK_DROP_DOWN (staff_find_type (page, GTK_TYPE_DROP_DOWN));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), >, 5);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_drop_down_get_model (choice)); i++)
    if (g_str_equal (
            gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (choice)), i),
            "العربية"))
      gtk_drop_down_set_selected (choice, i);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), >, 0);
  staff_until (staff_count (page, GTK_TYPE_PICTURE) > n_alone);
  g_assert_nonnull (staff_find_button (page, "Print the blank form"));
  take_pictures (window, "blank-form-in-two-languages");

  gtk_drop_down_set_selected (choice, 0);
  staff_until (staff_count (page, GTK_TYPE_PICTURE) == n_alone);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The page with a printer on it, as staff see it. */
static void
test_with_a_printer (Fixture *self, gconstpointer data)
{
  PrintService *service = print_service_new ();

  print_service_add_printer (service, "Front-desk", "keep");
  print_service_choose (service);
  open_record (self);
  staff_until (staff_find_type (self->tablet.window, ADW_TYPE_COMBO_ROW) != NULL);
  staff_until (count_sheets (self) > 1);
  take_pictures (self->tablet.window, "record-printer");
  staff_click (self->tablet.window, "Print the care sheet");
  staff_until (staff_shows (self->tablet.window, "No copy is left in the print queue."));
  take_pictures (self->tablet.window, "record-printed");
  print_service_free (service);
}

/* After filing, with the patient beside them: only what belongs to this visit, and no printer on the
 * screen before somebody wants to print. */
static void
test_take_home (Fixture *self, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  CandorPage *page
      = candor_page_new (CANDOR_TYPE_TAKE_HOME_PAGE, self->tablet.procedure, self->visit, 0);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  candor_page_set_session (page, self->tablet.session);
  candor_page_shown (page);
  g_assert_null (staff_find_button (GTK_WIDGET (page), "Print copies for the patient"));

  candor_page_set_record (page, self->file);
  candor_page_shown (page);
  g_assert_null (staff_find_type (GTK_WIDGET (page), CANDOR_TYPE_PRINT_PANEL));
  staff_click (GTK_WIDGET (page), "Print copies for the patient");
  g_assert_nonnull (staff_find_button (GTK_WIDGET (page), "Print the form"));
  g_assert_nonnull (staff_find_button (GTK_WIDGET (page), "Print the care sheet"));
  g_assert_false (staff_shows (GTK_WIDGET (page), "Ana Example"));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, test) g_test_add ("/staff-pages/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  int fd;

  print_expect_lone_computer ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  picture_load_style ();
  /* Nobody here looks for the printers of the computer that the tests run on. */
  print_choose_port (print_port_that_listens (&fd));

  ADD ("record", test_record);
  ADD ("damaged-record", test_damaged_record);
  ADD ("locked", test_locked);
  ADD ("ways", test_ways);
  ADD ("filed-scan", test_filed_scan);
  ADD ("nothing-outlives-the-lock", test_nothing_outlives_the_lock);
  ADD ("any-file", test_any_file);
  ADD ("large-text", test_large_text);
  ADD ("blank-form", test_blank_form);
  ADD ("blank-form-in-two-languages", test_blank_form_in_two_languages);
  ADD ("with-a-printer", test_with_a_printer);
  ADD ("take-home", test_take_home);
  return g_test_run ();
}
