/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "core/candor-ink.h"

#include <math.h>

#define WIDTH 4.0

static CandorStroke *
make_line (CandorDevice device, double step, double elapsed, double pressure, int n_points)
{
  CandorStroke *stroke = candor_stroke_new (device);

  for (int i = 0; i < n_points; i++)
    candor_stroke_add (stroke, 100 + step * i, 50, pressure, elapsed * i);

  return stroke;
}

static const CandorInkSegment *
segment_at (GArray *segments, guint index)
{
  g_assert_cmpuint (index, <, segments->len);

  return &g_array_index (segments, CandorInkSegment, index);
}

static void
test_nothing (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_PEN);
  g_autoptr (GArray) segments = candor_ink_segments (stroke, WIDTH);
  g_autoptr (GArray) outline = candor_ink_outline (stroke, WIDTH);

  g_assert_cmpuint (segments->len, ==, 0);
  g_assert_cmpuint (outline->len, ==, 0);
}

/* A dot on an i is one point. It must be seen, as a circle around it. */
static void
test_dot (void)
{
  g_autoptr (CandorStroke) stroke = make_line (CANDOR_DEVICE_TOUCH, 0, 0, -1, 1);
  g_autoptr (GArray) segments = candor_ink_segments (stroke, WIDTH);
  g_autoptr (GArray) outline = candor_ink_outline (stroke, WIDTH);

  g_assert_cmpuint (segments->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (segment_at (segments, 0)->radius0, WIDTH / 2, 1e-9);
  for (guint i = 0; i < outline->len; i++)
    {
      const CandorInkStep *step = &g_array_index (outline, CandorInkStep, i);
      int end = step->verb == CANDOR_INK_CURVE ? 2 : 0;

      if (step->verb != CANDOR_INK_CLOSE)
        g_assert_cmpfloat_with_epsilon (hypot (step->x[end] - 100, step->y[end] - 50), WIDTH / 2,
                                        1e-9);
    }
}

/* The ink begins at the first point, ends at the last, and has no gap. */
static void
test_continuous (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_MOUSE);
  g_autoptr (GArray) segments = NULL;
  const CandorInkSegment *last;

  for (int i = 0; i < 200; i++)
    candor_stroke_add (stroke, 300 + 80 * cos (i * 0.1), 100 + 60 * sin (i * 0.17), -1, 8 * i);
  segments = candor_ink_segments (stroke, WIDTH);

  g_assert_cmpuint (segments->len, >, 50);
  g_assert_true (segment_at (segments, 0)->x0 == 380 && segment_at (segments, 0)->y0 == 100);
  for (guint i = 1; i < segments->len; i++)
    {
      const CandorInkSegment *before = segment_at (segments, i - 1);
      const CandorInkSegment *segment = segment_at (segments, i);

      g_assert_true (segment->x0 == before->x1 && segment->y0 == before->y1);
      g_assert_true (segment->radius0 == before->radius1);
      g_assert_cmpfloat (segment->radius1, >=, WIDTH * 0.2 - 1e-9);
      g_assert_cmpfloat (segment->radius1, <=, WIDTH / 2 + 1e-9);
    }
  last = segment_at (segments, segments->len - 1);
  g_assert_true (last->x1 == g_array_index (stroke->points, CandorPoint, 199).x);
  g_assert_true (last->y1 == g_array_index (stroke->points, CandorPoint, 199).y);
}

static double
final_radius (CandorDevice device, double step, double elapsed, double pressure)
{
  g_autoptr (CandorStroke) stroke = make_line (device, step, elapsed, pressure, 60);
  g_autoptr (GArray) segments = candor_ink_segments (stroke, WIDTH);

  return segment_at (segments, segments->len - 1)->radius1;
}

