/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include <adwaita.h>

#include "app/widgets/candor-ink-sheet.h"
#include "app/widgets/candor-signature-pad-private.h"

typedef struct
{
  GtkWidget *window;
  CandorSignaturePad *pad;
  int n_changed;
} Fixture;

static void
changed_cb (Fixture *self)
{
  self->n_changed++;
}

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Lets the window have its size and its frames. */
static void
run_for (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, timeout_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  self->n_changed = 0;
  self->window = gtk_window_new ();
  self->pad = CANDOR_SIGNATURE_PAD (candor_signature_pad_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 640, 320);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->pad));
  g_signal_connect_swapped (self->pad, "changed", G_CALLBACK (changed_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
  while (gtk_widget_get_width (GTK_WIDGET (self->pad)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  run_for (1);
}

/* A line from left to right, @y pixels from the top. */
static void
draw (Fixture *self, CandorDevice device, double y, guint n_points, guint32 time)
{
  candor_signature_pad_begin_stroke (self->pad, device);
  for (guint i = 0; i < n_points; i++)
    candor_signature_pad_add_point (self->pad, 20 + i * 0.5, y,
                                    device == CANDOR_DEVICE_PEN ? 0.5 : -1, time + i);
  candor_signature_pad_end_stroke (self->pad);
}

static const CandorPoint *
point_of (GPtrArray *strokes, guint stroke, guint point)
{
  const CandorStroke *it = g_ptr_array_index (strokes, stroke);

  g_assert_cmpuint (point, <, it->points->len);

  return &g_array_index (it->points, CandorPoint, point);
}

/* The pixels of the pad, as blue, green, red and alpha. */
static cairo_surface_t *
picture (Fixture *self)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkWidget *widget = GTK_WIDGET (self->pad);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  gtk_widget_queue_draw (widget);
  run_for (60);
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_download (texture, cairo_image_surface_get_data (image),
                        cairo_image_surface_get_stride (image));
  cairo_surface_mark_dirty (image);

  return image;
}

/* How dark the darkest pixel is in a row of the picture, from 0 (black) to 255. */
static guint
darkest_in_row (cairo_surface_t *image, int y, int from, int to)
{
  const guchar *row
      = cairo_image_surface_get_data (image) + y * cairo_image_surface_get_stride (image);
  guint darkest = 255;

  for (int x = from; x < to; x++)
    darkest = MIN (darkest, (guint)(row[4 * x] + row[4 * x + 1] + row[4 * x + 2]) / 3);

  return darkest;
}

static void
test_empty (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) strokes = candor_signature_pad_get_strokes (self->pad);

  g_assert_true (candor_signature_pad_is_empty (self->pad));
  g_assert_cmpuint (strokes->len, ==, 0);

  /* Nothing to take back is no change. */
  candor_signature_pad_undo (self->pad);
  candor_signature_pad_clear (self->pad);
  g_assert_cmpint (self->n_changed, ==, 0);
}

static void
test_keeps_every_point (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) strokes = NULL;

  draw (self, CANDOR_DEVICE_PEN, 40.0625, 1000, 5000);
  draw (self, CANDOR_DEVICE_TOUCH, 80, 10, 7000);
  strokes = candor_signature_pad_get_strokes (self->pad);

  g_assert_cmpint (self->n_changed, ==, 2);
  g_assert_cmpuint (strokes->len, ==, 2);
  for (guint i = 0; i < 1000; i++)
    {
      const CandorPoint *point = point_of (strokes, 0, i);

      g_assert_true (point->x == 20 + i * 0.5 && point->y == 40.0625);
      g_assert_true (point->pressure == 0.5 && point->time == i);
    }
  g_assert_true (point_of (strokes, 1, 0)->time == 2000);
  g_assert_true (point_of (strokes, 1, 0)->pressure == -1);
}

/* Events count milliseconds in 32 bits, and begin again after 49 days. */
static void
test_time_that_wraps (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) strokes = NULL;

  draw (self, CANDOR_DEVICE_MOUSE, 40, 20, G_MAXUINT32 - 9);
  strokes = candor_signature_pad_get_strokes (self->pad);

  for (guint i = 0; i < 20; i++)
    g_assert_true (point_of (strokes, 0, i)->time == i);
}

static void
test_undo_and_clear (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) strokes = NULL;

  for (int i = 0; i < 3; i++)
    draw (self, CANDOR_DEVICE_MOUSE, 40 + 20 * i, 5, 100 * i);
  candor_signature_pad_undo (self->pad);
  strokes = candor_signature_pad_get_strokes (self->pad);
  g_assert_cmpuint (strokes->len, ==, 2);
  g_assert_true (point_of (strokes, 1, 0)->y == 60);
  g_assert_cmpint (self->n_changed, ==, 4);

  candor_signature_pad_clear (self->pad);
  g_assert_true (candor_signature_pad_is_empty (self->pad));
  g_assert_cmpint (self->n_changed, ==, 5);

  /* A new signature counts its time from its own first point. */
  draw (self, CANDOR_DEVICE_MOUSE, 40, 5, 90000);
  g_clear_pointer (&strokes, g_ptr_array_unref);
  strokes = candor_signature_pad_get_strokes (self->pad);
  g_assert_true (point_of (strokes, 0, 0)->time == 0);
}

