/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The records of an unlocked store, as staff work with them, on a real store. Catches: a record that
 * is not found, found too late or never left out again; a row for each of a hundred thousand records;
 * anything that is shown, printed or given out before the log has it; a withdrawn consent that looks
 * good; and what only a mouse can do.
 */
#include "register-support.h"
#include "staff-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/print/candor-print-panel.h"
#include "app/staff/candor-register-list.h"
#include "app/staff/candor-register-log.h"
#include "app/staff/candor-register-record.h"
#include "app/staff/candor-register-row.h"
#include "app/staff/candor-register-scan.h"
#include "core/candor-date.h"
#include "picture-support.h"
#include "printer-support.h"
#include "records/candor-register-papers.h"
#include "records/candor-settings.h"
#include "records/help-register.h"

/* More rows than any screen has, and far fewer than there are records. */
#define MANY_ROWS 1000
#define N_RECORDS 100000

static GtkWidget *
present_record (RegisterFixture *self, const char *file)
{
  GtkWidget *page
      = candor_register_record_new (self->store.records, file, self->store.procedure, self->clinic,
                                    &self->store.stationery, candor_language_english ());

  g_signal_connect_swapped (page, "open-record", G_CALLBACK (register_opened_cb), self);
  g_signal_connect_swapped (page, "changed", G_CALLBACK (register_changed_cb), self);
  return register_present (self, page);
}

static GtkWidget *
get_search (RegisterFixture *self)
{
  return staff_find_type (self->window, GTK_TYPE_SEARCH_ENTRY);
}

static void
type (RegisterFixture *self, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (get_search (self)), words);
}

/* Presses a key where its controllers are, as the keyboard would. Returns: whether it was used. */
static gboolean
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean used = FALSE;

  for (guint i = 0; !used && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &used);
    }
  return used;
}

static GtkWidget *
get_view (RegisterFixture *self)
{
  return staff_find_type (self->window, GTK_TYPE_LIST_VIEW);
}

static gboolean
has_focus (RegisterFixture *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_search (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ána Example");
  g_autofree char *ben = help_register_file (&self->store, "Ben Sample");

  register_present_list (self);
  staff_until (staff_find_label (self->window, "Ben Sample") != NULL);
  g_assert_true (staff_shows (self->window, "2 records"));
  take_pictures (self->window, "register");
  type (self, "an");
  g_assert_true (staff_shows (self->window, "1 record"));
  type (self, "ana ex");
  staff_until (staff_find_label (self->window, "Ána Example") != NULL);
  g_assert_null (staff_find_label (self->window, "Ben Sample"));
  type (self, "ana exx");
  g_assert_true (staff_shows (self->window, "Nothing was found."));
  take_pictures (self->window, "register-nothing");
  type (self, "an");
  g_assert_true (staff_shows (self->window, "1 record"));
  type (self, "");
  g_assert_true (staff_shows (self->window, "2 records"));
}

/* A date is only found when it is whole: what was found for its start is nothing to go on from. */
static void
test_search_date (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_auto (CandorRecordParts) parts = { NULL };
  g_autofree char *typed = NULL;
  GDate born;

  g_assert_true (candor_register_read (self->store.records, ana, &parts, NULL));
  g_assert_true (
      candor_date_parse (&born, candor_record_head_get (parts.head, CANDOR_HEAD_PATIENT_BORN)));
  typed = g_strdup_printf ("%u/%u/%u", g_date_get_day (&born), g_date_get_month (&born),
                           g_date_get_year (&born));
  register_present_list (self);
  for (gsize i = 1; i <= strlen (typed); i++)
    {
      g_autofree char *start = g_strndup (typed, i);

      type (self, start);
    }
  g_assert_true (staff_shows (self->window, "1 record"));
}

/* Catches a clinic that runs in another language and is not understood when it types a day in it. */
static void
test_search_date_in_language (RegisterFixture *self, gconstpointer data)
{
  static const char *const codes[] = { "es", "uk", "ar", "zh-CN" };
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_auto (CandorRecordParts) parts = { NULL };
  GDate born;

  g_assert_true (candor_register_read (self->store.records, ana, &parts, NULL));
  g_assert_true (
      candor_date_parse (&born, candor_record_head_get (parts.head, CANDOR_HEAD_PATIENT_BORN)));
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const CandorLanguage *language = candor_language_find (codes[i], NULL);
      g_autofree char *typed = candor_date_format (&born, language);
      g_autofree char *next = NULL;
      GDate other = born;

      g_date_add_days (&other, 1);
      next = candor_date_format (&other, language);
      register_present (self, candor_register_list_new (self->store.records, self->store.procedure,
                                                        CANDOR_PAPER_A4, language));
      for (const char *end = typed; *end != '\0'; end = g_utf8_next_char (end))
        {
          g_autofree char *start = g_strndup (typed, (gsize)(end - typed));

          type (self, start);
        }
      type (self, typed);
      staff_until (staff_find_label (self->window, "Ana Example") != NULL);
      type (self, next);
      staff_until (staff_find_label (self->window, "Ana Example") == NULL);
    }
}

