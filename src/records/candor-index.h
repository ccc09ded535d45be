/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-record-head.h"
#include "core/candor-language.h"
#include "vault/candor-log-since.h"

G_BEGIN_DECLS

/**
 * CandorIndex:
 *
 * The heads of all records in memory, in the order of the log, while staff are at work. One thread
 * may use it.
 */
typedef struct _CandorIndex CandorIndex;

CandorIndex *candor_index_new (void);
CandorIndex *candor_index_read (GBytes *text, CandorLogPlace *place, GError **error);
GBytes *candor_index_write (CandorIndex *self, const CandorLogPlace *place);
void candor_index_free (CandorIndex *self);

void candor_index_add (CandorIndex *self, const CandorRecordHead *head, const char *file);
gboolean candor_index_remove (CandorIndex *self, const char *file);
guint candor_index_size (CandorIndex *self);
CandorRecordHead *candor_index_get (CandorIndex *self, guint entry, char **file);
gboolean candor_index_is_withdrawn (CandorIndex *self, guint entry);
gboolean candor_index_find (CandorIndex *self, const char *id, guint *entry);
GArray *candor_index_about (CandorIndex *self, const char *id);
GArray *candor_index_search (CandorIndex *self,
                             const char *words,
                             const CandorLanguage *language,
                             GArray *among);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorIndex, candor_index_free)

G_END_DECLS
