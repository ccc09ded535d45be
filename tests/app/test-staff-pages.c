/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The pages behind the staff's first one. Catches: a filed visit that cannot be opened, a seal that
 * is called whole when a byte was changed, pages of a changed file that are drawn all the same,
 * another clinic's seal taken for our own, a clinic without a seal that is not told so, a patient's
 * name in the window's title, and a way back that is none.
 */
#include "staff-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/candor-window.h"
#include "app/print/candor-print-panel.h"
#include "app/staff/candor-seal-check.h"
#include "app/staff/candor-staff-home.h"
#include "app/staff/candor-staff-page.h"
#include "app/staff/candor-visit-row.h"
#include "app/visit/pages/candor-take-home-page.h"
#include "core/candor-example.h"
#include "picture-support.h"
#include "printer-support.h"
#include "records/candor-records.h"

typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  char *folder;
  CandorStationery stationery;
  CandorRecord *record;
  GtkWidget *window;
} Fixture;

static CandorSeal *
make_seal (const char *name)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 ("2026-01-01T00:00:00Z", NULL);
  g_autoptr (GError) error = NULL;
  CandorSeal *seal = candor_seal_new_self_signed (name, from, &error);

  g_assert_no_error (error);
  return seal;
}

static void
open_window (Fixture *self)
{
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->folder);
  candor_window_set_stationery (CANDOR_WINDOW (self->window), &self->stationery);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
set_up (Fixture *self, gconstpointer sealed)
{
  g_autoptr (GError) error = NULL;
  const CandorExample wish = { .name = "Ana Example" };
  g_autoptr (CandorVisit) visit = NULL;

  self->clinic = staff_clinic ();
  self->procedure = staff_procedure ();
  self->folder = staff_scratch ();
  if (sealed != NULL)
    self->stationery.seal = make_seal (self->clinic->name);
  visit = candor_example_complete (self->procedure, &wish, &error);
  g_assert_no_error (error);
  self->record
      = candor_records_file (self->folder, self->procedure, visit, &self->stationery, &error);
  g_assert_no_error (error);
  open_window (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_record_free (self->record);
  candor_stationery_clear (&self->stationery);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->folder);
  g_free (self->folder);
}