static void
test_filters (RegisterFixture *self, gconstpointer data)
{
  CandorRegisterList *list = register_present_list (self);
  g_autofree char *file = NULL;

  g_assert_true (staff_shows (self->window, "No record has been filed yet."));
  take_pictures (self->window, "register-empty");
  staff_click (self->window, "Today");
  g_assert_true (staff_shows (self->window, "Nothing is filed or planned for today."));
  staff_click (self->window, "Waiting (0)");
  g_assert_true (staff_shows (self->window, "No visit waits to be filed."));
  file = help_register_file (&self->store, "Ana Example");
  candor_register_list_reload (list);
  g_assert_true (staff_shows (self->window, "No visit waits to be filed."));
  staff_click (self->window, "Today");
  staff_until (staff_find_label (self->window, "Ana Example") != NULL);
}

static void
add_many (HelpRegister *store, guint n)
{
  CandorIndex *index = candor_register_get_index (store->records);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("made-up-%06u", i);
      g_autofree char *file = g_strdup_printf ("records/2020/01/%s.age", id);
      g_autofree char *name = g_strdup_printf ("Patient Invented %06u", i);
      g_autoptr (CandorRecordHead) head = candor_record_head_new (CANDOR_RECORD_CONSENT, id);

      candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, name);
      candor_record_head_set (head, CANDOR_HEAD_FILED_AT, "2020-01-02T03:04:05+00:00");
      candor_record_head_set (head, CANDOR_HEAD_OUTCOME, "agree");
      candor_index_add (index, head, file);
    }
}

static void
test_many (RegisterFixture *self, gconstpointer data)
{
  add_many (&self->store, N_RECORDS);
  register_present_list (self);
  staff_until (staff_find_label (self->window, "Patient Invented 099999") != NULL);
  g_assert_true (staff_shows (self->window, "100000 records"));
  g_assert_cmpuint (staff_count (self->window, CANDOR_TYPE_REGISTER_ROW), <, MANY_ROWS);
  gtk_widget_activate_action (get_view (self), "list.scroll-to-item", "u", N_RECORDS - 1);
  staff_until (staff_find_label (self->window, "Patient Invented 000000") != NULL);
  g_assert_cmpuint (staff_count (self->window, CANDOR_TYPE_REGISTER_ROW), <, MANY_ROWS);
  type (self, "invented 054321");
  staff_until (staff_find_label (self->window, "Patient Invented 054321") != NULL);
  g_assert_true (staff_shows (self->window, "1 record"));
}

static void
test_keyboard (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autofree char *ben = help_register_file (&self->store, "Ben Sample");
  CandorRegisterList *list = register_present_list (self);
  GtkWidget *search = get_search (self);

  staff_until (staff_find_label (self->window, "Ben Sample") != NULL);
  gtk_widget_grab_focus (search);
  g_assert_true (press (search, GDK_KEY_Down));
  staff_until (has_focus (self, get_view (self)));
  g_signal_emit_by_name (get_view (self), "activate", 0);
  g_assert_cmpstr (self->opened, ==, ben);

  gtk_widget_activate_action (GTK_WIDGET (list), "register.print", NULL);
  staff_until (staff_shows (self->window, "Print the form of Ben Sample"));
  take_pictures (self->window, "register-print");
  gtk_widget_activate_action (GTK_WIDGET (list), "register.search", NULL);
  staff_until (has_focus (self, search));
  g_assert_null (staff_find_type (self->window, CANDOR_TYPE_PRINT_PANEL));

  g_assert_true (press (search, GDK_KEY_Down));
  g_assert_true (press (get_view (self), GDK_KEY_Up));
  staff_until (has_focus (self, search));
  type (self, "ana");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (self->opened, ==, ana);
}

static void
test_print (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  PrintService *service = print_service_new ();
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorLogLine) line = NULL;
  g_autoptr (GBytes) printed = NULL;
  GtkWidget *row;

  print_service_add_printer (service, "Front-desk", "keep");
  print_service_choose (service);
  register_present_list (self);
  staff_until (staff_find_label (self->window, "Ana Example") != NULL);
  row = staff_find_type (self->window, CANDOR_TYPE_REGISTER_ROW);
  g_signal_emit_by_name (staff_find_type (row, GTK_TYPE_BUTTON), "clicked");
  staff_until (staff_find_type (self->window, ADW_TYPE_COMBO_ROW) != NULL);
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_PRINT), ==, 0);
  staff_click (self->window, "Print the form");
  staff_until (staff_shows (self->window, "No copy is left in the print queue."));
  line = help_register_last_line (&self->store);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_PRINT);
  g_assert_cmpstr (line->file, ==, ana);
  printed = print_service_printed (service, "Front-desk");
  g_assert_true (candor_register_read (self->store.records, ana, &parts, NULL));
  g_assert_true (g_bytes_equal (printed, parts.form));
  print_service_free (service);
}

