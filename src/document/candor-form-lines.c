/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Lines to write on, where a form is filled in by hand.
 */
#include "candor-form.h"
#include "candor-galley-private.h"

/* Points. A hand needs more room than print. */
#define LINE_HEIGHT 25.0
#define RULE 0.7

static void
draw_lines (cairo_t *cr, double width, double height, gpointer data)
{
  candor_colour_set (cr, &candor_colour_quiet);
  for (double y = LINE_HEIGHT; y <= height + 0.5; y += LINE_HEIGHT)
    cairo_rectangle (cr, 0, y - RULE, width, RULE);
  cairo_fill (cr);
}

/* @what: what is to be written there, for those who cannot see the lines */
void
candor_form_lines (CandorForm *self, CandorColumn column, guint n, const char *what)
{
  candor_galley_drawing (self->galley, column, candor_galley_column_width (self->galley, column),
                         n * LINE_HEIGHT, what, draw_lines, NULL, NULL);
}

/* A row of a table, with @n lines. It stays on one page, and leaves the next row to another. */
void
candor_form_line_row (CandorForm *self, const char *label, guint n)
{
  /* Translators: stands for lines on paper; %s is what to write there, such as "Date of birth". */
  g_autofree char *alt = candor_form_print (self, N_ ("Room to write: %s"), label);

  candor_galley_open_whole (self->galley);
  candor_form_open_cells (self, CANDOR_TYPE_LABEL, label);
  candor_form_lines (self, CANDOR_COLUMN_MAIN, n, alt);
  candor_form_close_cells (self);
  candor_galley_close_whole (self->galley);
}
