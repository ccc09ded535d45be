/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Backups and what is restored from them. Catches a copy that has a line without its file, that takes the
 * place of what was filed, loses what only it has, brings back what was taken away, or is called whole
 * and is not.
 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "help-backup.h"
#include "vault/candor-hash.h"

static void
assert_fault (const CandorBackup *done, const char *word)
{
  g_assert_cmpuint (done->faults->len, ==, 1);
  help_store_assert_refused (done->faults->pdata[0]);
  g_assert_nonnull (strstr (((GError *)done->faults->pdata[0])->message, word));
}

static void
assert_refused (HelpBackup *self, const char *folder, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_backup_make (self->store.store, folder, FALSE, NULL, NULL, &error));
  help_store_assert_refused (error);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_second_run (HelpBackup *self, gconstpointer data)
{
  g_autoptr (CandorBackup) first = NULL;
  g_autoptr (CandorBackup) second = NULL;
  g_autoptr (GBytes) bytes = help_store_bytes ("late", 3000);
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *file = help_store_file ("r2");
  g_autofree char *path = g_build_filename (self->copy, file, NULL);
  GStatBuf before, after;

  help_store_put_many (&self->store, 5);
  help_backup_write (self->store.folder, "clinic.ini", "[clinic]");
  help_backup_write (self->store.folder, "logo.svg", "<svg/>");
  help_backup_write (self->store.folder, "procedures/own.xml", "<procedure/>");
  help_backup_write (self->store.folder, "cache/index", "made anew when staff unlock");
  first = help_backup_make (self);
  g_assert_cmpuint (first->n_new, ==, 5);
  g_assert_cmpuint (first->n_kept + first->faults->len + first->left_out->len, ==, 0);
  help_backup_assert_audit (self->copy, "");
  help_backup_assert_file (self->copy, "logo.svg", "<svg/>");
  help_backup_assert_file (self->copy, "procedures/own.xml", "<procedure/>");
  help_backup_assert_file (self->copy, "cache/index", NULL);
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  g_assert_cmpint (before.st_mode & 0777, ==, 0600);

  line = help_store_put (self->store.store, "late", bytes);
  help_backup_write (self->store.folder, "clinic.ini", "[clinic] moved");
  second = help_backup_make (self);
  g_assert_cmpuint (second->n_new, ==, 1);
  g_assert_cmpuint (second->n_kept, ==, 5);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  help_backup_assert_file (self->copy, "clinic.ini", "[clinic] moved");
  help_backup_assert_audit (self->copy, "");
}

static void
test_tampered (HelpBackup *self, gconstpointer data)
{
  g_autofree char *one = help_store_file ("r1");
  g_autofree char *two = help_store_file ("r2");
  g_autofree char *three = help_store_file ("r3");
  g_autoptr (CandorBackup) in_copy = NULL;
  g_autoptr (CandorBackup) in_store = NULL;
  g_autoptr (CandorBackup) missing = NULL;
  g_autofree char *right = NULL;

  help_store_put_many (&self->store, 2);
  help_backup_make_well (self);

  /* In the backup: it is named, and nothing is overwritten. */
  right = help_backup_read (self->copy, one);
  help_backup_write (self->copy, one, "altered");
  in_copy = help_backup_make (self);
  assert_fault (in_copy, one);
  help_backup_assert_file (self->copy, one, "altered");
  help_backup_assert_audit (self->copy, "altered-file 2 records/2026/11/r1.age\n");
  help_backup_remove (self->copy, one);
  help_backup_make_well (self);
  help_backup_assert_audit (self->copy, "");

  /* In the store: what the backup has is kept, and what is new is copied all the same. */
  help_backup_write (self->store.folder, two, "altered");
  {
    g_autoptr (GBytes) bytes = help_store_bytes ("r3", 100);
    g_autoptr (CandorLogLine) line = help_store_put (self->store.store, "r3", bytes);
  }
  in_store = help_backup_make (self);
  assert_fault (in_store, two);
  help_backup_assert_audit (self->copy, "");
  g_assert_cmpuint (in_store->n_new, ==, 1);

  help_backup_write (self->store.folder, three, "altered before it was copied");
  help_backup_remove (self->copy, three);
  help_backup_remove (self->store.folder, two);
  missing = help_backup_make (self);
  g_assert_cmpuint (missing->faults->len, ==, 2);
  help_backup_assert_file (self->copy, three, NULL);
  help_backup_assert_audit (self->copy, "missing-file 4 records/2026/11/r3.age\n");
}

