/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

#include "candor-signature.h"

G_BEGIN_DECLS

/* Width of the ink on the pad, in logical pixels, where the hand is slow or presses hard. */
#define CANDOR_INK_NOMINAL_WIDTH 4.5

/* A piece of ink: a quadratic curve with round ends, as wide as its radius says at each end. */
typedef struct
{
  double x0, y0, radius0;
  double cx, cy; /* control point */
  double x1, y1, radius1;
} CandorInkSegment;

typedef enum
{
  CANDOR_INK_MOVE,  /* to x[0], y[0] */
  CANDOR_INK_CURVE, /* cubic Bezier: two control points and the end */
  CANDOR_INK_CLOSE, /* no point */
} CandorInkVerb;

/* One step of an outline that is to be filled by the non-zero winding rule. */
typedef struct
{
  CandorInkVerb verb;
  double x[3], y[3];
} CandorInkStep;

/* What is remembered of a stroke while it grows: constant size, whatever its length. */
typedef struct
{
  CandorDevice device;
  double max_width;
  guint n_kept;
  CandorPoint kept; /* the last point that the curve goes by */
  CandorPoint tip;  /* the last point of all */
  double end_x;     /* where the last segment ended */
  double end_y;
  double radius; /* and how wide it was there */
  double speed;  /* logical pixels a millisecond, filtered */
} CandorInkNib;

void candor_ink_nib_init (CandorInkNib *nib, CandorDevice device, double nominal_width);
gboolean
candor_ink_nib_add (CandorInkNib *nib, const CandorPoint *point, CandorInkSegment *segment);
gboolean candor_ink_nib_end (const CandorInkNib *nib, CandorInkSegment *segment);

GArray *candor_ink_segments (const CandorStroke *stroke, double nominal_width);
GArray *candor_ink_outline (const CandorStroke *stroke, double nominal_width);
void candor_ink_segment_outline (const CandorInkSegment *segment, GArray *steps);

G_END_DECLS
