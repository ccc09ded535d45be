/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock: the slots of the staff in keys/slots/, one file each.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "candor-key-private.h"
#include "core/candor-error.h"
#include "core/candor-file.h"
#include "core/candor-name.h"

#define N_ID_BYTES 8
#define MAX_ID 64

/* An id becomes the name of files. */
static gboolean
check_id (const char *id, GError **error)
{
  gsize length = strlen (id);

  if (length > 0 && length <= MAX_ID
      && strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length)
    return TRUE;
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
               "There is no such staff member. Nothing was changed.");
  return FALSE;
}

/* Returns: (transfer full) (nullable): the secret of the device, in secret memory. */
static guchar *
load_device (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, CANDOR_KEY_DEVICE_NAME, NULL);
  CandorSecretText *secret;
  gsize length;

  if (!candor_secret_read_file (path, CANDOR_KEY_MAX_FILE, &secret, &length, error))
    return NULL;
  if (length == CANDOR_KEY_DEVICE_SIZE)
    return (guchar *)secret;
  candor_secret_free (secret);
  candor_keys_refuse (error, CANDOR_KEY_DEVICE_NAME);
  return NULL;
}

static char *
build_slot_path (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (folder, "slots", name, NULL);
}

static CandorKeySlotFile *
load_slot (const char *folder, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CandorKeySlotFile) slot = NULL;
  gsize length;

  if (!check_id (id, error))
    return NULL;
  path = build_slot_path (folder, id);
  if (!candor_file_read (path, CANDOR_KEY_MAX_FILE, &text, &length, error))
    return NULL;
  slot = candor_key_slot_file_parse (text, length, error);
  if (slot != NULL && !g_str_equal (slot->open->id, id))
    {
      g_autofree char *name = g_strdup_printf ("slots/%s.json", id);

      candor_keys_refuse (error, name);
      return NULL;
    }
  return g_steal_pointer (&slot);
}

/* Wraps the key and writes the slot. */
static gboolean
save_slot (const char *folder,
           CandorKeySlotFile *slot,
           CandorAgeIdentity *clinic,
           const char *passphrase,
           gboolean replace,
           GError **error)
{
  g_autofree char *path = build_slot_path (folder, slot->open->id);
  g_autoptr (GBytes) bytes = NULL;
  guchar *device = load_device (folder, error);
  gboolean wrapped;

  if (device == NULL)
    return FALSE;
  wrapped = candor_key_slot_file_wrap (slot, device, passphrase, clinic, error);
  candor_secret_free (device);
  if (!wrapped)
    return FALSE;
  bytes = candor_key_slot_file_write (slot);
  return replace ? candor_atomic_file_replace (path, bytes, error)
                 : candor_atomic_file_write (path, bytes, error);
}

static void
slot_free_cb (gpointer data)
{
  candor_key_slot_free (data);
}

static int
compare_slots_cb (gconstpointer one, gconstpointer other)
{
  const CandorKeySlot *first = *(CandorKeySlot *const *)one;
  const CandorKeySlot *second = *(CandorKeySlot *const *)other;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * candor_key_slot_add:
 * @folder: the keys folder
 * @clinic: the key of the clinic
 * @name: of the staff member
 * @role: what they may do
 * @registration: (nullable): their number as a practitioner
 * @passphrase: what they unlock with; candor_key_check_passphrase () has let it pass
 * @cost: what a guess shall cost
 * @error: return location for an error
 *
 * Blocks for as long as a guess takes.
 *
 * Returns: (transfer full) (nullable): the new slot
 */
CandorKeySlot *
candor_key_slot_add (const char *folder,
                     CandorAgeIdentity *clinic,
                     const char *name,
                     CandorKeyRole role,
                     const char *registration,
                     const char *passphrase,
                     CandorKeyCost cost,
                     GError **error)
{
  g_autoptr (CandorKeySlotFile) slot = g_new0 (CandorKeySlotFile, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guchar random[N_ID_BYTES];

  if (!g_utf8_validate (name, -1, NULL) || candor_name_is_blank (name))
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                   "A staff member needs a name. Nothing was changed.");
      return NULL;
    }
  randombytes_buf (random, sizeof random);
  slot->open = g_new0 (CandorKeySlot, 1);
  slot->open->id = g_malloc (2 * sizeof random + 1);
  sodium_bin2hex (slot->open->id, 2 * sizeof random + 1, random, sizeof random);
  slot->open->name = g_strdup (name);
  slot->open->role = role;
  slot->open->registration = g_strdup (registration);
  slot->open->created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  slot->cost = cost;
  /* The count first: a slot without one would look as if somebody had taken it away. */
  if (!candor_key_tries_reset (folder, slot->open->id, error)
      || !save_slot (folder, slot, clinic, passphrase, FALSE, error))
    return NULL;
  return g_steal_pointer (&slot->open);
}

/**
 * candor_key_slots_list:
 * @folder: the keys folder
 * @error: return location for an error
 *
 * Lists who can unlock, by name. A damaged slot is left out with a line in the log of the program:
 * one bad file must not lock out the others.
 *
 * Returns: (transfer full) (nullable) (element-type CandorKeySlot): the slots
 */
