/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candorctl.h"
#include "document/candor-stationery.h"
#include "records/candor-register.h"
#include "vault/candor-audit.h"

G_BEGIN_DECLS

/**
 * CandorctlStore:
 *
 * Which store a command works on, and who does so: the options that all such commands share.
 */
typedef struct
{
  char *folder;          /* (owned) (nullable) */
  char *passphrase_file; /* (owned) (nullable) */
  char *staff;           /* (owned) (nullable) */
} CandorctlStore;

#define CANDORCTL_STORE_ENTRY(store)                                                               \
  {                                                                                                \
    "store", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &(store)->folder,                     \
        "The folder of the store", "DIR"                                                           \
  }

#define CANDORCTL_UNLOCK_ENTRIES(store)                                                            \
  CANDORCTL_STORE_ENTRY (store),                                                                   \
      { "passphrase-file",                                                                         \
        'p',                                                                                       \
        G_OPTION_FLAG_NONE,                                                                        \
        G_OPTION_ARG_FILENAME,                                                                     \
        &(store)->passphrase_file,                                                                 \
        "A file or a pipe whose first line is the passphrase of a staff member",                   \
        "FILE" },                                                                                  \
  {                                                                                                \
    "staff", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &(store)->staff,                        \
        "Whose passphrase it is; needed only where several may unlock", "NAME"                     \
  }

void candorctl_store_clear (CandorctlStore *self);
gboolean candorctl_store_check (const CandorctlStore *self,
                                const char *command,
                                gboolean unlock,
                                int *status);
CandorRegister *candorctl_store_unlock (const CandorctlStore *self, GError **error);
CandorRegister *candorctl_store_open_list (const CandorctlStore *self, GError **error);
gboolean candorctl_store_find (
    CandorRegister *opened, const char *id, CandorRecordHead **head, char **file, GError **error);
gboolean candorctl_store_load_stationery (const CandorctlStore *self,
                                          CandorStationery *stationery,
                                          GError **error);

void candorctl_append_audit (GString *text, const CandorAudit *audit);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorctlStore, candorctl_store_clear)

G_END_DECLS