/* Catches a stroke whose time runs backwards, because the other hand pressed Clear meanwhile. */
static void
test_clear_while_drawing (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) strokes = NULL;

  draw (self, CANDOR_DEVICE_MOUSE, 40, 5, 100);
  candor_signature_pad_begin_stroke (self->pad, CANDOR_DEVICE_PEN);
  candor_signature_pad_add_point (self->pad, 10, 10, 0.5, 500);
  candor_signature_pad_add_point (self->pad, 20, 10, 0.5, 510);
  candor_signature_pad_clear (self->pad);
  candor_signature_pad_add_point (self->pad, 30, 10, 0.5, 520);
  candor_signature_pad_end_stroke (self->pad);

  strokes = candor_signature_pad_get_strokes (self->pad);
  g_assert_cmpuint (strokes->len, ==, 1);
  for (guint i = 1; i < 3; i++)
    g_assert_true (point_of (strokes, 0, i)->time - point_of (strokes, 0, i - 1)->time == 10);
}

static void
test_dropped_stroke (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) strokes = NULL;

  candor_signature_pad_begin_stroke (self->pad, CANDOR_DEVICE_TOUCH);
  candor_signature_pad_add_point (self->pad, 10, 10, -1, 100);
  candor_signature_pad_drop_stroke (self->pad);
  g_assert_true (candor_signature_pad_is_empty (self->pad));
  g_assert_cmpint (self->n_changed, ==, 0);

  /* Points that come late belong to nothing, and an end without a beginning ends nothing. */
  candor_signature_pad_add_point (self->pad, 11, 11, -1, 110);
  candor_signature_pad_end_stroke (self->pad);
  g_assert_true (candor_signature_pad_is_empty (self->pad));

  draw (self, CANDOR_DEVICE_PEN, 40, 5, 500);
  strokes = candor_signature_pad_get_strokes (self->pad);
  g_assert_true (point_of (strokes, 0, 0)->time == 0);
}

/* A page that is built again gives its strokes to a new pad, point for point. */
static void
test_survives_rebuild (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  draw (self, CANDOR_DEVICE_PEN, 40, 50, 1000);
  draw (self, CANDOR_DEVICE_PEN, 60, 50, 2000);
  before = candor_signature_pad_get_strokes (self->pad);

  self->pad = CANDOR_SIGNATURE_PAD (candor_signature_pad_new ());
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->pad));
  candor_signature_pad_set_strokes (self->pad, before);
  run_for (30);
  draw (self, CANDOR_DEVICE_PEN, 80, 2, 10);
  after = candor_signature_pad_get_strokes (self->pad);

  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      const CandorStroke *a = g_ptr_array_index (before, i), *b = g_ptr_array_index (after, i);

      g_assert_cmpint (a->device, ==, b->device);
      g_assert_cmpmem (a->points->data, a->points->len * sizeof (CandorPoint), b->points->data,
                       b->points->len * sizeof (CandorPoint));
    }
  g_assert_cmpfloat (point_of (after, 2, 0)->time, >, point_of (after, 1, 49)->time);

  candor_signature_pad_set_strokes (self->pad, NULL);
  g_assert_true (candor_signature_pad_is_empty (self->pad));
}

static void
test_resize_keeps_points (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const CandorStroke *a, *b;

  draw (self, CANDOR_DEVICE_PEN, 200, 1000, 0);
  before = candor_signature_pad_get_strokes (self->pad);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 300, 280);
  run_for (120);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 700, 400);
  run_for (120);
  after = candor_signature_pad_get_strokes (self->pad);

  a = g_ptr_array_index (before, 0);
  b = g_ptr_array_index (after, 0);
  g_assert_cmpmem (a->points->data, a->points->len * sizeof (CandorPoint), b->points->data,
                   b->points->len * sizeof (CandorPoint));
  g_assert_cmpint (self->n_changed, ==, 1);
}

static void
test_ink_is_seen (Fixture *self, gconstpointer user_data)
{
  cairo_surface_t *image;

  draw (self, CANDOR_DEVICE_PEN, 60, 400, 0);
  image = picture (self);
  g_assert_cmpuint (darkest_in_row (image, 60, 40, 200), <, 80);
  g_assert_cmpuint (darkest_in_row (image, 90, 40, 200), >, 200);
  cairo_surface_destroy (image);

  /* A stroke that is not finished is seen too. */
  candor_signature_pad_begin_stroke (self->pad, CANDOR_DEVICE_PEN);
  for (int i = 0; i < 100; i++)
    candor_signature_pad_add_point (self->pad, 20 + 2 * i, 90, 0.5, 5000 + i);
  image = picture (self);
  g_assert_cmpuint (darkest_in_row (image, 90, 40, 200), <, 80);
  cairo_surface_destroy (image);

  candor_signature_pad_drop_stroke (self->pad);
  candor_signature_pad_undo (self->pad);
  image = picture (self);
  g_assert_cmpuint (darkest_in_row (image, 60, 40, 200), >, 200);
  g_assert_cmpuint (darkest_in_row (image, 90, 40, 200), >, 200);
  cairo_surface_destroy (image);
}

