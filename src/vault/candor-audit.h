/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-store.h"
#include "core/candor-language.h"

G_BEGIN_DECLS

/* What an audit can find. */
typedef enum
{
  /* In the chain. */
  CANDOR_AUDIT_UNREADABLE_LINE,
  CANDOR_AUDIT_ALTERED_LINE,
  CANDOR_AUDIT_MISSING_LINES,
  CANDOR_AUDIT_WRONG_NUMBER,
  CANDOR_AUDIT_DOUBLE_LINE,
  CANDOR_AUDIT_NO_LINES,
  CANDOR_AUDIT_CUT,
  CANDOR_AUDIT_OTHER_HISTORY,
  /* In the files. */
  CANDOR_AUDIT_MISSING_FILE,
  CANDOR_AUDIT_ALTERED_FILE,
  CANDOR_AUDIT_SWAPPED_FILE,
  CANDOR_AUDIT_UNREADABLE_FILE,
  CANDOR_AUDIT_EXPIRED_FILE_ALTERED,
  /* In the keys. */
  CANDOR_AUDIT_MISSING_KEY,
  CANDOR_AUDIT_ALTERED_KEY,
  CANDOR_AUDIT_FOREIGN_SLOT,
  CANDOR_AUDIT_RETURNED_SLOT,
  CANDOR_AUDIT_ALTERED_RENEWAL,
  /* Notices: what a crash leaves, or has left. */
  CANDOR_AUDIT_TORN_LINE,
  CANDOR_AUDIT_NOT_ADOPTED,
  CANDOR_AUDIT_FOREIGN_FILE,
  CANDOR_AUDIT_EXPIRED_FILE,
  CANDOR_AUDIT_ADOPTED,
  CANDOR_AUDIT_SET_ASIDE,
  CANDOR_AUDIT_HALF_RENEWED,
  CANDOR_AUDIT_N_KINDS,
} CandorAuditKind;

typedef struct
{
  CandorAuditKind kind;
  guint64 line;     /* its number, or 0 */
  guint64 last;     /* the last of several missing lines; otherwise as @line */
  char *file;       /* (owned) (nullable) (type filename): from the store's folder */
  char *other_file; /* (owned) (nullable) (type filename): whose bytes are in @file */
} CandorAuditFinding;

/**
 * CandorAudit:
 *
 * What an audit came to.
 */
typedef struct
{
  guint64 n_lines;
  guint64 n_records; /* with a line and not expired */
  guint64 n_expired;
  guint64 number; /* of the last line, or 0 */
  char *head;     /* (owned) (nullable): its SHA-256 */
  GPtrArray
      *findings; /* (element-type CandorAuditFinding): in the order of the log, then by file */
} CandorAudit;

/* @done of @total records are compared. */
typedef void (*CandorAuditProgress) (guint done, guint total, gpointer data);

CandorAudit *candor_audit_run (CandorStore *store,
                               const char *head,
                               guint64 number,
                               CandorAuditProgress progress,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);
GStrv candor_audit_hash_keys (CandorStore *store, GError **error);
gboolean candor_audit_is_whole (const CandorAudit *self);
char *candor_audit_dup_sentence (const CandorAudit *self, const CandorLanguage *language);
char *candor_audit_to_json (const CandorAudit *self, const CandorLanguage *language);
void candor_audit_free (CandorAudit *self);

const char *candor_audit_kind_to_string (CandorAuditKind kind);
gboolean candor_audit_kind_is_fault (CandorAuditKind kind);
char *candor_audit_finding_dup_sentence (const CandorAuditFinding *self,
                                         const CandorLanguage *language);
void candor_audit_finding_free (CandorAuditFinding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorAudit, candor_audit_free)

G_END_DECLS
