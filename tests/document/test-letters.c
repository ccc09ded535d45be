/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches a letter that is blank or lacks a part in a document, although its text is there: what Cairo
 * 1.16 makes of one Chinese letter in a thousand. Every letter of every language is drawn into a
 * document and onto a screen, and has to leave as much ink on one as on the other.
 */
#include <cairo-pdf.h>
#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "core/candor-language.h"
#include "document/candor-galley-press.h"
#include "document/candor-paper-fonts.h"
#include "document/candor-pdf-pages.h"

#define CELL 24 /* points */
#define COLUMNS 24
#define ROWS 32
#define SCALE 3 /* pixels to a point */

typedef void (*Draw) (cairo_t *cr, PangoLayoutLine *line);

static void
draw_as_usual (cairo_t *cr, PangoLayoutLine *line)
{
  pango_cairo_show_layout_line (cr, line);
}

/* Draws as many letters of @text as a page holds, one a cell. Returns: the rest of them. */
static const char *
draw_letters (cairo_t *cr, const char *text, Draw draw)
{
  g_autoptr (PangoFontMap) map = candor_paper_fonts_new_map ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font
      = pango_font_description_from_string ("Noto Sans, Noto Sans CJK SC 12");
  g_autoptr (PangoLayout) layout = NULL;
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  layout = pango_layout_new (context);
  pango_layout_set_font_description (layout, font);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; *text != '\0' && i < COLUMNS * ROWS; i++, text = g_utf8_next_char (text))
    {
      pango_layout_set_text (layout, text, g_utf8_next_char (text) - text);
      cairo_save (cr);
      cairo_translate (cr, i % COLUMNS * CELL + 6, i / COLUMNS * CELL + 16);
      cairo_move_to (cr, 0, 0);
      draw (cr, pango_layout_get_line_readonly (layout, 0));
      cairo_restore (cr);
    }
  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  g_object_unref (context);
  return text;
}

static cairo_status_t
write_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* All of @text on as many pages as it takes, as a reader program shows them. */
static GPtrArray *
see_document (const char *text, Draw draw)
{
  GByteArray *written = g_byte_array_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *pages;
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (write_cb, written, COLUMNS * CELL, ROWS * CELL);
  cairo_t *cr = cairo_create (surface);

  while (*text != '\0')
    {
      text = draw_letters (cr, text, draw);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  pdf = g_byte_array_free_to_bytes (written);
  pages = candor_pdf_pages_render (pdf, COLUMNS * CELL * SCALE, &error);
  g_assert_no_error (error);
  return pages;
}

/* How dark a cell is, in pixels that are wholly black. */
static double
measure_ink (cairo_surface_t *page, guint cell)
{
  const guint8 *data = cairo_image_surface_get_data (page);
  int stride = cairo_image_surface_get_stride (page);
  guint left = cell % COLUMNS * CELL * SCALE;
  guint top = cell / COLUMNS * CELL * SCALE;
  double ink = 0;

  for (guint y = top; y < top + CELL * SCALE; y++)
    for (guint x = left; x < left + CELL * SCALE; x++)
      ink += (255 - data[(gsize)y * stride + (gsize)x * 4]) / 255.0;
  return ink;
}

/* Returns: the letters that leave more or less ink in the document than on the screen */
static char *
find_damaged (const char *text, Draw draw)
{
  g_autoptr (GPtrArray) pages = see_document (text, draw);
  GString *damaged = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const CandorPdfPage *page = pages->pdata[i];
      cairo_surface_t *screen = cairo_image_surface_create (
          CAIRO_FORMAT_RGB24, COLUMNS * CELL * SCALE, ROWS * CELL * SCALE);
      cairo_t *cr = cairo_create (screen);
      const char *rest;

      cairo_scale (cr, SCALE, SCALE);
      rest = draw_letters (cr, text, draw_as_usual);
      cairo_destroy (cr);
      cairo_surface_flush (screen);
      g_assert_cmpint (cairo_image_surface_get_width (page->picture), ==,
                       cairo_image_surface_get_width (screen));
      for (guint cell = 0; text < rest; cell++, text = g_utf8_next_char (text))
        {
          double seen = measure_ink (page->picture, cell);
          double meant = measure_ink (screen, cell);

          if (ABS (seen - meant) > 0.1 * meant + 4)
            g_string_append_len (damaged, text, g_utf8_next_char (text) - text);
        }
      cairo_surface_destroy (screen);
    }
  return g_string_free (damaged, FALSE);
}

static void
test_whole (void)
{
  gsize n;
  const CandorLanguage *const *languages = candor_language_list (&n);

  g_assert_cmpuint (n, >, 1);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *letters = candor_language_dup_letters (languages[i]);
      g_autofree char *damaged = find_damaged (letters, candor_outlines_show_line);

      if (*damaged != '\0')
        g_error ("%s is damaged in: %s", candor_language_code (languages[i]), damaged);
    }
}

/* The fault itself, where Cairo has it, and a letter that is not drawn at all. */
static void
draw_but_one (cairo_t *cr, PangoLayoutLine *line)
{
  if (!g_str_has_prefix (pango_layout_get_text (line->layout), "药"))
    candor_outlines_show_line (cr, line);
}

static void
test_planted (void)
{
  const CandorLanguage *chinese = candor_language_find ("zh_CN", NULL);
  g_autofree char *letters = NULL;
  g_autofree char *blank = NULL;

  g_assert_nonnull (chinese);
  letters = candor_language_dup_letters (chinese);
  blank = find_damaged (letters, draw_but_one);
  g_assert_cmpstr (blank, ==, "药");
  if (cairo_version () == CAIRO_VERSION_ENCODE (1, 16, 0))
    {
      g_autofree char *damaged = find_damaged (letters, draw_as_usual);

      g_assert_cmpstr (damaged, !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/letters/whole", test_whole);
  g_test_add_func ("/document/letters/planted", test_planted);
  return g_test_run ();
}
