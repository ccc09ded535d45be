/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The clinic's logo: an SVG stays lines, a PNG becomes a picture without any see-through part.
 */
#include "candor-logo.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-file.h"
#include "core/candor-late.h"

#define FUNCTIONS(F)                                                                               \
  F (rsvg_handle_new_from_data)                                                                    \
  F (rsvg_handle_set_dpi)                                                                          \
  F (rsvg_handle_get_intrinsic_size_in_pixels)                                                     \
  F (rsvg_handle_get_intrinsic_dimensions)                                                         \
  F (rsvg_handle_render_document)

CANDOR_DEFINE_LATE (Rsvg, load_rsvg, CANDOR_SONAME_RSVG, FUNCTIONS)

#define MM (72.0 / 25.4)
#define MAX_WIDTH (45 * MM)
#define MAX_HEIGHT (18 * MM)

#define MAX_BYTES (1024 * 1024)
/* Of a PNG, in each direction: twenty times what a printer can show in that place. */
#define MAX_PIXELS 4000

static const guchar png_magic[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

struct _CandorLogo
{
  gatomicrefcount refs;
  GBytes *bytes; /* (owned) */
  gboolean is_png;
  double width; /* points */
  double height;
};

typedef struct
{
  const guchar *data;
  gsize left;
} PngReader;

static cairo_status_t
read_png_cb (gpointer closure, guchar *data, guint length)
{
  PngReader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
refuse (GError **error, const char *name, const char *reason)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID, reason,
      "The logo “%s” cannot be used: %s. Please choose another file, or leave the logo "
      "out.",
      name, reason);
  return FALSE;
}

static guint32
read_number (const guchar *data)
{
  return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 | data[3];
}

/* Returns: (nullable): the picture on white, as archives allow nothing that one can see through. */
static cairo_surface_t *
decode_png (GBytes *bytes)
{
  PngReader reader;
  cairo_surface_t *picture;
  cairo_surface_t *flat = NULL;

  reader.data = g_bytes_get_data (bytes, &reader.left);
  picture = cairo_image_surface_create_from_png_stream (read_png_cb, &reader);
  if (cairo_surface_status (picture) == CAIRO_STATUS_SUCCESS)
    {
      cairo_t *cr;

      flat
          = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (picture),
                                        cairo_image_surface_get_height (picture));
      cr = cairo_create (flat);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_paint (cr);
      if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
        g_clear_pointer (&flat, cairo_surface_destroy);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (picture);
  return flat;
}

static gboolean
check_png (CandorLogo *self, const char *name, GError **error)
{
  gsize length;
  const guchar *data = g_bytes_get_data (self->bytes, &length);
  cairo_surface_t *picture;

  /* Looked at before it is decoded: a small file can hold a picture that fills the memory. */
  if (length < 24 || read_number (data + 16) > MAX_PIXELS || read_number (data + 20) > MAX_PIXELS)
    return refuse (error, name, N_ ("it is broken, or has more than 4000 dots in one direction"));
  picture = decode_png (self->bytes);
  if (picture == NULL)
    return refuse (error, name, N_ ("it is not a whole PNG picture"));
  self->width = cairo_image_surface_get_width (picture);
  self->height = cairo_image_surface_get_height (picture);
  cairo_surface_destroy (picture);
  return TRUE;
}

/* Without a place of its own an SVG cannot reach for other files. */
static RsvgHandle *
open_svg (const Rsvg *rsvg, GBytes *bytes)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  RsvgHandle *handle = rsvg->rsvg_handle_new_from_data (data, length, NULL);

  if (handle != NULL)
    rsvg->rsvg_handle_set_dpi (handle, 72);
  return handle;
}

static cairo_status_t
append_cb (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
holds (const GByteArray *bytes, const char *word)
{
  return memmem (bytes->data, bytes->len, word, strlen (word)) != NULL;
}

/* Filters, masks and embedded photographs come out as pictures, some of them see-through, in a
 * quality that no printer and no archive wants. Whether there are any shows the PDF. */
static gboolean
is_lines_only (const Rsvg *rsvg, RsvgHandle *handle, double width, double height)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, width, height);
  cairo_t *cr;
  RsvgRectangle all = { 0, 0, width, height };
  gboolean drawn;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cr = cairo_create (surface);
  drawn = rsvg->rsvg_handle_render_document (handle, cr, &all, NULL);
  drawn = drawn && cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = drawn && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  /* "/SMask /None" is no mask: newer Cairos write it wherever something is see-through as a whole. */
  return drawn && !holds (bytes, "/Image") && !holds (bytes, "/Luminosity");
}

