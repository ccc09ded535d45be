/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Unlocks a store with the passphrase of a staff member. The log knows who came in, and who tried.
 */
#include "candor-unlock.h"

#include "core/candor-error.h"

#define KEYS "keys"

static gboolean
log_wrong (const char *folder, const CandorKeySlot *slot, GError **error)
{
  g_autoptr (CandorDesk) desk = candor_desk_open (folder, error);

  return desk != NULL
         && candor_desk_log (desk, CANDOR_LOG_WRONG_PASSPHRASE, slot->name, NULL, error);
}

/* A try that cannot be counted is not made. On a full disk what was set aside for a visit makes room
 * for it, or nobody could come in to make more. */
static gboolean
made_room (const char *folder, const GError *reason)
{
  g_autoptr (CandorStore) store = NULL;

  if (!g_error_matches (reason, CANDOR_ERROR, CANDOR_ERROR_STORAGE))
    return FALSE;
  store = candor_store_open (folder, NULL);
  return store != NULL && candor_store_make_room (store);
}

/**
 * candor_unlock_list_staff:
 * @folder: of a store
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CandorKeySlot) (nullable): who may unlock it
 */
GPtrArray *
candor_unlock_list_staff (const char *folder, GError **error)
{
  g_autofree char *keys = g_build_filename (folder, KEYS, NULL);

  return candor_key_slots_list (keys, error);
}

/**
 * candor_unlock:
 * @folder: of a store
 * @slot: whose passphrase it is; their name and role are taken from what the passphrase proves
 * @passphrase: what was typed
 * @wait: (out) (optional): seconds until the next try, where there were too many
 * @cancellable: (nullable): stops it before anything is tried
 * @error: return location for an error
 *
 * Takes half a second, on purpose. A wrong passphrase stands in the log, and what kept it from
 * standing there is told in its place.
 *
 * Returns: (transfer full) (nullable): the store, unlocked; otherwise a #CandorKeyError, or why the
 *   store cannot be used
 */
CandorRegister *
candor_unlock (const char *folder,
               const CandorKeySlot *slot,
               const char *passphrase,
               guint *wait,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *keys = g_build_filename (folder, KEYS, NULL);
  g_autoptr (CandorAgeIdentity) clinic = NULL;
  g_autoptr (CandorKeySlot) proved = NULL;
  g_autoptr (CandorRegister) opened = NULL;
  g_autoptr (GError) reason = NULL;
  CandorKeyClock clock;
  guint seconds = 0;

  g_return_val_if_fail (slot != NULL && passphrase != NULL, NULL);

  candor_key_clock_read (&clock);
  clinic = candor_key_slot_open (keys, slot->id, passphrase, &clock, &seconds, &proved, cancellable,
                                 &reason);
  if (clinic == NULL && made_room (folder, reason))
    {
      g_clear_error (&reason);
      clinic = candor_key_slot_open (keys, slot->id, passphrase, &clock, &seconds, &proved,
                                     cancellable, &reason);
    }
  if (wait != NULL)
    *wait = seconds;
  if (clinic == NULL)
    {
      if (!g_error_matches (reason, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WRONG)
          || log_wrong (folder, slot, error))
        g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  opened = candor_register_open (folder, clinic, proved, error);
  if (opened == NULL || !candor_register_log (opened, CANDOR_LOG_UNLOCK, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&opened);
}
