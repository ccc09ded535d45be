/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-audit-private.h"
#include "candor-backup.h"

G_BEGIN_DECLS

/* What the log says of a file. */
typedef struct
{
  char *sha256; /* (owned) (nullable) */
  gboolean is_expired;
} CandorBackupLine;

/* A store at one moment: its log, what the log says, and the keys that go with it. */
typedef struct
{
  GBytes *log;           /* (owned): its whole lines */
  gboolean began_log;    /* it had none */
  GHashTable *files;     /* (owned): file to CandorBackupLine */
  GHashTable *ended;     /* (owned): numbers of visits that were filed or thrown away */
  GHashTable *key_files; /* (owned): file to GBytes */
  GPtrArray *unread; /* (owned) (element-type GError): of keys that are there and are not taken */
  CandorAuditKeys *keys; /* (owned) */
} CandorBackupMoment;

CandorBackupMoment *
candor_backup_moment_take (CandorStore *store, gboolean restores, GError **error);
void candor_backup_moment_free (CandorBackupMoment *self);

/* The files of a store by their kind, from its folder. */
typedef struct
{
  GPtrArray *once;     /* (owned): records, and lines that were set aside: written once */
  GPtrArray *drafts;   /* (owned) */
  GPtrArray *settings; /* (owned): what the clinic has decided, and its own procedures */
  GPtrArray *keys;     /* (owned) */
  GPtrArray *others;   /* (owned): what is no part of a store */
} CandorBackupFiles;

CandorBackupFiles *candor_backup_files_list (CandorStore *store, GError **error);
GPtrArray *candor_backup_files_list_keys (CandorStore *store, GError **error);
void candor_backup_files_free (CandorBackupFiles *self);

char *candor_backup_files_dup_slot (const char *file);

/* What a backup gets next, beside what it has. */
CandorStore *candor_backup_renewal_open (CandorStore *copy);
GBytes *candor_backup_renewal_read_log (CandorStore *copy, GError **error);
GHashTable *candor_backup_renewal_read_keys (CandorStore *copy,
                                             CandorAuditKeys *keys,
                                             GPtrArray *faults,
                                             GError **error);
gboolean
candor_backup_renewal_begin (CandorStore *to, const CandorBackupMoment *moment, GError **error);
gboolean
candor_backup_renewal_finish (CandorStore *to, const CandorBackupMoment *moment, GError **error);
gboolean candor_backup_renewal_end (CandorStore *to, GError **error);

gboolean candor_backup_check_place (CandorStore *from, const char *folder, GError **error);
gboolean
candor_backup_check_log (CandorStore *to, const CandorBackupMoment *moment, GError **error);
gboolean candor_backup_check_vacant (CandorStore *from, CandorStore *to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorBackupMoment, candor_backup_moment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorBackupFiles, candor_backup_files_free)

G_END_DECLS
