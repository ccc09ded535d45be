/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-log-file.h"
#include "candor-log.h"

G_BEGIN_DECLS

/**
 * CandorStore:
 *
 * The folder with a clinic's encrypted records. It knows no key: bytes come in and go out as they
 * are. May be used from any thread, by one thread at a time; several processes may share a folder.
 */
typedef struct _CandorStore CandorStore;

/**
 * CandorTransaction:
 *
 * The right to write into the log, held by one process at a time. Everything that was acknowledged
 * in it is on the disk; ending it writes nothing.
 */
typedef struct _CandorTransaction CandorTransaction;

/**
 * CandorRecordBytes:
 *
 * What is filed as one record. Only @id, @when, @event and @encrypted must be there.
 */
typedef struct
{
  const char *id;            /* 1 to 64 of A-Z, a-z, 0-9 and "-" */
  GDateTime *when;           /* its year and month are the folder: always the same for one record */
  CandorLogEvent event;      /* CANDOR_LOG_RECORD or CANDOR_LOG_WITHDRAW */
  GBytes *encrypted;         /* the file, byte for byte */
  const char *pdf_sha256;    /* (nullable): of the PDF inside, in hexadecimal digits */
  const char *who;           /* (nullable) */
  const char *const *detail; /* (nullable): a name, its text, the next name, …; %NULL */
} CandorRecordBytes;

/**
 * CandorReconciled:
 *
 * What was found when the store was brought together with its log.
 */
typedef struct
{
  GPtrArray *adopted;  /* (element-type filename): records that had no line, and have one now */
  GPtrArray *missing;  /* (element-type filename): an alarm: they have a line, and are not there */
  GPtrArray *finished; /* (element-type filename): were expired, and are gone only now */
  GPtrArray *unreadable; /* (element-type filename): have no line, and cannot be read to get one */
  guint n_swept;         /* half-written files that were taken away */
} CandorReconciled;

gboolean candor_store_id_is_valid (const char *id);
gboolean candor_store_create (const char *folder, GError **error);
CandorStore *candor_store_open (const char *folder, GError **error);
CandorStore *candor_store_open_remains (const char *folder, GError **error);
void candor_store_free (CandorStore *self);
const char *candor_store_get_folder (CandorStore *self);
char *candor_store_get_path (CandorStore *self, const char *file);

/* Reading; no lock is needed. */
char *candor_store_find_record (CandorStore *self, const char *id, GError **error);
GPtrArray *candor_store_list_records (CandorStore *self, GError **error);
GBytes *candor_store_read (CandorStore *self, const char *file, GError **error);
GBytes *candor_store_read_start (
    CandorStore *self, const char *file, gsize length, gsize *file_size, GError **error);
CandorLogLine *candor_store_find_line (CandorStore *self, const char *file, GError **error);
gboolean
candor_store_foreach_line (CandorStore *self, CandorLogFunc func, gpointer data, GError **error);

/* Writing, under the lock. */
CandorTransaction *candor_store_begin (CandorStore *self, GError **error);
guint64 candor_transaction_get_number (CandorTransaction *self);
const char *candor_transaction_get_head (CandorTransaction *self);
CandorLogLine *candor_transaction_put_record (CandorTransaction *self,
                                              const CandorRecordBytes *record,
                                              gboolean *existing,
                                              GError **error);
gboolean candor_transaction_append (CandorTransaction *self,
                                    CandorLogEvent event,
                                    const char *file,
                                    const char *who,
                                    const char *const *detail,
                                    GError **error);
gboolean candor_transaction_expire (CandorTransaction *self,
                                    const char *file,
                                    const char *who,
                                    const char *const *detail,
                                    GError **error);
void candor_transaction_end (CandorTransaction *self);

CandorReconciled *candor_store_reconcile (CandorStore *self, const char *who, GError **error);
void candor_reconciled_free (CandorReconciled *self);

/* Drafts and room; no lock is needed. */
gboolean
candor_store_save_draft (CandorStore *self, const char *id, GBytes *encrypted, GError **error);
GPtrArray *candor_store_list_drafts (CandorStore *self, GError **error);
GBytes *candor_store_read_draft (CandorStore *self, const char *id, GError **error);
gboolean candor_store_remove_draft (CandorStore *self, const char *id, GError **error);
gboolean candor_store_reserve (CandorStore *self, gsize bytes, GError **error);
gboolean candor_store_make_room (gpointer self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorStore, candor_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorTransaction, candor_transaction_end)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorReconciled, candor_reconciled_free)

G_END_DECLS
