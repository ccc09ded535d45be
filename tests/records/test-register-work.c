/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What staff and administrators do to a store that is unlocked: nothing is given out, changed or
 * taken away that the log does not have first, and nobody does what is not theirs to do.
 */
#include "help-register.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "records/candor-log-list.h"
#include "records/candor-register-papers.h"
#include "records/candor-retention.h"
#include "records/candor-settings.h"

#define STAFF "Mr Basil Fernway"
#define STAFF_PASSPHRASE "nine made-up herons wade"

static void
set_up (HelpRegister *self, gconstpointer data)
{
  help_register_set_up (self);
}

static void
tear_down (HelpRegister *self, gconstpointer data)
{
  help_register_tear_down (self);
}

/* Unlocks the store as somebody who is no administrator. */
static CandorRegister *
open_as_staff (HelpRegister *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorKeySlot) slot = candor_register_add_staff (
      self->records, STAFF, CANDOR_KEY_ROLE_STAFF, NULL, STAFF_PASSPHRASE, HELP_COST, &error);

  g_assert_no_error (error);
  return help_register_open_as (self, STAFF, STAFF_PASSPHRASE);
}

static gboolean
is_there (HelpRegister *self, const char *file)
{
  g_autofree char *path = g_build_filename (self->folder, file, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Makes the log a folder's name that nothing can be appended to, as a full or broken disk would. */
static void
break_log (HelpRegister *self)
{
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);
  g_autofree char *away = g_build_filename (self->folder, "log.away", NULL);

  g_assert_cmpint (g_rename (log, away), ==, 0);
  g_assert_cmpint (g_mkdir (log, 0700), ==, 0);
}

/* Catches a retention time that is not in the log, or that somebody sets who may not. */
static void
test_settings (HelpRegister *self, gconstpointer data)
{
  g_autoptr (CandorRegister) staff = open_as_staff (self);
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (candor_settings_load (&settings, self->folder, &error));
  g_assert_cmpuint (settings.retention, ==, 0);
  candor_settings_clear (&settings);

  g_assert_false (candor_register_set_retention (staff, 10, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_SETTING), ==, 0);

  g_assert_true (candor_register_set_retention (self->records, 10, &error));
  g_assert_true (candor_settings_load (&settings, self->folder, &error));
  g_assert_cmpuint (settings.retention, ==, 10);
  line = help_register_last_line (self);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_SETTING);
  g_assert_cmpstr (line->who, ==, HELP_ADMINISTRATOR);
  sentence = candor_log_line_dup_sentence (line, candor_language_english ());
  g_assert_cmpstr (sentence, ==, "Records are kept for 10 years.");
}

