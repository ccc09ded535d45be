/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "help-store.h"
#include "vault/candor-backup.h"

G_BEGIN_DECLS

#define HELP_BACKUP_SLOT "keys/slots/00aa.json"
#define HELP_BACKUP_TRIES "keys/tries/00aa.json"
#define HELP_BACKUP_OTHER_SLOT "keys/slots/00bb.json"

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

void help_backup_write (const char *folder, const char *file, const char *text);
char *help_backup_read (const char *folder, const char *file);
void help_backup_assert_file (const char *folder, const char *file, const char *text);
void help_backup_remove (const char *folder, const char *file);
void help_backup_append (HelpBackup *self, CandorLogEvent event, const char *const *detail);
void help_backup_log_slot (HelpBackup *self, const char *text, const char *state);
void help_backup_assert_not_restored (HelpBackup *self, const char *folder, const char *word);

G_END_DECLS
