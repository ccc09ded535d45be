/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A backup is a folder like the store, so that it can be audited and opened as it is. Both commands end
 * with an audit of what they made: a copy that nobody has looked at is none.
 */
#include "candorctl-store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "core/candor-places.h"
#include "vault/candor-backup.h"

#define PROCEDURES "procedures"

#define NEXT                                                                                           \
  "What to do next:\n"                                                                                 \
  "- Compare the last line below with the one that you wrote on paper.\n"                              \
  "- See that the store opens: “candorctl list”. Passphrases are those of that day; the recovery " \
  "key is the same.\n"                                                                                 \
  "- A visit that is not filed here may have been filed after the backup: look before you go on "      \
  "with it.\n"                                                                                         \
  "- Work in this store only from now on.\n"

/* Each hundredth record, on a terminal. */
static void
progress_cb (guint done, guint total, gpointer data)
{
  if (isatty (STDERR_FILENO) && total > 100 && (done % 100 == 0 || done == total))
    fprintf (stderr, "\r%u of %u records%s", done, total, done == total ? "\n" : "");
}

static char *
show_folder (const char *folder)
{
  g_autofree char *name = g_filename_display_name (folder);

  return candorctl_one_line (name);
}

static CandorAudit *
audit (const char *folder, GError **error)
{
  g_autoptr (CandorStore) store = candor_store_open (folder, error);

  return store != NULL ? candor_audit_run (store, NULL, 0, NULL, NULL, NULL, error) : NULL;
}

static void
append_left_out (GString *text, const CandorBackup *copied)
{
  for (guint i = 0; i < copied->left_out->len; i++)
    {
      g_autofree char *name = g_filename_display_name (copied->left_out->pdata[i]);
      g_autofree char *line = candorctl_one_line (name);

      g_string_append_printf (text, "notice: “%s” is no part of a store and was not copied.\n",
                              line);
    }
}

/* The clinic's own procedures lie in the store where it is in its usual place, and only there. */
static void
append_own_procedures (GString *text, CandorStore *store)
{
  g_autofree char *own = candor_places_own (PROCEDURES);
  g_autofree char *inner = candor_store_get_path (store, PROCEDURES);
  g_autoptr (GDir) dir = g_dir_open (own, 0, NULL);
  g_autofree char *shown = show_folder (own);

  if (dir != NULL && g_dir_read_name (dir) != NULL && !candorctl_is_same_file (own, inner))
    g_string_append_printf (text,
                            "notice: The clinic’s own procedures in “%s” are no part of this store "
                            "and were not copied. Copy that folder, too.\n",
                            shown);
}

static void
append_old (GString *text, const CandorBackup *copied)
{
  if (copied->n_lost_drafts > 0)
    g_string_append_printf (
        text,
        "notice: Visits that are not filed, that are gone from the store, and of which the log "
        "does not say why: %u. The backup keeps them.\n",
        copied->n_lost_drafts);
  if (copied->n_expired > 0)
    g_string_append_printf (text,
                            "notice: Records that have expired and are in the backup still: %u. "
                            "“--remove-expired” takes them away.\n",
                            copied->n_expired);
  if (copied->n_removed_expired > 0)
    g_string_append_printf (text,
                            "Records that have expired and were taken out of the backup: %u.\n",
                            copied->n_removed_expired);
}

static gboolean
tell_faults (const CandorBackup *copied)
{
  for (guint i = 0; i < copied->faults->len; i++)
    candorctl_error_line (((const GError *)copied->faults->pdata[i])->message);
  return copied->faults->len > 0;
}

/* What it came to, and the audit of what was made. */
static int
finish (GString *text, const CandorBackup *copied, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAudit) found = audit (folder, &error);
  gboolean has_faults = tell_faults (copied);
  int status;

  /* What was copied is copied, whether or not it can be looked at. */
  if (found == NULL)
    {
      candorctl_write (text->str, text->len);
      return candorctl_fail (error);
    }
  g_string_append (text, "Audit of the copy:\n");
  candorctl_append_audit (text, found);
  status = candorctl_write (text->str, text->len);
  if (status != CANDORCTL_DONE)
    return status;
  return has_faults || !candor_audit_is_whole (found) ? CANDORCTL_ALTERED : CANDORCTL_DONE;
}

