/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Drawn once larger than it is shown, a picture would cost more to make, and more again with every
 * frame that makes it smaller.
 */
#include "candor-drawing.h"

#include <gtk/gtk.h>
#include <librsvg/rsvg.h>
#include <math.h>

#include "core/candor-late.h"

#define FUNCTIONS(F)                                                                               \
  F (rsvg_handle_new_from_file)                                                                    \
  F (rsvg_handle_get_intrinsic_size_in_pixels)                                                     \
  F (rsvg_handle_render_document)

CANDOR_DEFINE_LATE (Rsvg, load_rsvg, CANDOR_SONAME_RSVG, FUNCTIONS)

/* Of a drawing that does not say how large it is. */
#define WIDTH 4
#define HEIGHT 3

/* Pixels. Nothing on a screen is larger. */
#define MOST 8192

struct _CandorDrawing
{
  GObject parent_instance;

  const Rsvg *rsvg;
  RsvgHandle *handle;  /* (owned) */
  GdkTexture *texture; /* (owned) (nullable): as it was shown last */
  double width;
  double height;
  int scale;
};

static void candor_drawing_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CandorDrawing,
                               candor_drawing,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      candor_drawing_paintable_init))

static GdkTexture *
draw (CandorDrawing *self, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  RsvgRectangle viewport = { 0, 0, width, height };
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  /* It could be drawn when it was loaded. */
  self->rsvg->rsvg_handle_render_document (self->handle, cr, &viewport, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize)cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize)height);
  cairo_surface_destroy (surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
candor_drawing_snapshot (GdkPaintable *paintable,
                         GdkSnapshot *snapshot,
                         double width,
                         double height)
{
  CandorDrawing *self = CANDOR_DRAWING (paintable);
  int columns = (int)CLAMP (ceil (width * self->scale), 1, MOST);
  int rows = (int)CLAMP (ceil (height * self->scale), 1, MOST);

  if (self->texture == NULL || gdk_texture_get_width (self->texture) != columns
      || gdk_texture_get_height (self->texture) != rows)
    {
      g_clear_object (&self->texture);
      self->texture = draw (self, columns, rows);
    }
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
}

static GdkPaintableFlags
candor_drawing_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE;
}

static int
candor_drawing_get_intrinsic_width (GdkPaintable *paintable)
{
  return (int)ceil (CANDOR_DRAWING (paintable)->width);
}

static int
candor_drawing_get_intrinsic_height (GdkPaintable *paintable)
{
  return (int)ceil (CANDOR_DRAWING (paintable)->height);
}

static double
candor_drawing_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  CandorDrawing *self = CANDOR_DRAWING (paintable);

  return self->width / self->height;
}

static void
candor_drawing_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = candor_drawing_snapshot;
  iface->get_flags = candor_drawing_get_flags;
  iface->get_intrinsic_width = candor_drawing_get_intrinsic_width;
  iface->get_intrinsic_height = candor_drawing_get_intrinsic_height;
  iface->get_intrinsic_aspect_ratio = candor_drawing_get_intrinsic_aspect_ratio;
}

static void
candor_drawing_finalize (GObject *object)
{
  CandorDrawing *self = CANDOR_DRAWING (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->handle);
  G_OBJECT_CLASS (candor_drawing_parent_class)->finalize (object);
}

static void
candor_drawing_class_init (CandorDrawingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = candor_drawing_finalize;
}

static void
candor_drawing_init (CandorDrawing *self)
{
  self->scale = 1;
}

static gboolean
can_be_drawn (const Rsvg *rsvg, RsvgHandle *handle, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn
      = rsvg->rsvg_handle_render_document (handle, cr, &(RsvgRectangle){ 0, 0, 1, 1 }, error);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return drawn;
}

/**
 * candor_drawing_load:
 * @path: an SVG file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the drawing, or %NULL with an error of librsvg, or because that
 *   is not installed
 */
CandorDrawing *
candor_drawing_load (const char *path, GError **error)
{
  const Rsvg *rsvg = load_rsvg (error);
  RsvgHandle *handle = rsvg != NULL ? rsvg->rsvg_handle_new_from_file (path, error) : NULL;
  CandorDrawing *self;

  if (handle == NULL)
    return NULL;
  if (!can_be_drawn (rsvg, handle, error))
    {
      g_object_unref (handle);
      return NULL;
    }
  self = g_object_new (CANDOR_TYPE_DRAWING, NULL);
  self->rsvg = rsvg;
  self->handle = handle;
  if (!rsvg->rsvg_handle_get_intrinsic_size_in_pixels (handle, &self->width, &self->height)
      || !(self->width > 0) || !(self->height > 0))
    {
      self->width = WIDTH;
      self->height = HEIGHT;
    }
  return self;
}

/**
 * candor_drawing_set_scale:
 * @scale: how many pixels of the screen stand side by side in one of the window's
 */
void
candor_drawing_set_scale (CandorDrawing *self, int scale)
{
  if (scale == self->scale)
    return;
  self->scale = scale;
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}
