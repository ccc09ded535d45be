/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What all commands that work on a store share: its options, and how it is unlocked.
 */
#include "candorctl-store.h"

#include "core/candor-error.h"
#include "records/candor-unlock.h"

#define CLINIC "clinic.ini"

/* The slot that @name means, or the only one. */
static CandorKeySlot *
find_slot (GPtrArray *slots, const char *name, GError **error)
{
  for (guint i = 0; i < slots->len; i++)
    {
      CandorKeySlot *slot = slots->pdata[i];

      if (name == NULL && slots->len == 1)
        return slot;
      if (g_strcmp0 (slot->name, name) == 0 || g_strcmp0 (slot->id, name) == 0)
        return slot;
    }
  if (slots->len == 0)
    g_set_error_literal (
        error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
        "Nobody may unlock this store: the folder “keys/slots” is empty. Nothing is "
        "lost; bring it back from a copy, or open single records with the key on "
        "paper and “candorctl recover”.");
  else if (name == NULL)
    g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                         "Several people may unlock this store. Say whose passphrase it is with "
                         "“--staff NAME”.");
  else
    g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                 "Nobody called “%s” may unlock this store. Nothing was tried.", name);
  return NULL;
}

/* What a crash left is mended, and told where it needs somebody. */
static gboolean
reconcile (CandorRegister *opened, GError **error)
{
  g_autoptr (CandorReconciled) found = candor_register_reconcile (opened, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->adopted->len; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "“%s” had no line in the log, after a crash. It has one now, and nothing is lost.",
          (const char *)found->adopted->pdata[i]);

      candorctl_error_line (text);
    }
  for (guint i = 0; i < found->missing->len; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "“%s” is in the log and not on the disk: it was lost or taken away. Look for it in the "
          "backups, and see “candorctl audit”.",
          (const char *)found->missing->pdata[i]);

      candorctl_error_line (text);
    }
  return TRUE;
}

/**
 * candorctl_store_clear:
 * @self: the options of a command
 */
void
candorctl_store_clear (CandorctlStore *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  g_clear_pointer (&self->staff, g_free);
}

/**
 * candorctl_store_check:
 * @self: the options of a command
 * @command: its name
 * @unlock: whether it unlocks the store
 * @status: (out): the exit status, when %FALSE is returned
 *
 * Returns: whether everything that is needed was given
 */
gboolean
candorctl_store_check (const CandorctlStore *self,
                       const char *command,
                       gboolean unlock,
                       int *status)
{
  if (self->folder == NULL || *self->folder == '\0')
    *status = candorctl_usage ("%s needs “--store DIR”.", command);
  else if (unlock && (self->passphrase_file == NULL || *self->passphrase_file == '\0'))
    *status = candorctl_usage ("%s needs “--passphrase-file FILE”.", command);
  else if (self->staff != NULL && !g_utf8_validate (self->staff, -1, NULL))
    *status = candorctl_usage ("the name after “--staff” is not valid UTF-8.");
  else
    return TRUE;
  return FALSE;
}

/**
 * candorctl_store_unlock:
 * @self: the options of a command
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the store, unlocked
 */
CandorRegister *
candorctl_store_unlock (const CandorctlStore *self, GError **error)
{
  g_autoptr (CandorStore) store = candor_store_open (self->folder, error);
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (CandorSecretText) passphrase = NULL;
  const CandorKeySlot *slot;

  if (store != NULL)
    slots = candor_unlock_list_staff (self->folder, error);
  if (slots == NULL)
    return NULL;
  slot = find_slot (slots, self->staff, error);
  if (slot == NULL)
    return NULL;
  passphrase = candor_secret_read_passphrase (self->passphrase_file, error);
  if (passphrase == NULL)
    return NULL;
  return candor_unlock (self->folder, slot, passphrase, NULL, NULL, error);
}

/**
 * candorctl_store_open_list:
 * @self: the options of a command
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the store, unlocked, with the list of its records; the list is
 *   kept for the next time
 */
CandorRegister *
candorctl_store_open_list (const CandorctlStore *self, GError **error)
{
  g_autoptr (CandorRegister) opened = candorctl_store_unlock (self, error);
  g_autoptr (GError) reason = NULL;

  if (opened == NULL || !reconcile (opened, error) || !candor_register_refresh (opened, error))
    return NULL;
  if (candor_register_get_n_unread (opened) > 0)
    {
      g_autofree char *text
          = g_strdup_printf ("Records that cannot be read now, and are not listed: %u. “candorctl "
                             "audit” names them.",
                             candor_register_get_n_unread (opened));

      candorctl_error_line (text);
    }
  if (!candor_register_save_index (opened, &reason))
    candorctl_error_line (reason->message);
  return g_steal_pointer (&opened);
}

/**
 * candorctl_store_find:
 * @opened: a store with the list of its records
 * @id: of a record
 * @head: (out) (transfer full) (optional): what it says of itself
 * @file: (out) (transfer full): where it is, from the store's folder
 * @error: return location for an error
 *
 * Returns: whether there is such a record; otherwise %CANDOR_ERROR_NOT_FOUND
 */
gboolean
candorctl_store_find (
    CandorRegister *opened, const char *id, CandorRecordHead **head, char **file, GError **error)
{
  CandorIndex *index = candor_register_get_index (opened);
  g_autoptr (CandorRecordHead) found = NULL;
  guint entry;

  if (candor_index_find (index, id, &entry))
    found = candor_index_get (index, entry, file);
  if (found == NULL)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                   "There is no record “%s” in this store. Nothing was changed; “candorctl list” "
                   "tells which there are.",
                   id);
      return FALSE;
    }
  if (head != NULL)
    *head = g_steal_pointer (&found);
  return TRUE;
}

/**
 * candorctl_store_load_stationery:
 * @self: the options of a command
 * @stationery: where to put it
 * @error: return location for an error
 *
 * What the clinic's file in the store says of its papers; without one it is A4 without a logo.
 *
 * Returns: whether what there is could be read
 */
gboolean
candorctl_store_load_stationery (const CandorctlStore *self,
                                 CandorStationery *stationery,
                                 GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, CLINIC, NULL);
  g_autoptr (CandorClinic) clinic = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  clinic = candor_clinic_load (path, error);
  return clinic != NULL && candor_stationery_load (stationery, clinic, error);
}