GPtrArray *
candor_key_slots_list (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "slots", NULL);
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (slot_free_cb);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &fault);
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                   "The keys of the clinic could not be listed: %s.", fault->message);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *id = g_strdup (name);
      g_autoptr (CandorKeySlotFile) slot = NULL;

      if (*name == '.' || !g_str_has_suffix (name, ".json"))
        continue;
      id[strlen (id) - strlen (".json")] = '\0';
      slot = load_slot (folder, id, &fault);
      if (slot != NULL)
        g_ptr_array_add (slots, g_steal_pointer (&slot->open));
      else
        g_info ("slots/%s: %s", name, fault->message);
      g_clear_error (&fault);
    }
  g_ptr_array_sort (slots, compare_slots_cb);
  return g_steal_pointer (&slots);
}

/* A list of recipients that somebody changed would hand every new record to a stranger. */
static gboolean
check_recipients (const char *folder, CandorAgeIdentity *clinic, GError **error)
{
  g_auto (GStrv) recipients = candor_keys_load_recipients (folder, error);
  g_autofree char *own = candor_age_identity_dup_recipient (clinic);

  if (recipients == NULL)
    return FALSE;
  if (!g_str_equal (recipients[0], own))
    return candor_keys_refuse (error, CANDOR_KEY_RECIPIENTS_NAME);
  return candor_key_proof_check (folder, clinic, error);
}

/**
 * candor_key_slot_open:
 * @folder: the keys folder
 * @id: whose slot
 * @passphrase: what may open it
 * @clock: (nullable): when this try is made; %NULL for now
 * @wait: (out): seconds until the next try, 0 after a success
 * @cancellable: (nullable): heeded until the try is counted
 * @error: return location for an error
 *
 * Blocks for as long as a guess takes, and while another program tries: for a thread of its own. The
 * try is counted on the disk before it is made.
 *
 * Returns: (transfer full) (nullable): the key of the clinic; otherwise %CANDOR_KEY_ERROR_WRONG,
 *   %CANDOR_KEY_ERROR_WAIT or an error about the files
 */
CandorAgeIdentity *
candor_key_slot_open (const char *folder,
                      const char *id,
                      const char *passphrase,
                      const CandorKeyClock *clock,
                      guint *wait,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (CandorKeySlotFile) slot = load_slot (folder, id, error);
  g_autoptr (CandorKeyTry) attempt = NULL;
  g_autoptr (CandorAgeIdentity) clinic = NULL;
  guchar *device;

  *wait = 0;
  if (slot == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  device = load_device (folder, error);
  if (device == NULL)
    return NULL;
  attempt = candor_key_try_begin (folder, id, clock, wait, error);
  if (attempt != NULL)
    clinic = candor_key_slot_file_unwrap (slot, device, passphrase, error);
  candor_secret_free (device);
  if (clinic == NULL)
    return NULL;
  candor_key_try_take_back (attempt);
  *wait = 0;
  return check_recipients (folder, clinic, error) ? g_steal_pointer (&clinic) : NULL;
}

/**
 * candor_key_slot_set_passphrase:
 * @folder: the keys folder
 * @id: whose slot
 * @clinic: the key of the clinic: who holds it has opened a slot
 * @passphrase: the new one; candor_key_check_passphrase () has let it pass
 * @cost: what a guess shall cost from now on
 * @error: return location for an error
 *
 * Writes this slot again and touches no record. Until the disk has it the old passphrase opens.
 *
 * Returns: whether it was changed
 */
gboolean
candor_key_slot_set_passphrase (const char *folder,
                                const char *id,
                                CandorAgeIdentity *clinic,
                                const char *passphrase,
                                CandorKeyCost cost,
                                GError **error)
{
  g_autoptr (CandorKeySlotFile) slot = load_slot (folder, id, error);

  if (slot == NULL)
    return FALSE;
  slot->cost = cost;
  return save_slot (folder, slot, clinic, passphrase, TRUE, error);
}

/**
 * candor_key_slot_remove:
 * @folder: the keys folder
 * @id: whose slot
 * @error: return location for an error
 *
 * Takes the way in of one staff member away. Who kept a copy of the slot and of the device's secret
 * can still open it.
 *
 * Returns: whether it is gone; %CANDOR_KEY_ERROR_LAST for the last administrator
 */
gboolean
candor_key_slot_remove (const char *folder, const char *id, GError **error)
{
  g_autoptr (GPtrArray) slots = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *tries = g_build_filename (folder, "tries", name, NULL);
  g_autofree char *slots_folder = NULL;
  guint n_others = 0;
  int code;

  if (!check_id (id, error) || (slots = candor_key_slots_list (folder, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < slots->len; i++)
    {
      const CandorKeySlot *slot = g_ptr_array_index (slots, i);

      n_others += slot->role == CANDOR_KEY_ROLE_ADMINISTRATOR && !g_str_equal (slot->id, id);
    }
  if (n_others == 0)
    {
      g_set_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_LAST,
                   "This is the last administrator. Nothing was changed; name another one first.");
      return FALSE;
    }
  path = build_slot_path (folder, id);
  if (g_unlink (path) != 0)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                   "The key of this staff member could not be taken away: %s. It still opens.",
                   g_strerror (errno));
      return FALSE;
    }
  /* Somebody who has left must not come back after a power cut. */
  slots_folder = g_path_get_dirname (path);
  code = candor_disk_sync_folder (slots_folder);
  if (code != 0)
    {
      g_set_error (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "The key of this staff member was taken away, but the disk did not confirm it: %s. "
          "Look whether it is gone after the next start.",
          g_strerror (code));
      return FALSE;
    }
  g_unlink (tries);
  return TRUE;
}