static int
backup (const char *store_folder, const char *output, gboolean remove_expired)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CandorStore) store = candor_store_open (store_folder, &error);
  g_autoptr (CandorBackup) copied = NULL;
  g_autofree char *shown = show_folder (output);

  if (store == NULL)
    return candorctl_fail (error);
  copied = candor_backup_make (store, output, remove_expired, progress_cb, NULL, &error);
  if (copied == NULL)
    return candorctl_fail (error);
  g_string_append_printf (text,
                          "Backed up into %s.\n"
                          "New records: %u. Records that were there already: %u. Visits that are "
                          "not filed: %u. Staff members who have keys: %u.\n",
                          shown, copied->n_new, copied->n_kept, copied->n_drafts, copied->n_staff);
  append_left_out (text, copied);
  append_own_procedures (text, store);
  append_old (text, copied);
  return finish (text, copied, output);
}

int
candorctl_backup (GStrv *arguments)
{
  g_autofree char *folder = NULL;
  g_autofree char *output = NULL;
  gboolean remove_expired = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "store", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &folder, "The folder of the store",
      "DIR" },
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output,
      "The folder of the backup: a new one, or one that was made before", "BACKUP" },
    { "remove-expired", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &remove_expired,
      "Also take records out of the backup that the log says have expired", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (
          arguments, "backup", NULL,
          "Copies a store into a folder of the same kind, without any key, also while Candor is in "
          "use, and audits the copy. A backup that is there is brought up to date: records that it "
          "has "
          "are kept and compared, and none is ever overwritten. One that was cut off goes on.\n\n"
          "Exit status:\n"
          "  0  everything is copied, and the copy is whole\n"
          "  1  it could not be copied; what was copied stays\n"
          "  2  backup was called in a way that it does not know\n"
          "  4  something in the store or in the backup is not as it was filed; the rest is copied",
          entries, &status))
    return status;
  if (folder == NULL || output == NULL || g_strv_length (*arguments) > 1
      || g_str_equal (output, "-"))
    return candorctl_usage ("backup takes a store with --store and the folder of the backup with "
                            "--output. See “candorctl backup --help”.");
  return backup (folder, output, remove_expired);
}

static gboolean
last_time_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  char **time = data;

  if (line != NULL)
    {
      g_free (*time);
      *time = g_strdup (line->time);
    }
  return TRUE;
}

/* A part is missing: then nothing can be audited. Returns: (transfer full) (nullable): what there is */
static CandorStore *
open_remains (const char *folder, gboolean anyway, const GError *missing)
{
  g_autoptr (CandorStore) store = NULL;

  candorctl_fail (missing);
  if (!g_error_matches (missing, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND))
    return NULL;
  store = candor_store_open_remains (folder, NULL);
  if (store != NULL && !anyway)
    candorctl_error_line ("Nothing was restored. Take another backup if there is one; “--anyway” "
                          "makes a store of what there is.");
  return anyway ? g_steal_pointer (&store) : NULL;
}

/* Nobody makes a store of what is not whole without being told. */
static gboolean
check_backup (const char *folder, gboolean anyway, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAudit) found = audit (folder, &error);
  g_autoptr (GString) text = g_string_new ("Audit of the backup:\n");

  *status = CANDORCTL_FAILED;
  if (found == NULL)
    {
      candorctl_fail (error);
      return FALSE;
    }
  *status = CANDORCTL_DONE;
  if (candor_audit_is_whole (found))
    return TRUE;
  candorctl_append_audit (text, found);
  *status = candorctl_write (text->str, text->len);
  if (*status != CANDORCTL_DONE)
    return FALSE;
  *status = CANDORCTL_ALTERED;
  if (!anyway)
    candorctl_error_line ("The backup is not as it was written. Nothing was restored. Take another "
                          "backup if there is one; “--anyway” restores this one as it is.");
  return anyway;
}

