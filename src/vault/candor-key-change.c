/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock, changed. From the first look at a slot until it is written nobody else changes any,
 * in this process or in another: two administrators who remove one another at the same time would
 * leave none, and a new passphrase would bring somebody back who was removed meanwhile.
 *
 * A change is prepared, then made. In between, whoever keeps a log can write down what is about to be
 * done, with the hash of the file that will be there.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "candor-hash.h"
#include "candor-key-private.h"
#include "core/candor-error.h"
#include "core/candor-file.h"
#include "core/candor-name.h"

#define N_ID_BYTES 8
#define LOCK_NAME "lock"

struct _CandorKeyChange
{
  char *folder;        /* (owned) */
  char *id;            /* (owned) */
  CandorKeySlot *slot; /* (owned) (nullable): as it will be; %NULL if it cannot be read and goes */
  GBytes *bytes;       /* (owned) (nullable): its file; %NULL if it is to go */
  char *file;          /* (owned) */
  char *sha256;        /* (owned) (nullable) */
  gboolean is_new;
  int lock;
};

/* Returns: (transfer full) (nullable): the right to look at all slots and to change one */
static CandorKeyChange *
begin (const char *folder, const char *id, GError **error)
{
  CandorKeyChange *self;
  g_autofree char *path = g_build_filename (folder, "slots", LOCK_NAME, NULL);
  int lock = candor_disk_lock (path);

  if (lock < 0)
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "Who may unlock cannot be changed now: %s. Nothing was changed; look whether the "
          "disk of the clinic’s folder is there and may be written to.",
          g_strerror (errno));
      return NULL;
    }
  self = g_new0 (CandorKeyChange, 1);
  self->lock = lock;
  self->folder = g_strdup (folder);
  self->id = g_strdup (id);
  self->file = g_strdup_printf ("keys/slots/%s.json", id);
  return self;
}

/* Takes what will be written out of @file. */
static void
take_file (CandorKeyChange *self, CandorKeySlotFile *file)
{
  self->bytes = candor_key_slot_file_write (file);
  self->sha256 = candor_hash_bytes (self->bytes);
  self->slot = g_steal_pointer (&file->open);
}

static gboolean
wrap (CandorKeyChange *self,
      CandorKeySlotFile *file,
      CandorAgeIdentity *clinic,
      const char *passphrase,
      GError **error)
{
  guchar *device = candor_key_load_device (self->folder, error);
  gboolean wrapped;

  if (device == NULL)
    return FALSE;
  wrapped = candor_key_slot_file_wrap (file, device, passphrase, clinic, error);
  candor_secret_free (device);
  return wrapped;
}

/* Whoever was removed is not in the folder any more, and must not come back. */
static gboolean
check_present (CandorKeyChange *self, GError **error)
{
  g_autofree char *path = NULL;

  if (!candor_key_slot_check_id (self->id, error))
    return FALSE;
  path = candor_key_slot_path (self->folder, self->id);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                    "This staff member was removed. Nothing was changed.");
  return FALSE;
}

/* What is written anew is proved anew: a role that somebody wrote into the file must not be. */
static CandorKeySlotFile *
load_present (CandorKeyChange *self, CandorAgeIdentity *clinic, GError **error)
{
  g_autoptr (CandorKeySlotFile) file = NULL;

  if (!check_present (self, error))
    return NULL;
  file = candor_key_slot_load (self->folder, self->id, error);
  if (file == NULL || !candor_key_slot_file_check_role (file, clinic, error))
    return NULL;
  return g_steal_pointer (&file);
}

/* Only those count whose role is proved: an edited file must not let the last real one go. */
static gboolean
has_other_administrator (CandorKeyChange *self, CandorAgeIdentity *clinic, GError **error)
{
  g_autoptr (GPtrArray) slots = candor_key_slots_list (self->folder, error);

  if (slots == NULL)
    return FALSE;
  for (guint i = 0; i < slots->len; i++)
    {
      const CandorKeySlot *slot = slots->pdata[i];
      g_autoptr (CandorKeySlotFile) file = NULL;

      if (g_str_equal (slot->id, self->id))
        continue;
      file = candor_key_slot_load (self->folder, slot->id, NULL);
      if (file != NULL
          && candor_key_slot_file_has_proved_role (file, clinic, CANDOR_KEY_ROLE_ADMINISTRATOR))
        return TRUE;
    }
  candor_error_set (
      error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST,
      "No other administrator would be left whose role can be proved. Nothing was changed; "
      "name another one first. Administrators whose keys are of an older version of Candor "
      "count once they have chosen a new passphrase.");
  return FALSE;
}