static gboolean
check_svg (CandorLogo *self, const char *name, GError **error)
{
  const Rsvg *rsvg = load_rsvg (error);
  RsvgHandle *handle = rsvg != NULL ? open_svg (rsvg, self->bytes) : NULL;
  g_autoptr (GObject) owner = handle != NULL ? G_OBJECT (handle) : NULL;
  RsvgRectangle box;
  gboolean has_box = FALSE;

  if (rsvg == NULL)
    return FALSE;
  if (handle == NULL)
    return refuse (error, name, N_ ("it is neither a whole SVG drawing nor a PNG picture"));
  if (!rsvg->rsvg_handle_get_intrinsic_size_in_pixels (handle, &self->width, &self->height))
    {
      rsvg->rsvg_handle_get_intrinsic_dimensions (handle, NULL, NULL, NULL, NULL, &has_box, &box);
      self->width = has_box ? box.width : 0;
      self->height = has_box ? box.height : 0;
    }
  if (!(self->width > 0 && self->height > 0 && self->width < 1e6 && self->height < 1e6))
    return refuse (error, name, N_ ("it does not say how large it is"));
  if (!is_lines_only (rsvg, handle, self->width, self->height))
    return refuse (error, name,
                   N_ ("it holds pictures, filters or masks, which do not print well"));
  return TRUE;
}

/**
 * candor_logo_new:
 * @name: what the file is called, for messages
 * @bytes: an SVG or a PNG
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the logo, or %NULL with %CANDOR_ERROR_INVALID when it is
 *   broken, too large, or cannot be printed
 */
CandorLogo *
candor_logo_new (const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (CandorLogo) self = g_new0 (CandorLogo, 1);
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  double scale;

  g_atomic_ref_count_init (&self->refs);
  self->bytes = g_bytes_ref (bytes);
  self->is_png = length >= sizeof png_magic && memcmp (data, png_magic, sizeof png_magic) == 0;
  if (!(self->is_png ? check_png (self, name, error) : check_svg (self, name, error)))
    return NULL;

  scale = MIN (MAX_WIDTH / self->width, MAX_HEIGHT / self->height);
  self->width *= scale;
  self->height *= scale;
  return g_steal_pointer (&self);
}

/**
 * candor_logo_load:
 * @path: an SVG or PNG file of at most 1 MiB
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the logo
 */
CandorLogo *
candor_logo_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = g_filename_display_name (path);
  char *data;
  gsize length;

  if (!candor_file_read (path, MAX_BYTES, &data, &length, error))
    {
      candor_error_wrap (error, N_ ("The logo cannot be used. %s"));
      return NULL;
    }
  bytes = g_bytes_new_take (data, length);
  return candor_logo_new (name, bytes, error);
}

/**
 * candor_logo_ref:
 * @self: a logo
 *
 * Returns: (transfer full): @self, held once more; any thread may do it
 */
CandorLogo *
candor_logo_ref (CandorLogo *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * candor_logo_unref:
 * @self: (transfer full): a logo
 *
 * Lets go of @self, which goes with whoever held it last.
 */
void
candor_logo_unref (CandorLogo *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * candor_logo_get_size:
 * @self: a logo
 * @width: (out): points
 * @height: (out): points
 *
 * Tells the size at which it stands on paper: as large as fits into 45 by 18 mm.
 */
void
candor_logo_get_size (const CandorLogo *self, double *width, double *height)
{
  *width = self->width;
  *height = self->height;
}

static void
draw_png (const CandorLogo *self, cairo_t *cr, double width, double height)
{
  cairo_surface_t *picture = decode_png (self->bytes);

  if (picture == NULL)
    return;
  cairo_scale (cr, width / cairo_image_surface_get_width (picture),
               height / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  /* PDF/A knows no smoothing of pictures; any other filter would ask for it. */
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  /* Not cairo_paint (): with a picture that hides all, Cairo 1.16 forgets what was drawn and tagged
   * on the page before it. */
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (picture),
                   cairo_image_surface_get_height (picture));
  cairo_fill (cr);
  cairo_surface_destroy (picture);
}

/**
 * candor_logo_draw:
 * @cr: where to draw
 * @width: points
 * @height: points
 * @logo: a #CandorLogo
 *
 * Draws it; the function has the shape that a galley asks for. The file is read again each time: a
 * drawing that is kept could not be used by two threads.
 */
void
candor_logo_draw (cairo_t *cr, double width, double height, gpointer logo)
{
  const CandorLogo *self = logo;
  RsvgRectangle all = { 0, 0, width, height };

  if (self->is_png)
    draw_png (self, cr, width, height);
  else
    {
      const Rsvg *rsvg = load_rsvg (NULL); /* it was there when the logo was read */
      RsvgHandle *handle = rsvg != NULL ? open_svg (rsvg, self->bytes) : NULL;

      if (handle != NULL)
        rsvg->rsvg_handle_render_document (handle, cr, &all, NULL);
      g_clear_object (&handle);
    }
}
