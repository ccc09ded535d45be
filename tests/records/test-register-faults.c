/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A disk that does not confirm: what people are told is true, and doing it again finishes it. The
 * program is linked so that its syncs pass through here first.
 */
#include "help-register.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "core/candor-error.h"
#include "records/candor-log-list.h"
#include "records/candor-register-papers.h"
#include "records/candor-settings.h"
#include "vault/candor-audit.h"

int __real_fsync (int fd);
int __real_fdatasync (int fd);
int __wrap_fsync (int fd);
int __wrap_fdatasync (int fd);

/* How many syncs of the log still fail. */
static int n_failing;

/* The folder whose syncs fail as soon as there is @failing_with. */
static const char *failing_folder;
static const char *failing_with;

/* Where something is in the way as soon as that folder fails. */
static const char *blocked_path;

int
__wrap_fdatasync (int fd)
{
  if (n_failing == 0)
    return __real_fdatasync (fd);
  n_failing--;
  errno = EIO;
  return -1;
}

int
__wrap_fsync (int fd)
{
  struct stat one, other;

  if (failing_folder != NULL && fstat (fd, &one) == 0 && stat (failing_folder, &other) == 0
      && one.st_ino == other.st_ino && one.st_dev == other.st_dev
      && g_file_test (failing_with, G_FILE_TEST_EXISTS))
    {
      if (blocked_path != NULL)
        g_assert_cmpint (g_mkdir_with_parents (blocked_path, 0700), ==, 0);
      errno = EIO;
      return -1;
    }
  return __real_fsync (fd);
}

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

static void
assert_whole (HelpRegister *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (self->folder, &error);
  g_autoptr (CandorAudit) found = candor_audit_run (store, NULL, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (candor_audit_is_whole (found));
}

static guint
count_records (HelpRegister *self)
{
  g_autoptr (CandorStore) store = candor_store_open (self->folder, NULL);
  g_autoptr (GPtrArray) files = candor_store_list_records (store, NULL);

  return files->len;
}

static char *
withdraw (HelpRegister *self, const char *consent, const char *reason, GError **error)
{
  return candor_register_withdraw (self->records, consent, reason, self->procedure, NULL,
                                   &self->stationery, error);
}

static gboolean
is_withdrawn (HelpRegister *self, const char *consent)
{
  g_autofree char *id = help_register_id (consent);
  guint entry;

  g_assert_true (candor_register_refresh (self->records, NULL));
  return candor_index_find (candor_register_get_index (self->records), id, &entry)
         && candor_index_is_withdrawn (candor_register_get_index (self->records), entry);
}

/* Catches a withdrawal of which people are told that nothing was changed, and that comes into force
 * later; and a second paper for the same consent. */
static void
test_withdrawal_again (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *none = NULL;
  g_autofree char *file = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  n_failing = 1;
  none = withdraw (self, consent, "I have changed my mind", &error);
  g_assert_null (none);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_null (strstr (error->message, "Nothing was changed"));
  g_assert_nonnull (strstr (error->message, "It waits"));
  g_clear_error (&error);
  g_assert_cmpuint (count_records (self), ==, 2);
  g_assert_false (is_withdrawn (self, consent));

  file = withdraw (self, consent, "I have changed my mind", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (self), ==, 2);
  g_assert_true (is_withdrawn (self, consent));
  again = withdraw (self, consent, "I have changed my mind", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, file);
  assert_whole (self);
}

/* The same, taken up by the next unlocking; another reason is not thrown away without a word. */
static void
test_withdrawal_adopted (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *none = NULL;
  g_autofree char *other = NULL;
  g_autoptr (CandorReconciled) found = NULL;
  g_autoptr (GError) error = NULL;

  n_failing = 1;
  none = withdraw (self, consent, NULL, &error);
  g_assert_null (none);
  g_clear_error (&error);
  found = candor_register_reconcile (self->records, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->adopted->len, ==, 1);
  g_assert_true (is_withdrawn (self, consent));
  other = withdraw (self, consent, "A reason that comes later", &error);
  g_assert_null (other);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_assert_cmpuint (count_records (self), ==, 2);
  assert_whole (self);
}

/* The same, without an unlocking between. Catches somebody who is told that nothing was filed though
 * their second try, with other words, has filed the paper of the first. */
static void
test_withdrawal_other_reason (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *none = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  n_failing = 1;
  none = withdraw (self, consent, "I have changed my mind", &error);
  g_assert_null (none);
  g_assert_false (is_withdrawn (self, consent));
  g_clear_error (&error);
  other = withdraw (self, consent, "A reason that comes later", &error);
  g_assert_null (other);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "is filed, with the reason that was given first"));
  g_assert_true (is_withdrawn (self, consent));
  g_assert_cmpuint (count_records (self), ==, 2);
  assert_whole (self);
}