static void
open_record (Fixture *self)
{
  GtkWidget *row;

  staff_until (staff_find_label (self->window, "Ana Example") != NULL);
  row = gtk_widget_get_ancestor (staff_find_label (self->window, "Ana Example"),
                                 CANDOR_TYPE_VISIT_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_nonnull (staff_find_type (self->window, CANDOR_TYPE_STAFF_PAGE));
}

static guint
count_sheets (Fixture *self)
{
  return staff_count (staff_find_type (self->window, CANDOR_TYPE_STAFF_PAGE), GTK_TYPE_PICTURE);
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
  g_assert_cmpuint (count_words (staff_find_type (self->window, CANDOR_TYPE_SEAL_CHECK), words), ==,
                    1);
}

static void
test_record (Fixture *self, gconstpointer data)
{
  GtkWidget *home = staff_find_type (self->window, CANDOR_TYPE_STAFF_HOME);

  g_assert_true (staff_shows (self->window, "Forms are sealed when they are filed."));
  staff_until (staff_find_label (self->window, "Ana Example") != NULL);
  take_pictures (self->window, "home");
  open_record (self);
  g_assert_false (gtk_widget_get_visible (home));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Candor");
  staff_until (staff_shows (self->window, "Unchanged since it was sealed"));
  assert_said_once (self, self->clinic->name);
  assert_said_once (self, "by its own clock");
  assert_said_once (self, "Fingerprint of the certificate");
  g_assert_false (staff_shows (self->window, "by the tablet’s clock"));
  staff_until (count_sheets (self) > 1);
  g_assert_nonnull (staff_find_button (self->window, "Print the form"));
  g_assert_nonnull (staff_find_button (self->window, "Print the care sheet"));
  take_pictures (self->window, "record");

  staff_click (self->window, "Back");
  staff_until (staff_find_type (self->window, CANDOR_TYPE_STAFF_PAGE) == NULL);
  g_assert_true (gtk_widget_get_visible (home));
}

static void
test_damaged_record (Fixture *self, gconstpointer data)
{
  damage (self->record->form_path);
  open_record (self);
  staff_until (staff_shows (self->window, "Altered")
               || staff_shows (self->window, "Cannot be read"));
  g_assert_false (staff_shows (self->window, "Unchanged"));
  g_assert_cmpuint (count_sheets (self), ==, 0);
  take_pictures (self->window, "record-altered");
}

static void
test_unsealed_record (Fixture *self, gconstpointer data)
{
  g_assert_true (staff_shows (self->window, "This clinic has no seal yet"));
  open_record (self);
  staff_until (staff_shows (self->window, "Not sealed"));
  staff_until (count_sheets (self) > 1);
}

/* The name in a seal proves nothing: the certificate does. */
static void
test_seal_of_another (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  candor_seal_unref (self->stationery.seal);
  self->stationery.seal = make_seal (self->clinic->name);
  open_window (self);
  open_record (self);
  staff_until (staff_shows (self->window, "not with a valid seal of this clinic"));
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

  take_pictures (self->window, "home");
  staff_click (self->window, "Check a form");
  title = staff_find_label (self->window, "Is a form genuine?");
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
  staff_click (self->window, "Check a form");
  staff_click (self->window, "Check this file");
  g_assert_true (staff_shows (self->window, "Please write where the file is."));

  staff_write (self->window, "File", "/nowhere/at-all.pdf");
  staff_click (self->window, "Check this file");
  staff_until (staff_shows (self->window, "Cannot be read"));

  staff_write (self->window, "File", self->record->form_path);
  staff_click (self->window, "Check this file");
  staff_until (staff_shows (self->window, "Unchanged since it was sealed"));
  take_pictures (self->window, "check");
}

static void
test_blank_form (Fixture *self, gconstpointer data)
{
  staff_click (self->window, "Blank form");
  g_assert_nonnull (staff_find_button (self->window, "Print the blank form"));
  staff_until (count_sheets (self) > 1);
  take_pictures (self->window, "blank-form");
}

/* The page with a printer on it, as staff see it. */
static void
test_with_a_printer (Fixture *self, gconstpointer data)
{
  PrintService *service = print_service_new ();

  print_service_add_printer (service, "Front-desk", "keep");
  print_service_choose (service);
  open_record (self);
  staff_until (staff_find_type (self->window, ADW_TYPE_COMBO_ROW) != NULL);
  staff_until (count_sheets (self) > 1);
  take_pictures (self->window, "record-printer");
  staff_click (self->window, "Print the care sheet");
  staff_until (staff_shows (self->window, "No copy is left in the print queue."));
  take_pictures (self->window, "record-printed");
  print_service_free (service);
}

/* After filing, with the patient beside them: only what belongs to this visit, and no printer on the
 * screen before somebody wants to print. */
static void
test_take_home (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_visit_load (self->record->visit_path, &error);
  GtkWidget *window = gtk_window_new ();
  CandorPage *page = candor_page_new (CANDOR_TYPE_TAKE_HOME_PAGE, self->procedure, visit, 0);

  g_assert_no_error (error);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  candor_page_set_records_folder (page, self->folder);
  candor_page_set_stationery (page, &self->stationery);
  candor_page_shown (page);
  g_assert_null (staff_find_button (GTK_WIDGET (page), "Print copies for the patient"));

  candor_page_set_record (page, self->record->form_path);
  candor_page_shown (page);
  g_assert_null (staff_find_type (GTK_WIDGET (page), CANDOR_TYPE_PRINT_PANEL));
  staff_click (GTK_WIDGET (page), "Print copies for the patient");
  g_assert_nonnull (staff_find_button (GTK_WIDGET (page), "Print the form"));
  g_assert_nonnull (staff_find_button (GTK_WIDGET (page), "Print the care sheet"));
  g_assert_false (staff_shows (GTK_WIDGET (page), "Ana Example"));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(name, sealed, test)                                                                    \
  g_test_add ("/staff-pages/" name, Fixture, sealed, set_up, test, tear_down)

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

  ADD ("record", "sealed", test_record);
  ADD ("damaged-record", "sealed", test_damaged_record);
  ADD ("unsealed-record", NULL, test_unsealed_record);
  ADD ("seal-of-another", "sealed", test_seal_of_another);
  ADD ("any-file", "sealed", test_any_file);
  ADD ("large-text", NULL, test_large_text);
  ADD ("blank-form", "sealed", test_blank_form);
  ADD ("with-a-printer", "sealed", test_with_a_printer);
  ADD ("take-home", "sealed", test_take_home);
  return g_test_run ();
}
