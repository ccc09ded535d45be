/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-ink-sheet.h"

struct _CandorInkSheet
{
  cairo_t *cr;   /* (owned) (nullable): draws on the image; NULL while there is no room */
  GArray *steps; /* (owned) (element-type CandorInkStep): reused for each piece */
  int width;     /* logical pixels */
  int height;
  int scale;   /* device pixels to a logical one */
  double zoom; /* logical pixels to the unit of the points */
  CandorInkNib nib;
  gboolean growing;
};

/* Fills one piece of ink with the colour that @cr has. */
static void
fill_segment (CandorInkSheet *self, cairo_t *cr, const CandorInkSegment *segment)
{
  g_array_set_size (self->steps, 0);
  candor_ink_segment_outline (segment, self->steps);

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

  g_clear_pointer (&self->cr, cairo_destroy);
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
 * Returns: whether the sheet is blank now, so that all strokes must be added again
 */
gboolean
candor_ink_sheet_resize (CandorInkSheet *self, int width, int height, int scale, double zoom)
{
  cairo_surface_t *image;

  g_return_val_if_fail (self != NULL, FALSE);

  if (width == self->width && height == self->height && scale == self->scale && zoom == self->zoom)
    return FALSE;

  self->width = width;
  self->height = height;
  self->scale = scale;
  self->zoom = zoom;
  g_clear_pointer (&self->cr, cairo_destroy);
  if (width <= 0 || height <= 0)
    return FALSE;

  image = cairo_image_surface_create (CAIRO_FORMAT_A8, width * scale, height * scale);
  cairo_surface_set_device_scale (image, scale, scale);
  self->cr = cairo_create (image);
  cairo_surface_destroy (image);
  cairo_scale (self->cr, zoom, zoom);

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
  if (self->cr == NULL)
    return;

  cairo_save (self->cr);
  cairo_set_operator (self->cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
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

  if (candor_ink_nib_add (&self->nib, point, &segment) && self->cr != NULL)
    fill_segment (self, self->cr, &segment);
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

  if (candor_ink_nib_end (&self->nib, &segment) && self->cr != NULL)
    fill_segment (self, self->cr, &segment);
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
 * candor_ink_sheet_paint:
 * @self: a sheet
 * @cr: what to paint on, with the colour of the ink as its source
 *
 * Paints the kept image, and over it the end of a stroke that still grows.
 */
void
candor_ink_sheet_paint (CandorInkSheet *self, cairo_t *cr)
{
  CandorInkSegment segment;

  g_return_if_fail (self != NULL && cr != NULL);

  if (self->cr == NULL)
    return;

  cairo_mask_surface (cr, cairo_get_target (self->cr), 0, 0);
  if (self->growing && candor_ink_nib_end (&self->nib, &segment))
    {
      cairo_save (cr);
      cairo_scale (cr, self->zoom, self->zoom);
      fill_segment (self, cr, &segment);
      cairo_restore (cr);
    }
}
