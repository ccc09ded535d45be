/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-store.h"

G_BEGIN_DECLS

/**
 * CandorBackup:
 *
 * What was copied from a store into a backup, or from a backup into a new store.
 */
typedef struct
{
  guint n_new;             /* records that were copied now */
  guint n_kept;            /* records that were there already */
  guint n_drafts;          /* visits that are not filed, in the copy */
  guint n_lost_drafts;     /* of these, those that are gone from the store, and no line says why */
  guint n_staff;           /* who may unlock the copy */
  guint n_expired;         /* records that have expired, and are in the copy still */
  guint n_removed_expired; /* records that have expired, and were taken out of the copy now */
  gboolean began_log;      /* what was restored had none */
  GPtrArray *left_out;     /* (element-type filename): what is no part of a store */
  GPtrArray *faults; /* (element-type GError): a sentence for each file that is not as it was */
} CandorBackup;

/* @done of @total records are copied or compared. */
typedef void (*CandorBackupProgress) (guint done, guint total, gpointer data);

CandorBackup *candor_backup_make (CandorStore *store,
                                  const char *folder,
                                  gboolean remove_expired,
                                  CandorBackupProgress progress,
                                  gpointer data,
                                  GError **error);
CandorBackup *candor_backup_restore (CandorStore *backup,
                                     const char *folder,
                                     CandorBackupProgress progress,
                                     gpointer data,
                                     GError **error);
void candor_backup_free (CandorBackup *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorBackup, candor_backup_free)

G_END_DECLS