static void
test_other_histories (HelpBackup *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *altered = NULL;
  char *at;

  help_store_put_many (&self->store, 2);
  before = help_store_read_log (&self->store);
  {
    g_autoptr (GBytes) bytes = help_store_bytes ("r3", 100);
    g_autoptr (CandorLogLine) line = help_store_put (self->store.store, "r3", bytes);
  }
  help_backup_make_well (self);
  after = help_backup_read (self->copy, "log");

  help_store_write_log (&self->store, before);
  assert_refused (self, self->copy, "has lines in its log that the store has not");
  altered = g_strdup (after);
  at = strstr (strchr (altered, '\n'), "Rowan");
  memcpy (at, "Robin", 5);
  help_store_write_log (&self->store, altered);
  assert_refused (self, self->copy, "from line 2 on");
  help_backup_assert_file (self->copy, "log", after);

  /* A copy that another program made in the middle of a line is brought to its end. */
  help_store_write_log (&self->store, after);
  altered[strlen (before) + 20] = '\0';
  memcpy (altered, after, strlen (before) + 20);
  help_backup_write (self->copy, "log", altered);
  help_backup_make_well (self);
  help_backup_assert_file (self->copy, "log", after);
}

static void
test_places (HelpBackup *self, gconstpointer data)
{
  g_autofree char *inner = g_build_filename (self->store.folder, "copy", NULL);
  g_autofree char *deep = g_build_filename (self->store.folder, "records", "copy", NULL);
  g_autofree char *around = g_path_get_dirname (self->store.folder);
  g_autofree char *link = g_build_filename (self->parent, "link", NULL);
  g_autofree char *through = g_build_filename (link, "copy", NULL);
  g_autofree char *nowhere = g_build_filename (self->parent, "disk", "copy", NULL);

  assert_refused (self, self->store.folder, "apart");
  assert_refused (self, inner, "apart");
  assert_refused (self, deep, "apart");
  assert_refused (self, around, "apart");
  g_assert_cmpint (symlink (self->store.folder, link), ==, 0);
  assert_refused (self, link, "apart");
  assert_refused (self, through, "apart");
  assert_refused (self, nowhere, "does not exist");
  help_backup_write (self->other, "holiday.txt", "");
  assert_refused (self, self->other, "holiday.txt");
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
}

