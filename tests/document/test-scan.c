/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A form on paper comes in as it is. Catches a PDF of which a byte is changed, a picture that lies on
 * its side or is cut, a JPEG that is packed a second time, and files that are no scan of a form.
 */
#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "core/candor-error.h"
#include "document/candor-pdf-pages.h"
#include "document/candor-scan.h"

#define WIDTH 200
#define HEIGHT 280

/* A sheet that is green, with its upper left corner red. */
static GBytes *
make_picture (const char *kind, const char *option, const char *value)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  g_autoptr (GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (picture, 0, 0, WIDTH / 2, HEIGHT / 2);
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;

  gdk_pixbuf_fill (picture, 0x00a000ff);
  gdk_pixbuf_fill (corner, 0xe00000ff);
  gdk_pixbuf_save_to_buffer (picture, &bytes, &length, kind, &error, option, value, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, length);
}

/* Puts an Exif segment with an orientation behind the first two bytes of a JPEG. */
static GBytes *
turn (GBytes *jpeg, guint8 orientation)
{
  const guint8 exif[]
      = { 0xff, 0xe1, 0,    34,   'E', 'x', 'i', 'f', 0, 0, 'I',         'I', 0x2a, 0, 8, 0, 0, 0,
          1,    0,    0x12, 0x01, 3,   0,   1,   0,   0, 0, orientation, 0,   0,    0, 0, 0, 0, 0 };
  GByteArray *bytes = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, data + 2, size - 2);
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
is_red (const CandorPdfPage *page, double x, double y)
{
  const guchar *data = cairo_image_surface_get_data (page->picture);
  int column = x * cairo_image_surface_get_width (page->picture);
  int row = y * cairo_image_surface_get_height (page->picture);
  guint32 pixel;

  memcpy (&pixel, data + row * cairo_image_surface_get_stride (page->picture) + column * 4,
          sizeof pixel);
  return (pixel >> 16 & 0xff) > 150 && (pixel >> 8 & 0xff) < 100;
}

/* Which corner of the page is red, as letters of its places. */
static const char *
find_corner (GBytes *file)
{
  static const struct
  {
    double x, y;
    const char *name;
  } corners[] = { { 0.25, 0.4, "upper left" },
                  { 0.75, 0.4, "upper right" },
                  { 0.25, 0.6, "lower left" },
                  { 0.75, 0.6, "lower right" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = candor_scan_to_pdf (file, CANDOR_PAPER_A4, &error);
  g_autoptr (GPtrArray) pages = NULL;
  const char *found = "none";

  g_assert_no_error (error);
  pages = candor_pdf_pages_render (pdf, 400, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    if (is_red (pages->pdata[0], corners[i].x, corners[i].y))
      {
        g_assert_cmpstr (found, ==, "none");
        found = corners[i].name;
      }
  return found;
}

static void
test_upright (void)
{
  static const char *const expected[]
      = { "upper left", "upper right", "lower right", "lower left",
          "upper left", "upper right", "lower right", "lower left" };
  g_autoptr (GBytes) png = make_picture ("png", NULL, NULL);
  g_autoptr (GBytes) jpeg = make_picture ("jpeg", "quality", "90");

  g_assert_cmpstr (find_corner (png), ==, "upper left");
  g_assert_cmpstr (find_corner (jpeg), ==, "upper left");
  for (guint8 i = 1; i <= 8; i++)
    {
      g_autoptr (GBytes) turned = turn (jpeg, i);

      g_assert_cmpstr (find_corner (turned), ==, expected[i - 1]);
    }
}

static void
test_bytes (void)
{
  g_autoptr (GBytes) jpeg = make_picture ("jpeg", "quality", "90");
  g_autoptr (GBytes) pdf = candor_scan_to_pdf (jpeg, CANDOR_PAPER_LETTER, NULL);
  g_autoptr (GBytes) same = candor_scan_to_pdf (pdf, CANDOR_PAPER_A4, NULL);

  g_assert_true (g_bytes_equal (pdf, same));
  g_assert_nonnull (memmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                            g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg)));
}

static void
assert_refused (GBytes *file, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = candor_scan_to_pdf (file, CANDOR_PAPER_A4, &error);

  g_assert_null (pdf);
  g_assert_error (error, CANDOR_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refusals (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("Dear Sir or Madam", 17);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) no_pdf = g_bytes_new_static ("%PDF-1.4 and no more", 20);
  g_autoptr (GBytes) jpeg = make_picture ("jpeg", "quality", "90");
  g_autoptr (GBytes) start = g_bytes_new_from_bytes (jpeg, 0, 100);
  g_autoptr (GBytes) most = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) * 3 / 4);
  g_autoptr (GBytes) png = make_picture ("png", NULL, NULL);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) huge
      = g_bytes_new_take (g_malloc0 (CANDOR_SCAN_MAX_BYTES + 1), CANDOR_SCAN_MAX_BYTES + 1);

  assert_refused (text, CANDOR_ERROR_INVALID, "no PDF, PNG or JPEG");
  assert_refused (nothing, CANDOR_ERROR_INVALID, "no PDF, PNG or JPEG");
  assert_refused (no_pdf, CANDOR_ERROR_INVALID, "damaged");
  assert_refused (start, CANDOR_ERROR_INVALID, "damaged");
  assert_refused (most, CANDOR_ERROR_INVALID, "damaged");
  assert_refused (half, CANDOR_ERROR_INVALID, "damaged");
  assert_refused (huge, CANDOR_ERROR_TOO_LARGE, "larger");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan/upright", test_upright);
  g_test_add_func ("/scan/bytes", test_bytes);
  g_test_add_func ("/scan/refusals", test_refusals);
  return g_test_run ();
}
