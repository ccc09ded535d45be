/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-example.h"
#include "records/candor-unlock.h"

G_BEGIN_DECLS

#define HELP_ADMINISTRATOR "Nurse Amber Quill"
#define HELP_PASSPHRASE "seven invented otters sing"

/* A passphrase that costs next to nothing to try: only for tests. */
#define HELP_COST ((CandorKeyCost){ 8 * 1024, 1 })

/* A real store in a folder of its own, unlocked by an administrator. */
typedef struct
{
  char *folder; /* (owned) */
  CandorProcedure *procedure;
  CandorStationery stationery;
  CandorRegister *records;
} HelpRegister;

void help_register_set_up (HelpRegister *self);
void help_register_tear_down (HelpRegister *self);
CandorRegister *
help_register_open_as (HelpRegister *self, const char *name, const char *passphrase);
char *help_register_file (HelpRegister *self, const char *name);
char *help_register_file_about (HelpRegister *self,
                                CandorRecordKind kind,
                                const char *id,
                                const char *of);
char *help_register_id (const char *file);
CandorLogLine *help_register_last_line (HelpRegister *self);
guint help_register_count (HelpRegister *self, CandorLogEvent event);
void help_remove_folder (const char *folder);

G_END_DECLS
