/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-desk.h"
#include "candor-index.h"
#include "candor-record-pack.h"
#include "document/candor-consent-form.h"
#include "vault/candor-key.h"

G_BEGIN_DECLS

/**
 * CandorRegister:
 *
 * An unlocked store: records are filed, found and read. Freeing it locks the store and wipes what
 * was secret.
 *
 * Its index belongs to one thread, which alone calls candor_register_refresh () and everything that
 * takes or gives an entry. Filing, reading and logging may be done in another, one at a time: the
 * register sees to that.
 */
typedef struct _CandorRegister CandorRegister;

/**
 * CandorDiscardReason:
 * @word: short, for a shell
 * @logged: as the log has it, the same in every language
 * @shown: as a person reads it, to be translated
 *
 * Why a visit that is not filed is thrown away.
 */
typedef struct
{
  const char *word;
  const char *logged;
  const char *shown;
} CandorDiscardReason;

#define CANDOR_N_DISCARD_REASONS 4

extern const CandorDiscardReason candor_discard_reasons[CANDOR_N_DISCARD_REASONS];

CandorRegister *candor_register_open (const char *folder,
                                      CandorAgeIdentity *clinic,
                                      const CandorKeySlot *slot,
                                      GError **error);
CandorRegister *candor_register_ref (CandorRegister *self);
void candor_register_unref (CandorRegister *self);
void candor_register_on_close (CandorRegister *self,
                               void (*closed) (gpointer self, gpointer data),
                               gpointer data);
const char *candor_register_get_who (CandorRegister *self);
const char *candor_register_get_slot (CandorRegister *self);
const char *candor_register_get_folder (CandorRegister *self);
gboolean candor_register_is_administrator (CandorRegister *self);
CandorSeal *candor_register_get_seal (CandorRegister *self);
gboolean candor_register_refresh (CandorRegister *self, GError **error);
guint candor_register_get_n_unread (CandorRegister *self);
CandorIndex *candor_register_get_index (CandorRegister *self);
gboolean candor_register_save_index (CandorRegister *self, GError **error);

/* candor-register-file.c */
char *candor_register_file_visit (CandorRegister *self,
                                  CandorProcedure *procedure,
                                  CandorVisit *visit,
                                  const CandorStationery *stationery,
                                  GError **error);
typedef GBytes *(*CandorMakeForm) (const CandorSealing *sealing, gpointer data, GError **error);
char *candor_register_file_about (CandorRegister *self,
                                  CandorRecordHead *head,
                                  GDateTime *when,
                                  CandorMakeForm make,
                                  GBytes *visit,
                                  gpointer data,
                                  GError **error);

/* candor-register-read.c */
gboolean candor_register_read (CandorRegister *self,
                               const char *file,
                               CandorRecordParts *parts,
                               GError **error);
gboolean candor_register_log (CandorRegister *self,
                              CandorLogEvent event,
                              const char *file,
                              const char *const *detail,
                              GError **error);
gboolean candor_register_expire (CandorRegister *self, const char *file, GError **error);
GPtrArray *candor_register_list_drafts (CandorRegister *self, guint *n_unreadable, GError **error);
CandorReconciled *candor_register_reconcile (CandorRegister *self, GError **error);
gboolean candor_register_remove_draft (CandorRegister *self, const char *id, GError **error);
gboolean candor_register_throw_away (CandorRegister *self,
                                     const char *id,
                                     const CandorDiscardReason *reason,
                                     GError **error);
gboolean candor_register_take_back (CandorRegister *self, const char *id, GError **error);

/* candor-register-staff.c */
gboolean candor_register_set_passphrase (CandorRegister *self,
                                         const char *passphrase,
                                         CandorKeyCost cost,
                                         GError **error);
CandorKeySlot *candor_register_add_staff (CandorRegister *self,
                                          const char *name,
                                          CandorKeyRole role,
                                          const char *registration,
                                          const char *passphrase,
                                          CandorKeyCost cost,
                                          GError **error);
gboolean
candor_register_remove_staff (CandorRegister *self, const CandorKeySlot *slot, GError **error);
gboolean candor_register_set_role (CandorRegister *self,
                                   const CandorKeySlot *slot,
                                   CandorKeyRole role,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorRegister, candor_register_unref)

G_END_DECLS
