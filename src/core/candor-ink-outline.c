/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-ink.h"

#include <math.h>

/* The largest turn within one piece of an outline: below it the offset curves look exact. */
#define MAX_TURN (G_PI / 8)

/* Distance of the control points of a quarter circle from its ends, for radius 1. */
#define QUARTER 0.5522847498

/* A place on the middle line of the ink, with the direction that it takes there. */
typedef struct
{
  double x, y;
  double dx, dy; /* of length 1 */
  double radius;
} Place;

/* A run of pieces that turn gently, so that each of its two sides is one smooth line. Every run goes
 * around the same way, so that runs which overlap never cancel under the winding rule. */
typedef struct
{
  GArray *steps; /* (unowned) (element-type CandorInkStep): the outline so far, left side first */
  GArray *right; /* (owned) (element-type CandorInkStep): the right side of the open run, forward */
  Place first;
  Place last;
  gboolean open;
} Outline;

/* The point beside @place: @side is 1 for the left and -1 for the right. */
static void
beside (const Place *place, int side, double *x, double *y)
{
  *x = place->x - side * place->dy * place->radius;
  *y = place->y + side * place->dx * place->radius;
}

static void
add_curve (GArray *steps, double x1, double y1, double x2, double y2, double x3, double y3)
{
  CandorInkStep step = { CANDOR_INK_CURVE, { x1, x2, x3 }, { y1, y2, y3 } };

  g_array_append_val (steps, step);
}

/* A half circle around @place. With @side 1 it goes from the left by the front to the right, with -1
 * from the right by the back to the left. */
static void
add_cap (GArray *steps, const Place *place, int side)
{
  double x = place->x, y = place->y;
  double tx = side * place->dx * place->radius, ty = side * place->dy * place->radius;
  double nx = -ty, ny = tx;

  add_curve (steps, x + nx + QUARTER * tx, y + ny + QUARTER * ty, x + tx + QUARTER * nx,
             y + ty + QUARTER * ny, x + tx, y + ty);
  add_curve (steps, x + tx - QUARTER * nx, y + ty - QUARTER * ny, x - nx + QUARTER * tx,
             y - ny + QUARTER * ty, x - nx, y - ny);
}

static void
close_run (Outline *self)
{
  CandorInkStep close = { CANDOR_INK_CLOSE, { 0 }, { 0 } };

  if (!self->open)
    return;

  add_cap (self->steps, &self->last, 1);
  for (guint i = self->right->len; i > 0; i--)
    {
      const CandorInkStep *step = &g_array_index (self->right, CandorInkStep, i - 1);
      double x, y;

      if (i > 1)
        {
          x = step[-1].x[2];
          y = step[-1].y[2];
        }
      else
        beside (&self->first, -1, &x, &y);
      add_curve (self->steps, step->x[1], step->y[1], step->x[0], step->y[0], x, y);
    }
  add_cap (self->steps, &self->first, -1);
  g_array_append_val (self->steps, close);

  g_array_set_size (self->right, 0);
  self->open = FALSE;
}

static void
open_run (Outline *self, const Place *place)
{
  CandorInkStep move = { CANDOR_INK_MOVE, { 0 }, { 0 } };

  beside (place, 1, &move.x[0], &move.y[0]);
  g_array_append_val (self->steps, move);
  self->first = self->last = *place;
  self->open = TRUE;
}

/* One side of a piece: the quadratic offset curve, as a cubic one. */
static void
add_side (GArray *steps, const Place *from, const Place *to, double cx, double cy, int side)
{
  double x0, y0, x1, y1, mx, my;
  double dx = to->x - from->x, dy = to->y - from->y;
  double length = hypot (dx, dy);
  double half_turn = sqrt (MAX (0, (1 + from->dx * to->dx + from->dy * to->dy) / 2));
  Place middle = { cx, cy, to->dx, to->dy, (from->radius + to->radius) / 2 };

  if (length > 0)
    {
      middle.dx = dx / length;
      middle.dy = dy / length;
    }
  if (half_turn > 0.5)
    middle.radius /= half_turn;

  beside (from, side, &x0, &y0);
  beside (to, side, &x1, &y1);
  beside (&middle, side, &mx, &my);
  add_curve (steps, x0 + (mx - x0) * 2 / 3, y0 + (my - y0) * 2 / 3, x1 + (mx - x1) * 2 / 3,
             y1 + (my - y1) * 2 / 3, x1, y1);
}

/* Whether both sides go forward with the middle line. In a turn that is tighter than the ink is
 * wide the inner side would go back, and leave a hole. */
static gboolean
is_gentle (const Place *from, const Place *to)
{
  double dx = to->x - from->x, dy = to->y - from->y;

  for (int side = -1; side <= 1; side += 2)
    {
      double x0, y0, x1, y1;

      beside (from, side, &x0, &y0);
      beside (to, side, &x1, &y1);
      if ((x1 - x0) * dx + (y1 - y0) * dy <= 0.1 * (dx * dx + dy * dy))
        return FALSE;
    }

  return TRUE;
}

