/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock the store. The log has each change twice: before, as begun, and after, as done. So it
 * never says that something happened which a power cut prevented, and nothing happens without a word
 * of it. Both lines have the hash of the file that the change leaves, for the audit.
 */
#include "candor-register-private.h"

#include "core/candor-error.h"

#define BEGUN "begun"
#define UNCONFIRMED "unconfirmed"
#define GONE "gone"

static char *
keys_folder (CandorRegister *self)
{
  return candor_store_get_path (candor_desk_get_store (self->desk), "keys");
}

static gboolean
log_change (CandorRegister *self,
            const CandorKeyChange *change,
            const char *what,
            const char *state,
            GError **error)
{
  const CandorKeySlot *slot = candor_key_change_get_slot (change);
  const char *hash = candor_key_change_get_sha256 (change);
  const char *detail[9]
      = { "what", what, candor_key_change_get_file (change), hash != NULL ? hash : GONE };
  gsize n = 4;

  if (slot != NULL)
    {
      detail[n++] = "whose";
      detail[n++] = slot->name;
    }
  if (state != NULL)
    {
      detail[n++] = "state";
      detail[n++] = state;
    }
  return candor_register_log (self, CANDOR_LOG_KEY, NULL, detail, error);
}

static gboolean
check_role (CandorRegister *self, GError **error)
{
  if (candor_register_is_administrator (self))
    return TRUE;
  candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                            "Only an administrator can change who may unlock Candor. Nothing was "
                            "changed.");
  return FALSE;
}

/* Whoever is at work may have been removed, or lost the role, since they unlocked. What the folder
 * says can take a right away here, and gives none: that, the unlocking has proved. */
static gboolean
check_still_administrator (CandorRegister *self, GError **error)
{
  g_autofree char *keys = keys_folder (self);

  if (candor_key_slots_is_administrator (keys, self->slot->id, self->clinic))
    return TRUE;
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
      "Your own rights as an administrator were taken away meanwhile. Nothing was "
      "changed.");
  return FALSE;
}

/* Makes a change that was prepared, between its two lines in the log. */
static gboolean
make_change (CandorRegister *self, CandorKeyChange *change, const char *what, GError **error)
{
  if (!log_change (self, change, what, BEGUN, error))
    return FALSE;
  if (!candor_key_change_make (change, error))
    {
      log_change (self, change, what, UNCONFIRMED, NULL);
      return FALSE;
    }
  /* It is made: a log that cannot take this line says that it was begun, and of which hash. */
  log_change (self, change, what, NULL, NULL);
  return TRUE;
}

/**
 * candor_register_set_passphrase:
 * @self: a register
 * @passphrase: the new one, of the staff member who is at work
 * @cost: what a guess of it is to cost
 * @error: return location for an error
 *
 * Rewrites one slot; no record is touched.
 *
 * Returns: whether it was changed; otherwise %CANDOR_ERROR_STORAGE, and the old one is good,
 *   %CANDOR_KEY_ERROR_UNCONFIRMED, and the new one is unless a power cut undoes it, or
 *   %CANDOR_ERROR_NOT_FOUND for somebody who was removed meanwhile, or %CANDOR_KEY_ERROR_DAMAGED
 *   where the file of the slot says what the passphrase has not proved
 */
gboolean
candor_register_set_passphrase (CandorRegister *self,
                                const char *passphrase,
                                CandorKeyCost cost,
                                GError **error)
{
  g_autofree char *keys = keys_folder (self);
  g_autoptr (CandorKeyChange) change
      = candor_key_change_passphrase (keys, self->slot, self->clinic, passphrase, cost, error);

  return change != NULL && make_change (self, change, "passphrase changed", error);
}

/**
 * candor_register_add_staff:
 * @self: a register that an administrator has unlocked
 * @name: of the new staff member
 * @role: what they may do
 * @registration: (nullable): their number as a practitioner
 * @passphrase: theirs
 * @cost: what a guess of it is to cost
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): their slot; otherwise %CANDOR_ERROR_MISSING for want of the
 *   right to do so, a #CandorKeyError or %CANDOR_ERROR_STORAGE
 */
CandorKeySlot *
candor_register_add_staff (CandorRegister *self,
                           const char *name,
                           CandorKeyRole role,
                           const char *registration,
                           const char *passphrase,
                           CandorKeyCost cost,
                           GError **error)
{
  g_autofree char *keys = keys_folder (self);
  g_autoptr (CandorKeyChange) change = NULL;

  if (!check_role (self, error))
    return NULL;
  change = candor_key_change_add (keys, self->clinic, name, role, registration, passphrase, cost,
                                  error);
  if (change == NULL || !check_still_administrator (self, error)
      || !make_change (self, change, "staff member added", error))
    return NULL;
  return candor_key_slot_copy (candor_key_change_get_slot (change));
}

/**
 * candor_register_remove_staff:
 * @self: a register that an administrator has unlocked
 * @slot: of the staff member who may not unlock any more
 * @error: return location for an error
 *
 * Returns: whether they may not; otherwise %CANDOR_ERROR_MISSING for want of the right to do so,
 *   %CANDOR_KEY_ERROR_LAST, %CANDOR_ERROR_NOT_FOUND, %CANDOR_ERROR_STORAGE or, where they are gone
 *   unless a power cut undoes it, %CANDOR_KEY_ERROR_UNCONFIRMED
 */
gboolean
candor_register_remove_staff (CandorRegister *self, const CandorKeySlot *slot, GError **error)
{
  g_autofree char *keys = keys_folder (self);
  g_autoptr (CandorKeyChange) change = NULL;

  if (!check_role (self, error))
    return FALSE;
  change = candor_key_change_remove (keys, slot->id, self->clinic, error);
  return change != NULL && check_still_administrator (self, error)
         && make_change (self, change, "staff member removed", error);
}

/**
 * candor_register_set_role:
 * @self: a register that an administrator has unlocked
 * @slot: of a staff member, who may be the one at work
 * @role: what they may do from now on
 * @error: return location for an error
 *
 * Their passphrase stays as it is. Whoever of them is at work at this moment keeps the older role
 * until the store is locked, but can change no more who may unlock.
 *
 * Returns: whether they have the role; otherwise %CANDOR_ERROR_MISSING for want of the right to do so,
 *   %CANDOR_KEY_ERROR_LAST for the last administrator, %CANDOR_ERROR_INVALID if they had it before,
 *   %CANDOR_ERROR_NOT_FOUND or %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_set_role (CandorRegister *self,
                          const CandorKeySlot *slot,
                          CandorKeyRole role,
                          GError **error)
{
  const char *what
      = role == CANDOR_KEY_ROLE_ADMINISTRATOR ? "made an administrator" : "administrator no more";
  g_autofree char *keys = keys_folder (self);
  g_autoptr (CandorKeyChange) change = NULL;

  if (!check_role (self, error))
    return FALSE;
  change = candor_key_change_role (keys, slot->id, self->clinic, role, error);
  return change != NULL && check_still_administrator (self, error)
         && make_change (self, change, what, error);
}
