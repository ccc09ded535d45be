/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A store keeps what it acknowledged: through a crash between any two steps, beside other processes,
 * on a full disk, and when the same thing is asked twice.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "help-store.h"

static char *
path_of (HelpStore *self, const char *file)
{
  return g_build_filename (self->folder, file, NULL);
}

static void
assert_found (HelpStore *self, const char *expected)
{
  g_autofree char *found = help_store_audit (self);

  g_assert_cmpstr (found, ==, expected);
}

static CandorLogLine *
put (CandorStore *store, const char *id, GBytes *bytes, gboolean *existing, GError **error)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 11, 22, 10, 0, 0);
  g_autoptr (CandorTransaction) transaction = candor_store_begin (store, error);
  CandorRecordBytes record
      = { .id = id, .when = when, .event = CANDOR_LOG_RECORD, .encrypted = bytes };

  return transaction != NULL ? candor_transaction_put_record (transaction, &record, existing, error)
                             : NULL;
}

static void
assert_mode (HelpStore *self, const char *file, mode_t mode)
{
  g_autofree char *path = path_of (self, file);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, mode);
}

/* Catches a store that others can read, and one that is made over another. */
static void
test_create (HelpStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = help_store_read_log (self);
  g_autofree char *after = NULL;
  g_autofree char *inner = path_of (self, "inner");

  help_store_put_many (self, 1);
  assert_mode (self, "records", 0700);
  assert_mode (self, "records/2026/11", 0700);
  assert_mode (self, "records/2026/11/r1.age", 0600);
  assert_mode (self, "drafts", 0700);
  assert_mode (self, "keys", 0700);
  assert_mode (self, "log", 0600);
  g_assert_nonnull (strstr (before, "\"event\":\"created\""));

  g_free (before);
  before = help_store_read_log (self);
  g_assert_false (candor_store_create (self->folder, &error));
  help_store_assert_refused (error);
  after = help_store_read_log (self);
  g_assert_cmpstr (before, ==, after);

  /* One that was cut off before its log is finished. */
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_null (candor_store_open (inner, NULL));
  g_assert_true (candor_store_create (inner, NULL));
}

/* Catches a store that is made by looking at a folder, or a folder that passes for a store. */
static void
test_open_makes_nothing (HelpStore *self, gconstpointer data)
{
  g_autofree char *inner = path_of (self, "inner");
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_store_open (inner, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
  help_store_assert_refused (error);
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_null (candor_store_open (inner, NULL));
  g_assert_cmpint (g_rmdir (inner), ==, 0);
}

/* Catches a record that is not there byte for byte, or whose line says something else. */
static void
test_put (HelpStore *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = help_store_bytes ("a", 300000);
  g_autoptr (CandorLogLine) line = help_store_put (self->store, "a", bytes);
  g_autoptr (CandorLogLine) found = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GBytes) start = NULL;
  gsize size;

  g_assert_cmpstr (line->file, ==, "records/2026/11/a.age");
  g_assert_cmpstr (line->sha256, ==, hash);
  g_assert_cmpstr (line->who, ==, "Rowan Example");
  help_store_assert_holds (self, line->file, bytes);
  found = candor_store_find_line (self->store, line->file, NULL);
  g_assert_cmpuint (found->number, ==, line->number);
  files = candor_store_list_records (self->store, NULL);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpstr (files->pdata[0], ==, line->file);
  start = candor_store_read_start (self->store, line->file, 100, &size, NULL);
  g_assert_cmpuint (size, ==, 300000);
  g_assert_cmpmem (g_bytes_get_data (start, NULL), g_bytes_get_size (start),
                   g_bytes_get_data (bytes, NULL), 100);
  assert_found (self, "");
}

