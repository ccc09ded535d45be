/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A form that was signed on paper and scanned or photographed. A PDF stays as it is, byte for byte;
 * a picture is laid on a page, and the bytes of a JPEG go into that page as they are.
 */
#include "candor-scan.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <poppler.h>
#include <string.h>

#include "core/candor-error.h"
#include "core/candor-late.h"

#define FUNCTIONS(F)                                                                               \
  F (poppler_document_new_from_bytes)                                                              \
  F (poppler_document_get_n_pages)

CANDOR_DEFINE_LATE (Poppler, load_poppler, CANDOR_SONAME_POPPLER, FUNCTIONS)

#define PDF "%PDF-"
#define MM (72.0 / 25.4)

/* Points between a picture and the edge of the paper, on each side. */
#define MARGIN (5 * MM)

/* Pictures are read as large as this at most, in each direction: A4 at 600 dots an inch. */
#define MAX_PIXELS 7200

/* More pages than any form has. */
#define MAX_PAGES 60

static const guchar jpeg_magic[] = { 0xff, 0xd8, 0xff };
static const guchar jpeg_end[] = { 0xff, 0xd9 };
static const guchar png_magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static const struct
{
  double width;
  double height;
} papers[] = { [CANDOR_PAPER_A4] = { 210 * MM, 297 * MM }, [CANDOR_PAPER_LETTER] = { 612, 792 } };

static gboolean
starts_with (GBytes *file, gconstpointer magic, gsize length)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (file, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

static void
refuse (GError **error, const char *sentence)
{
  candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, sentence);
}

static gboolean
check_pdf (GBytes *file, GError **error)
{
  const Poppler *poppler = load_poppler (error);
  PopplerDocument *document;
  int n_pages;

  if (poppler == NULL)
    return FALSE;
  document = poppler->poppler_document_new_from_bytes (file, NULL, NULL);
  n_pages = document != NULL ? poppler->poppler_document_get_n_pages (document) : 0;
  g_clear_object (&document);
  if (n_pages >= 1 && n_pages <= MAX_PAGES)
    return TRUE;
  refuse (error,
          n_pages > MAX_PAGES
              ? N_ ("This PDF has more pages than a form. Nothing was taken from it; please "
                    "choose the scan of one form.")
              : N_ ("This PDF cannot be read: it is damaged, or it asks for a password. Nothing "
                    "was taken from it; please scan the form again without a password."));
  return FALSE;
}

/* The decoders show half a picture without a word. Cameras may write more behind the end of a JPEG,
 * and a small picture of it before its start. */
static gboolean
has_end (GBytes *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);

  if (starts_with (file, png_magic, sizeof png_magic))
    return memmem (data, size, "IEND", strlen ("IEND")) != NULL;
  return memmem (data + size / 2, size - size / 2, jpeg_end, sizeof jpeg_end) != NULL;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height)
{
  double scale = MIN (1.0, (double)MAX_PIXELS / MAX (width, height));

  gdk_pixbuf_loader_set_size (loader, MAX (1, (int)(width * scale)),
                              MAX (1, (int)(height * scale)));
}