/* Catches a setting that is changed though the log could not have it. */
static void
test_settings_without_log (HelpRegister *self, gconstpointer data)
{
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  break_log (self);
  g_assert_false (candor_register_set_retention (self->records, 10, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_true (candor_settings_load (&settings, self->folder, &error));
  g_assert_cmpuint (settings.retention, ==, 0);
}

/* Catches settings that cannot be read being taken for none, and overwritten. */
static void
test_damaged_settings (HelpRegister *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "settings.ini", NULL);
  g_autofree char *text = NULL;
  g_auto (CandorSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "retention = ten", -1, NULL));
  g_assert_false (candor_settings_load (&settings, self->folder, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (candor_register_set_retention (self->records, 10, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "retention = ten");
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_SETTING), ==, 0);
}

/* Catches an approval that outlives the words it was given for, or that another language gets. */
static void
test_approval (HelpRegister *self, gconstpointer data)
{
  const CandorLanguage *english = candor_language_english ();
  g_autoptr (CandorRegister) staff = open_as_staff (self);
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  g_autofree char *xml = NULL;
  g_autofree char *hash = candor_procedure_reading_hash (self->procedure, english);
  g_autoptr (CandorProcedure) changed = NULL;
  g_auto (CandorSettings) settings = { 0 };
  const CandorApproval *approval;
  g_autoptr (CandorLogLine) line = NULL;
  g_autoptr (GError) error = NULL;
  char *title;

  g_assert_false (candor_register_approve (staff, self->procedure, english, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (candor_register_approve (self->records, self->procedure, english, &error));
  line = help_register_last_line (self);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_APPROVE);
  g_assert_cmpstr (candor_log_line_get_detail (line, "sha256"), ==, hash);
  g_assert_cmpstr (candor_log_line_get_detail (line, "language"), ==, "en");

  g_assert_true (candor_settings_load (&settings, self->folder, &error));
  approval = candor_settings_find_approval (&settings, self->procedure, english);
  g_assert_nonnull (approval);
  g_assert_cmpstr (approval->who, ==, HELP_ADMINISTRATOR);

  g_assert_true (g_file_get_contents (path, &xml, NULL, &error));
  title = strstr (xml, "<key>");
  g_assert_nonnull (title);
  title[strlen ("<key>")] = 'X';
  changed = candor_procedure_parse ("changed.xml", xml, -1, &error);
  g_assert_no_error (error);
  g_assert_null (candor_settings_find_approval (&settings, changed, english));
}

/* Catches a visit that is begun as approved though nobody stands for its words: not yet, not for these
 * words, not in the log. */
static void
test_text_is_approved (HelpRegister *self, gconstpointer data)
{
  const CandorLanguage *english = candor_language_english ();
  g_autofree char *settings = g_build_filename (self->folder, "settings.ini", NULL);
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  g_autoptr (CandorRegister) staff = open_as_staff (self);
  g_autoptr (CandorProcedure) changed = NULL;
  g_autofree char *before = NULL;
  g_autofree char *xml = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (log, &before, NULL, NULL));
  g_assert_false (candor_register_text_is_approved (staff, self->procedure, english, &error));
  g_assert_no_error (error);
  g_assert_true (candor_register_approve (self->records, self->procedure, english, &error));
  g_assert_true (candor_register_text_is_approved (staff, self->procedure, english, &error));

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  strstr (xml, "<key>")[strlen ("<key>")] = 'X';
  changed = candor_procedure_parse ("changed.xml", xml, -1, &error);
  g_assert_no_error (error);
  g_assert_false (candor_register_text_is_approved (staff, changed, english, &error));
  g_assert_no_error (error);

  /* Settings that somebody wrote with an editor. */
  g_assert_true (g_file_set_contents (log, before, -1, NULL));
  g_assert_false (candor_register_text_is_approved (staff, self->procedure, english, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (settings, "no settings", -1, NULL));
  g_assert_false (candor_register_text_is_approved (staff, self->procedure, english, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
}

static void
in_years (GDate *date, guint years)
{
  candor_date_today (date);
  g_date_add_years (date, years);
}

/* Catches a record that goes a day too early, and a withdrawal that goes alone. */
static void
test_retention (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *other = help_register_file (self, "Ben Example");
  g_autofree char *id = help_register_id (consent);
  g_autofree char *withdrawal
      = help_register_file_about (self, CANDOR_RECORD_WITHDRAWAL, "withdrawal-1", id);
  g_autoptr (CandorRegister) staff = open_as_staff (self);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autofree char *check = NULL;
  g_autoptr (GError) error = NULL;
  GDate today;
  guint n_gone;
  guint entry;

  in_years (&today, 9);
  list = candor_retention_list (self->records, 10, &today, &error);
  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&list, g_ptr_array_unref);
  in_years (&today, 12);
  list = candor_retention_list (self->records, 0, &today, &error);
  g_assert_cmpuint (list->len, ==, 0);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = candor_retention_list (self->records, 10, &today, &error);
  g_assert_cmpuint (list->len, ==, 2);

  g_assert_false (candor_retention_expire (staff, list, 10, &today, &n_gone, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (is_there (self, consent) && is_there (self, withdrawal));

  /* Something is filed about one of them after the list was shown: it stays, and all about it. */
  check = help_register_file_about (self, CANDOR_RECORD_DAY_CHECK, "check-1", id);
  g_assert_true (candor_retention_expire (self->records, list, 10, &today, &n_gone, &error));
  g_assert_cmpuint (n_gone, ==, 1);
  g_assert_true (is_there (self, consent) && is_there (self, withdrawal) && is_there (self, check));
  g_assert_false (is_there (self, other));

  late = candor_retention_list (self->records, 10, &today, &error);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_true (candor_retention_expire (self->records, late, 10, &today, &n_gone, &error));
  g_assert_cmpuint (n_gone, ==, 3);
  g_assert_false (is_there (self, consent) || is_there (self, withdrawal)
                  || is_there (self, check));
  g_assert_false (candor_index_find (candor_register_get_index (self->records), id, &entry));
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_EXPIRE), ==, 4);
}

/* Catches what is about a consent that was lost, and may come back, going without it; and what is
 * left of an expired one staying for ever. */
static void
test_retention_of_the_left_over (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *id = help_register_id (consent);
  g_autofree char *left
      = help_register_file_about (self, CANDOR_RECORD_WITHDRAWAL, "withdrawal-1", id);
  g_autofree char *lost
      = help_register_file_about (self, CANDOR_RECORD_WITHDRAWAL, "withdrawal-2", "lost-one");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const CandorExpiring *expiring;
  GDate today;

  /* As when the power failed in the middle. */
  g_assert_true (candor_register_expire (self->records, consent, &error));
  g_assert_true (candor_register_refresh (self->records, &error));
  in_years (&today, 12);
  list = candor_retention_list (self->records, 10, &today, &error);
  g_assert_cmpuint (list->len, ==, 1);
  expiring = list->pdata[0];
  g_assert_cmpuint (expiring->files->len, ==, 1);
  g_assert_cmpstr (expiring->files->pdata[0], ==, left);
}

/* Catches a form that is printed or exported before the log has it, or though it cannot have it. */
static void
test_giving_out (HelpRegister *self, gconstpointer data)
{
  g_autofree char *file = help_register_file (self, "Ana Example");
  g_autofree char *away = g_path_get_dirname (self->folder);
  g_autofree char *id = help_register_id (file);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (GBytes) refused = NULL;
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *path = NULL;
  g_autofree char *again = NULL;
  g_autofree char *none = NULL;
  g_autofree char *json = g_strdup_printf ("%s/%s.json", away, id);
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (candor_register_read (self->records, file, &parts, &error));
  printed = candor_register_read_to_print (self->records, file, &error);
  g_assert_true (g_bytes_equal (printed, parts.form));
  line = help_register_last_line (self);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_PRINT);
  g_assert_cmpstr (line->file, ==, file);

  path = candor_register_export (self->records, file, away, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (path, "Ana"));
  g_assert_true (g_file_get_contents (path, &written, &length, NULL));
  g_assert_cmpmem (written, length, g_bytes_get_data (parts.form, NULL),
                   g_bytes_get_size (parts.form));
  g_assert_true (g_file_test (json, G_FILE_TEST_EXISTS));
  again = candor_register_export (self->records, file, away, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, !=, path);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_EXPORT), ==, 2);

  g_unlink (path);
  break_log (self);
  refused = candor_register_read_to_print (self->records, file, &error);
  g_assert_null (refused);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_clear_error (&error);
  none = candor_register_export (self->records, file, away, &error);
  g_assert_null (none);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Catches a paper form that is changed when it is filed, filed twice, or filed under no name. */
static void
test_scan (HelpRegister *self, gconstpointer data)
{
  CandorScanFacts facts = {
    .patient = "Cleo Example", .born = "1970-01-02", .title = "Brushing", .date = "2019-05-06"
  };
  static const char bytes[] = "%PDF-1.4 an invented scan";
  g_autoptr (GBytes) pdf = g_bytes_new_static (bytes, sizeof bytes);
  g_auto (CandorRecordParts) parts = { NULL };
  g_autofree char *file = NULL;
  g_autofree char *again = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GError) error = NULL;

  file = candor_register_file_scan (self->records, &facts, pdf, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (file, "records/2019/05/"));
  again = candor_register_file_scan (self->records, &facts, pdf, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, file);
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_RECORD), ==, 1);

  g_assert_true (candor_register_read (self->records, file, &parts, &error));
  g_assert_true (g_bytes_equal (parts.form, pdf));
  g_assert_cmpint (parts.head->kind, ==, CANDOR_RECORD_SCAN);
  g_assert_true (candor_register_refresh (self->records, &error));
  found = candor_index_search (candor_register_get_index (self->records), "cleo", NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);

  facts.patient = "";
  none = candor_register_file_scan (self->records, &facts, pdf, &error);
  g_assert_null (none);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
}