static void
test_width_from_pressure (void)
{
  g_assert_cmpfloat_with_epsilon (final_radius (CANDOR_DEVICE_PEN, 5, 8, 1), WIDTH / 2, 0.01);
  g_assert_cmpfloat (final_radius (CANDOR_DEVICE_PEN, 5, 8, 0.2), <,
                     final_radius (CANDOR_DEVICE_PEN, 5, 8, 0.6));
  /* With pressure, the speed plays no part. */
  g_assert_cmpfloat_with_epsilon (final_radius (CANDOR_DEVICE_PEN, 5, 8, 0.5),
                                  final_radius (CANDOR_DEVICE_PEN, 50, 8, 0.5), 1e-6);
}

static void
test_width_from_speed (void)
{
  double slow = final_radius (CANDOR_DEVICE_TOUCH, 3, 30, -1);
  double fast = final_radius (CANDOR_DEVICE_TOUCH, 30, 8, -1);

  /* 0.1 pixels a millisecond: 4 / (0.1 + 1) / 2. */
  g_assert_cmpfloat_with_epsilon (slow, WIDTH / 1.1 / 2, 0.01);
  g_assert_cmpfloat (fast, <, slow);
  g_assert_cmpfloat (final_radius (CANDOR_DEVICE_TOUCH, 500, 8, -1), >=, WIDTH * 0.2 - 1e-9);
  /* A touch screen's pressure is often one number for ever: it is not used. */
  g_assert_true (final_radius (CANDOR_DEVICE_TOUCH, 3, 30, 0.1) == slow);
  /* A pen without pressure is drawn by its speed. */
  g_assert_true (final_radius (CANDOR_DEVICE_PEN, 3, 30, -1) == slow);
}

static void
test_time_that_stands_still (void)
{
  double radius = final_radius (CANDOR_DEVICE_TOUCH, 5, 0, -1);

  g_assert_true (isfinite (radius));
  g_assert_cmpfloat_with_epsilon (radius, WIDTH / 2, 1e-9);
}

/* The points themselves are evidence: drawing must not touch them. */
static void
test_points_are_untouched (void)
{
  g_autoptr (CandorStroke) stroke = make_line (CANDOR_DEVICE_PEN, 0.4, 1, 0.5, 1000);
  g_autoptr (CandorStroke) before = candor_stroke_copy (stroke);
  g_autoptr (GArray) outline = candor_ink_outline (stroke, WIDTH);

  g_assert_cmpuint (outline->len, >, 0);
  g_assert_cmpmem (stroke->points->data, stroke->points->len * sizeof (CandorPoint),
                   before->points->data, before->points->len * sizeof (CandorPoint));
}

/* Drawing point by point gives the same ink as drawing the whole. */
static void
test_growing_is_the_same (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_TOUCH);
  g_autoptr (GArray) whole = NULL;
  g_autoptr (GArray) grown = g_array_new (FALSE, FALSE, sizeof (CandorInkSegment));
  CandorInkSegment segment;
  CandorInkNib nib;

  for (int i = 0; i < 300; i++)
    candor_stroke_add (stroke, 40 * cos (i * 0.3) + i, 40 * sin (i * 0.5), -1, 4 * i);
  whole = candor_ink_segments (stroke, WIDTH);

  candor_ink_nib_init (&nib, CANDOR_DEVICE_TOUCH, WIDTH);
  g_assert_false (candor_ink_nib_end (&nib, &segment));
  for (guint i = 0; i < stroke->points->len; i++)
    {
      if (candor_ink_nib_add (&nib, &g_array_index (stroke->points, CandorPoint, i), &segment))
        g_array_append_val (grown, segment);
      /* Asking for the ink that is not final yet changes nothing. */
      g_assert_true (candor_ink_nib_end (&nib, &segment));
    }
  g_array_append_val (grown, segment);

  g_assert_cmpmem (whole->data, whole->len * sizeof (CandorInkSegment), grown->data,
                   grown->len * sizeof (CandorInkSegment));
}

