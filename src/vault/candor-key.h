/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The keys of a clinic: who may unlock, and what they unlock.
 */
#pragma once

#include <gio/gio.h>

#include "candor-age.h"

G_BEGIN_DECLS

#define CANDOR_KEY_ERROR (candor_key_error_quark ())

/**
 * CandorKeyError:
 * @CANDOR_KEY_ERROR_WRONG: the passphrase is not the one of this slot, or the slot was changed
 * @CANDOR_KEY_ERROR_WAIT: too many tries that were wrong or not finished; nothing was tried
 * @CANDOR_KEY_ERROR_WEAK: a passphrase that is too easy to guess
 * @CANDOR_KEY_ERROR_DAMAGED: a file of the keys folder does not say what it should
 * @CANDOR_KEY_ERROR_LAST: the last administrator cannot be taken away
 * @CANDOR_KEY_ERROR_UNCONFIRMED: a change was made, and the disk did not confirm it
 */
typedef enum
{
  CANDOR_KEY_ERROR_WRONG,
  CANDOR_KEY_ERROR_WAIT,
  CANDOR_KEY_ERROR_WEAK,
  CANDOR_KEY_ERROR_DAMAGED,
  CANDOR_KEY_ERROR_LAST,
  CANDOR_KEY_ERROR_UNCONFIRMED,
} CandorKeyError;

GQuark candor_key_error_quark (void);

typedef enum
{
  CANDOR_KEY_ROLE_STAFF,
  CANDOR_KEY_ROLE_ADMINISTRATOR,
} CandorKeyRole;

/**
 * CandorKeyCost:
 * @memory: bytes that one guess of a passphrase takes
 * @passes: how often it goes through them
 */
typedef struct
{
  gsize memory;
  guint64 passes;
} CandorKeyCost;

/* What a guess costs in a clinic: about half a second on a tablet, and as much memory. */
#define CANDOR_KEY_COST_DEFAULT ((CandorKeyCost){ (gsize)256 << 20, 3 })

#define CANDOR_KEY_BOOT_LENGTH 36

/**
 * CandorKeyClock:
 * @seconds: since this boot, sleep included; nobody can set it back
 * @boot: which boot it is
 *
 * When a try is made.
 */
typedef struct
{
  gint64 seconds;
  char boot[CANDOR_KEY_BOOT_LENGTH + 1];
} CandorKeyClock;

/**
 * CandorKeySlot:
 * @id: names the slot and its files
 * @name: of the staff member
 * @role: what they may do
 * @registration: (nullable): their number as a practitioner
 * @created: when the slot was made, in UTC, ISO 8601
 *
 * What everybody may know of one way to unlock. As the slot tells it, none of it
 * is proved; as candor_key_slot_open () gives it, all of it is. Only an administrator can change the
 * role, and nobody the rest.
 */
typedef struct
{
  char *id;
  char *name;
  CandorKeyRole role;
  char *registration;
  char *created;
} CandorKeySlot;

/**
 * CandorKeyChange:
 *
 * A change of who may unlock, prepared and not made yet. As long as it is there nobody else changes a
 * slot.
 */
typedef struct _CandorKeyChange CandorKeyChange;

void candor_key_slot_free (CandorKeySlot *self);
CandorKeySlot *candor_key_slot_copy (const CandorKeySlot *self);

gboolean candor_keys_create (const char *folder,
                             CandorAgeIdentity **clinic,
                             CandorAgeIdentity **recovery,
                             GError **error);
GStrv candor_keys_load_recipients (const char *folder, GError **error);
gboolean candor_keys_save_seal (const char *folder,
                                CandorAgeIdentity *clinic,
                                GBytes *key_pem,
                                GBytes *certificate_pem,
                                GError **error);
GBytes *candor_keys_load_seal_key (const char *folder, CandorAgeIdentity *clinic, GError **error);
GBytes *candor_keys_load_certificate (const char *folder, GError **error);

GPtrArray *candor_key_slots_list (const char *folder, GError **error);
gboolean
candor_key_slots_is_administrator (const char *folder, const char *id, CandorAgeIdentity *clinic);
CandorAgeIdentity *candor_key_slot_open (const char *folder,
                                         const char *id,
                                         const char *passphrase,
                                         const CandorKeyClock *clock,
                                         guint *wait,
                                         CandorKeySlot **opened,
                                         GCancellable *cancellable,
                                         GError **error);

CandorKeyChange *candor_key_change_add (const char *folder,
                                        CandorAgeIdentity *clinic,
                                        const char *name,
                                        CandorKeyRole role,
                                        const char *registration,
                                        const char *passphrase,
                                        CandorKeyCost cost,
                                        GError **error);
CandorKeyChange *candor_key_change_passphrase (const char *folder,
                                               const CandorKeySlot *proved,
                                               CandorAgeIdentity *clinic,
                                               const char *passphrase,
                                               CandorKeyCost cost,
                                               GError **error);
CandorKeyChange *candor_key_change_role (const char *folder,
                                         const char *id,
                                         CandorAgeIdentity *clinic,
                                         CandorKeyRole role,
                                         GError **error);
CandorKeyChange *candor_key_change_remove (const char *folder,
                                           const char *id,
                                           CandorAgeIdentity *clinic,
                                           GError **error);
const CandorKeySlot *candor_key_change_get_slot (const CandorKeyChange *self);
const char *candor_key_change_get_file (const CandorKeyChange *self);
const char *candor_key_change_get_sha256 (const CandorKeyChange *self);
gboolean candor_key_change_make (CandorKeyChange *self, GError **error);
void candor_key_change_free (CandorKeyChange *self);

void candor_key_clock_read (CandorKeyClock *clock);
guint candor_key_get_wait (const char *folder, const char *id, const CandorKeyClock *clock);

gboolean candor_key_check_passphrase_for (const char *passphrase,
                                          gboolean allow_pin,
                                          const char *const *names,
                                          GError **error);
gboolean candor_key_check_passphrase (const char *passphrase, gboolean allow_pin, GError **error);
GBytes *candor_key_box_close (CandorAgeIdentity *clinic, const char *purpose, GBytes *plain);
GBytes *candor_key_box_open (CandorAgeIdentity *clinic, const char *purpose, GBytes *closed);
gboolean candor_disk_is_encrypted (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorKeySlot, candor_key_slot_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorKeyChange, candor_key_change_free)

G_END_DECLS
