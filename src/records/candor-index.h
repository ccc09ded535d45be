/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-record-head.h"

G_BEGIN_DECLS

/**
 * CandorIndex:
 *
 * The heads of all records in memory, in the order of the log, while staff are at work. One thread
 * may use it.
 */
typedef struct _CandorIndex CandorIndex;

/* Where the log was when an index was written down. */
typedef struct
{
  guint64 number; /* of the last line that the index knows of */
  char head[65];  /* its SHA-256, with its end */
  gint64 end;     /* bytes of the log up to there */
} CandorIndexPlace;

CandorIndex *candor_index_new (void);
CandorIndex *candor_index_read (GBytes *text, CandorIndexPlace *place, GError **error);
GBytes *candor_index_write (CandorIndex *self, const CandorIndexPlace *place);
void candor_index_free (CandorIndex *self);

void candor_index_add (CandorIndex *self, const CandorRecordHead *head, const char *file);
gboolean candor_index_remove (CandorIndex *self, const char *file);
guint candor_index_size (CandorIndex *self);
CandorRecordHead *candor_index_get (CandorIndex *self, guint entry, char **file);
gboolean candor_index_is_withdrawn (CandorIndex *self, guint entry);
gboolean candor_index_find (CandorIndex *self, const char *id, guint *entry);
GArray *candor_index_about (CandorIndex *self, const char *id);
GArray *candor_index_search (CandorIndex *self, const char *words, GArray *among);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorIndex, candor_index_free)

G_END_DECLS