/* Twice the area within a closed run, with its curves as polygons; its sign is the direction. */
static double
signed_area (GArray *outline, guint *index)
{
  double area = 0, x0 = 0, y0 = 0, x = 0, y = 0;

  for (; *index < outline->len; (*index)++)
    {
      const CandorInkStep *step = &g_array_index (outline, CandorInkStep, *index);

      switch (step->verb)
        {
        case CANDOR_INK_MOVE:
          x0 = x = step->x[0];
          y0 = y = step->y[0];
          break;
        case CANDOR_INK_CURVE:
          for (int i = 0; i < 3; i++)
            {
              area += x * step->y[i] - step->x[i] * y;
              x = step->x[i];
              y = step->y[i];
            }
          break;
        case CANDOR_INK_CLOSE:
          area += x * y0 - x0 * y;
          (*index)++;
          return area;
        }
    }

  g_assert_not_reached ();
}

/* Runs that overlap would leave holes if they went around in different directions. */
static void
test_outline_has_one_direction (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_PEN);
  g_autoptr (GArray) outline = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_runs = 0, index = 0;

  /* Wild corners: worse than any hand. */
  for (int i = 0; i < 500; i++)
    candor_stroke_add (stroke, g_rand_double_range (rand, 0, 60), g_rand_double_range (rand, 0, 60),
                       g_rand_double (rand), i);
  outline = candor_ink_outline (stroke, WIDTH);

  while (index < outline->len)
    {
      g_assert_cmpfloat (signed_area (outline, &index), <, 0);
      n_runs++;
    }
  g_assert_cmpuint (n_runs, >, 1);
}

/* A smooth stroke is one closed line, and small enough for a page of paper. */
static void
test_smooth_outline_is_one_run (void)
{
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_TOUCH);
  g_autoptr (GArray) outline = NULL;
  guint n_runs = 0;

  for (int i = 0; i < 100; i++)
    candor_stroke_add (stroke, 4 * i, 50 + 30 * sin (i * 0.1), -1, 8 * i);
  outline = candor_ink_outline (stroke, WIDTH);

  for (guint i = 0; i < outline->len; i++)
    n_runs += g_array_index (outline, CandorInkStep, i).verb == CANDOR_INK_MOVE;
  g_assert_cmpuint (n_runs, ==, 1);
  g_assert_cmpuint (outline->len, <, 300);
}

/* A visit that somebody wrote by hand may hold anything. */
static void
test_hostile_numbers (void)
{
  static const double odd[] = { 0, -1, 1e308, -1e308, 1e-308, INFINITY, -INFINITY, NAN, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (guint j = 0; j < G_N_ELEMENTS (odd); j++)
      for (guint k = 0; k < G_N_ELEMENTS (odd); k++)
        {
          g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_PEN);
          g_autoptr (GArray) outline = NULL;

          candor_stroke_add (stroke, 1, 1, 0.5, 0);
          candor_stroke_add (stroke, odd[i], odd[j], odd[k], odd[j]);
          candor_stroke_add (stroke, odd[j], odd[k], odd[i], odd[k]);
          candor_stroke_add (stroke, 20, 30, 0.5, 40);
          outline = candor_ink_outline (stroke, WIDTH);
          g_assert_cmpuint (outline->len, <, 500);
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ink/nothing", test_nothing);
  g_test_add_func ("/ink/dot", test_dot);
  g_test_add_func ("/ink/continuous", test_continuous);
  g_test_add_func ("/ink/width/pressure", test_width_from_pressure);
  g_test_add_func ("/ink/width/speed", test_width_from_speed);
  g_test_add_func ("/ink/width/time-that-stands-still", test_time_that_stands_still);
  g_test_add_func ("/ink/points-are-untouched", test_points_are_untouched);
  g_test_add_func ("/ink/growing-is-the-same", test_growing_is_the_same);
  g_test_add_func ("/ink/outline/one-direction", test_outline_has_one_direction);
  g_test_add_func ("/ink/outline/one-run", test_smooth_outline_is_one_run);
  g_test_add_func ("/ink/hostile-numbers", test_hostile_numbers);

  return g_test_run ();
}