static gboolean
take_away (CandorKeyChange *self, GError **error)
{
  g_autofree char *path = candor_key_slot_path (self->folder, self->id);
  g_autofree char *slots_folder = g_path_get_dirname (path);
  g_autofree char *name = g_strconcat (self->id, ".json", NULL);
  g_autofree char *tries = g_build_filename (self->folder, "tries", name, NULL);
  int code;

  if (g_unlink (path) != 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                        "The key of this staff member could not be taken away: %s. It still opens.",
                        g_strerror (errno));
      return FALSE;
    }
  /* Somebody who has left must not come back after a power cut. */
  code = candor_disk_sync_folder (slots_folder);
  if (code != 0)
    {
      candor_error_set (
          error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_UNCONFIRMED,
          "The key of this staff member was taken away, but the disk did not confirm it: %s. "
          "Look whether it is gone after the next start.",
          g_strerror (code));
      return FALSE;
    }
  g_unlink (tries);
  return TRUE;
}

/* Whoever is told that nothing was changed tries the older passphrase, which opens nothing any more. */
static gboolean
replace (CandorKeyChange *self, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (candor_atomic_file_replace (path, self->bytes, &reason))
    return TRUE;
  if (candor_file_read (path, CANDOR_KEY_MAX_FILE, &text, &length, NULL)
      && length == g_bytes_get_size (self->bytes)
      && memcmp (text, g_bytes_get_data (self->bytes, NULL), length) == 0)
    candor_error_turn (reason, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_UNCONFIRMED);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * candor_key_change_add:
 * @folder: the keys folder
 * @clinic: the key of the clinic
 * @name: of the staff member
 * @role: what they may do
 * @registration: (nullable): their number as a practitioner
 * @passphrase: what they unlock with; candor_key_check_passphrase () has let it pass
 * @cost: what a guess shall cost
 * @error: return location for an error
 *
 * Blocks for as long as a guess takes, and while somebody else changes who may unlock.
 *
 * Returns: (transfer full) (nullable): a new slot, to be made with candor_key_change_make ()
 */
CandorKeyChange *
candor_key_change_add (const char *folder,
                       CandorAgeIdentity *clinic,
                       const char *name,
                       CandorKeyRole role,
                       const char *registration,
                       const char *passphrase,
                       CandorKeyCost cost,
                       GError **error)
{
  g_autoptr (CandorKeySlotFile) file = g_new0 (CandorKeySlotFile, 1);
  g_autoptr (CandorKeyChange) self = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guchar random[N_ID_BYTES];

  if (!g_utf8_validate (name, -1, NULL) || candor_name_is_blank (name))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "A staff member needs a name. Nothing was changed.");
      return NULL;
    }
  randombytes_buf (random, sizeof random);
  file->open = g_new0 (CandorKeySlot, 1);
  file->open->id = g_malloc (2 * sizeof random + 1);
  sodium_bin2hex (file->open->id, 2 * sizeof random + 1, random, sizeof random);
  file->open->name = g_strdup (name);
  file->open->role = role;
  file->open->registration = g_strdup (registration);
  file->open->created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  file->cost = cost;
  self = begin (folder, file->open->id, error);
  if (self == NULL || !wrap (self, file, clinic, passphrase, error))
    return NULL;
  self->is_new = TRUE;
  take_file (self, file);
  return g_steal_pointer (&self);
}

/**
 * candor_key_change_passphrase:
 * @folder: the keys folder
 * @proved: whose slot, as candor_key_slot_open () gave it
 * @clinic: the key of the clinic: who holds it has opened a slot
 * @passphrase: the new one; candor_key_check_passphrase () has let it pass
 * @cost: what a guess shall cost from now on
 * @error: return location for an error
 *
 * Blocks as candor_key_change_add (). It touches no record; until the disk has the change the old
 * passphrase opens.
 *
 * Returns: (transfer full) (nullable): the slot with another passphrase; otherwise
 *   %CANDOR_KEY_ERROR_DAMAGED if its file says what @proved does not, or a role that nobody gave
 */
CandorKeyChange *
candor_key_change_passphrase (const char *folder,
                              const CandorKeySlot *proved,
                              CandorAgeIdentity *clinic,
                              const char *passphrase,
                              CandorKeyCost cost,
                              GError **error)
{
  g_autoptr (CandorKeyChange) self = begin (folder, proved->id, error);
  g_autoptr (CandorKeySlotFile) file = self != NULL ? load_present (self, clinic, error) : NULL;

  if (file == NULL || !candor_key_slot_file_check_owner (file, proved, error))
    return NULL;
  file->cost = cost;
  if (!wrap (self, file, clinic, passphrase, error))
    return NULL;
  take_file (self, file);
  return g_steal_pointer (&self);
}

/**
 * candor_key_change_role:
 * @folder: the keys folder
 * @id: whose slot
 * @clinic: the key of the clinic
 * @role: what they may do from now on
 * @error: return location for an error
 *
 * Their passphrase stays as it is. Blocks while somebody else changes who may unlock.
 *
 * Returns: (transfer full) (nullable): the slot with another role; otherwise
 *   %CANDOR_KEY_ERROR_LAST for the last administrator, %CANDOR_KEY_ERROR_DAMAGED for a file with a
 *   role that nobody gave
 */