static void
break_log (RegisterFixture *self)
{
  g_autofree char *log = g_build_filename (self->store.folder, "log", NULL);
  g_autofree char *away = g_build_filename (self->store.folder, "log.away", NULL);

  g_assert_cmpint (g_rename (log, away), ==, 0);
  g_assert_cmpint (g_mkdir (log, 0700), ==, 0);
}

static void
test_record (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autofree char *id = help_register_id (ana);
  g_autofree char *parent = g_path_get_dirname (self->store.folder);
  g_autofree char *path = g_strdup_printf ("%s/%s.pdf", parent, id);
  g_autoptr (GFile) folder = g_file_new_for_path (parent);
  g_autoptr (CandorLogLine) line = NULL;
  GtkWidget *page = present_record (self, ana);

  g_assert_false (staff_shows (self->window, "Ana Example"));
  g_assert_true (staff_shows (self->window, "The record is being opened…"));
  staff_until (staff_shows (self->window, "Ana Example"));
  g_assert_false (staff_shows (self->window, "The record is being opened…"));
  line = help_register_last_line (&self->store);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_VIEW);
  g_assert_cmpstr (line->file, ==, ana);
  /* Nobody listens: a button would be a dead one. */
  g_assert_null (staff_find_button (self->window, "Start a day-of check"));
  staff_until (staff_shows (self->window, "Unchanged since it was sealed"));
  staff_until (staff_count (self->window, GTK_TYPE_PICTURE) > 1);
  g_assert_true (staff_shows (self->window, id));
  take_pictures (self->window, "register-record");

  candor_register_record_export (CANDOR_REGISTER_RECORD (page), folder);
  g_assert_true (staff_shows (page, "The form and the visit are being exported…"));
  staff_until (g_file_test (path, G_FILE_TEST_EXISTS));
  staff_until (staff_shows (self->window, "They are not encrypted."));
  g_assert_false (staff_shows (page, "being exported…"));
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_EXPORT), ==, 1);
}

static void
test_record_without_log (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");

  break_log (self);
  present_record (self, ana);
  staff_until (staff_shows (self->window, "This record cannot be opened."));
  g_assert_false (staff_shows (self->window, "Ana Example"));
}

static void
test_withdraw (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  GtkWidget *page = present_record (self, ana);

  g_signal_connect_swapped (page, "day-check", G_CALLBACK (register_opened_cb), self);
  staff_until (staff_find_button (page, "Withdraw the consent…") != NULL);
  g_assert_nonnull (staff_find_button (page, "Start a day-of check"));
  staff_click (page, "Withdraw the consent…");
  g_assert_null (staff_find_button (page, "Withdraw the consent…"));
  staff_click (page, "Keep the consent");
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_WITHDRAW), ==, 0);
  staff_click (page, "Withdraw the consent…");
  staff_write (page, "Reason, if one was given", "I would rather wait");
  take_pictures (self->window, "register-withdraw");
  staff_click (page, "Withdraw the consent");
  g_assert_true (staff_shows (page, "The withdrawal is being filed…"));
  staff_until (self->n_changed == 1);
  g_assert_false (staff_shows (page, "The withdrawal is being filed…"));
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_WITHDRAW), ==, 1);
  g_assert_true (staff_shows (page, "Withdrawn"));
  g_assert_null (staff_find_button (page, "Withdraw the consent…"));
  g_assert_null (staff_find_button (page, "Start a day-of check"));
  g_assert_true (staff_shows (page, "Withdrawal"));
  take_pictures (self->window, "register-withdrawn");

  register_present_list (self);
  staff_until (staff_find_label (self->window, "Withdrawn") != NULL);
  take_pictures (self->window, "register-withdrawn-list");
}

/* Another desk was faster, with another reason. Catches a page that says that nothing was filed, and
 * shows a consent that holds no longer as a good one. */
static void
test_withdrawn_elsewhere (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autoptr (CandorRegister) other
      = help_register_open_as (&self->store, HELP_ADMINISTRATOR, HELP_PASSPHRASE);
  GtkWidget *page = present_record (self, ana);
  g_autofree char *filed = NULL;
  g_autoptr (GError) error = NULL;

  staff_until (staff_find_button (page, "Withdraw the consent…") != NULL);
  filed = candor_register_withdraw (other, ana, "The first reason", self->store.procedure,
                                    self->clinic, &self->store.stationery, &error);
  g_assert_no_error (error);
  staff_click (page, "Withdraw the consent…");
  staff_write (page, "Reason, if one was given", "I would rather wait");
  staff_click (page, "Withdraw the consent");
  staff_until (self->n_changed == 1);
  g_assert_true (staff_shows (page, "The withdrawal is filed."));
  g_assert_true (staff_shows (page, "Withdrawn"));
  g_assert_null (staff_find_button (page, "Withdraw the consent…"));
  g_assert_cmpuint (help_register_count (&self->store, CANDOR_LOG_WITHDRAW), ==, 1);
}