/* Catches a number that leads out of the folder of records. */
static void
test_numbers (HelpStore *self, gconstpointer data)
{
  static const char *const ids[] = { "", ".", "..", "a/b", "../a", "a.b", "\xc3\xab", "a b" };
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *too_long = g_strnfill (65, 'x');
  g_autoptr (GBytes) bytes = help_store_bytes ("a", 10);
  g_autoptr (CandorLogLine) line = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (put (self->store, ids[i], bytes, NULL, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
      g_assert_false (candor_store_save_draft (self->store, ids[i], bytes, NULL));
    }
  g_assert_null (put (self->store, too_long, bytes, NULL, NULL));
  line = help_store_put (self->store, longest, bytes);
  g_assert_null (candor_store_read (self->store, "log", NULL));
  g_assert_null (candor_store_read (self->store, "records/2026/11/../../../log", NULL));
}

/* Catches a second record, or a changed one, when the same visit is filed twice. */
static void
test_same_twice (HelpStore *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = help_store_bytes ("a", 1000);
  g_autoptr (GBytes) other = help_store_bytes ("b", 1000);
  g_autoptr (CandorLogLine) line = help_store_put (self->store, "a", bytes);
  g_autofree char *before = help_store_read_log (self);
  g_autofree char *after = NULL;

  for (guint i = 0; i < 2; i++)
    {
      gboolean existing = FALSE;
      g_autoptr (CandorLogLine) again
          = put (self->store, "a", i == 0 ? bytes : other, &existing, NULL);

      g_assert_true (existing);
      g_assert_cmpuint (again->number, ==, line->number);
      help_store_assert_holds (self, line->file, bytes);
    }
  after = help_store_read_log (self);
  g_assert_cmpstr (before, ==, after);
}

/* A crash between a record and its line. Catches a record that stays without a line for ever, one that
 * is adopted twice, and one that filing it again does not find. */
static void
test_adoption (HelpStore *self, gconstpointer data)
{
  const char *const file = "records/2026/11/a.age";
  g_autofree char *path = path_of (self, file);
  g_autoptr (GBytes) bytes = help_store_bytes ("a", 1000);
  g_autoptr (CandorLogLine) line = help_store_put (self->store, "b", bytes);

  g_assert_true (g_file_set_contents (path, "encrypted", -1, NULL));
  if (GPOINTER_TO_INT (data))
    {
      gboolean existing = FALSE;
      g_autoptr (CandorLogLine) again = put (self->store, "a", bytes, &existing, NULL);

      g_assert_true (existing);
      g_assert_cmpstr (again->file, ==, file);
      g_assert_cmpint (again->event, ==, CANDOR_LOG_RECOVERED);
    }
  else
    {
      g_autoptr (CandorReconciled) result
          = candor_store_reconcile (self->store, "Rowan Example", NULL);

      g_assert_cmpuint (result->adopted->len, ==, 1);
      g_assert_cmpstr (result->adopted->pdata[0], ==, file);
    }
  assert_found (self, "adopted 3 records/2026/11/a.age\n");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CandorReconciled) result
          = candor_store_reconcile (self->store, "Rowan Example", NULL);

      g_assert_cmpuint (result->adopted->len, ==, 0);
      g_assert_cmpuint (result->missing->len, ==, 0);
    }
  assert_found (self, "adopted 3 records/2026/11/a.age\n");
}

/* Catches a missing record that is mended in silence. */
static void
test_alarm (HelpStore *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, "records/2026/11/r2.age");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (CandorReconciled) result = NULL;

  help_store_put_many (self, 3);
  before = help_store_read_log (self);
  g_assert_cmpint (g_remove (path), ==, 0);
  result = candor_store_reconcile (self->store, NULL, NULL);
  g_assert_cmpuint (result->missing->len, ==, 1);
  g_assert_cmpstr (result->missing->pdata[0], ==, "records/2026/11/r2.age");
  after = help_store_read_log (self);
  g_assert_cmpstr (before, ==, after);
}

/* A crash between the line of an expiry and taking the file away, seen by the next who writes or by
 * the next who unlocks. Catches an expired record that stays, and one that is adopted. */
