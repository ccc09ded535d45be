/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Backups that are cut off: while others file, by a kill, by a disk that is full, and by a folder that
 * cannot be read.
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "help-backup.h"

/* Nothing but records whose line comes later, and those that went meanwhile. */
static void
assert_only_notices (const char *folder)
{
  g_autofree char *found = help_backup_audit (folder);
  g_auto (GStrv) lines = g_strsplit (found, "\n", -1);

  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_assert_true (g_str_has_prefix (lines[i], "not-adopted ")
                   || g_str_has_prefix (lines[i], "expired-file ")
                   || g_str_has_prefix (lines[i], "torn-line "));
}

/* Files and lets records expire until it is killed, or whoever started it ends. */
static void
work (const char *folder)
{
  g_autoptr (CandorStore) store = candor_store_open (folder, NULL);

  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("w%u", i);
      g_autoptr (GBytes) bytes = help_store_bytes (id, 200);
      g_autoptr (CandorLogLine) line = NULL;

      g_assert_true (candor_store_save_draft (store, id, bytes, NULL));
      line = help_store_put (store, id, bytes);
      g_assert_true (candor_store_remove_draft (store, id, NULL));
      if (i % 3 == 2)
        help_backup_expire (store, id);
    }
}

static void
kill_and_wait (pid_t child)
{
  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

/* Catches a line of which the record was filed after the copying of records, or expired meanwhile. */
static void
test_while_others_file (HelpBackup *self, gconstpointer data)
{
  guint n_records = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      work (self->store.folder);
      _exit (0);
    }
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (CandorBackup) done = help_backup_make (self);

      g_assert_cmpuint (done->faults->len, ==, 0);
      assert_only_notices (self->copy);
      n_records = done->n_new + done->n_kept;
    }
  kill_and_wait (child);
  g_assert_cmpuint (n_records, >, 10);
  help_backup_make_well (self);
  assert_only_notices (self->copy);
  {
    g_autoptr (CandorBackup) restored = help_backup_restore (self);

    g_assert_cmpuint (restored->faults->len, ==, 0);
    assert_only_notices (self->other);
  }
}

/* Killed at a hundred moments, it goes on each time, and what has a log is whole. */
static void
test_cut_off (HelpBackup *self, gconstpointer data)
{
  g_autofree char *log = g_build_filename (self->copy, "log", NULL);
  guint n_cut = 0;

  help_store_put_many (&self->store, 60);
  for (guint i = 1; i <= 100; i++)
    {
      pid_t child = fork ();
      int status;

      if (child == 0)
        {
          /* Another process would not try the names of temporary files that this one has used. */
          g_random_set_seed (i);
          _exit (candor_backup_make (self->store.store, self->copy, FALSE, NULL, NULL, NULL)
                 == NULL);
        }
      g_usleep (i * 300);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      n_cut += WIFSIGNALED (status) != 0;
      g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
      if (g_file_test (log, G_FILE_TEST_EXISTS))
        help_backup_assert_audit (self->copy, "");
    }
  g_test_message ("%u of 100 were cut off", n_cut);
  g_assert_cmpuint (n_cut, >, 0);
  help_backup_make_well (self);
  help_backup_assert_audit (self->copy, "");
}

static void
assert_goes_on (HelpBackup *self, const char *folder, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_backup_make (self->store.store, folder, FALSE, NULL, NULL, &error));
  help_store_assert_refused (error);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_nonnull (strstr (error->message, "goes on from there"));
}

/* Catches a half-written record, and a log without the records of its lines. */
static void
test_full_disk (HelpBackup *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->copy, "backup", NULL);
  g_autofree char *log = g_build_filename (folder, "log", NULL);
  g_autoptr (CandorBackup) done = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("needs root: it mounts a disk of 1 MB");
      return;
    }
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autoptr (GBytes) bytes = help_store_bytes (id, 300000);
      g_autoptr (CandorLogLine) line = help_store_put (self->store.store, id, bytes);
    }
  g_assert_cmpint (g_mkdir (self->copy, 0700), ==, 0);
  g_assert_cmpint (mount ("tmpfs", self->copy, "tmpfs", 0, "size=1m"), ==, 0);
  assert_goes_on (self, folder, "the disk is full");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpint (mount (NULL, self->copy, NULL, MS_REMOUNT, "size=4m"), ==, 0);
  done = candor_backup_make (self->store.store, folder, FALSE, NULL, NULL, NULL);
  g_assert_cmpuint (done->n_new, ==, 2);
  g_assert_cmpuint (done->n_kept, ==, 3);
  help_backup_assert_audit (folder, "");
  g_assert_cmpint (umount (self->copy), ==, 0);
}

/* Catches a backup that is called done although nobody could look into a part of the store. Root reads
 * every folder, so another process that is not root tries. */
static void
test_unreadable_folder (HelpBackup *self, gconstpointer data)
{
  const uid_t nobody = 65534;
  g_autofree char *year = g_build_filename (self->store.folder, "records", "2026", NULL);
  int status;
  pid_t child;

  help_store_put_many (&self->store, 2);
  help_backup_make_well (self);
  if (geteuid () == 0)
    {
      const char *const command[]
          = { "chown", "-R", "65534", self->store.folder, self->parent, NULL };

      g_assert_true (g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                                   NULL, NULL, NULL, NULL));
    }
  g_assert_cmpint (g_chmod (year, 0), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (geteuid () == 0 && setuid (nobody) != 0)
        _exit (1);
      assert_goes_on (self, self->copy, "could not be read");
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (g_chmod (year, 0700), ==, 0);
  help_backup_assert_audit (self->copy, "");
}

/* Catches parts that are called missing where they only must not be looked at. */
static void
test_forbidden_folder (HelpBackup *self, gconstpointer data)
{
  const uid_t nobody = 65534;
  int status;
  pid_t child;

  help_backup_make_well (self);
  g_assert_cmpint (g_chmod (self->parent, 0755), ==, 0);
  g_assert_cmpint (g_chmod (self->copy, geteuid () == 0 ? 0700 : 0), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (geteuid () == 0 && setuid (nobody) != 0)
        _exit (1);
      g_assert_null (candor_store_open (self->copy, &error));
      help_store_assert_refused (error);
      g_assert_nonnull (strstr (error->message, "could not be read: Permission denied"));
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (g_chmod (self->copy, 0700), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (HelpBackup *, gconstpointer);
  } cases[] = {
    { "while-others-file", test_while_others_file },
    { "cut-off", test_cut_off },
    { "full-disk", test_full_disk },
    { "unreadable-folder", test_unreadable_folder },
    { "forbidden-folder", test_forbidden_folder },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/vault/backup/", cases[i].name, NULL);

      g_test_add (path, HelpBackup, NULL, help_backup_set_up, cases[i].run, help_backup_tear_down);
    }
  return g_test_run ();
}
