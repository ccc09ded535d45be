/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "help-store.h"
#include "vault/candor-backup.h"

G_BEGIN_DECLS

/* A store, and a folder beside it that is not there yet. */
typedef struct
{
  HelpStore store;
  char *parent;
  char *copy;
  char *other;
} HelpBackup;

void help_backup_set_up (HelpBackup *self, gconstpointer data);
void help_backup_remove_folder (const char *folder);
void help_backup_tear_down (HelpBackup *self, gconstpointer data);
CandorBackup *help_backup_make (HelpBackup *self);
void help_backup_make_well (HelpBackup *self);
CandorBackup *help_backup_restore (HelpBackup *self);
char *help_backup_audit (const char *folder);
void help_backup_assert_audit (const char *folder, const char *expected);
void help_backup_expire (CandorStore *store, const char *id);

G_END_DECLS
