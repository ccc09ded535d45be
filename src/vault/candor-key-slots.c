/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock: the slots of the staff in keys/slots/, one file each.
 */
#include <string.h>

#include "candor-key-private.h"
#include "core/candor-error.h"
#include "core/candor-file.h"

#define MAX_ID 64

/* An id becomes the name of files. */
gboolean
candor_key_slot_check_id (const char *id, GError **error)
{
  gsize length = strlen (id);

  if (length > 0 && length <= MAX_ID
      && strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length)
    return TRUE;
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                    "There is no such staff member. Nothing was changed.");
  return FALSE;
}

/* Returns: (transfer full) (nullable): the secret of the device, in secret memory. */
guchar *
candor_key_load_device (const char *folder, GError **error)
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

char *
candor_key_slot_path (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (folder, "slots", name, NULL);
}

CandorKeySlotFile *
candor_key_slot_load (const char *folder, const char *id, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CandorKeySlotFile) slot = NULL;
  gsize length;

  if (!candor_key_slot_check_id (id, error))
    return NULL;
  path = candor_key_slot_path (folder, id);
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
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
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
      slot = candor_key_slot_load (folder, id, &fault);
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
 * @opened: (out) (transfer full) (optional): whose slot it was; what a list said of it before was not
 *   proved, and may have been changed since
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
                      CandorKeySlot **opened,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (CandorKeySlotFile) slot = candor_key_slot_load (folder, id, error);
  g_autoptr (CandorKeyTry) attempt = NULL;
  g_autoptr (CandorAgeIdentity) clinic = NULL;
  guchar *device;

  *wait = 0;
  if (slot == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  device = candor_key_load_device (folder, error);
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
  if (!check_recipients (folder, clinic, error))
    return NULL;
  if (opened != NULL)
    *opened = g_steal_pointer (&slot->open);
  return g_steal_pointer (&clinic);
}