static void
test_course (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autofree char *id = help_register_id (ana);
  g_autofree char *one
      = help_register_file_about (&self->store, CANDOR_RECORD_DAY_CHECK, "check-1", id);
  g_autofree char *two
      = help_register_file_about (&self->store, CANDOR_RECORD_DAY_CHECK, "check-2", id);
  GtkWidget *row;

  present_record (self, ana);
  staff_until (staff_shows (self->window, "Session 2: Day-of check"));
  g_assert_true (staff_shows (self->window, "This one"));
  row = gtk_widget_get_ancestor (staff_find_label (self->window, "Session 1: Day-of check"),
                                 ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  g_assert_cmpstr (self->opened, ==, one);
  take_pictures (self->window, "register-course");
}

static void
test_scan (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autofree char *parent = g_path_get_dirname (self->store.folder);
  g_autofree char *path = g_build_filename (parent, "scan.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (CandorRecordParts) parts = { NULL };
  GtkWidget *page
      = candor_register_scan_new (self->store.records, self->store.procedure, self->clinic,
                                  &self->store.stationery, candor_language_english ());

  g_signal_connect_swapped (page, "filed", G_CALLBACK (register_opened_cb), self);
  register_present (self, page);
  staff_click (page, "File this form");
  g_assert_true (staff_shows (page, "Please write the patient’s name."));
  g_assert_true (staff_shows (page, "There is no scan yet."));

  g_assert_true (g_file_set_contents (path, "no scan", -1, NULL));
  candor_register_scan_choose (CANDOR_REGISTER_SCAN (page), file);
  staff_until (staff_shows (page, "no PDF, PNG or JPEG"));
  g_assert_true (candor_register_read (self->store.records, ana, &parts, NULL));
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (parts.form, NULL),
                                      g_bytes_get_size (parts.form), NULL));
  candor_register_scan_choose (CANDOR_REGISTER_SCAN (page), file);
  g_assert_true (staff_shows (page, "The file is being read…"));
  staff_until (staff_count (page, GTK_TYPE_PICTURE) > 1);
  g_assert_false (staff_shows (page, "The file is being read…"));
  staff_write (page, "Patient’s full name", "Cleo Example");
  staff_write (page, "Date of birth", "2 January 1970");
  staff_write (page, "Date of treatment", "6 May 2019");
  take_pictures (self->window, "register-scan");
  staff_click (page, "File this form");
  g_assert_true (staff_shows (page, "The form is being filed…"));
  staff_until (self->opened != NULL);
  g_assert_true (g_str_has_prefix (self->opened, "records/2019/05/scan-"));
}

static void
test_log (RegisterFixture *self, gconstpointer data)
{
  g_autofree char *ana = help_register_file (&self->store, "Ana Example");
  g_autofree char *path = g_build_filename (self->store.folder, ana, NULL);
  GtkWidget *page = candor_register_log_new (self->store.records, candor_language_english ());

  register_present (self, page);
  staff_until (staff_shows (page, "A record was filed."));
  g_assert_true (staff_shows (page, "Ana Example"));
  staff_click (page, "Check now");
  staff_until (staff_shows (page, "The records and their log are whole."));
  take_pictures (self->window, "register-log");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (staff_find_type (page, GTK_TYPE_DROP_DOWN)), 3);
  staff_until (!staff_shows (page, "A record was filed."));

  g_assert_cmpint (g_unlink (path), ==, 0);
  staff_click (page, "Check now");
  staff_until (staff_shows (page, "Something was changed or is missing."));
  g_assert_true (staff_shows (page, "Fault"));
  take_pictures (self->window, "register-log-fault");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/register/" name, RegisterFixture, NULL, register_set_up, test, register_tear_down)

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

  ADD ("search", test_search);
  ADD ("search-date", test_search_date);
  ADD ("search-date-in-language", test_search_date_in_language);
  ADD ("filters", test_filters);
  ADD ("many", test_many);
  ADD ("keyboard", test_keyboard);
  ADD ("record", test_record);
  ADD ("record-without-log", test_record_without_log);
  ADD ("withdraw", test_withdraw);
  ADD ("withdrawn-elsewhere", test_withdrawn_elsewhere);
  ADD ("course", test_course);
  ADD ("scan", test_scan);
  ADD ("log", test_log);
  ADD ("print", test_print);
  return g_test_run ();
}
