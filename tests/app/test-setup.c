/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The first start of a tablet. Catches: a clinic with a gap in it, a language that nobody chose, a
 * weak or mistyped passphrase, a PIN without a warning, a recovery key that nobody has on paper, a
 * sheet with another key, a key that is left in a file or in the print queue, a start that is broken
 * off and leaves half a store, and one from which no way leads to the first visit.
 */
#include "staff-support.h"

#include <poppler.h>
#include <string.h>

#include "app/candor-application.h"
#include "app/setup/candor-setup-pages.h"
#include "app/visit/candor-flow.h"
#include "picture-support.h"
#include "printer-support.h"
#include "records/candor-unlock.h"
#include "store-support.h"

typedef struct
{
  char *scratch;
  char *folder;
  GtkWidget *window;
  GtkWidget *pages;
  guint n_done;
} Fixture;

static void
done_cb (Fixture *self)
{
  self->n_done++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->scratch = staff_scratch ();
  self->folder = g_build_filename (self->scratch, "store", NULL);
  self->pages = candor_setup_pages_new (self->folder, (CandorKeyCost){ 8 * 1024, 1 });
  self->window = gtk_window_new ();
  g_signal_connect_swapped (self->pages, "done", G_CALLBACK (done_cb), self);
  gtk_window_set_child (GTK_WINDOW (self->window), self->pages);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
}

static void
assert_step (Fixture *self, const char *step)
{
  g_assert_cmpstr (candor_setup_pages_get_step (CANDOR_SETUP_PAGES (self->pages)), ==, step);
}

static void
fill_clinic (Fixture *self)
{
  staff_write (self->pages, "Name of the clinic", "Harbour Skin Rooms");
  staff_write (self->pages, "Address", "2 Invented Quay");
  staff_write (self->pages, "Telephone", "01632 960200");
  staff_write (self->pages, "Emergency number", "112");
  staff_click (self->pages, "English");
  staff_click (self->pages, "Next");
}

static void
fill_practitioner (Fixture *self)
{
  staff_write (self->pages, "Practitioner’s name", "Dr Ada Sample");
  staff_write (self->pages, "Role", "Dermatologist");
  staff_write (self->pages, "Registration number", "0000001 (invented)");
  staff_click (self->pages, "Next");
}

static void
fill_staff (Fixture *self, const char *one, const char *other)
{
  staff_write (self->pages, "Passphrase", one);
  staff_write (self->pages, "The same passphrase again", other);
  staff_click (self->pages, "Next");
}

/* What stands on the page behind the number of a group. */
static char *
read_group (Fixture *self, guint number)
{
  g_autofree char *start = g_strdup_printf ("%u  ", number);
  GtkWidget *label = staff_find_label_starting (self->pages, start);

  g_assert_nonnull (label);
  return g_strdup (gtk_label_get_text (GTK_LABEL (label)) + strlen (start));
}

/* Whether there is a store beside the place where it is to be. */
static gboolean
is_made (Fixture *self)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, ".candor-new-"))
      return TRUE;
  return FALSE;
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  g_autofree char *ini = g_build_filename (self->folder, "clinic.ini", NULL);
  g_autoptr (CandorClinic) clinic = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  CandorRegister *opened;

  take_pictures (self->window, "setup-clinic");
  staff_click (self->pages, "Next");
  assert_step (self, "clinic");
  g_assert_true (staff_shows (self->pages, "Please fill this in."));
  g_assert_true (staff_shows (self->pages, "Please choose a language."));
  g_assert_true (staff_shows (self->pages, "Patients choose theirs on their first page."));
  fill_clinic (self);
  assert_step (self, "practitioners");
  fill_practitioner (self);
  assert_step (self, "staff");
  take_pictures (self->window, "setup-staff");

  fill_staff (self, "short", "short");
  assert_step (self, "staff");
  g_assert_true (staff_shows (self->pages, "The passphrase is too short."));
  fill_staff (self, STORE_PASSPHRASE, "seven invented lake stone");
  g_assert_true (staff_shows (self->pages, "These two are not the same."));
  fill_staff (self, STORE_PASSPHRASE, STORE_PASSPHRASE);
  g_assert_true (staff_shows (self->pages, "The store is being made…"));
  staff_until (staff_shows (self->pages, "AGE-SECRET-KEY-1"));
  g_assert_false (staff_shows (self->pages, "The store is being made…"));
  assert_step (self, "key");
  take_pictures (self->window, "setup-key");
  for (guint i = 1; i <= 10; i++)
    g_ptr_array_add (groups, read_group (self, i));

  /* Nobody has the key yet, so nothing is there that could be used. */
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
  staff_click (self->pages, "I have it on paper");
  staff_click (self->pages, "Finish");
  g_assert_true (staff_shows (self->pages, "This is not what was shown."));
  g_assert_cmpuint (self->n_done, ==, 0);
  take_pictures (self->window, "setup-check");
  for (guint i = 0; i < groups->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("Group %u", i + 1);

      if (staff_find_input (self->pages, label) != NULL)
        staff_write (self->pages, label, groups->pdata[i]);
    }
  staff_click (self->pages, "Finish");
  g_assert_cmpuint (self->n_done, ==, 1);
  g_assert_false (is_made (self));

  clinic = candor_clinic_load (ini, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (clinic->name, ==, "Harbour Skin Rooms");
  g_assert_cmpstr (clinic->language, ==, "en");
  opened = store_unlock (self->folder);
  g_assert_cmpstr (candor_register_get_who (opened), ==, "Dr Ada Sample");
  g_assert_true (candor_register_is_administrator (opened));
  candor_register_unref (opened);
}

