/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-index.h"

G_BEGIN_DECLS

typedef struct
{
  const char *line;
  const char *sought; /* (nullable): what a search looks through; %NULL if the record has gone */
  guint length;       /* of the line */
} CandorIndexEntry;

/* Where text is kept that never moves. */
typedef struct
{
  GPtrArray *pieces; /* (owned) (element-type GBytes) */
  char *free;        /* (nullable): what is left of the last piece */
  gsize n_free;
} CandorIndexText;

struct _CandorIndex
{
  GBytes *kept; /* (owned) (nullable): what was read; its lines stand in there as they are */
  CandorIndexText lines;  /* what came later */
  CandorIndexText sought; /* by itself: a search sweeps through it */
  GArray *entries;        /* (owned) (element-type CandorIndexEntry) */
  GHashTable *ids;        /* (owned) (nullable) (element-type utf8 guint): made when it is needed */
  GHashTable *withdrawn;  /* (owned) (element-type utf8 utf8): the ids of withdrawn records */
  guint n_gone;
};

gboolean candor_index_take (CandorIndex *self, const char *line, gsize length, const char *sought);

G_END_DECLS
