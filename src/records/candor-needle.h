/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many bytes behind a text that is looked through are read as well. What they are does not matter. */
#define CANDOR_NEEDLE_MARGIN 16

/**
 * CandorNeedle:
 *
 * A word that is looked for in a great many short texts.
 */
typedef struct
{
  const char *text; /* (unowned) */
  gsize length;
  gsize first;  /* where two of its bytes stand that seldom meet: */
  gsize second; /* a text without both is passed over */
} CandorNeedle;

void candor_needle_init (CandorNeedle *self, const char *text);
gboolean candor_needle_is_in (const CandorNeedle *self, const char *text, gsize length);

G_END_DECLS