static void
test_broken_off (Fixture *self, gconstpointer data)
{
  fill_clinic (self);
  fill_practitioner (self);
  fill_staff (self, STORE_PASSPHRASE, STORE_PASSPHRASE);
  staff_until (staff_shows (self->pages, "AGE-SECRET-KEY-1"));
  g_assert_true (is_made (self));
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  staff_until (!is_made (self));
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
}

/* Types back the groups that are asked for, and ends. */
static void
type_back (GtkWidget *pages, GPtrArray *groups)
{
  staff_click (pages, "I have it on paper");
  for (guint i = 0; i < groups->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("Group %u", i + 1);

      if (staff_find_input (pages, label) != NULL)
        staff_write (pages, label, groups->pdata[i]);
    }
  staff_click (pages, "Finish");
}

static GPtrArray *
read_groups (Fixture *self)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_free);

  staff_until (staff_shows (self->pages, "AGE-SECRET-KEY-1"));
  for (guint i = 1; i <= 10; i++)
    g_ptr_array_add (groups, read_group (self, i));
  return groups;
}

/* Whether some letters stand in any file below a folder. */
static gboolean
is_in_files (const char *folder, const char *letters)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR)
              ? is_in_files (path, letters)
              : g_file_get_contents (path, &text, &length, NULL)
                    && memmem (text, length, letters, strlen (letters)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_printed (Fixture *self, gconstpointer data)
{
  PrintService *service = print_service_new ();
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GBytes) printed = NULL;
  PopplerDocument *document;
  PopplerPage *page;
  g_autofree char *text = NULL;

  print_service_choose (service);
  print_service_add_printer (service, "safe", "keep");
  fill_clinic (self);
  fill_practitioner (self);
  fill_staff (self, STORE_PASSPHRASE, STORE_PASSPHRASE);
  groups = read_groups (self);
  staff_until (staff_find_type (self->pages, ADW_TYPE_COMBO_ROW) != NULL);
  staff_click (self->pages, "Print the recovery key");
  staff_until (staff_shows (self->pages, "Printed"));
  take_pictures (self->window, "setup-printed");

  printed = print_service_printed (service, "safe");
  document = poppler_document_new_from_bytes (printed, NULL, NULL);
  g_assert_nonnull (document);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  page = poppler_document_get_page (document, 0);
  text = poppler_page_get_text (page);
  g_assert_nonnull (strstr (text, "Harbour Skin Rooms"));
  g_assert_nonnull (strstr (text, "AGE-SECRET-KEY-1"));
  g_assert_nonnull (strstr (text, "this key alone opens the records"));
  for (guint i = 0; i < groups->len; i++)
    {
      g_assert_nonnull (strstr (text, groups->pdata[i]));
      g_assert_false (is_in_files (self->scratch, groups->pdata[i]));
    }
  g_assert_cmpuint (print_service_count_spooled (service), ==, 0);
  g_object_unref (page);
  g_object_unref (document);
  type_back (self->pages, groups);
  g_assert_cmpuint (self->n_done, ==, 1);
  print_service_free (service);
}

