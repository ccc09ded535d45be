/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-ink-sheet.h"

#include <math.h>

/* Side of one image of the mosaic, in logical pixels: small enough to be cheap to paint anew, large
 * enough that a signature needs only some dozens. */
#define TILE_SIZE 96

/* One image of the mosaic. It has no image until there is ink on it. */
typedef struct
{
  cairo_t *cr;         /* (owned) (nullable): draws on the image */
  GskRenderNode *node; /* (owned) (nullable): shows the image; NULL once it changed */
} Tile;

struct _CandorInkSheet
{
  Tile *tiles; /* (owned) (array length=n_tiles) (nullable): row by row */
  int n_tiles;
  int n_columns;
  int width; /* logical pixels */
  int height;
  int scale;   /* device pixels to a logical one */
  double zoom; /* logical pixels to the unit of the points */
  GdkRGBA color;
  GArray *steps; /* (owned) (element-type CandorInkStep): reused for each piece */
  CandorInkNib nib;
  gboolean growing;
};

static void
clear_tile (Tile *tile)
{
  g_clear_pointer (&tile->cr, cairo_destroy);
  g_clear_pointer (&tile->node, gsk_render_node_unref);
}

static void
clear_tiles (CandorInkSheet *self)
{
  for (int i = 0; i < self->n_tiles; i++)
    clear_tile (&self->tiles[i]);
}

/* What @cr draws on has its origin at (@x, @y) of the sheet. */
static void
prepare (CandorInkSheet *self, cairo_t *cr, double x, double y)
{
  cairo_translate (cr, -x, -y);
  cairo_scale (cr, self->zoom, self->zoom);
  gdk_cairo_set_source_rgba (cr, &self->color);
}

static cairo_t *
draw_on_tile (CandorInkSheet *self, int column, int row)
{
  Tile *tile = &self->tiles[row * self->n_columns + column];

  if (tile->cr == NULL)
    {
      int size = TILE_SIZE * self->scale;
      cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);

      cairo_surface_set_device_scale (image, self->scale, self->scale);
      tile->cr = cairo_create (image);
      cairo_surface_destroy (image);
      prepare (self, tile->cr, column * TILE_SIZE, row * TILE_SIZE);
    }
  g_clear_pointer (&tile->node, gsk_render_node_unref);

  return tile->cr;
}

/* A rectangle of the sheet, in logical pixels, that holds all of a piece of ink. */
static void
bounds_of (CandorInkSheet *self, const CandorInkSegment *segment, graphene_rect_t *bounds)
{
  double radius = MAX (segment->radius0, segment->radius1);
  double left = MIN (segment->x0, MIN (segment->cx, segment->x1)) - radius;
  double right = MAX (segment->x0, MAX (segment->cx, segment->x1)) + radius;
  double top = MIN (segment->y0, MIN (segment->cy, segment->y1)) - radius;
  double bottom = MAX (segment->y0, MAX (segment->cy, segment->y1)) + radius;

  /* One pixel more, for the soft edge. */
  *bounds = GRAPHENE_RECT_INIT (left * self->zoom - 1, top * self->zoom - 1,
                                (right - left) * self->zoom + 2, (bottom - top) * self->zoom + 2);
  graphene_rect_intersection (bounds, &GRAPHENE_RECT_INIT (0, 0, self->width, self->height),
                              bounds);
}

static void
outline_of (CandorInkSheet *self, const CandorInkSegment *segment)
{
  g_array_set_size (self->steps, 0);
  candor_ink_segment_outline (segment, self->steps);
}

static void
fill_outline (CandorInkSheet *self, cairo_t *cr)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const CandorInkStep *step = &g_array_index (self->steps, CandorInkStep, i);

      switch (step->verb)
        {
        case CANDOR_INK_MOVE:
          cairo_move_to (cr, step->x[0], step->y[0]);
          break;
        case CANDOR_INK_CURVE:
          cairo_curve_to (cr, step->x[0], step->y[0], step->x[1], step->y[1], step->x[2],
                          step->y[2]);
          break;
        case CANDOR_INK_CLOSE:
          cairo_close_path (cr);
          break;
        }
    }
  cairo_fill (cr);
}

static void
draw_segment (CandorInkSheet *self, const CandorInkSegment *segment)
{
  graphene_rect_t bounds;

  if (self->n_tiles == 0)
    return;

  bounds_of (self, segment, &bounds);
  if (bounds.size.width <= 0 || bounds.size.height <= 0)
    return;

  outline_of (self, segment);
  for (int row = bounds.origin.y / TILE_SIZE;
       row * TILE_SIZE < bounds.origin.y + bounds.size.height; row++)
    for (int column = bounds.origin.x / TILE_SIZE;
         column * TILE_SIZE < bounds.origin.x + bounds.size.width; column++)
      fill_outline (self, draw_on_tile (self, column, row));
}

/* The same node as before, as long as the image is the same: the renderer then knows that there is
 * nothing to paint. */
static GskRenderNode *
node_of (CandorInkSheet *self, int index)
{
  Tile *tile = &self->tiles[index];

  if (tile->node == NULL)
    {
      double x = index % self->n_columns * TILE_SIZE, y = index / self->n_columns * TILE_SIZE;
      cairo_t *cr;

      tile->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (x, y, TILE_SIZE, TILE_SIZE));
      cr = gsk_cairo_node_get_draw_context (tile->node);
      cairo_set_source_surface (cr, cairo_get_target (tile->cr), x, y);
      cairo_paint (cr);
      cairo_destroy (cr);
    }

  return tile->node;
}

