/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-index.h"

G_BEGIN_DECLS

/* Text that a search looks through: CANDOR_NEEDLE_MARGIN bytes may be read behind it. */
typedef struct
{
  const char *text; /* (nullable): a zero stands behind it */
  guint length;
} CandorIndexPart;

typedef struct
{
  const char *line;
  guint length;        /* of the line */
  guint common;        /* the number of what it says as many do */
  CandorIndexPart own; /* nothing if the record has gone */
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
  GBytes *kept; /* (owned) (nullable): what was read; its texts stand in there as they are */
  CandorIndexText lines;  /* what came later */
  CandorIndexText sought; /* by itself: a search sweeps through it */
  GArray *entries;        /* (owned) (element-type CandorIndexEntry) */
  GArray *common;         /* (owned) (element-type CandorIndexPart) */
  GHashTable
      *common_texts;     /* (owned) (nullable) (element-type utf8 guint): made when it is needed */
  GHashTable *ids;       /* (owned) (nullable) (element-type utf8 guint): made when it is needed */
  GHashTable *withdrawn; /* (owned) (element-type utf8 utf8): the ids of withdrawn records */
  guint n_gone;
};

gboolean candor_index_entry_is_gone (const CandorIndexEntry *entry);
gboolean candor_index_take (CandorIndex *self, const CandorIndexEntry *entry);

G_END_DECLS