/* Catches a log in which a visit is gone that is there still. */
static void
test_draft_stays (HelpRegister *self, gconstpointer data)
{
  static const char id[] = "00000000-0000-4000-8000-000000000009";
  g_autofree char *path = g_strdup_printf ("%s/drafts/%s.age", self->folder, id);
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  /* A folder cannot be taken away as a file is. */
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_false (
      candor_register_throw_away (self->records, id, &candor_discard_reasons[0], &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  line = help_register_last_line (self);
  g_assert_cmpstr (candor_log_line_get_detail (line, "visit"), ==, id);
  sentence = candor_log_line_dup_sentence (line, candor_language_english ());
  g_assert_nonnull (strstr (sentence, "may be there still"));
  assert_whole (self);
}

/* Catches a line that takes a visit back which is not there. */
static void
test_take_back (HelpRegister *self, gconstpointer data)
{
  static const char id[] = "00000000-0000-4000-8000-000000000009";
  g_autofree char *folder = g_build_filename (self->folder, "drafts", NULL);
  g_autofree char *path = g_strdup_printf ("%s/%s.age", folder, id);
  g_autoptr (CandorLogLine) before = help_register_last_line (self);
  g_autoptr (CandorLogLine) after = NULL;
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (candor_register_take_back (self->records, id, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
  after = help_register_last_line (self);
  g_assert_cmpuint (after->number, ==, before->number);

  g_clear_error (&error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (candor_register_take_back (self->records, id, &error));
  g_assert_no_error (error);
  line = help_register_last_line (self);
  g_assert_cmpstr (candor_log_line_get_detail (line, "visit"), ==, id);
  sentence = candor_log_line_dup_sentence (line, candor_language_english ());
  g_assert_nonnull (strstr (sentence, "was taken back"));
  assert_whole (self);
}

/* Catches a log that says what did not come into force, and says no more. */
static void
test_settings_unconfirmed (HelpRegister *self, gconstpointer data)
{
  g_autofree char *settings = g_build_filename (self->folder, "settings.ini", NULL);
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  failing_folder = self->folder;
  failing_with = settings;
  g_assert_false (candor_register_set_retention (self->records, 10, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  failing_folder = NULL;
  line = help_register_last_line (self);
  sentence = candor_log_line_dup_sentence (line, candor_language_english ());
  g_assert_nonnull (strstr (sentence, "could not be saved"));
  assert_whole (self);
}

/* Catches an expiry that is refused with “nothing was changed” when the log has it. */
static void
test_expiry_unconfirmed (HelpRegister *self, gconstpointer data)
{
  g_autofree char *consent = help_register_file (self, "Ana Example");
  g_autofree char *path = g_build_filename (self->folder, consent, NULL);
  g_autofree char *month = g_path_get_dirname (path);
  g_autofree char *again = help_register_file (self, "Ben Example");
  g_autofree char *kept = g_build_filename (self->folder, again, NULL);
  g_autoptr (GError) error = NULL;

  n_failing = 1;
  g_assert_false (candor_register_expire (self->records, again, &error));
  g_assert_nonnull (strstr (error->message, "still there"));
  g_clear_error (&error);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  assert_whole (self);

  failing_folder = failing_with = month;
  g_assert_false (candor_register_expire (self->records, consent, &error));
  failing_folder = NULL;
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "The log says"));
  g_assert_cmpuint (help_register_count (self, CANDOR_LOG_EXPIRE), ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_whole (self);
}

/* Catches somebody who is told that nothing was changed, and whose older passphrase opens nothing. */
static void
test_keys_unconfirmed (HelpRegister *self, gconstpointer data)
{
  g_autofree char *slots = g_build_filename (self->folder, "keys", "slots", NULL);
  g_autoptr (CandorKeySlot) staff = NULL;
  g_autoptr (GError) error = NULL;

  staff = candor_register_add_staff (self->records, "Mr Basil Fernway", CANDOR_KEY_ROLE_STAFF, NULL,
                                     "nine made-up herons wade", HELP_COST, &error);
  g_assert_no_error (error);
  failing_folder = failing_with = slots;
  g_assert_false (
      candor_register_set_passphrase (self->records, "eight new otters swim", HELP_COST, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_UNCONFIRMED);
  g_clear_error (&error);
  g_assert_false (candor_register_remove_staff (self->records, staff, &error));
  g_assert_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_UNCONFIRMED);
  failing_folder = NULL;
  candor_register_unref (help_register_open_as (self, HELP_ADMINISTRATOR, "eight new otters swim"));
}

static void
assert_nothing_beside (const char *parent, const char *only)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_cmpstr (name, ==, only);
}

/* Catches a store that is there though somebody was told that it is not, without its key on paper. */
static void
test_setup_unconfirmed (HelpRegister *self, gconstpointer data)
{
  const CandorSetup setup = { .clinic = "Glimmer House",
                              .administrator = HELP_ADMINISTRATOR,
                              .passphrase = HELP_PASSPHRASE,
                              .cost = HELP_COST };
  g_autofree char *parent = g_dir_make_tmp ("candor-setup-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "store", NULL);
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (CandorNewStore) made = NULL;
  g_autoptr (GError) error = NULL;

  failing_folder = parent;
  failing_with = folder;
  g_assert_false (candor_setup_create (folder, &setup, &recovery, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "taken back"));
  g_assert_null (recovery);
  g_clear_error (&error);
  assert_nothing_beside (parent, NULL);

  /* Where the key is written down already, it can be tried again. */
  made = candor_new_store_make (folder, &setup, &recovery, &error);
  g_assert_no_error (error);
  g_assert_false (candor_new_store_accept (made, &error));
  g_clear_error (&error);
  failing_folder = NULL;
  g_assert_true (candor_new_store_accept (made, &error));
  g_clear_pointer (&made, candor_new_store_free);
  assert_nothing_beside (parent, "store");
  help_remove_folder (parent);
}

/* The name was not confirmed and cannot be given back. Catches a second press of “Finish” that is told
 * nothing, and an end of the program for want of a sentence. */
static void
test_setup_stuck (HelpRegister *self, gconstpointer data)
{
  const CandorSetup setup = { .clinic = "Glimmer House",
                              .administrator = HELP_ADMINISTRATOR,
                              .passphrase = HELP_PASSPHRASE,
                              .cost = HELP_COST };
  g_autofree char *parent = g_dir_make_tmp ("candor-setup-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "store", NULL);
  g_autofree char *blocked = NULL;
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (CandorNewStore) made = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  made = candor_new_store_make (folder, &setup, &recovery, &first);
  g_assert_no_error (first);
  blocked = g_build_filename (candor_new_store_get_folder (made), "in-the-way", NULL);
  failing_folder = parent;
  failing_with = folder;
  blocked_path = blocked;
  g_assert_false (candor_new_store_accept (made, &first));
  failing_folder = blocked_path = NULL;
  g_assert_error (first, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_nonnull (strstr (first->message, "Do not use it"));
  g_assert_false (candor_new_store_accept (made, &second));
  g_assert_error (second, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_cmpstr (second->message, ==, first->message);
  help_remove_folder (parent);
}

/* Catches two that set up the same place at once and hurt one another, and what a killed one left. */
static void
test_two_setups (HelpRegister *self, gconstpointer data)
{
  const CandorSetup setup = { .clinic = "Glimmer House",
                              .administrator = HELP_ADMINISTRATOR,
                              .passphrase = HELP_PASSPHRASE,
                              .cost = HELP_COST };
  g_autofree char *parent = g_dir_make_tmp ("candor-setup-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "store", NULL);
  g_autofree char *left = g_build_filename (parent, ".candor-new-abc123", NULL);
  g_autofree char *slot = g_build_filename (folder, "keys", "slots", NULL);
  const struct utimbuf long_ago = { 1000000000, 1000000000 };
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (CandorAgeIdentity) other_recovery = NULL;
  g_autoptr (CandorNewStore) one = NULL;
  g_autoptr (CandorNewStore) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (left, 0700), ==, 0);
  g_assert_cmpint (utime (left, &long_ago), ==, 0);
  one = candor_new_store_make (folder, &setup, &recovery, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  /* However long the first one takes to write the key down. */
  g_assert_cmpint (utime (candor_new_store_get_folder (one), &long_ago), ==, 0);
  other = candor_new_store_make (folder, &setup, &other_recovery, &error);
  g_assert_no_error (error);
  g_assert_true (candor_new_store_accept (one, &error));
  g_assert_no_error (error);
  g_assert_false (candor_new_store_accept (other, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "there already"));
  g_clear_pointer (&other, candor_new_store_free);
  g_clear_pointer (&one, candor_new_store_free);
  g_assert_true (g_file_test (slot, G_FILE_TEST_IS_DIR));
  assert_nothing_beside (parent, "store");
  help_remove_folder (parent);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/register-faults/" name, HelpRegister, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("withdrawal-again", test_withdrawal_again);
  ADD ("withdrawal-adopted", test_withdrawal_adopted);
  ADD ("withdrawal-other-reason", test_withdrawal_other_reason);
  ADD ("draft-stays", test_draft_stays);
  ADD ("take-back", test_take_back);
  ADD ("settings-unconfirmed", test_settings_unconfirmed);
  ADD ("expiry-unconfirmed", test_expiry_unconfirmed);
  ADD ("keys-unconfirmed", test_keys_unconfirmed);
  ADD ("setup-unconfirmed", test_setup_unconfirmed);
  ADD ("setup-stuck", test_setup_stuck);
  ADD ("two-setups", test_two_setups);
  return g_test_run ();
}
