/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A backup that was cut off while its keys and its log were replaced. Catches one that is called damaged, keys and
 * log of two moments, and what somebody else put into its folder and is believed.
 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "help-backup.h"
#include "vault/candor-hash.h"

#define SLOT HELP_BACKUP_SLOT
#define TRIES HELP_BACKUP_TRIES
#define OTHER_SLOT HELP_BACKUP_OTHER_SLOT
#define MARK "half-renewed 0 renewal\n"
#define UNREADABLE "unreadable-file 0 renewal\n"
#define ALTERED "altered-renewal 0 renewal\n"

static void
copy_folder (const char *from, const char *to)
{
  const char *const command[] = { "cp", "-a", from, to, NULL };
  int status = 1;

  g_assert_true (g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
log_other_slot (HelpBackup *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);
  g_autofree char *hash = candor_hash_bytes (bytes);
  const char *const detail[] = { OTHER_SLOT, hash, NULL };

  help_backup_append (self, CANDOR_LOG_KEY, detail);
}

/* Somebody was removed and somebody else came since the backup. All that it is about to get lies beside what it
 * has, but for the log. */
static void
begin (HelpBackup *self)
{
  static const char *const others[] = { "keys/certificate.pem", "keys/device", "keys/proof",
                                        "keys/recipients", "keys/seal-key.age" };
  g_autofree char *keys = g_build_filename (self->store.folder, "keys", NULL);
  g_autofree char *next = g_build_filename (self->copy, "renewal", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    help_backup_write (self->store.folder, others[i], "as ever");
  help_backup_write (self->store.folder, SLOT, "one");
  help_backup_write (self->store.folder, TRIES, "0");
  help_backup_log_slot (self, "one", NULL);
  help_backup_make_well (self);
  help_backup_remove (self->store.folder, SLOT);
  help_backup_remove (self->store.folder, TRIES);
  help_backup_log_slot (self, NULL, NULL);
  help_backup_write (self->store.folder, OTHER_SLOT, "new");
  log_other_slot (self);
  g_assert_cmpint (g_mkdir (next, 0700), ==, 0);
  copy_folder (keys, next);
}

static void
add_log (HelpBackup *self)
{
  g_autofree char *log = g_build_filename (self->store.folder, "log", NULL);
  g_autofree char *next = g_build_filename (self->copy, "renewal", NULL);

  copy_folder (log, next);
}

/* Catches one that brings back who was removed, and a mark that hides a forged key. */
static void
test_half_renewed (HelpBackup *self, gconstpointer data)
{
  g_autofree char *next = g_build_filename (self->copy, "renewal", NULL);
  g_autofree char *found = NULL;
  g_autoptr (CandorBackup) restored = NULL;

  begin (self);
  help_backup_assert_audit (self->copy, "");
  add_log (self);
  help_backup_assert_audit (self->copy, MARK);
  help_backup_write (self->copy, OTHER_SLOT, "new");
  help_backup_assert_audit (self->copy, MARK);
  restored = help_backup_restore (self);
  g_assert_cmpuint (restored->n_staff, ==, 1);
  help_backup_assert_file (self->other, SLOT, NULL);
  help_backup_assert_file (self->other, TRIES, NULL);
  help_backup_assert_file (self->other, OTHER_SLOT, "new");
  help_backup_assert_file (self->other, "renewal/log", NULL);
  help_backup_assert_audit (self->other, "");

  help_backup_write (self->copy, SLOT, "forged");
  found = help_backup_audit (self->copy);
  g_assert_nonnull (strstr (found, "altered-key "));
  help_backup_make_well (self);
  help_backup_assert_audit (self->copy, "");
  help_backup_assert_file (self->copy, SLOT, NULL);
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
}

/* Each way out of the backup leads to the store itself: following it would take away the only keys. */
static void
test_links (HelpBackup *self, gconstpointer data)
{
  static const char *const ways[] = { "renewal", "renewal/keys", "renewal/keys/slots" };
  g_autofree char *whole = g_build_filename (self->parent, "whole", NULL);
  g_autofree char *next = g_build_filename (self->copy, "renewal", NULL);

  begin (self);
  add_log (self);
  copy_folder (next, whole);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *link = g_build_filename (self->copy, ways[i], NULL);
      g_autofree char *target
          = g_build_filename (self->store.folder, ways[i] + strlen ("renewal"), NULL);
      g_autofree char *log = help_store_read_log (&self->store);
      g_autofree char *after = NULL;
      g_autofree char *found = NULL;
      g_autoptr (GError) error = NULL;

      help_backup_remove_folder (link);
      g_assert_cmpint (symlink (target, link), ==, 0);
      g_assert_null (candor_backup_make (self->store.store, self->copy, FALSE, NULL, NULL, &error));
      help_store_assert_refused (error);
      g_assert_nonnull (strstr (error->message, "is a link or a file"));
      help_backup_assert_not_restored (self, self->other, "is a link or a file");
      g_assert_false (g_file_test (self->other, G_FILE_TEST_EXISTS));
      help_backup_assert_audit (self->copy, UNREADABLE);
      help_backup_assert_file (self->store.folder, OTHER_SLOT, "new");
      after = help_store_read_log (&self->store);
      g_assert_cmpstr (after, ==, log);

      g_assert_cmpint (g_unlink (link), ==, 0);
      if (i > 0)
        help_backup_remove_folder (next);
      copy_folder (whole, next);
    }
  help_backup_assert_audit (self->copy, MARK);
}

/* The log tells of one new key. Catches another in its place, one that it does not tell of, and a new secret of
 * the device. */
static void
test_foreign_keys (HelpBackup *self, gconstpointer data)
{
  g_autoptr (CandorBackup) restored = NULL;

  begin (self);
  add_log (self);
  help_backup_write (self->copy, "renewal/" OTHER_SLOT, "forged");
  help_backup_write (self->copy, "renewal/keys/slots/00cc.json", "stranger");
  help_backup_write (self->copy, "renewal/keys/device", "another");
  help_backup_assert_audit (self->copy, ALTERED);
  restored = help_backup_restore (self);
  g_assert_cmpuint (restored->faults->len, ==, 3);
  for (guint i = 0; i < restored->faults->len; i++)
    help_store_assert_refused (restored->faults->pdata[i]);
  help_backup_assert_file (self->other, "keys/device", "as ever");
  help_backup_assert_file (self->other, "keys/slots/00cc.json", NULL);
  help_backup_assert_audit (self->other,
                            "missing-key 4 " OTHER_SLOT "\nmissing-key 0 keys/slots/\n");

  help_backup_make_well (self);
  help_backup_assert_file (self->copy, OTHER_SLOT, "new");
  help_backup_assert_file (self->copy, "keys/device", "as ever");
  help_backup_assert_file (self->copy, "keys/slots/00cc.json", NULL);
  help_backup_assert_audit (self->copy, "");
}

/* Catches a line that is put behind the new log so that the audit takes a forged key for right. */
static void
test_foreign_line (HelpBackup *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("forged", 6);
  g_autofree char *hash = candor_hash_bytes (bytes);
  const char *const detail[] = { SLOT, hash, NULL };
  g_autoptr (CandorLogLine) line = candor_log_line_new (CANDOR_LOG_KEY, NULL, NULL, detail);
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;

  begin (self);
  whole = help_store_read_log (&self->store);
  line->number = 5;
  line->time = candor_log_now ();
  line->previous = g_strnfill (CANDOR_LOG_N_DIGITS, '0');
  text = candor_log_line_format (line, NULL);
  longer = g_strconcat (whole, text, NULL);
  help_backup_write (self->copy, "renewal/log", longer);
  help_backup_write (self->copy, SLOT, "forged");
  help_backup_assert_audit (self->copy, "altered-key 3 " SLOT "\n" ALTERED);
}

/* Catches lines that were cut off and are only laid beside the log: what they file is not there. */
static void
test_cut_log (HelpBackup *self, gconstpointer data)
{
  g_autoptr (CandorAudit) whole = NULL, cut = NULL;
  g_autoptr (CandorStore) copy = NULL;
  const CandorAuditFinding *finding;

  begin (self);
  add_log (self);
  whole = candor_audit_run (self->store.store, NULL, 0, NULL, NULL, NULL, NULL);
  copy = candor_store_open (self->copy, NULL);
  cut = candor_audit_run (copy, whole->head, whole->number, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (cut->findings->len, ==, 2);
  finding = cut->findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, CANDOR_AUDIT_CUT);
}

/* A disk lost the log of the copy: the newer one that lies beside it is better than none. */
static void
test_lost_log (HelpBackup *self, gconstpointer data)
{
  g_autoptr (CandorStore) remains = NULL;
  g_autoptr (CandorBackup) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *log = NULL;

  begin (self);
  add_log (self);
  log = help_store_read_log (&self->store);
  help_backup_remove (self->copy, "log");
  remains = candor_store_open_remains (self->copy, &error);
  g_assert_no_error (error);
  restored = candor_backup_restore (remains, self->other, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (restored->began_log);
  help_backup_assert_file (self->other, "log", log);
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
    { "half-renewed", test_half_renewed }, { "links", test_links },
    { "foreign-keys", test_foreign_keys }, { "foreign-line", test_foreign_line },
    { "cut-log", test_cut_log },           { "lost-log", test_lost_log },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/vault/backup-renewal/", cases[i].name, NULL);

      g_test_add (path, HelpBackup, NULL, help_backup_set_up, cases[i].run, help_backup_tear_down);
    }
  return g_test_run ();
}
