/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "vault/candor-audit.h"
#include "vault/candor-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own. */
typedef struct
{
  char *folder;
  char *log;
  CandorStore *store;
} HelpStore;

void help_store_set_up (HelpStore *self, gconstpointer data);
void help_store_tear_down (HelpStore *self, gconstpointer data);
void help_store_reopen (HelpStore *self);

char *help_store_file (const char *id);
GBytes *help_store_bytes (const char *seed, gsize length);
CandorLogLine *help_store_put (CandorStore *store, const char *id, GBytes *bytes);
void help_store_put_many (HelpStore *self, guint n);
void help_store_assert_holds (HelpStore *self, const char *file, GBytes *bytes);
void help_store_assert_refused (GError *error);

char *help_store_read_log (HelpStore *self);
void help_store_write_log (HelpStore *self, const char *text);
char **help_store_log_lines (HelpStore *self);

char *help_store_audit (HelpStore *self);

G_END_DECLS