static void
test_drafts (HelpBackup *self, gconstpointer data)
{
  static const char *const thrown[]
      = { "what", "draft thrown away", "visit", "away", "reason", "trial", NULL };
  static const char *const wrong[]
      = { "what", "draft thrown away", "visit", "stays", "reason", "trial", NULL };
  static const char *const back[] = { "what", "draft taken back", "visit", "stays", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("first", 5);
  g_autoptr (GBytes) newer = g_bytes_new_static ("newer", 5);
  g_autoptr (CandorLogLine) line = NULL;
  g_autoptr (CandorBackup) done = NULL;
  g_autoptr (CandorBackup) restored = NULL;
  static const char *const ids[] = { "stays", "r1", "away", "lost" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (candor_store_save_draft (self->store.store, ids[i], bytes, NULL));
  help_backup_make_well (self);
  g_assert_true (candor_store_save_draft (self->store.store, "stays", newer, NULL));
  line = help_store_put (self->store.store, "r1", bytes);
  help_backup_append (self, CANDOR_LOG_SETTING, thrown);
  help_backup_append (self, CANDOR_LOG_SETTING, wrong);
  help_backup_append (self, CANDOR_LOG_SETTING, back);
  for (gsize i = 1; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (candor_store_remove_draft (self->store.store, ids[i], NULL));
  done = help_backup_make (self);
  g_assert_cmpuint (done->faults->len, ==, 0);
  g_assert_cmpuint (done->n_drafts, ==, 2);
  g_assert_cmpuint (done->n_lost_drafts, ==, 1);
  help_backup_assert_file (self->copy, "drafts/stays.age", "newer");
  help_backup_assert_file (self->copy, "drafts/r1.age", NULL);
  help_backup_assert_file (self->copy, "drafts/away.age", NULL);
  help_backup_assert_file (self->copy, "drafts/lost.age", "first");
  restored = help_backup_restore (self);
  g_assert_cmpuint (restored->n_drafts, ==, 2);
  help_backup_assert_file (self->other, "drafts/stays.age", "newer");
}

static void
test_expired (HelpBackup *self, gconstpointer data)
{
  g_autofree char *file = help_store_file ("r2");
  g_autoptr (CandorBackup) kept = NULL;
  g_autoptr (CandorBackup) removed = NULL;
  g_autoptr (CandorBackup) restored = NULL;

  help_store_put_many (&self->store, 3);
  help_backup_make_well (self);
  help_backup_expire (self->store.store, "r2");
  kept = help_backup_make (self);
  g_assert_cmpuint (kept->n_expired, ==, 1);
  g_assert_cmpuint (kept->faults->len, ==, 0);
  help_backup_assert_audit (self->copy, "expired-file 5 records/2026/11/r2.age\n");
  restored = help_backup_restore (self);
  g_assert_cmpuint (restored->n_new, ==, 2);
  help_backup_assert_file (self->other, file, NULL);
  help_backup_assert_audit (self->other, "");
  removed = candor_backup_make (self->store.store, self->copy, TRUE, NULL, NULL, NULL);
  g_assert_cmpuint (removed->n_removed_expired, ==, 1);
  help_backup_assert_file (self->copy, file, NULL);
  help_backup_assert_audit (self->copy, "");
}

/* A store that was set up has more keys than this one; their absence is no matter here. */
static void
test_slots (HelpBackup *self, gconstpointer data)
{
  g_autoptr (CandorBackup) added = NULL;
  g_autoptr (CandorBackup) forged = NULL;
  g_autoptr (CandorBackup) lost = NULL;

  help_backup_write (self->store.folder, HELP_BACKUP_SLOT, "one");
  help_backup_write (self->store.folder, HELP_BACKUP_TRIES, "0");
  help_backup_write (self->store.folder, "keys/device", "secret");
  help_backup_log_slot (self, "one", NULL);
  added = help_backup_make (self);
  g_assert_cmpuint (added->n_staff, ==, 1);

  /* A new passphrase: the newer one wins, also in the middle of the change. */
  help_backup_log_slot (self, "two", "begun");
  help_backup_make_well (self);
  help_backup_assert_file (self->copy, HELP_BACKUP_SLOT, "one");
  help_backup_write (self->store.folder, HELP_BACKUP_SLOT, "two");
  help_backup_write (self->store.folder, HELP_BACKUP_TRIES, "3");
  help_backup_make_well (self);
  help_backup_assert_file (self->copy, HELP_BACKUP_SLOT, "two");
  help_backup_assert_file (self->copy, HELP_BACKUP_TRIES, "3");
  help_backup_log_slot (self, "two", NULL);

  /* One that nobody changed with Candor does not take its place, nor does one that is missing. */
  help_backup_write (self->store.folder, HELP_BACKUP_SLOT, "forged");
  forged = help_backup_make (self);
  assert_fault (forged, HELP_BACKUP_SLOT);
  help_backup_assert_file (self->copy, HELP_BACKUP_SLOT, "two");
  help_backup_remove (self->store.folder, HELP_BACKUP_SLOT);
  lost = help_backup_make (self);
  assert_fault (lost, HELP_BACKUP_SLOT);
  g_assert_cmpuint (lost->n_staff, ==, 1);
  help_backup_assert_file (self->copy, HELP_BACKUP_SLOT, "two");

  /* Whoever was removed does not come back. */
  help_backup_remove (self->store.folder, HELP_BACKUP_TRIES);
  help_backup_log_slot (self, NULL, "begun");
  help_backup_make_well (self);
  help_backup_assert_file (self->copy, HELP_BACKUP_SLOT, NULL);
  help_backup_assert_file (self->copy, HELP_BACKUP_TRIES, NULL);

  help_backup_write (self->store.folder, "keys/device", "other");
  {
    g_autoptr (CandorBackup) device = help_backup_make (self);

    assert_fault (device, "keys/device");
    help_backup_assert_file (self->copy, "keys/device", "secret");
  }
}

/* Catches a key that is left out because it could not be read, and of which nobody hears: here it is
 * larger than anything that Candor reads. */
static void
test_unreadable_key (HelpBackup *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->store.folder, HELP_BACKUP_SLOT, NULL);
  g_autoptr (CandorBackup) done = NULL;

  help_backup_write (self->store.folder, HELP_BACKUP_SLOT, "one");
  help_backup_log_slot (self, "one", NULL);
  help_backup_make_well (self);
  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (300) * 1024 * 1024), ==, 0);
  done = help_backup_make (self);
  assert_fault (done, "could not be read");
  help_backup_assert_file (self->copy, HELP_BACKUP_SLOT, "one");
}

