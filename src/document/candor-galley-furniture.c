/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What stands on every page around the text: whose it is, which page, what state.
 */
#include "candor-galley-press.h"

#include <math.h>

#include "core/candor-bidi.h"

#define HEADER_Y 30.0
#define FOOTER_Y 40.0 /* from the bottom edge */

void
candor_colour_set (cairo_t *cr, const CandorInkColour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

/* From the start edge of the language to the left edge of the page. */
double
candor_galley_left (CandorGalley *self, double start, double width)
{
  return self->rtl ? self->page_width - self->margin - start - width : self->margin + start;
}

void
candor_press_line (
    CandorPress *press, PangoLayoutLine *line, const CandorType *type, double x, double y)
{
  cairo_matrix_t page;

  cairo_get_matrix (press->cr, &page);
  cairo_translate (press->cr, x, y);
  cairo_scale (press->cr, type->scale, type->scale);
  candor_outlines_show_line (press->cr, line);
  cairo_set_matrix (press->cr, &page);
}

/* The same words stand on every page, so they are laid out once a document. */
static PangoLayout *
furniture_layout (CandorPress *press, CandorTypeStyle style, const char *text, double width)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", style, (int)width, text);
  PangoLayout *layout = g_hash_table_lookup (press->furniture_layouts, key);

  if (layout != NULL)
    return layout;

  layout = candor_galley_layout (
      press->galley, &(CandorSetting){ .type = style, .width = width, .own = TRUE }, text);
  /* One line that fits is left as it has been set: any change would set it again. */
  if (pango_layout_get_line_count (layout) > 1 || pango_layout_is_wrapped (layout))
    {
      pango_layout_set_width (layout,
                              (int)(width / press->galley->types[style].scale * PANGO_SCALE));
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  g_hash_table_insert (press->furniture_layouts, g_steal_pointer (&key), layout);
  return layout;
}

/* Text of the page itself. Returns: its width. */
static double
draw_furniture_text (CandorPress *press,
                     CandorTypeStyle style,
                     const char *text,
                     double start,
                     double width,
                     gboolean at_end,
                     double top)
{
  CandorGalley *galley = press->galley;
  const CandorType *type = &galley->types[style];
  PangoLayout *layout = furniture_layout (press, style, text, width);
  PangoLayoutLine *line;
  PangoRectangle logical;
  double used;
  double left;

  line = pango_layout_get_line_readonly (layout, 0);
  pango_layout_line_get_extents (line, NULL, &logical);
  used = logical.width * type->scale / PANGO_SCALE;
  left = candor_galley_left (galley, at_end ? start + width - used : start, used);
  candor_colour_set (press->cr, type->colour);
  candor_press_line (press, line, type, left, top + type->baseline);
  return used;
}

/* Cairo (seen in 1.18) opens a tag only if there are letters in it: a drawing gets one that shows
 * nothing. What has no size counts only between two whole points, where it is rounded to one. */
void
candor_press_space (CandorPress *press, double x, double y)
{
  PangoLayout *layout = furniture_layout (press, CANDOR_TYPE_FURNITURE, " ", 1000);

  candor_press_line (press, pango_layout_get_line_readonly (layout, 0),
                     &press->galley->types[CANDOR_TYPE_FURNITURE], floor (x) + 0.5,
                     floor (y) + 0.5);
}

void
candor_press_frame (CandorPress *press, double left, double top, double width, double height)
{
  cairo_rectangle (press->cr, left, top, width, height);
  cairo_set_line_width (press->cr, 0.8);
  cairo_stroke (press->cr);
}

static void
draw_header (CandorPress *press)
{
  const CandorFurniture *furniture = press->furniture;
  CandorGalley *galley = press->galley;
  double content = galley->page_width - 2 * galley->margin;
  double free_width = content;

  if (furniture->flag != NULL)
    {
      double used = draw_furniture_text (press, CANDOR_TYPE_FLAG, furniture->flag, 0, content - 6,
                                         TRUE, HEADER_Y);

      candor_colour_set (press->cr, &candor_colour_ink);
      candor_press_frame (press, candor_galley_left (galley, content - used - 12, used + 12),
                          HEADER_Y - 2.5, used + 12, 16);
      free_width -= used + 24;
    }
  if (press->page > 0)
    {
      double start = 0;

      /* What a short name leaves free is for the other end. */
      if (furniture->header_start != NULL)
        {
          /* A name has its order whatever the line around it. */
          g_autofree char *apart = candor_bidi_dup_apart (furniture->header_start);

          start = 12
                  + draw_furniture_text (
                      press, CANDOR_TYPE_FURNITURE,
                      candor_language_is_rtl (galley->language) ? apart : furniture->header_start,
                      0, free_width / 2, FALSE, HEADER_Y);
        }
      if (furniture->header_end != NULL)
        draw_furniture_text (press, CANDOR_TYPE_FURNITURE, furniture->header_end, start,
                             free_width - start, TRUE, HEADER_Y);
      if (furniture->header_start != NULL || furniture->header_end != NULL)
        {
          candor_colour_set (press->cr, &candor_colour_hairline);
          cairo_rectangle (press->cr, galley->margin, HEADER_Y + 18, content, 0.6);
          cairo_fill (press->cr);
        }
    }
}

static void
draw_footer (CandorPress *press)
{
  const CandorFurniture *furniture = press->furniture;
  CandorGalley *galley = press->galley;
  double content = galley->page_width - 2 * galley->margin;
  double foot = galley->page_height - FOOTER_Y;
  double free_width;
  g_autofree char *number = g_strdup_printf ("%d", press->page + 1);
  g_autofree char *total = g_strdup_printf ("%d", press->n_pages);
  g_autoptr (GString) page_text = g_string_new (furniture->page_of);
  double used;

  g_string_replace (page_text, "{page}", number, 1);
  g_string_replace (page_text, "{pages}", total, 1);

  candor_colour_set (press->cr, &candor_colour_hairline);
  cairo_rectangle (press->cr, galley->margin, foot - 7, content, 0.6);
  cairo_fill (press->cr);
  used = draw_furniture_text (press, CANDOR_TYPE_FURNITURE, page_text->str, 0, content, TRUE, foot);
  free_width = content - used - 12;
  used = 0;
  if (furniture->notice != NULL)
    used = 12
           + draw_furniture_text (press, CANDOR_TYPE_FLAG, furniture->notice, 0, free_width, FALSE,
                                  foot);
  if (furniture->footer != NULL && free_width > used + 40)
    draw_furniture_text (press, CANDOR_TYPE_FURNITURE, furniture->footer, used, free_width - used,
                         FALSE, foot);
}

/* Cairo knows no artifacts: the archive makes them of two tags that no text has. */
void
candor_press_furniture (CandorPress *press)
{
  cairo_tag_begin (press->cr, CANDOR_SHEET_HEADER, NULL);
  draw_header (press);
  cairo_tag_end (press->cr, CANDOR_SHEET_HEADER);
  cairo_tag_begin (press->cr, CANDOR_SHEET_FOOTER, NULL);
  draw_footer (press);
  cairo_tag_end (press->cr, CANDOR_SHEET_FOOTER);
}