/* Catches lines that are left out, out of order or under the wrong topic, a line that cannot be read
 * hiding the others, and an event without words. */
static void
test_log_list (HelpRegister *self, gconstpointer data)
{
  g_autofree char *file = help_register_file (self, "Ana Example");
  g_autofree char *path = g_build_filename (self->folder, "log", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CandorLogList) list = NULL;
  g_autoptr (CandorLogList) damaged = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) filed = NULL;
  g_autoptr (GArray) used = NULL;
  g_autoptr (CandorLogLine) newest = NULL;
  g_autoptr (CandorLogLine) unreadable = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (candor_register_log (self->records, CANDOR_LOG_VIEW, file, NULL, &error));
  list = candor_log_list_load (self->folder, &error);
  g_assert_no_error (error);
  all = candor_log_list_find (list, CANDOR_LOG_ALL);
  g_assert_cmpuint (all->len, ==, candor_log_list_size (list));
  newest = candor_log_list_read (list, g_array_index (all, guint, 0));
  g_assert_cmpint (newest->event, ==, CANDOR_LOG_VIEW);
  g_assert_cmpuint (newest->number, ==, all->len);
  filed = candor_log_list_find (list, CANDOR_LOG_FILED);
  g_assert_cmpuint (filed->len, ==, 1);
  used = candor_log_list_find (list, CANDOR_LOG_USED);
  g_assert_cmpuint (used->len, ==, 1);

  for (guint event = 0; event < CANDOR_LOG_N_EVENTS; event++)
    {
      g_autoptr (CandorLogLine) line = candor_log_line_new (event, NULL, NULL, NULL);
      g_autofree char *sentence = candor_log_line_dup_sentence (line, candor_language_english ());

      g_assert_true (g_str_has_suffix (sentence, "."));
    }

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  strchr (text, ',')[0] = ';';
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  damaged = candor_log_list_load (self->folder, &error);
  g_assert_cmpuint (candor_log_list_size (damaged), ==, all->len);
  unreadable = candor_log_list_read (damaged, 0);
  g_assert_null (unreadable);
  words = candor_log_line_dup_sentence (NULL, candor_language_english ());
  g_assert_nonnull (strstr (words, "cannot be read"));
}