static void
add_piece (Outline *self, const Place *from, const Place *to, double cx, double cy)
{
  if (is_gentle (from, to))
    {
      if (self->open && self->last.dx * from->dx + self->last.dy * from->dy < cos (MAX_TURN))
        close_run (self);
      if (!self->open)
        open_run (self, from);
      add_side (self->steps, from, to, cx, cy, 1);
      add_side (self->right, from, to, cx, cy, -1);
      self->last = *to;
    }
  else
    {
      /* Straight from end to end, by itself: round ends cover what the turn leaves out. */
      double dx = to->x - from->x, dy = to->y - from->y;
      double length = hypot (dx, dy);
      Place a = *from, b = *to;

      if (length > 0)
        {
          a.dx = dx / length;
          a.dy = dy / length;
        }
      b.dx = a.dx;
      b.dy = a.dy;

      close_run (self);
      open_run (self, &a);
      add_side (self->steps, &a, &b, (a.x + b.x) / 2, (a.y + b.y) / 2, 1);
      add_side (self->right, &a, &b, (a.x + b.x) / 2, (a.y + b.y) / 2, -1);
      self->last = b;
      close_run (self);
    }
}

/* The place on a quadratic curve at @t from 0 to 1. */
static Place
place_at (const CandorInkSegment *segment, double t)
{
  double u = 1 - t;
  double dx = u * (segment->cx - segment->x0) + t * (segment->x1 - segment->cx);
  double dy = u * (segment->cy - segment->y0) + t * (segment->y1 - segment->cy);
  double length;
  Place place = {
    .x = u * u * segment->x0 + 2 * u * t * segment->cx + t * t * segment->x1,
    .y = u * u * segment->y0 + 2 * u * t * segment->cy + t * t * segment->y1,
    .radius = u * segment->radius0 + t * segment->radius1,
  };

  /* Where a control point lies on an end, the direction there is that of the whole curve. */
  length = hypot (dx, dy);
  if (length < 1e-9)
    {
      dx = segment->x1 - segment->x0;
      dy = segment->y1 - segment->y0;
      length = hypot (dx, dy);
    }
  place.dx = length < 1e-9 ? 1 : dx / length;
  place.dy = length < 1e-9 ? 0 : dy / length;

  return place;
}

static void
add_segment (Outline *self, const CandorInkSegment *segment)
{
  Place from = place_at (segment, 0), end = place_at (segment, 1);
  double turn = acos (CLAMP (from.dx * end.dx + from.dy * end.dy, -1, 1));
  int n_pieces = MAX (1, (int)ceil (turn / MAX_TURN));
  double before = 0;

  for (int i = 1; i <= n_pieces; i++)
    {
      double t = (double)i / n_pieces;
      Place to = place_at (segment, t);

      /* The control point of the part of a quadratic curve between two of its places. */
      double cx = (1 - before) * ((1 - t) * segment->x0 + t * segment->cx)
                  + before * ((1 - t) * segment->cx + t * segment->x1);
      double cy = (1 - before) * ((1 - t) * segment->y0 + t * segment->cy)
                  + before * ((1 - t) * segment->cy + t * segment->y1);

      add_piece (self, &from, &to, cx, cy);
      from = to;
      before = t;
    }
}

/**
 * candor_ink_segment_outline:
 * @segment: a piece of ink
 * @steps: (element-type CandorInkStep): an outline, to whose end that of the piece is added
 *
 * For ink that grows on a screen, piece by piece.
 */
void
candor_ink_segment_outline (const CandorInkSegment *segment, GArray *steps)
{
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (CandorInkStep));
  Outline outline = { .steps = steps, .right = right };

  g_return_if_fail (segment != NULL && steps != NULL);

  add_segment (&outline, segment);
  close_run (&outline);
}

/**
 * candor_ink_outline:
 * @stroke: a stroke
 * @nominal_width: width of the ink where it is thickest, in the unit of the points
 *
 * The outline of a whole stroke, for a page of paper. Fill it by the non-zero winding rule, in one
 * go, in the unit of the points.
 *
 * Returns: (transfer full) (element-type CandorInkStep): closed curves, all in the same direction
 */
GArray *
candor_ink_outline (const CandorStroke *stroke, double nominal_width)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CandorInkStep));
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (CandorInkStep));
  g_autoptr (GArray) segments = NULL;
  Outline outline = { .steps = steps, .right = right };

  g_return_val_if_fail (stroke != NULL, NULL);

  segments = candor_ink_segments (stroke, nominal_width);
  for (guint i = 0; i < segments->len; i++)
    add_segment (&outline, &g_array_index (segments, CandorInkSegment, i));
  close_run (&outline);

  return g_steal_pointer (&steps);
}
