/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-audit.h"

G_BEGIN_DECLS

/* What the log says of the files in keys/. */
typedef struct _CandorAuditKeys CandorAuditKeys;

CandorAuditKeys *candor_audit_keys_new (void);
void candor_audit_keys_free (CandorAuditKeys *self);
void candor_audit_keys_add_line (CandorAuditKeys *self, const CandorLogLine *line);
void candor_audit_keys_add_begun (CandorAuditKeys *self, const CandorLogLine *line);
void candor_audit_keys_add_log (CandorAuditKeys *self, GBytes *log);
gboolean candor_audit_keys_tells_of (CandorAuditKeys *self, const char *file, const char *sha256);
gboolean candor_audit_keys_is_right (CandorAuditKeys *self, const char *file, const char *sha256);
gboolean candor_audit_keys_is_gone (CandorAuditKeys *self, const char *file);
void candor_audit_keys_look (CandorAuditKeys *self, CandorStore *store, GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorAuditKeys, candor_audit_keys_free)

G_END_DECLS