/* Catches a withdrawal that changes the consent, that no list shows, that is of no consent, or that
 * says another thing than the one who noted it. */
static void
test_withdrawal (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *id = help_register_id (consent);
  g_autofree char *path = g_build_filename (self->folder, consent, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *file = NULL;
  g_autofree char *none = NULL;
  g_auto (CandorRecordParts) parts = { NULL };
  g_autoptr (CandorLogLine) line = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;
  CandorIndex *index;
  guint entry;

  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  file = candor_register_withdraw (self->records, consent, "I have changed my mind",
                                   self->procedure, NULL, &self->stationery, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  line = help_register_last_line (self);
  g_assert_cmpint (line->event, ==, CANDOR_LOG_WITHDRAW);
  g_assert_true (candor_register_read (self->records, file, &parts, &error));
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_OF), ==, id);
  g_assert_cmpstr (candor_record_head_get (parts.head, CANDOR_HEAD_REASON), ==,
                   "I have changed my mind");
  g_assert_true (candor_register_refresh (self->records, &error));
  index = candor_register_get_index (self->records);
  g_assert_true (candor_index_find (index, id, &entry));
  g_assert_true (candor_index_is_withdrawn (index, entry));

  none = candor_register_withdraw (self->records, file, NULL, self->procedure, NULL,
                                   &self->stationery, &error);
  g_assert_null (none);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/register-work/" name, HelpRegister, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("settings", test_settings);
  ADD ("settings-without-log", test_settings_without_log);
  ADD ("damaged-settings", test_damaged_settings);
  ADD ("approval", test_approval);
  ADD ("text-is-approved", test_text_is_approved);
  ADD ("retention", test_retention);
  ADD ("retention-of-the-left-over", test_retention_of_the_left_over);
  ADD ("giving-out", test_giving_out);
  ADD ("scan", test_scan);
  ADD ("withdrawal", test_withdrawal);
  ADD ("log-list", test_log_list);
  return g_test_run ();
}
