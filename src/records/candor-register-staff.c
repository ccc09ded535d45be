/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Who may unlock the store. Everything that is changed here stands in the log before it is done.
 */
#include "candor-register-private.h"

#include "core/candor-error.h"

static char *
keys_folder (CandorRegister *self)
{
  return candor_store_get_path (candor_desk_get_store (self->desk), "keys");
}

static gboolean
log_change (CandorRegister *self, const char *what, const char *whose, GError **error)
{
  const char *const detail[] = { "what", what, "whose", whose, NULL };

  return candor_register_log (self, CANDOR_LOG_KEY, NULL, detail, error);
}

static gboolean
check_role (CandorRegister *self, GError **error)
{
  if (candor_register_is_administrator (self))
    return TRUE;
  g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                       "Only an administrator can change who may unlock Candor. Nothing was "
                       "changed.");
  return FALSE;
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
 * Returns: whether it was changed; otherwise %CANDOR_ERROR_STORAGE, and the old one is good
 */
gboolean
candor_register_set_passphrase (CandorRegister *self,
                                const char *passphrase,
                                CandorKeyCost cost,
                                GError **error)
{
  g_autofree char *keys = keys_folder (self);

  return log_change (self, "passphrase changed", self->who, error)
         && candor_key_slot_set_passphrase (keys, self->slot, self->clinic, passphrase, cost,
                                            error);
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

  if (!check_role (self, error) || !log_change (self, "staff member added", name, error))
    return NULL;
  return candor_key_slot_add (keys, self->clinic, name, role, registration, passphrase, cost,
                              error);
}

/**
 * candor_register_remove_staff:
 * @self: a register that an administrator has unlocked
 * @slot: of the staff member who may not unlock any more
 * @error: return location for an error
 *
 * Returns: whether they may not; otherwise %CANDOR_ERROR_MISSING for want of the right to do so,
 *   %CANDOR_KEY_ERROR_LAST or %CANDOR_ERROR_STORAGE
 */
gboolean
candor_register_remove_staff (CandorRegister *self, const CandorKeySlot *slot, GError **error)
{
  g_autofree char *keys = keys_folder (self);

  return check_role (self, error) && log_change (self, "staff member removed", slot->name, error)
         && candor_key_slot_remove (keys, slot->id, error);
}