/* The application itself, from an empty tablet to a patient who reads. */
static void
test_first_visit (Fixture *self, gconstpointer data)
{
  g_autofree char *store = g_build_filename (self->scratch, "tablet", NULL);
  const char *const words[] = { "candor", "--store", store, NULL };
  g_auto (GStrv) line = g_strdupv ((char **)words);
  g_autoptr (CandorApplication) app = candor_application_new ();
  g_autoptr (GPtrArray) groups = NULL;
  GtkWidget *first, *window = NULL;
  int status = 0;

  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  g_assert_true (
      G_APPLICATION_GET_CLASS (app)->local_command_line (G_APPLICATION (app), &line, &status));
  first = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (app)));
  self->pages = staff_find_type (first, CANDOR_TYPE_SETUP_PAGES);
  fill_clinic (self);
  fill_practitioner (self);
  fill_staff (self, STORE_PASSPHRASE, STORE_PASSPHRASE);
  groups = read_groups (self);
  type_back (self->pages, groups);
  staff_until ((window = (GtkWidget *)gtk_application_get_active_window (GTK_APPLICATION (app)))
                   != NULL
               && window != first && staff_shows (window, "This tablet is locked"));
  g_assert_true (staff_shows (window, "Harbour Skin Rooms"));
  store_type (window, STORE_PASSPHRASE);
  staff_until (staff_find_input (window, "Patient’s full name") != NULL);
  staff_write (window, "Patient’s full name", "Ana Example");
  staff_write (window, "Date of birth", "3 May 1984");
  staff_write (window, "Area to be treated", "Left arm");
  staff_write (window, "Date of treatment", "2097-01-20");
  staff_click (window, "Hand to the patient");
  take_pictures (window, "first-visit");
  staff_until (staff_find_type (window, CANDOR_TYPE_FLOW) != NULL);
  g_assert_true (staff_shows (window, "Harbour Skin Rooms"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A PIN only for those who say that they want one. */
static void
test_pin (Fixture *self, gconstpointer data)
{
  fill_clinic (self);
  fill_practitioner (self);
  take_pictures (self->window, "setup-pin");
  /* No disk of a test is encrypted, as far as anybody can know. */
  g_assert_true (staff_shows (self->pages, "A PIN does not stop a thief."));
  fill_staff (self, "481516", "481516");
  assert_step (self, "staff");
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (staff_find_type (self->pages, GTK_TYPE_CHECK_BUTTON)), TRUE);
  fill_staff (self, "481516", "481516");
  staff_until (staff_shows (self->pages, "AGE-SECRET-KEY-1"));
}

/* Whoever sets the tablet up reads it in the language that they choose, from then on; and loses nothing
 * that they had typed. */
static void
test_language (Fixture *self, gconstpointer data)
{
  const CandorLanguage *arabic = candor_language_find ("ar", NULL);
  GtkTextDirection before = gtk_widget_get_default_direction ();
  const char *name = candor_language_text (arabic, "Name of the clinic");

  g_assert_nonnull (arabic);
  staff_write (self->pages, "Name of the clinic", "Harbour Skin Rooms");
  staff_click (self->pages, "العربية");
  staff_until (staff_shows (self->pages, name));
  g_assert_false (staff_shows (self->pages, "Name of the clinic"));
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
  take_pictures (self->window, "setup-arabic");

  staff_click (self->pages, candor_language_text (arabic, "Next"));
  g_assert_true (staff_shows (self->pages, candor_language_text (arabic, "Please fill this in.")));
  staff_write (self->pages, candor_language_text (arabic, "Address"), "2 Invented Quay");
  staff_write (self->pages, candor_language_text (arabic, "Telephone"), "01632 960200");
  staff_write (self->pages, candor_language_text (arabic, "Emergency number"), "112");
  staff_click (self->pages, candor_language_text (arabic, "Next"));
  assert_step (self, "practitioners");
  g_assert_true (staff_shows (self->pages, candor_language_text (arabic, "Who treats patients?")));

  staff_click (self->pages, candor_language_text (arabic, "Back"));
  assert_step (self, "clinic");
  staff_click (self->pages, "English");
  staff_until (staff_shows (self->pages, "Name of the clinic"));
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_LTR);
  gtk_widget_set_default_direction (before);
}

#define ADD(name, test) g_test_add ("/setup/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  /* Without a bus no other Candor that runs is taken for ours. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  print_expect_lone_computer ();
  picture_load_style ();

  ADD ("whole", test_whole);
  ADD ("language", test_language);
  ADD ("broken-off", test_broken_off);
  ADD ("printed", test_printed);
  ADD ("first-visit", test_first_visit);
  ADD ("pin", test_pin);
  return g_test_run ();
}
