/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Prints through a real cupsd. Catches: a printed file that is not the sealed one bit by bit, a copy
 * or a name that stays in the print queue, a choice that is forgotten, and a print service that is
 * not there, refuses, fails, says nothing or stops in the middle, where staff are left waiting
 * instead of being told so.
 */
#include "staff-support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "app/print/candor-print-panel.h"
#include "printer-support.h"

/* Long enough for a service that works, short enough to wait for one that does not. */
#define LITTLE_PATIENCE 3000

#define PRINT_FORM "Print the form"
#define PRINT_SHEET "Print the sheet"

typedef struct
{
  PrintService *service; /* (nullable) */
  char *folder;
  char *path; /* of a document, with every byte in it */
  GBytes *document;
  GtkWidget *window;
  GtkWidget *panel;
} Fixture;

static GBytes *
make_sheet (gpointer data, GError **error)
{
  return g_bytes_ref (data);
}

static GBytes *
make_nothing (gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The sheet could not be made.");
  return NULL;
}

/* A document as large as a sealed form, with all that a careless program would change on the way. */
static GBytes *
make_document (void)
{
  GString *text = g_string_new ("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");

  for (guint i = 0; i < 130000; i++)
    g_string_append_c (text, (char)((i * 2654435761U) >> 13));
  return g_string_free_to_bytes (text);
}

static void
open_panel (Fixture *self)
{
  self->panel = candor_print_panel_new (candor_language_english (), self->folder, CANDOR_PAPER_A4);
  candor_print_panel_set_patience (CANDOR_PRINT_PANEL (self->panel), LITTLE_PATIENCE);
  candor_print_panel_add_path (CANDOR_PRINT_PANEL (self->panel), PRINT_FORM, self->path);
  candor_print_panel_add_maker (CANDOR_PRINT_PANEL (self->panel), PRINT_SHEET, make_sheet,
                                g_bytes_ref (self->document), (GDestroyNotify)g_bytes_unref);
  candor_print_panel_add_maker (CANDOR_PRINT_PANEL (self->panel), "Print nothing", make_nothing,
                                NULL, NULL);
  self->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (self->window), self->panel);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
close_panel (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = staff_scratch ();
  self->document = make_document ();
  self->path = g_build_filename (self->folder, "form.pdf", NULL);
  g_assert_true (g_file_set_contents (self->path, g_bytes_get_data (self->document, NULL),
                                      g_bytes_get_size (self->document), NULL));
}

static void
set_up_service (Fixture *self, gconstpointer data)
{
  set_up (self, data);
  self->service = print_service_new ();
  print_service_choose (self->service);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    close_panel (self);
  if (self->service != NULL)
    print_service_free (self->service);
  g_bytes_unref (self->document);
  staff_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
wait_for_printer (Fixture *self)
{
  staff_until (staff_find_type (self->panel, ADW_TYPE_COMBO_ROW) != NULL);
}

static void
choose (Fixture *self, const char *name)
{
  AdwComboRow *row = ADW_COMBO_ROW (staff_find_type (self->panel, ADW_TYPE_COMBO_ROW));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), name) == 0)
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("there is no printer “%s”", name);
}

static const char *
chosen (Fixture *self)
{
  AdwComboRow *row = ADW_COMBO_ROW (staff_find_type (self->panel, ADW_TYPE_COMBO_ROW));
  GListModel *model = adw_combo_row_get_model (row);

  return gtk_string_list_get_string (GTK_STRING_LIST (model), adw_combo_row_get_selected (row));
}

static void
set_copies (Fixture *self, double copies, gboolean two_sided)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (staff_find_type (self->panel, GTK_TYPE_SPIN_BUTTON)),
                             copies);
  gtk_switch_set_active (GTK_SWITCH (staff_find_type (self->panel, GTK_TYPE_SWITCH)), two_sided);
}

static void
test_prints_the_very_bytes (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) printed = NULL;
  g_autofree char *options = NULL;

  print_service_add_printer (self->service, "front", "keep");
  open_panel (self);
  wait_for_printer (self);
  set_copies (self, 2, TRUE);
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "Printed"));

  printed = print_service_printed (self->service, "front");
  g_assert_true (g_bytes_equal (printed, self->document));
  options = print_service_options (self->service, "front");
  g_assert_true (g_str_has_prefix (options, "2 "));
  g_assert_nonnull (strstr (options, "sides=two-sided-long-edge"));

  /* What is printed is nobody's business any more. */
  g_assert_true (staff_shows (self->panel, "No copy is left in the print queue."));
  g_assert_cmpuint (print_service_count_spooled (self->service), ==, 0);
}