/* Up to when it goes: a log that was begun just now tells nothing of that. */
static void
append_time (GString *text, const CandorBackup *copied, const char *folder)
{
  g_autoptr (CandorStore) restored = candor_store_open (folder, NULL);
  g_autofree char *time = NULL;

  if (restored != NULL && !copied->began_log)
    candor_store_foreach_line (restored, last_time_cb, &time, NULL);
  if (time != NULL)
    g_string_append_printf (text,
                            "Not in it: what was filed, written or changed after %s, when the last "
                            "line of the backup was written.\n",
                            time);
  else
    g_string_append (text,
                     "Not in it: what was filed, written or changed after the backup. It has no "
                     "log, so nobody can tell what else is missing. A new log was begun; records "
                     "are taken into it when staff unlock.\n");
}

/* Returns: (transfer full) (element-type filename): the folders around a place that are not there yet, the
 * innermost first */
static GPtrArray *
list_missing_folders (const char *place)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_canonicalize_filename (place, NULL);

  for (;;)
    {
      char *around = g_path_get_dirname (path);

      g_free (path);
      path = around;
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return folders;
      g_ptr_array_add (folders, g_strdup (path));
    }
}

/* Copies into a place around which folders may be missing; where nothing was copied none is left. */
static CandorBackup *
restore_into (CandorStore *backup, const char *place, GError **error)
{
  g_autoptr (GPtrArray) made = list_missing_folders (place);
  g_autofree char *around = g_path_get_dirname (place);
  CandorBackup *copied;

  g_mkdir_with_parents (around, 0700);
  copied = candor_backup_restore (backup, place, progress_cb, NULL, error);
  for (guint i = 0; copied == NULL && i < made->len; i++)
    rmdir (made->pdata[i]);
  return copied;
}

static int
restore (const char *folder, const char *store_folder, gboolean anyway)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CandorStore) store = NULL;
  g_autoptr (CandorBackup) copied = NULL;
  g_autofree char *shown = show_folder (store_folder);
  int status = CANDORCTL_ALTERED;
  int end;

  store = candor_store_open (folder, &error);
  if (store == NULL)
    store = open_remains (folder, anyway, error);
  else if (!check_backup (folder, anyway, &status))
    return status;
  if (store == NULL)
    return CANDORCTL_FAILED;
  g_clear_error (&error);
  copied = restore_into (store, store_folder, &error);
  if (copied == NULL)
    return candorctl_fail (error);
  g_string_append_printf (text,
                          "Restored into %s.\n"
                          "Records: %u. Visits that are not filed: %u. Staff members who have "
                          "keys: %u.\n",
                          shown, copied->n_new + copied->n_kept, copied->n_drafts, copied->n_staff);
  append_left_out (text, copied);
  append_time (text, copied, store_folder);
  g_string_append (text, NEXT);
  end = finish (text, copied, store_folder);
  return end == CANDORCTL_DONE ? status : end;
}

int
candorctl_restore (GStrv *arguments)
{
  g_autofree char *folder = NULL;
  gboolean anyway = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "store", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &folder,
      "Where the store is to be; there is none yet", "DIR" },
    { "anyway", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &anyway,
      "Restore a backup that is damaged, or that lacks its log or its records, as it is", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "restore", "BACKUP",
                        "Makes a store of a backup, or of any other copy of a store, and audits "
                        "both. It needs no key "
                        "and never writes into a store that is there. Visits that were not filed "
                        "are restored too; "
                        "records that have expired are not. One that was cut off goes on.\n\n"
                        "Exit status:\n"
                        "  0  everything is restored, and the store is whole\n"
                        "  1  it could not be restored\n"
                        "  2  restore was called in a way that it does not know\n"
                        "  4  something in the backup is not as it was filed",
                        entries, &status))
    return status;
  if (folder == NULL || g_strv_length (*arguments) != 2 || g_str_equal (folder, "-"))
    return candorctl_usage ("restore takes the folder of one backup, and with --store the folder "
                            "where the store is to be. See “candorctl restore --help”.");
  return restore ((*arguments)[1], folder, anyway);
}
