/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Pictures in a galley: drawings from SVG files, and how many people of a hundred.
 */
#include "candor-galley-private.h"

#include <librsvg/rsvg.h>

#define ICON_PITCH 9.4
#define ICON_COLUMNS 25
#define ICON_ROWS 4

/* A picture this much wider than high would be too small in the side column. */
#define WIDE 1.5
#define WIDE_WIDTH 250.0
#define MAX_HEIGHT 150.0

static void
draw_svg (cairo_t *cr, double width, double height, gpointer data)
{
  const RsvgRectangle viewport = { 0, 0, width, height };

  rsvg_handle_render_document (data, cr, &viewport, NULL);
}

static gboolean
svg_size (RsvgHandle *handle, double *width, double *height)
{
  gboolean has_width;
  gboolean has_height;
  gboolean has_viewbox;
  RsvgLength w;
  RsvgLength h;
  RsvgRectangle viewbox;

  if (rsvg_handle_get_intrinsic_size_in_pixels (handle, width, height))
    return *width > 0 && *height > 0;

  rsvg_handle_get_intrinsic_dimensions (handle, &has_width, &w, &has_height, &h, &has_viewbox,
                                        &viewbox);
  *width = viewbox.width;
  *height = viewbox.height;
  return has_viewbox && viewbox.width > 0 && viewbox.height > 0;
}

/**
 * candor_galley_picture:
 * @self: a galley
 * @path: an SVG file
 * @alt: what it shows, in words
 * @column: (inout): where it should stand; a wide picture leaves the side column for the main one
 *
 * Adds a picture, as large as it may be in its own proportions.
 *
 * Returns: %FALSE when the file cannot be read as a picture; nothing is added then
 */
gboolean
candor_galley_picture (CandorGalley *self, const char *path, const char *alt, CandorColumn *column)
{
  RsvgHandle *handle = rsvg_handle_new_from_file (path, NULL);
  double width;
  double height;
  double scale;

  if (handle == NULL || !svg_size (handle, &width, &height))
    {
      g_clear_object (&handle);
      return FALSE;
    }

  if (width > WIDE * height)
    *column = CANDOR_COLUMN_MAIN;
  scale = *column == CANDOR_COLUMN_SIDE ? CANDOR_SIDE_WIDTH / width : WIDE_WIDTH / width;
  scale = MIN (scale, MAX_HEIGHT / height);
  candor_galley_drawing (self, *column, width * scale, height * scale, alt, draw_svg, handle,
                         g_object_unref);
  return TRUE;
}

static void
draw_icons (cairo_t *cr, double width, double height, gpointer data)
{
  int n = GPOINTER_TO_INT (data);

  for (int i = 0; i < ICON_COLUMNS * ICON_ROWS; i++)
    {
      double x = (i % ICON_COLUMNS + 0.5) * ICON_PITCH;
      double y = (i / ICON_COLUMNS + 0.5) * ICON_PITCH;

      cairo_new_sub_path (cr);
      if (i < n)
        {
          cairo_arc (cr, x, y, 3.7, 0, 2 * G_PI);
          candor_colour_set (cr, &candor_colour_accent);
          cairo_fill (cr);
        }
      else
        {
          cairo_arc (cr, x, y, 3.3, 0, 2 * G_PI);
          candor_colour_set (cr, &candor_colour_quiet);
          cairo_set_line_width (cr, 0.6);
          cairo_stroke (cr);
        }
    }
}

/**
 * candor_galley_icon_array:
 * @self: a galley
 * @n_of_100: how many of 100 people it happens to
 * @alt: the same in words
 *
 * Adds a hundred dots, as many of them filled: filled and hollow differ without colour too.
 */
void
candor_galley_icon_array (CandorGalley *self, int n_of_100, const char *alt)
{
  candor_galley_drawing (self, CANDOR_COLUMN_MAIN, ICON_COLUMNS * ICON_PITCH,
                         ICON_ROWS * ICON_PITCH, alt, draw_icons,
                         GINT_TO_POINTER (CLAMP (n_of_100, 0, 100)), NULL);
}
