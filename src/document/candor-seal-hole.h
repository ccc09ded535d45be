/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of a signature dictionary up to its hole, as qpdf writes them: keys stand in the order
 * of the alphabet. What is between the two is the range, in brackets. */
#define CANDOR_SEAL_BEFORE_RANGE "/ByteRange "
#define CANDOR_SEAL_AFTER_RANGE " /Contents <"

/* Where a signature stands in a document. All in bytes from its beginning. */
typedef struct
{
  gsize range; /* the bracket that opens the range */
  gsize start; /* the bracket "<" that opens the hole */
  gsize end;   /* behind the bracket ">" that closes it */
  gsize rest;  /* what the range says about the length of all that follows */
} CandorSealHole;

typedef enum
{
  CANDOR_SEAL_HOLE_NONE,   /* nothing looks like a signature of Candor */
  CANDOR_SEAL_HOLE_BROKEN, /* something does, but its range does not lead to its hole */
  CANDOR_SEAL_HOLE_ONE,
  CANDOR_SEAL_HOLE_SEVERAL,
} CandorSealHoles;

gboolean candor_seal_hole_find_prepared (const char *data, gsize length, CandorSealHole *hole);
CandorSealHoles candor_seal_hole_find (const char *data, gsize length, CandorSealHole *hole);

G_END_DECLS
