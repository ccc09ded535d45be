/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "records/candor-unlock.h"
#include "vault/candor-secret.h"

G_BEGIN_DECLS

/**
 * CandorSetupStore:
 *
 * What was asked for at the first start. Everything is owned.
 */
typedef struct
{
  char *folder; /* where the store is to be */
  char *name;   /* of the clinic, and so on */
  char *address;
  char *phone;
  char *emergency;
  char *logo;               /* (nullable): the path of a file to copy */
  char *language;           /* code of the clinic's */
  GPtrArray *practitioners; /* (element-type GStrv): name, role, registration */
  char *staff;
  CandorSecretText *passphrase;
  CandorKeyCost cost;
  CandorNewStore *made; /* (nullable): the store, before it is accepted */
} CandorSetupStore;

CandorSetupStore *candor_setup_store_new (const char *folder);
void candor_setup_store_free (gpointer self);
CandorSecretText *candor_setup_store_make (CandorSetupStore *self, GError **error);

G_END_DECLS
