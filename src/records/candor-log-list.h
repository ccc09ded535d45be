/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-language.h"
#include "vault/candor-log.h"

G_BEGIN_DECLS

/* What somebody looks for in the log. */
typedef enum
{
  CANDOR_LOG_ALL,
  CANDOR_LOG_FILED, /* records that came, were withdrawn, or went */
  CANDOR_LOG_USED,  /* records that were opened, printed or exported */
  CANDOR_LOG_STAFF, /* who came in, who tried, and who may */
  CANDOR_LOG_RULES, /* settings and approvals */
  CANDOR_LOG_N_TOPICS,
} CandorLogTopic;

/**
 * CandorLogList:
 *
 * All lines of a log as it was at one moment, without holding them: each is read when somebody looks
 * at it. One thread may use it at a time.
 */
typedef struct _CandorLogList CandorLogList;

CandorLogList *candor_log_list_load (const char *folder, GError **error);
void candor_log_list_free (CandorLogList *self);
GArray *candor_log_list_find (CandorLogList *self, CandorLogTopic topic);
guint candor_log_list_size (CandorLogList *self);
CandorLogLine *candor_log_list_read (CandorLogList *self, guint place);

char *candor_log_line_dup_sentence (const CandorLogLine *self, const CandorLanguage *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorLogList, candor_log_list_free)

G_END_DECLS