static void
test_expire_interrupted (HelpStore *self, gconstpointer data)
{
  const char *const file = "records/2026/11/r2.age";
  g_autofree char *path = path_of (self, file);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CandorTransaction) transaction = NULL;
  g_autoptr (CandorReconciled) result = NULL;

  help_store_put_many (self, 3);
  bytes = candor_store_read (self->store, file, NULL);
  transaction = candor_store_begin (self->store, NULL);
  g_assert_true (candor_transaction_expire (transaction, file, "Rowan Example", NULL, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  if (GPOINTER_TO_INT (data))
    g_assert_true (
        candor_transaction_append (transaction, CANDOR_LOG_VIEW, NULL, NULL, NULL, NULL));
  g_clear_pointer (&transaction, candor_transaction_end);

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  if (GPOINTER_TO_INT (data))
    {
      result = candor_store_reconcile (self->store, NULL, NULL);
      g_assert_cmpuint (result->finished->len, ==, 1);
      g_assert_cmpuint (result->adopted->len, ==, 0);
    }
  else
    transaction = candor_store_begin (self->store, NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_pointer (&transaction, candor_transaction_end);
  assert_found (self, "");
}

/* Catches two processes that give the same number twice, or write into each other's lines. */
static void
test_two_processes (HelpStore *self, gconstpointer data)
{
  const int n_processes = 4;
  const int n_records = 25;
  g_auto (GStrv) lines = NULL;

  for (int i = 0; i < n_processes; i++)
    if (fork () == 0)
      {
        g_autoptr (CandorStore) store = candor_store_open (self->folder, NULL);

        for (int j = 0; j < n_records; j++)
          {
            g_autofree char *id = g_strdup_printf ("p%d-%d", i, j);
            g_autoptr (GBytes) bytes = help_store_bytes (id, 500);
            g_autoptr (CandorLogLine) line = help_store_put (store, id, bytes);
          }
        _exit (0);
      }
  for (int i = 0; i < n_processes; i++)
    {
      int status = 0;

      g_assert_cmpint (wait (&status), >, 0);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  assert_found (self, "");
  lines = help_store_log_lines (self);
  g_assert_cmpuint (g_strv_length (lines), ==, n_processes * n_records + 1);
  for (int i = 0; i < n_processes; i++)
    for (int j = 0; j < n_records; j++)
      {
        g_autofree char *id = g_strdup_printf ("p%d-%d", i, j);
        g_autofree char *file = help_store_file (id);
        g_autoptr (GBytes) bytes = help_store_bytes (id, 500);

        help_store_assert_holds (self, file, bytes);
      }
}

/* Catches a draft that is lost, mixed with the one before, or cannot be taken away. */
static void
test_drafts (HelpStore *self, gconstpointer data)
{
  g_autoptr (GBytes) first = help_store_bytes ("first", 5000);
  g_autoptr (GBytes) second = help_store_bytes ("second", 300);
  g_autofree char *stranger = path_of (self, "drafts/notes.txt");
  g_autofree char *half = path_of (self, "drafts/.candor-00c0ffee.tmp");
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GBytes) there = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (candor_store_save_draft (self->store, "b", first, NULL));
  g_assert_true (candor_store_save_draft (self->store, "a", first, NULL));
  g_assert_true (candor_store_save_draft (self->store, "a", second, NULL));
  g_assert_true (g_file_set_contents (stranger, "", 0, NULL));
  g_assert_true (g_file_set_contents (half, "", 0, NULL));
  assert_mode (self, "drafts/a.age", 0600);
  ids = candor_store_list_drafts (self->store, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpstr (ids->pdata[0], ==, "a");
  g_assert_cmpstr (ids->pdata[1], ==, "b");
  there = candor_store_read_draft (self->store, "a", NULL);
  g_assert_true (g_bytes_equal (there, second));

  g_assert_true (candor_store_remove_draft (self->store, "a", NULL));
  g_assert_true (candor_store_remove_draft (self->store, "a", NULL));
  g_assert_null (candor_store_read_draft (self->store, "a", &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
  g_ptr_array_unref (ids);
  ids = candor_store_list_drafts (self->store, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
}

/* What is left of a disk that was pulled out is an empty folder, or one with drafts that once went astray. Catches
 * a draft that is written there, one that is taken for removed, and a list that is empty because nobody could look.
 * A copy of a store that came without its empty folder is another thing. */
static void
test_drafts_away (HelpStore *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = help_store_bytes ("draft", 300);
  g_autofree char *elsewhere = g_strconcat (self->folder, ".elsewhere", NULL);
  g_autofree char *drafts = path_of (self, "drafts");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (self->folder, elsewhere), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
      g_assert_true (i == 0 || g_mkdir (drafts, 0700) == 0);
      g_assert_false (candor_store_save_draft (self->store, "a", bytes, &error));
      help_store_assert_refused (error);
      g_assert_nonnull (strstr (error->message, "connect the disk"));
      g_clear_error (&error);
      g_assert_null (candor_store_list_drafts (self->store, &error));
      help_store_assert_refused (error);
      g_clear_error (&error);
      g_assert_false (candor_store_remove_draft (self->store, "a", &error));
      help_store_assert_refused (error);
      g_clear_error (&error);
      /* Empty as they were, or they would not go. */
      g_assert_true (i == 0 || g_rmdir (drafts) == 0);
      g_assert_cmpint (g_rmdir (self->folder), ==, 0);
    }
  g_assert_cmpint (g_rename (elsewhere, self->folder), ==, 0);

  g_assert_cmpint (g_rmdir (drafts), ==, 0);
  none = candor_store_list_drafts (self->store, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (candor_store_remove_draft (self->store, "a", NULL));
  g_assert_true (candor_store_save_draft (self->store, "a", bytes, NULL));
  assert_mode (self, "drafts", 0700);
}

/* Catches a promise of room that the disk does not have. */
static void
test_reserve (HelpStore *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, "reserve");
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (candor_store_reserve (self->store, 300000, NULL));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_blocks * 512, >=, 300000);
  g_assert_false (candor_store_reserve (self->store, (gsize)1 << 60, &error));
  help_store_assert_refused (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 300000);
}

/* Fills a disk of 4 MB to the last byte, whoever does that in a clinic. */
static void
fill (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  FILE *file = g_fopen (path, "w");
  char block[1024] = { 0 };

  setvbuf (file, NULL, _IONBF, 0);
  while (fwrite (block, sizeof block, 1, file) == 1)
    continue;
  g_assert_cmpint (errno, ==, ENOSPC);
  fclose (file);
}

/* Catches a full disk at the signature, after room was promised; and one that is found out too late. */
static void
test_full_disk (HelpStore *self, gconstpointer data)
{
  g_autofree char *disk = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (CandorStore) store = NULL;
  g_autoptr (GBytes) bytes = help_store_bytes ("a", 300000);
  g_autoptr (GBytes) large = help_store_bytes ("a", 1500000);
  g_autoptr (CandorLogLine) line = NULL;
  g_autoptr (CandorAudit) audit = NULL;
  g_autoptr (GBytes) there = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("needs root: it mounts a disk of 4 MB");
      return;
    }
  disk = path_of (self, "disk");
  folder = g_build_filename (disk, "store", NULL);
  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  g_assert_cmpint (mount ("tmpfs", disk, "tmpfs", 0, "size=4m"), ==, 0);
  g_assert_true (candor_store_create (folder, NULL));
  store = candor_store_open (folder, NULL);
  g_assert_true (candor_store_reserve (store, 1024 * 1024, NULL));
  fill (disk);

  g_assert_true (candor_store_save_draft (store, "a", bytes, &error));
  g_assert_no_error (error);
  line = put (store, "a", bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (put (store, "b", large, NULL, &error));
  help_store_assert_refused (error);
  g_clear_error (&error);
  /* What is left is less than was promised, and the next visit is told so. */
  g_assert_false (candor_store_reserve (store, 1024 * 1024, &error));
  help_store_assert_refused (error);
  there = candor_store_read (store, line->file, NULL);
  g_assert_true (g_bytes_equal (there, bytes));
  audit = candor_audit_run (store, NULL, 0, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (audit->findings->len, ==, 0);
  g_assert_cmpuint (audit->n_records, ==, 1);

  g_clear_pointer (&store, candor_store_free);
  g_assert_cmpint (umount (disk), ==, 0);
}

static void
add (const char *name, int data, void (*test) (HelpStore *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/store/", name, NULL);

  g_test_add (path, HelpStore, GINT_TO_POINTER (data), help_store_set_up, test,
              help_store_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("create", 0, test_create);
  add ("open-makes-nothing", 0, test_open_makes_nothing);
  add ("put", 0, test_put);
  add ("numbers", 0, test_numbers);
  add ("same-twice", 0, test_same_twice);
  add ("adopted-at-unlock", 0, test_adoption);
  add ("adopted-when-filed-again", 1, test_adoption);
  add ("alarm", 0, test_alarm);
  add ("expire-interrupted", 0, test_expire_interrupted);
  add ("expire-interrupted-earlier", 1, test_expire_interrupted);
  add ("two-processes", 0, test_two_processes);
  add ("drafts", 0, test_drafts);
  add ("drafts-away", 0, test_drafts_away);
  add ("reserve", 0, test_reserve);
  add ("full-disk", 0, test_full_disk);
  return g_test_run ();
}