static void
test_restore_places (HelpBackup *self, gconstpointer data)
{
  g_autofree char *file = help_store_file ("r1");
  g_autofree char *record = NULL;
  g_autoptr (CandorBackup) done = NULL;

  help_store_put_many (&self->store, 2);
  help_backup_make_well (self);
  help_backup_assert_not_restored (self, self->store.folder, "There is a store");
  help_backup_assert_not_restored (self, self->copy, "apart");
  help_backup_write (self->other, "records/2026/11/stranger.age", "of another store");
  help_backup_assert_not_restored (self, self->other, "stranger.age");
  help_backup_assert_file (self->other, "records/2026/11/stranger.age", "of another store");
  help_backup_remove (self->other, "records/2026/11/stranger.age");
  help_backup_write (self->other, file, "another one of that name");
  help_backup_assert_not_restored (self, self->other, file);
  help_backup_assert_file (self->other, file, "another one of that name");
  help_backup_remove (self->other, file);

  /* What was cut off goes on. */
  record = help_backup_read (self->copy, file);
  help_backup_remove_folder (self->other);
  {
    g_autofree char *from = g_build_filename (self->copy, file, NULL);
    g_autofree char *to = g_build_filename (self->other, file, NULL);
    g_autoptr (GFile) source = g_file_new_for_path (from);
    g_autoptr (GFile) target = g_file_new_for_path (to);

    help_backup_write (self->other, file, "");
    g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  }
  done = help_backup_restore (self);
  g_assert_cmpuint (done->n_new, ==, 1);
  g_assert_cmpuint (done->n_kept, ==, 1);
  help_backup_assert_audit (self->other, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (HelpBackup *, gconstpointer);
  } cases[] = {
    { "second-run", test_second_run },
    { "tampered", test_tampered },
    { "other-histories", test_other_histories },
    { "places", test_places },
    { "drafts", test_drafts },
    { "expired", test_expired },
    { "slots", test_slots },
    { "unreadable-key", test_unreadable_key },
    { "restore-places", test_restore_places },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/vault/backup/", cases[i].name, NULL);

      g_test_add (path, HelpBackup, NULL, help_backup_set_up, cases[i].run, help_backup_tear_down);
    }
  return g_test_run ();
}
