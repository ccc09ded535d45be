/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-ink.h"

#include <math.h>

/* Points nearer than this to the last one are noise of the hand, or of the grid of the device.
 * The curve leaves them out. In logical pixels. */
#define MIN_STEP 2.0

/* The thinnest ink, as a part of the nominal width: still clear in print. */
#define MIN_WIDTH 0.45

/* No sheet is larger; a place beyond is a fault in a file. */
#define MAX_PLACE 1e6

/* How much of the width follows the newest point; the rest is what it was. */
#define WIDTH_FILTER 0.5

static double
width_of (CandorInkNib *nib, const CandorPoint *point)
{
  double min_width = nib->max_width * MIN_WIDTH;
  double elapsed = point->time - nib->kept.time;

  /* Only a pen's pressure means something: many touch screens report one value for ever. */
  if (nib->device == CANDOR_DEVICE_PEN && point->pressure >= 0)
    return min_width + (nib->max_width - min_width) * MIN (point->pressure, 1);

  /* Two points within one millisecond say nothing about the speed. */
  if (nib->n_kept > 0 && elapsed > 0)
    {
      double speed = hypot (point->x - nib->kept.x, point->y - nib->kept.y) / elapsed;

      nib->speed = 0.7 * speed + 0.3 * nib->speed;
    }

  return MAX (nib->max_width / (nib->speed + 1), min_width);
}

/**
 * candor_ink_nib_init:
 * @nib: (out): the state of a stroke that is about to grow
 * @device: what draws it
 * @nominal_width: width of the ink where it is thickest, in the unit of the points
 *
 * A nib turns raw points, one by one, into smooth ink: quadratic curves through the midpoints, as
 * wide as the pressure says, or else the filtered speed. It never changes a point.
 */
void
candor_ink_nib_init (CandorInkNib *nib, CandorDevice device, double nominal_width)
{
  g_return_if_fail (nib != NULL);
  g_return_if_fail (nominal_width > 0);

  *nib = (CandorInkNib){ .device = device, .max_width = nominal_width };
}

/**
 * candor_ink_nib_add:
 * @nib: the state of the stroke
 * @point: its next raw point
 * @segment: (out): the ink that this point makes final
 *
 * Takes the same time for the first point and for the ten-thousandth.
 *
 * Returns: whether there is a segment; a point can also add no ink yet
 */
gboolean
candor_ink_nib_add (CandorInkNib *nib, const CandorPoint *point, CandorInkSegment *segment)
{
  double radius, middle_x, middle_y;

  g_return_val_if_fail (nib != NULL && point != NULL && segment != NULL, FALSE);

  /* Written so that what is not a number fails too. */
  if (!(fabs (point->x) <= MAX_PLACE && fabs (point->y) <= MAX_PLACE))
    return FALSE;

  if (nib->n_kept == 0)
    {
      nib->radius = width_of (nib, point) / 2;
      nib->kept = nib->tip = *point;
      nib->end_x = point->x;
      nib->end_y = point->y;
      nib->n_kept = 1;
      return FALSE;
    }

  nib->tip = *point;
  if (hypot (point->x - nib->kept.x, point->y - nib->kept.y) < MIN_STEP)
    return FALSE;

  radius = WIDTH_FILTER * width_of (nib, point) / 2 + (1 - WIDTH_FILTER) * nib->radius;
  middle_x = (nib->kept.x + point->x) / 2;
  middle_y = (nib->kept.y + point->y) / 2;

  *segment = (CandorInkSegment){
    .x0 = nib->end_x,
    .y0 = nib->end_y,
    .radius0 = nib->radius,
    .cx = nib->kept.x,
    .cy = nib->kept.y,
    .x1 = middle_x,
    .y1 = middle_y,
    .radius1 = radius,
  };

  nib->kept = *point;
  nib->end_x = middle_x;
  nib->end_y = middle_y;
  nib->radius = radius;
  nib->n_kept++;

  return TRUE;
}

/**
 * candor_ink_nib_end:
 * @nib: the state of the stroke
 * @segment: (out): the ink from the last final segment to the last point
 *
 * May be asked at any time, to show ink that is not final yet. For a stroke of one point it is a dot.
 *
 * Returns: whether there is a segment
 */
gboolean
candor_ink_nib_end (const CandorInkNib *nib, CandorInkSegment *segment)
{
  g_return_val_if_fail (nib != NULL && segment != NULL, FALSE);

  if (nib->n_kept == 0)
    return FALSE;

  *segment = (CandorInkSegment){
    .x0 = nib->end_x,
    .y0 = nib->end_y,
    .radius0 = nib->radius,
    .cx = nib->kept.x,
    .cy = nib->kept.y,
    .x1 = nib->tip.x,
    .y1 = nib->tip.y,
    .radius1 = nib->radius,
  };

  return TRUE;
}

/**
 * candor_ink_segments:
 * @stroke: a stroke
 * @nominal_width: width of the ink where it is thickest, in the unit of the points
 *
 * Returns: (transfer full) (element-type CandorInkSegment): all the ink of the stroke
 */
GArray *
candor_ink_segments (const CandorStroke *stroke, double nominal_width)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (CandorInkSegment));
  CandorInkSegment segment;
  CandorInkNib nib;

  g_return_val_if_fail (stroke != NULL, NULL);

  candor_ink_nib_init (&nib, stroke->device, nominal_width);
  for (guint i = 0; i < stroke->points->len; i++)
    if (candor_ink_nib_add (&nib, &g_array_index (stroke->points, CandorPoint, i), &segment))
      g_array_append_val (segments, segment);
  if (candor_ink_nib_end (&nib, &segment))
    g_array_append_val (segments, segment);

  return g_steal_pointer (&segments);
}
