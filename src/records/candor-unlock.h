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
gboolean candor_setup_accept (const char *made, const char *folder, GError **error);
void candor_setup_discard (const char *made);

CandorRegister *candor_unlock (const char *folder,
                               const CandorKeySlot *slot,
                               const char *passphrase,
                               guint *wait,
                               GCancellable *cancellable,
                               GError **error);
GPtrArray *candor_unlock_list_staff (const char *folder, GError **error);

G_END_DECLS
