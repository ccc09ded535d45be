/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A store, and backups of it.
 */
#include "help-backup.h"

#include <glib/gstdio.h>

#include "vault/candor-hash.h"

void
help_backup_set_up (HelpBackup *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  help_store_set_up (&self->store, NULL);
  self->parent = g_dir_make_tmp ("candor-backup-XXXXXX", &error);
  g_assert_no_error (error);
  self->copy = g_build_filename (self->parent, "copy", NULL);
  self->other = g_build_filename (self->parent, "other", NULL);
}

void
help_backup_remove_folder (const char *folder)
{
  const char *const command[] = { "rm", "-r", folder, NULL };
  int status = 1;

  g_assert_true (g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

void
help_backup_tear_down (HelpBackup *self, gconstpointer data)
{
  help_backup_remove_folder (self->parent);
  g_free (self->parent);
  g_free (self->copy);
  g_free (self->other);
  help_store_tear_down (&self->store, NULL);
}

CandorBackup *
help_backup_make (HelpBackup *self)
{
  g_autoptr (GError) error = NULL;
  CandorBackup *done
      = candor_backup_make (self->store.store, self->copy, FALSE, NULL, NULL, &error);

  g_assert_no_error (error);
  return done;
}

/* A backup without faults of which nothing more is asked. */
void
help_backup_make_well (HelpBackup *self)
{
  g_autoptr (CandorBackup) done = help_backup_make (self);

  g_assert_cmpuint (done->faults->len, ==, 0);
}

CandorBackup *
help_backup_restore (HelpBackup *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) backup = candor_store_open (self->copy, &error);
  CandorBackup *done;

  g_assert_no_error (error);
  done = candor_backup_restore (backup, self->other, NULL, NULL, &error);
  g_assert_no_error (error);
  return done;
}

/* What an audit of a folder finds. */
char *
help_backup_audit (const char *folder)
{
  g_autoptr (GError) error = NULL;
  HelpStore store = { .store = candor_store_open (folder, &error) };
  char *found;

  g_assert_no_error (error);
  found = help_store_audit (&store);
  candor_store_free (store.store);
  return found;
}

void
help_backup_assert_audit (const char *folder, const char *expected)
{
  g_autofree char *found = help_backup_audit (folder);

  g_assert_cmpstr (found, ==, expected);
}

void
help_backup_expire (CandorStore *store, const char *id)
{
  g_autofree char *file = help_store_file (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorTransaction) transaction = candor_store_begin (store, &error);

  g_assert_no_error (error);
  g_assert_true (candor_transaction_expire (transaction, file, NULL, NULL, &error));
}

void
help_backup_write (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *around = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (around, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Returns: (nullable): what is in it */
char *
help_backup_read (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

void
help_backup_assert_file (const char *folder, const char *file, const char *text)
{
  g_autofree char *there = help_backup_read (folder, file);

  g_assert_cmpstr (there, ==, text);
}

void
help_backup_remove (const char *folder, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

void
help_backup_assert_not_restored (HelpBackup *self, const char *folder, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) backup = candor_store_open (self->copy, &error);

  g_assert_no_error (error);
  g_assert_null (candor_backup_restore (backup, folder, NULL, NULL, &error));
  help_store_assert_refused (error);
  g_assert_nonnull (strstr (error->message, word));
}

void
help_backup_append (HelpBackup *self, CandorLogEvent event, const char *const *detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorTransaction) transaction = candor_store_begin (self->store.store, &error);

  g_assert_true (candor_transaction_append (transaction, event, NULL, NULL, detail, &error));
  g_assert_no_error (error);
}

/* The log tells of one slot: with which bytes, or that it is gone. */
void
help_backup_log_slot (HelpBackup *self, const char *text, const char *state)
{
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
  g_autofree char *hash = bytes != NULL ? candor_hash_bytes (bytes) : g_strdup ("gone");
  const char *const detail[]
      = { HELP_BACKUP_SLOT, hash, state != NULL ? "state" : NULL, state, NULL };

  help_backup_append (self, CANDOR_LOG_KEY, detail);
}
