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
#include <sys/stat.h>

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

/* Drawings that are kept for when a page is built again, as in another language: to read one and to
 * draw it takes as long as the rest of the page. A page has so many at most. */
#define N_KEPT 4

struct _CandorDrawing
{
  GObject parent_instance;

  const Rsvg *rsvg;
  RsvgHandle *handle;  /* (owned) */
  GdkTexture *texture; /* (owned) (nullable): as it was shown last */
  char *path;          /* (owned) */
  gint64 changed;      /* when the file was changed, in microseconds */
  double width;
  double height;
  int scale;
};

static GQueue kept = G_QUEUE_INIT; /* (element-type CandorDrawing), the last one first */

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
  g_free (self->path);
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

/* Returns: when the file was changed, in microseconds; 0 if that is not known */
static gint64
time_of_change (const char *path)
{
  struct stat status;

  if (stat (path, &status) != 0)
    return 0;
  return status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
}

/* Returns: (transfer full) (nullable): the drawing of @path, if it has not changed since it was read */
static CandorDrawing *
find_kept (const char *path, gint64 changed)
{
  for (GList *at = kept.head; at != NULL; at = at->next)
    {
      CandorDrawing *drawing = at->data;

      if (drawing->changed != changed || !g_str_equal (drawing->path, path))
        continue;
      g_queue_unlink (&kept, at);
      g_queue_push_head_link (&kept, at);
      return g_object_ref (drawing);
    }
  return NULL;
}

static void
keep (CandorDrawing *self)
{
  g_queue_push_head (&kept, g_object_ref (self));
  if (kept.length > N_KEPT)
    g_object_unref (g_queue_pop_tail (&kept));
}

static CandorDrawing *
read_drawing (const char *path, GError **error)
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
 * candor_drawing_load:
 * @path: an SVG file
 * @error: return location for an error
 *
 * The last few drawings are kept, as they were shown.
 *
 * Returns: (transfer full) (nullable): the drawing, or %NULL with an error of librsvg, or because that
 *   is not installed
 */
CandorDrawing *
candor_drawing_load (const char *path, GError **error)
{
  gint64 changed = time_of_change (path);
  CandorDrawing *self = find_kept (path, changed);

  if (self != NULL)
    return self;
  self = read_drawing (path, error);
  if (self == NULL)
    return NULL;
  self->path = g_strdup (path);
  self->changed = changed;
  keep (self);
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