static void
test_prints_what_has_no_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) printed = NULL;
  g_autofree char *options = NULL;

  print_service_add_printer (self->service, "front", "keep");
  open_panel (self);
  wait_for_printer (self);
  set_copies (self, 1, FALSE);
  staff_click (self->panel, PRINT_SHEET);
  staff_until (staff_shows (self->panel, "Printed"));

  printed = print_service_printed (self->service, "front");
  g_assert_true (g_bytes_equal (printed, self->document));
  options = print_service_options (self->service, "front");
  g_assert_nonnull (strstr (options, "sides=one-sided"));

  staff_click (self->panel, "Print nothing");
  staff_until (staff_shows (self->panel, "The sheet could not be made."));
  g_assert_true (staff_shows (self->panel, "Nothing was printed."));
  g_assert_nonnull (staff_find_button (self->panel, "Try again"));
}

static void
test_waits_in_the_queue (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) spooled = NULL;
  g_autofree char *control = NULL;

  print_service_add_printer (self->service, "front", "keep");
  print_service_run (self->service, "cupsdisable", "front", NULL);
  open_panel (self);
  wait_for_printer (self);
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "The printer has not printed it yet."));

  spooled = print_service_spooled (self->service);
  g_assert_true (g_bytes_equal (spooled, self->document));
  control = print_service_control (self->service);
  g_assert_nonnull (strstr (control, "Candor "));
  g_assert_null (strstr (control, "form.pdf"));
  g_assert_null (strstr (control, self->folder));

  staff_click (self->panel, "Take it back");
  staff_until (staff_shows (self->panel, "Taken back"));
  g_assert_cmpuint (print_service_count_spooled (self->service), ==, 0);
}

/* Somebody sees to the printer while the sentence is on the screen. */
static void
test_goes_on_by_itself (Fixture *self, gconstpointer data)
{
  print_service_add_printer (self->service, "front", "keep");
  print_service_run (self->service, "cupsdisable", "front", NULL);
  open_panel (self);
  wait_for_printer (self);
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "The printer has not printed it yet."));

  print_service_run (self->service, "cupsenable", "front", NULL);
  staff_until (staff_shows (self->panel, "No copy is left in the print queue."));
  g_assert_cmpuint (print_service_count_spooled (self->service), ==, 0);
}

/* Who leaves the page meanwhile still leaves nothing in the queue. */
static void
test_leaves_nothing_behind_a_closed_page (Fixture *self, gconstpointer data)
{
  print_service_add_printer (self->service, "front", "keep");
  print_service_run (self->service, "cupsdisable", "front", NULL);
  open_panel (self);
  wait_for_printer (self);
  staff_click (self->panel, PRINT_FORM);
  staff_until (print_service_count_spooled (self->service) > 0);
  close_panel (self);

  print_service_run (self->service, "cupsenable", "front", NULL);
  staff_until (print_service_count_spooled (self->service) == 0);
}

static void
test_printer_that_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) printed = NULL;

  print_service_add_printer (self->service, "front", "keep");
  print_service_add_printer (self->service, "jammed", "jam");
  open_panel (self);
  wait_for_printer (self);
  staff_until (staff_find_button (self->panel, PRINT_FORM) != NULL);
  choose (self, "jammed");
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "The printer could not print it."));
  g_assert_cmpuint (print_service_count_spooled (self->service), ==, 0);

  choose (self, "front");
  staff_click (self->panel, "Try again");
  staff_until (staff_shows (self->panel, "No copy is left in the print queue."));
  printed = print_service_printed (self->service, "front");
  g_assert_true (g_bytes_equal (printed, self->document));
}

static void
test_printer_that_refuses (Fixture *self, gconstpointer data)
{
  print_service_add_printer (self->service, "front", "keep");
  open_panel (self);
  wait_for_printer (self);
  print_service_run (self->service, "cupsreject", "front", NULL);
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "The printer did not take it."));

  print_service_run (self->service, "cupsaccept", "front", NULL);
  staff_click (self->panel, "Try again");
  staff_until (staff_shows (self->panel, "No copy is left in the print queue."));
}

