/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a process holds; or, added up, what it held at several moments. */
typedef struct
{
  guint n;     /* moments */
  guint64 pss; /* bytes: what it has of the memory, a page that n share counted as 1/n */
  guint64
      resident; /* bytes: the same with shared pages counted whole, so that others do not move it */
  guint64 allocated; /* bytes: what was allocated and not freed */
  guint descriptors; /* the fewest */
} Measure;

void measure_add (Measure *self);
void measure_mean (Measure *self);
gboolean measure_is_flat (const Measure *before, const Measure *after, int percent);

G_END_DECLS