static GdkPixbuf *
decode (GBytes *file)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean whole;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), NULL);
  whole = gdk_pixbuf_loader_write_bytes (loader, file, NULL);
  /* A loader must be closed whatever happened to it. */
  whole = gdk_pixbuf_loader_close (loader, NULL) && whole;
  if (!whole || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    return NULL;
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* Returns: (transfer full): the picture on white */
static cairo_surface_t *
to_surface (GdkPixbuf *picture)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  int channels = gdk_pixbuf_get_n_channels (picture);
  int row = gdk_pixbuf_get_rowstride (picture);
  const guchar *from = gdk_pixbuf_read_pixels (picture);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guchar *to = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; to != NULL && y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guchar *p = from + (gsize)y * row + x * channels;
        guint alpha = channels == 4 ? p[3] : 255;
        guint32 colour = 0;

        for (int i = 0; i < 3; i++)
          colour = colour << 8 | (p[i] * alpha + 255 * (255 - alpha) + 127) / 255;
        memcpy (to + (gsize)y * stride + x * 4, &colour, sizeof colour);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Cameras write down how they were held instead of turning the picture (Exif 2.32, tag 0x0112). The
 * matrix brings a picture of the size 1 by 1 upright. */
static void
get_upright (GdkPixbuf *picture, cairo_matrix_t *matrix)
{
  static const double turns[8][6] = {
    { 1, 0, 0, 1, 0, 0 }, { -1, 0, 0, 1, 1, 0 }, { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
    { 0, 1, 1, 0, 0, 0 }, { 0, 1, -1, 0, 1, 0 }, { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 },
  };
  const char *option = gdk_pixbuf_get_option (picture, "orientation");
  guint64 turn = 1;

  if (option == NULL || !g_ascii_string_to_unsigned (option, 10, 1, 8, &turn, NULL))
    turn = 1;
  cairo_matrix_init (matrix, turns[turn - 1][0], turns[turn - 1][1], turns[turn - 1][2],
                     turns[turn - 1][3], turns[turn - 1][4], turns[turn - 1][5]);
}

static void
draw (cairo_t *cr, cairo_surface_t *picture, const cairo_matrix_t *upright, CandorPaper paper)
{
  int across = cairo_image_surface_get_width (picture);
  int down = cairo_image_surface_get_height (picture);
  gboolean is_turned = upright->xx == 0;
  double width = is_turned ? down : across;
  double height = is_turned ? across : down;
  double page_width = papers[paper].width - 2 * MARGIN;
  double page_height = papers[paper].height - 2 * MARGIN;
  double scale = MIN (page_width / width, page_height / height);

  cairo_translate (cr, MARGIN + (page_width - width * scale) / 2,
                   MARGIN + (page_height - height * scale) / 2);
  cairo_scale (cr, width * scale, height * scale);
  cairo_transform (cr, upright);
  cairo_scale (cr, 1.0 / across, 1.0 / down);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
keep_jpeg (cairo_surface_t *picture, GBytes *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);

  cairo_surface_set_mime_data (picture, CAIRO_MIME_TYPE_JPEG, data, size,
                               (cairo_destroy_func_t)g_bytes_unref, g_bytes_ref (file));
}

static GBytes *
lay_on_page (GBytes *file, CandorPaper paper, GError **error)
{
  g_autoptr (GdkPixbuf) picture = has_end (file) ? decode (file) : NULL;
  g_autoptr (GByteArray) written = g_byte_array_new ();
  cairo_surface_t *surface, *pdf;
  cairo_matrix_t upright;
  cairo_status_t status;
  cairo_t *cr;

  if (picture == NULL)
    {
      refuse (error,
              N_ ("This picture cannot be read: it is damaged. Nothing was taken from it; please "
                  "scan or photograph the form again."));
      return NULL;
    }
  surface = to_surface (picture);
  if (starts_with (file, jpeg_magic, sizeof jpeg_magic))
    keep_jpeg (surface, file);
  get_upright (picture, &upright);
  pdf = cairo_pdf_surface_create_for_stream (write_cb, written, papers[paper].width,
                                             papers[paper].height);
  cr = cairo_create (pdf);
  draw (cr, surface, &upright, paper);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (pdf);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&written));
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                    "The picture could not be laid on a page (%s). Nothing was filed.",
                    cairo_status_to_string (status));
  return NULL;
}

/**
 * candor_scan_to_pdf:
 * @file: a PDF, a PNG or a JPEG of a form that was signed on paper
 * @paper: what a picture is laid on
 * @error: return location for an error
 *
 * Needs no display, and may run in any thread.
 *
 * Errors: %CANDOR_ERROR_INVALID for what is none of these or damaged, %CANDOR_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): a PDF; the very bytes of @file if it is one
 */
GBytes *
candor_scan_to_pdf (GBytes *file, CandorPaper paper, GError **error)
{
  g_return_val_if_fail (file != NULL, NULL);

  if (g_bytes_get_size (file) > CANDOR_SCAN_MAX_BYTES)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE,
          "This file is larger than any scan of a form. Nothing was taken from "
          "it; please scan the form at 300 dots an inch.");
      return NULL;
    }
  if (starts_with (file, PDF, strlen (PDF)))
    return check_pdf (file, error) ? g_bytes_ref (file) : NULL;
  if (starts_with (file, jpeg_magic, sizeof jpeg_magic)
      || starts_with (file, png_magic, sizeof png_magic))
    return lay_on_page (file, paper, error);
  refuse (error,
          N_ ("This file is no PDF, PNG or JPEG. Nothing was taken from it; please scan the form "
              "into one of these."));
  return NULL;
}