static void
test_service_without_printer (Fixture *self, gconstpointer data)
{
  open_panel (self);
  staff_until (staff_shows (self->panel, "There is no printer."));
  g_assert_false (gtk_widget_is_sensitive (staff_find_button (self->panel, PRINT_FORM)));

  print_service_add_printer (self->service, "front", "keep");
  staff_click (self->panel, "Look again");
  wait_for_printer (self);
  g_assert_true (gtk_widget_is_sensitive (staff_find_button (self->panel, PRINT_FORM)));
}

static void
test_no_service (Fixture *self, gconstpointer data)
{
  print_service_stop (self->service);
  open_panel (self);
  staff_until (staff_shows (self->panel, "There is no printer."));
  g_assert_false (gtk_widget_is_sensitive (staff_find_button (self->panel, PRINT_FORM)));

  print_service_start (self->service);
  print_service_add_printer (self->service, "front", "keep");
  staff_click (self->panel, "Look again");
  wait_for_printer (self);
}

static void
test_service_that_says_nothing (Fixture *self, gconstpointer data)
{
  int fd;

  print_choose_port (print_port_that_listens (&fd));
  open_panel (self);
  staff_until (staff_shows (self->panel, "No printer answers."));
  g_assert_nonnull (staff_find_button (self->panel, "Look again"));
  close (fd);
}

static void
test_service_that_falls_silent (Fixture *self, gconstpointer data)
{
  print_service_add_printer (self->service, "front", "keep");
  open_panel (self);
  wait_for_printer (self);
  kill (self->service->pid, SIGSTOP);
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "The printer does not answer."));
  g_assert_nonnull (staff_find_button (self->panel, "Try again"));

  /* It was only slow. */
  kill (self->service->pid, SIGCONT);
  staff_until (staff_shows (self->panel, "No copy is left in the print queue."));
}

static void
test_remembers (Fixture *self, gconstpointer data)
{
  print_service_add_printer (self->service, "back", "keep");
  print_service_add_printer (self->service, "front", "keep");
  open_panel (self);
  wait_for_printer (self);
  g_assert_true (
      gtk_switch_get_active (GTK_SWITCH (staff_find_type (self->panel, GTK_TYPE_SWITCH))));
  choose (self, "front");
  set_copies (self, 3, FALSE);
  staff_click (self->panel, PRINT_FORM);
  staff_until (staff_shows (self->panel, "Printed"));
  close_panel (self);

  open_panel (self);
  wait_for_printer (self);
  staff_until (g_strcmp0 (chosen (self), "front") == 0);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (
                       GTK_SPIN_BUTTON (staff_find_type (self->panel, GTK_TYPE_SPIN_BUTTON))),
                   ==, 3);
  g_assert_false (
      gtk_switch_get_active (GTK_SWITCH (staff_find_type (self->panel, GTK_TYPE_SWITCH))));
}

static void
test_document_that_is_gone (Fixture *self, gconstpointer data)
{
  print_service_add_printer (self->service, "front", "keep");
  open_panel (self);
  wait_for_printer (self);
  g_remove (self->path);
  staff_click (self->panel, PRINT_FORM);
  g_assert_true (staff_shows (self->panel, "The document could not be opened for printing"));
  g_assert_nonnull (staff_find_button (self->panel, "Try again"));
}

#define ADD(name, set_up, test)                                                                    \
  g_test_add ("/app/printing/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  print_expect_lone_computer ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("very-bytes", set_up_service, test_prints_the_very_bytes);
  ADD ("no-file", set_up_service, test_prints_what_has_no_file);
  ADD ("waits-in-the-queue", set_up_service, test_waits_in_the_queue);
  ADD ("goes-on-by-itself", set_up_service, test_goes_on_by_itself);
  ADD ("closed-page", set_up_service, test_leaves_nothing_behind_a_closed_page);
  ADD ("printer-fails", set_up_service, test_printer_that_fails);
  ADD ("printer-refuses", set_up_service, test_printer_that_refuses);
  ADD ("no-printer", set_up_service, test_service_without_printer);
  ADD ("no-service", set_up_service, test_no_service);
  ADD ("mute-service", set_up, test_service_that_says_nothing);
  ADD ("falls-silent", set_up_service, test_service_that_falls_silent);
  ADD ("remembers", set_up_service, test_remembers);
  ADD ("document-gone", set_up_service, test_document_that_is_gone);
  return g_test_run ();
}