CandorKeyChange *
candor_key_change_role (const char *folder,
                        const char *id,
                        CandorAgeIdentity *clinic,
                        CandorKeyRole role,
                        GError **error)
{
  g_autoptr (CandorKeyChange) self = begin (folder, id, error);
  g_autoptr (CandorKeySlotFile) file = self != NULL ? load_present (self, clinic, error) : NULL;

  if (file == NULL)
    return NULL;
  if (file->open->role == role)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "“%s” has this role already. Nothing was changed.", file->open->name);
      return NULL;
    }
  if ((role != CANDOR_KEY_ROLE_ADMINISTRATOR && !has_other_administrator (self, clinic, error))
      || !candor_key_slot_file_set_role (file, role, clinic, error))
    return NULL;
  take_file (self, file);
  return g_steal_pointer (&self);
}

/**
 * candor_key_change_remove:
 * @folder: the keys folder
 * @id: whose slot
 * @clinic: the key of the clinic
 * @error: return location for an error
 *
 * Takes the way in of one staff member away. Who kept a copy of the slot and of the device's secret
 * can still open it. Blocks while somebody else changes who may unlock.
 *
 * Returns: (transfer full) (nullable): the end of a slot; %CANDOR_KEY_ERROR_LAST for the last
 *   administrator
 */
CandorKeyChange *
candor_key_change_remove (const char *folder,
                          const char *id,
                          CandorAgeIdentity *clinic,
                          GError **error)
{
  g_autoptr (CandorKeyChange) self = begin (folder, id, error);
  g_autoptr (CandorKeySlotFile) file = NULL;

  if (self == NULL || !check_present (self, error))
    return NULL;
  /* One that is damaged can go as well. */
  file = candor_key_slot_load (folder, id, NULL);
  if ((file == NULL || !candor_key_slot_file_has_proved_role (file, clinic, CANDOR_KEY_ROLE_STAFF))
      && !has_other_administrator (self, clinic, error))
    return NULL;
  if (file != NULL)
    self->slot = g_steal_pointer (&file->open);
  return g_steal_pointer (&self);
}

/**
 * candor_key_slots_is_administrator:
 * @folder: the store's folder of keys
 * @id: of a slot
 * @clinic: the key of the clinic
 *
 * A role that was edited in the file is none; in a slot of the first version nothing proves it, and it
 * is taken as it stands. To be asked of somebody whose passphrase proved the role before.
 *
 * Returns: whether its owner is an administrator still
 */
gboolean
candor_key_slots_is_administrator (const char *folder, const char *id, CandorAgeIdentity *clinic)
{
  g_autoptr (CandorKeySlotFile) file = candor_key_slot_load (folder, id, NULL);

  return file != NULL && file->open->role == CANDOR_KEY_ROLE_ADMINISTRATOR
         && candor_key_slot_file_check_role (file, clinic, NULL);
}

/**
 * candor_key_change_get_slot:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the slot as it will be, or as it was before it goes
 */
const CandorKeySlot *
candor_key_change_get_slot (const CandorKeyChange *self)
{
  return self->slot;
}

/**
 * candor_key_change_get_file:
 * @self: a change
 *
 * Returns: (transfer none): which file it concerns, from the store's folder
 */
const char *
candor_key_change_get_file (const CandorKeyChange *self)
{
  return self->file;
}

/**
 * candor_key_change_get_sha256:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the SHA-256 of that file after the change; %NULL if it will be
 *   gone
 */
const char *
candor_key_change_get_sha256 (const CandorKeyChange *self)
{
  return self->sha256;
}

/**
 * candor_key_change_make:
 * @self: a change
 * @error: return location for an error
 *
 * Returns: whether it is made, and on the disk; otherwise %CANDOR_ERROR_STORAGE, or
 *   %CANDOR_KEY_ERROR_UNCONFIRMED if it is made and may be undone by a power cut
 */
gboolean
candor_key_change_make (CandorKeyChange *self, GError **error)
{
  g_autofree char *path = candor_key_slot_path (self->folder, self->id);

  if (self->bytes == NULL)
    return take_away (self, error);
  if (!self->is_new)
    return replace (self, path, error);
  /* The count first: a slot without one would look as if somebody had taken it away. */
  return candor_key_tries_reset (self->folder, self->id, error)
         && candor_atomic_file_write (path, self->bytes, error);
}

/**
 * candor_key_change_free:
 * @self: (nullable) (transfer full): a change; if it was not made, everything is as it was
 *
 * Lets others change who may unlock.
 */
void
candor_key_change_free (CandorKeyChange *self)
{
  if (self == NULL)
    return;
  close (self->lock);
  g_clear_pointer (&self->slot, candor_key_slot_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->folder);
  g_free (self->id);
  g_free (self->file);
  g_free (self->sha256);
  g_free (self);
}
