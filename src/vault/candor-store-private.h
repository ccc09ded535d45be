/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-store.h"

G_BEGIN_DECLS

#define CANDOR_STORE_LOG "log"
#define CANDOR_STORE_LOCK "lock"
#define CANDOR_STORE_RECORDS "records"
#define CANDOR_STORE_DRAFTS "drafts"
#define CANDOR_STORE_KEYS "keys"
#define CANDOR_STORE_RESERVE "reserve"
#define CANDOR_STORE_RENEWAL "renewal"
#define CANDOR_STORE_TORN "log.torn-"

#define CANDOR_STORE_SUFFIX ".age"

/* Bytes. A record holds one form, a visit and perhaps a scan. */
#define CANDOR_STORE_MAX_FILE (256 * 1024 * 1024)

struct _CandorStore
{
  char *folder; /* (owned) */
  char *log;    /* (owned): the path of the log */
  char *synced; /* (owned) (nullable): the month whose folders are known to be on the disk */
  gsize room;   /* bytes that are set aside while there is a visit */
  gboolean gave_room;
  gboolean is_log_doubtful; /* its pages may not be what the disk has: it is written anew */
};

struct _CandorTransaction
{
  CandorStore *store; /* (unowned) */
  int lock_fd;
  int log_fd;
  CandorLogTail tail;
  gboolean is_broken; /* an append failed: the log must be read again */
};

GBytes *candor_store_begin_log (GError **error);
gboolean candor_store_refuse_to_read (GError **error, const char *path, int code);
gboolean candor_store_is_record_path (const char *file);
int candor_store_lock (CandorStore *self, gboolean shared, GError **error);
int candor_store_hold_still (CandorStore *self, GError **error);
GPtrArray *candor_store_list_folder (const char *path, GError **error);
gboolean
candor_store_list_files (CandorStore *self, GPtrArray *files, GPtrArray *foreign, GError **error);
GBytes *candor_store_read_any (CandorStore *self, const char *file, GError **error);
char *candor_store_hash_file (CandorStore *self, const char *file, GError **error);

gboolean
candor_transaction_append_line (CandorTransaction *self, CandorLogLine *line, GError **error);
gboolean candor_transaction_confirm_log (CandorTransaction *self, GError **error);
gboolean candor_transaction_adopt (CandorTransaction *self,
                                   const char *file,
                                   const char *who,
                                   GError **error);
gboolean
candor_transaction_unlink_expired (CandorTransaction *self, const char *file, GError **error);

void candor_store_take_room_again (CandorStore *self);

G_END_DECLS
