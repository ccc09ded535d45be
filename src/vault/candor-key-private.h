/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The files of the keys folder, as bytes, and the count of wrong tries.
 */
#pragma once

#include <sys/types.h>

#include "candor-key.h"

G_BEGIN_DECLS

#define CANDOR_KEY_DEVICE_SIZE 32
#define CANDOR_KEY_SALT_SIZE 16
#define CANDOR_KEY_NONCE_SIZE 24
#define CANDOR_KEY_PROOF_SIZE 32

#define CANDOR_KEY_DEVICE_NAME "device"
#define CANDOR_KEY_RECIPIENTS_NAME "recipients"
#define CANDOR_KEY_SEAL_NAME "seal-key.age"
#define CANDOR_KEY_CERTIFICATE_NAME "certificate.pem"
#define CANDOR_KEY_PROOF_NAME "proof"

/* Bytes. No file of keys/ is as large. */
#define CANDOR_KEY_MAX_FILE 65536

gboolean candor_keys_refuse (GError **error, const char *name);
guchar *candor_key_derive (CandorAgeIdentity *clinic, const char *context, gsize size);
gboolean candor_key_proof_write (const char *folder, CandorAgeIdentity *clinic, GError **error);
gboolean candor_key_proof_check (const char *folder, CandorAgeIdentity *clinic, GError **error);

/* A slot with what is wrapped in it. */
typedef struct
{
  gint64 version;
  CandorKeySlot *open; /* (owned) */
  CandorKeyCost cost;
  guchar salt[CANDOR_KEY_SALT_SIZE];
  guchar nonce[CANDOR_KEY_NONCE_SIZE];
  GBytes *wrapped; /* (owned) (nullable) */
  guchar role_proof[CANDOR_KEY_PROOF_SIZE];
} CandorKeySlotFile;

void candor_key_slot_file_free (CandorKeySlotFile *self);
CandorKeySlotFile *candor_key_slot_file_parse (const char *text, gsize length, GError **error);
GBytes *candor_key_slot_file_write (const CandorKeySlotFile *self);
gboolean candor_key_slot_file_wrap (CandorKeySlotFile *self,
                                    const guchar *device,
                                    const char *passphrase,
                                    CandorAgeIdentity *clinic,
                                    GError **error);
CandorAgeIdentity *candor_key_slot_file_unwrap (const CandorKeySlotFile *self,
                                                const guchar *device,
                                                const char *passphrase,
                                                GError **error);

gboolean candor_key_slot_file_check_role (const CandorKeySlotFile *self,
                                          CandorAgeIdentity *clinic,
                                          GError **error);
gboolean candor_key_slot_file_has_proved_role (const CandorKeySlotFile *self,
                                               CandorAgeIdentity *clinic,
                                               CandorKeyRole role);
gboolean candor_key_slot_file_check_owner (CandorKeySlotFile *self,
                                           const CandorKeySlot *proved,
                                           GError **error);
gboolean candor_key_slot_file_set_role (CandorKeySlotFile *self,
                                        CandorKeyRole role,
                                        CandorAgeIdentity *clinic,
                                        GError **error);
char *candor_key_slot_path (const char *folder, const char *id);
guchar *candor_key_load_device (const char *folder, GError **error);
CandorKeySlotFile *candor_key_slot_load (const char *folder, const char *id, GError **error);
gboolean candor_key_slot_check_id (const char *id, GError **error);

/* How often somebody tried in vain. */
typedef struct
{
  guint n_failed;
  CandorKeyClock last;
} CandorKeyCount;

gboolean candor_key_count_parse (const char *text, gsize length, CandorKeyCount *count);
GBytes *candor_key_count_write (const CandorKeyCount *self);

/* An attempt to unlock, which nobody else makes at the same time. */
typedef struct _CandorKeyTry CandorKeyTry;

gboolean candor_key_tries_reset (const char *folder, const char *id, GError **error);
CandorKeyTry *candor_key_try_begin (
    const char *folder, const char *id, const CandorKeyClock *clock, guint *wait, GError **error);
void candor_key_try_take_back (CandorKeyTry *self);
void candor_key_try_end (CandorKeyTry *self);

gboolean candor_disk_is_encrypted_below (const char *block_folder, dev_t device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorKeySlotFile, candor_key_slot_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorKeyTry, candor_key_try_end)

G_END_DECLS