/* The form is on paper: ink is dark on white in the dark as well. */
static void
test_paper_in_the_dark (Fixture *self, gconstpointer user_data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  cairo_surface_t *image;

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  draw (self, CANDOR_DEVICE_PEN, 60, 400, 0);
  image = picture (self);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);

  g_assert_cmpuint (darkest_in_row (image, 60, 40, 200), <, 80);
  g_assert_cmpuint (darkest_in_row (image, 90, 40, 200), >, 200);
  cairo_surface_destroy (image);
}

static guint
dark_pixels (cairo_surface_t *image, int from_y, int to_y)
{
  guint n = 0;

  for (int y = from_y; y < to_y; y++)
    for (int x = 20; x < cairo_image_surface_get_width (image) - 20; x++)
      n += darkest_in_row (image, y, x, x + 1) < 160;

  return n;
}

static void
test_printed_name (Fixture *self, gconstpointer user_data)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->pad));
  g_autofree char *name = NULL;
  cairo_surface_t *image = picture (self);
  guint without = dark_pixels (image, height - 60, height - 10);

  cairo_surface_destroy (image);
  candor_signature_pad_set_printed_name (self->pad, "Ana Example");
  g_object_get (self->pad, "printed-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Ana Example");

  image = picture (self);
  g_assert_cmpuint (dark_pixels (image, height - 60, height - 10), >, without + 20);
  cairo_surface_destroy (image);
}

/* Ink that grew piece by piece looks like the outline that the paper gets. */
static void
test_same_ink_as_on_paper (void)
{
  g_autoptr (CandorInkSheet) sheet = candor_ink_sheet_new ();
  g_autoptr (CandorStroke) stroke = candor_stroke_new (CANDOR_DEVICE_TOUCH);
  g_autoptr (GArray) outline = NULL;
  cairo_surface_t *images[2];
  guint n_different = 0;

  for (int i = 0; i < 400; i++)
    candor_stroke_add (stroke, 200 + 150 * cos (i * 0.09), 150 + 100 * sin (i * 0.31), -1, 5 * i);
  outline = candor_ink_outline (stroke, CANDOR_INK_NOMINAL_WIDTH);

  for (int i = 0; i < 2; i++)
    {
      cairo_t *cr;

      images[i] = cairo_image_surface_create (CAIRO_FORMAT_A8, 400, 300);
      cr = cairo_create (images[i]);
      if (i == 0)
        {
          g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
          g_autoptr (GskRenderNode) node = NULL;

          candor_ink_sheet_resize (sheet, 400, 300, 1, 1);
          candor_ink_sheet_add_stroke (sheet, stroke);
          candor_ink_sheet_snapshot (sheet, snapshot);
          node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
          gsk_render_node_draw (node, cr);
        }
      else
        {
          for (guint j = 0; j < outline->len; j++)
            {
              const CandorInkStep *step = &g_array_index (outline, CandorInkStep, j);

              if (step->verb == CANDOR_INK_MOVE)
                cairo_move_to (cr, step->x[0], step->y[0]);
              else if (step->verb == CANDOR_INK_CURVE)
                cairo_curve_to (cr, step->x[0], step->y[0], step->x[1], step->y[1], step->x[2],
                                step->y[2]);
              else
                cairo_close_path (cr);
            }
          cairo_fill (cr);
        }
      cairo_destroy (cr);
      cairo_surface_flush (images[i]);
    }

  for (int y = 0; y < 300; y++)
    for (int x = 0; x < 400; x++)
      {
        int at = y * cairo_image_surface_get_stride (images[0]) + x;

        n_different += ABS (cairo_image_surface_get_data (images[0])[at]
                            - cairo_image_surface_get_data (images[1])[at])
                       > 128;
      }
  g_assert_cmpuint (n_different, <, 20);
  cairo_surface_destroy (images[0]);
  cairo_surface_destroy (images[1]);
}

static void
test_accessible (Fixture *self, gconstpointer user_data)
{
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (self->pad)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (self->pad)));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (self->pad)));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/signature-pad/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("empty", test_empty);
  ADD ("keeps-every-point", test_keeps_every_point);
  ADD ("time-that-wraps", test_time_that_wraps);
  ADD ("undo-and-clear", test_undo_and_clear);
  ADD ("clear-while-drawing", test_clear_while_drawing);
  ADD ("dropped-stroke", test_dropped_stroke);
  ADD ("survives-rebuild", test_survives_rebuild);
  ADD ("resize-keeps-points", test_resize_keeps_points);
  ADD ("ink-is-seen", test_ink_is_seen);
  ADD ("paper-in-the-dark", test_paper_in_the_dark);
  ADD ("printed-name", test_printed_name);
  ADD ("accessible", test_accessible);
  g_test_add_func ("/signature-pad/same-ink-as-on-paper", test_same_ink_as_on_paper);

  return g_test_run ();
}
