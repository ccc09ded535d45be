/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-register.h"

G_BEGIN_DECLS

/**
 * CandorSetup:
 *
 * What a store is made with.
 */
typedef struct
{
  const char *clinic;        /* the name that its seal bears */
  const char *administrator; /* the name of the first staff member */
  const char *registration;  /* (nullable): their number as a practitioner */
  const char *passphrase;
  CandorKeyCost cost;
} CandorSetup;

gboolean candor_setup_create (const char *folder,
                              const CandorSetup *setup,
                              CandorAgeIdentity **recovery,
                              GError **error);

/**
 * CandorNewStore:
 *
 * A store that is made and that nobody uses yet: the key on paper may not be written down.
 */
typedef struct _CandorNewStore CandorNewStore;

CandorNewStore *candor_new_store_make (const char *folder,
                                       const CandorSetup *setup,
                                       CandorAgeIdentity **recovery,
                                       GError **error);
const char *candor_new_store_get_folder (CandorNewStore *self);
gboolean candor_new_store_accept (CandorNewStore *self, GError **error);
void candor_new_store_free (CandorNewStore *self);

CandorRegister *candor_unlock (const char *folder,
                               const CandorKeySlot *slot,
                               const char *passphrase,
                               guint *wait,
                               GCancellable *cancellable,
                               GError **error);
GPtrArray *candor_unlock_list_staff (const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorNewStore, candor_new_store_free)

G_END_DECLS
