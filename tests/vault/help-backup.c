/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A store, and backups of it.
 */
#include "help-backup.h"

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
