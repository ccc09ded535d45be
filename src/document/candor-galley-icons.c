/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * How many people of a hundred, as dots.
 */
#include "candor-galley-private.h"

#define PITCH 9.4
#define COLUMNS 25
#define ROWS 4

/* A line without length has a round cap: a dot that takes two numbers instead of a circle's
 * twenty-six. */
static void
draw_dots (cairo_t *cr, int from, int to, double radius, const CandorInkColour *colour)
{
  for (int i = from; i < to; i++)
    {
      cairo_move_to (cr, (i % COLUMNS + 0.5) * PITCH, (i / COLUMNS + 0.5) * PITCH);
      cairo_close_path (cr);
    }
  candor_colour_set (cr, colour);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 2 * radius);
  cairo_stroke (cr);
}

static void
draw_icons (cairo_t *cr, double width, double height, gpointer data)
{
  static const CandorInkColour paper = { 1, 1, 1 };
  int n = GPOINTER_TO_INT (data);

  draw_dots (cr, 0, n, 3.7, &candor_colour_accent);
  draw_dots (cr, n, COLUMNS * ROWS, 3.6, &candor_colour_quiet);
  draw_dots (cr, n, COLUMNS * ROWS, 3.0, &paper);
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
  candor_galley_drawing (self, CANDOR_COLUMN_MAIN, COLUMNS * PITCH, ROWS * PITCH, alt, draw_icons,
                         GINT_TO_POINTER (CLAMP (n_of_100, 0, 100)), NULL);
}