/**
 * candor_ink_sheet_new:
 *
 * Returns: (transfer full): a sheet without size
 */
CandorInkSheet *
candor_ink_sheet_new (void)
{
  CandorInkSheet *self = g_new0 (CandorInkSheet, 1);

  self->steps = g_array_new (FALSE, FALSE, sizeof (CandorInkStep));
  self->zoom = 1;
  self->color.alpha = 1;

  return self;
}

/**
 * candor_ink_sheet_free:
 * @self: (transfer full) (nullable): a sheet
 */
void
candor_ink_sheet_free (CandorInkSheet *self)
{
  if (self == NULL)
    return;

  clear_tiles (self);
  g_clear_pointer (&self->tiles, g_free);
  g_clear_pointer (&self->steps, g_array_unref);
  g_free (self);
}

/**
 * candor_ink_sheet_resize:
 * @self: a sheet
 * @width: logical pixels
 * @height: logical pixels
 * @scale: device pixels to a logical one
 * @zoom: logical pixels to the unit of the points
 *
 * Returns: whether the sheet changed, so that all strokes must be added again
 */
gboolean
candor_ink_sheet_resize (CandorInkSheet *self, int width, int height, int scale, double zoom)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (width == self->width && height == self->height && scale == self->scale && zoom == self->zoom)
    return FALSE;

  clear_tiles (self);
  self->width = MAX (0, width);
  self->height = MAX (0, height);
  self->scale = scale;
  self->zoom = zoom;
  self->n_columns = (self->width + TILE_SIZE - 1) / TILE_SIZE;
  self->n_tiles = self->n_columns * ((self->height + TILE_SIZE - 1) / TILE_SIZE);
  g_free (self->tiles);
  self->tiles = g_new0 (Tile, self->n_tiles);

  return TRUE;
}

/**
 * candor_ink_sheet_set_color:
 * @self: a sheet
 * @color: the colour of ink to come
 *
 * Returns: whether the colour changed, so that all strokes must be added again
 */
gboolean
candor_ink_sheet_set_color (CandorInkSheet *self, const GdkRGBA *color)
{
  g_return_val_if_fail (self != NULL && color != NULL, FALSE);

  if (gdk_rgba_equal (color, &self->color))
    return FALSE;
  self->color = *color;

  return TRUE;
}

/**
 * candor_ink_sheet_clear:
 * @self: a sheet
 *
 * Takes all ink away.
 */
void
candor_ink_sheet_clear (CandorInkSheet *self)
{
  g_return_if_fail (self != NULL);

  self->growing = FALSE;
  clear_tiles (self);
}

/**
 * candor_ink_sheet_begin:
 * @self: a sheet
 * @device: what draws the stroke that begins
 */
void
candor_ink_sheet_begin (CandorInkSheet *self, CandorDevice device)
{
  g_return_if_fail (self != NULL);

  candor_ink_nib_init (&self->nib, device, CANDOR_INK_NOMINAL_WIDTH);
  self->growing = TRUE;
}

/**
 * candor_ink_sheet_add:
 * @self: a sheet
 * @point: the next point of the stroke
 *
 * Draws what the point makes final, and nothing that was drawn before.
 */
void
candor_ink_sheet_add (CandorInkSheet *self, const CandorPoint *point)
{
  CandorInkSegment segment;

  g_return_if_fail (self != NULL && self->growing);

  if (candor_ink_nib_add (&self->nib, point, &segment))
    draw_segment (self, &segment);
}

/**
 * candor_ink_sheet_end:
 * @self: a sheet
 *
 * Draws the stroke to its last point.
 */
void
candor_ink_sheet_end (CandorInkSheet *self)
{
  CandorInkSegment segment;

  g_return_if_fail (self != NULL && self->growing);

  if (candor_ink_nib_end (&self->nib, &segment))
    draw_segment (self, &segment);
  self->growing = FALSE;
}

/**
 * candor_ink_sheet_add_stroke:
 * @self: a sheet
 * @stroke: a whole stroke
 */
void
candor_ink_sheet_add_stroke (CandorInkSheet *self, const CandorStroke *stroke)
{
  g_return_if_fail (self != NULL && stroke != NULL);

  candor_ink_sheet_begin (self, stroke->device);
  for (guint i = 0; i < stroke->points->len; i++)
    candor_ink_sheet_add (self, &g_array_index (stroke->points, CandorPoint, i));
  candor_ink_sheet_end (self);
}

/**
 * candor_ink_sheet_snapshot:
 * @self: a sheet
 * @snapshot: where its ink goes
 *
 * Shows the kept images, and over them the end of a stroke that still grows.
 */
void
candor_ink_sheet_snapshot (CandorInkSheet *self, GtkSnapshot *snapshot)
{
  CandorInkSegment segment;
  graphene_rect_t bounds;
  cairo_t *cr;

  g_return_if_fail (self != NULL && snapshot != NULL);

  for (int i = 0; i < self->n_tiles; i++)
    if (self->tiles[i].cr != NULL)
      gtk_snapshot_append_node (snapshot, node_of (self, i));

  if (!self->growing || !candor_ink_nib_end (&self->nib, &segment))
    return;
  bounds_of (self, &segment, &bounds);
  if (bounds.size.width <= 0 || bounds.size.height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  prepare (self, cr, 0, 0);
  outline_of (self, &segment);
  fill_outline (self, cr);
  cairo_destroy (cr);
}
