/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Draws a galley as the pages of a PDF.
 */
#include "candor-galley-private.h"

#include <cairo-pdf.h>
#include <string.h>

#include "core/candor-error.h"

#define HEADER_Y 30.0
#define FOOTER_Y 40.0 /* from the bottom edge */

typedef struct
{
  CandorGalley *galley;
  const CandorFurniture *furniture;
  GHashTable *furniture_layouts; /* (owned) (element-type utf8 PangoLayout) */
  cairo_surface_t *surface;
  cairo_t *cr;
  int n_pages;
  int page;       /* from 0 */
  int parents[4]; /* the bookmark that is open at each level of heading */
} CandorPress;

static cairo_status_t
write_cb (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Every tag of the document goes through these two: whoever completes the structure tree after
 * Cairo can follow it from here, tag by tag, in the order of the tree. */
static void
begin_tag (CandorPress *press, const char *tag, const char *attributes)
{
  cairo_tag_begin (press->cr, tag, attributes);
}

static void
end_tag (CandorPress *press, const char *tag)
{
  cairo_tag_end (press->cr, tag);
}

void
candor_colour_set (cairo_t *cr, const CandorInkColour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

/* From the start edge of the language to the left edge of the page. */
double
candor_galley_left (CandorGalley *self, double start, double width)
{
  return self->rtl ? self->page_width - CANDOR_PAGE_MARGIN - start - width
                   : CANDOR_PAGE_MARGIN + start;
}

static void
draw_line (CandorPress *press, PangoLayoutLine *line, double x, double y)
{
  cairo_move_to (press->cr, x, y);
  pango_cairo_show_layout_line (press->cr, line);
}

/* The same words stand on every page, so they are laid out once a document. */
static PangoLayout *
furniture_layout (CandorPress *press, CandorTypeStyle style, const char *text, double width)
{
  g_autofree char *key = g_strdup_printf ("%d %d %s", style, (int)width, text);
  PangoLayout *layout = g_hash_table_lookup (press->furniture_layouts, key);

  if (layout != NULL)
    return layout;

  layout = candor_galley_layout (press->galley, style, text, FALSE, width);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
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
  const CandorType *type = candor_type_get (style);
  PangoLayout *layout = furniture_layout (press, style, text, width);
  PangoLayoutLine *line;
  PangoRectangle logical;
  double used;
  double left;

  line = pango_layout_get_line_readonly (layout, 0);
  pango_layout_line_get_extents (line, NULL, &logical);
  used = logical.width / (double)PANGO_SCALE;
  left = candor_galley_left (galley, at_end ? start + width - used : start, used);
  candor_colour_set (press->cr, type->colour);
  draw_line (press, line, left, top + type->baseline);
  return used;
}

static void
draw_frame (CandorPress *press, double left, double top, double width, double height)
{
  cairo_rectangle (press->cr, left, top, width, height);
  cairo_set_line_width (press->cr, 0.8);
  cairo_stroke (press->cr);
}

static void
draw_furniture (CandorPress *press)
{
  const CandorFurniture *furniture = press->furniture;
  CandorGalley *galley = press->galley;
  double content = galley->page_width - 2 * CANDOR_PAGE_MARGIN;
  double foot = galley->page_height - FOOTER_Y;
  double free_width = content;
  g_autofree char *number = g_strdup_printf ("%d", press->page + 1);
  g_autofree char *total = g_strdup_printf ("%d", press->n_pages);
  g_autoptr (GString) page_text = g_string_new (furniture->page_of);
  double used;

  g_string_replace (page_text, "{page}", number, 1);
  g_string_replace (page_text, "{pages}", total, 1);

  if (furniture->flag != NULL)
    {
      used = draw_furniture_text (press, CANDOR_TYPE_FLAG, furniture->flag, 0, content - 6, TRUE,
                                  HEADER_Y);
      candor_colour_set (press->cr, &candor_colour_ink);
      draw_frame (press, candor_galley_left (galley, content - used - 12, used + 12),
                  HEADER_Y - 2.5, used + 12, 16);
      free_width -= used + 24;
    }
  if (press->page > 0)
    {
      if (furniture->header_start != NULL)
        draw_furniture_text (press, CANDOR_TYPE_FURNITURE, furniture->header_start, 0,
                             free_width / 2, FALSE, HEADER_Y);
      if (furniture->header_end != NULL)
        draw_furniture_text (press, CANDOR_TYPE_FURNITURE, furniture->header_end,
                             free_width / 2 + 12, free_width / 2 - 12, TRUE, HEADER_Y);
      candor_colour_set (press->cr, &candor_colour_hairline);
      cairo_rectangle (press->cr, CANDOR_PAGE_MARGIN, HEADER_Y + 18, content, 0.6);
      cairo_fill (press->cr);
    }

  candor_colour_set (press->cr, &candor_colour_hairline);
  cairo_rectangle (press->cr, CANDOR_PAGE_MARGIN, foot - 7, content, 0.6);
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

static void
draw_box (CandorPress *press, const CandorPiece *box, double top, double bottom)
{
  CandorGalley *galley = press->galley;
  double left = candor_galley_left (galley, box->start, box->width);
  double height = bottom - top;

  switch (box->box)
    {
    case CANDOR_BOX_KEY:
      candor_colour_set (press->cr, &candor_colour_tint);
      cairo_rectangle (press->cr, left, top, box->width, height);
      cairo_fill (press->cr);
      candor_colour_set (press->cr, &candor_colour_accent);
      cairo_rectangle (press->cr, candor_galley_left (galley, box->start, 3), top, 3, height);
      cairo_fill (press->cr);
      break;
    case CANDOR_BOX_PLAIN:
      candor_colour_set (press->cr, &candor_colour_hairline);
      draw_frame (press, left, top, box->width, height);
      break;
    case CANDOR_BOX_STRONG:
      candor_colour_set (press->cr, &candor_colour_ink);
      cairo_set_line_width (press->cr, 1.6);
      cairo_rectangle (press->cr, left + 0.8, top + 0.8, box->width - 1.6, height - 1.6);
      cairo_stroke (press->cr);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Boxes stand behind their text, so each is drawn before it, as far as it reaches on this page. */
static void
draw_boxes (CandorPress *press, const CandorStrip *strips, guint from, guint to)
{
  guint i = from;

  while (i < to)
    {
      const CandorPiece *box = strips[i].box;
      guint end = i;
      double top;
      double bottom;

      while (end + 1 < to && strips[end + 1].box == box)
        end++;
      if (box != NULL)
        {
          top = strips[i].y;
          bottom = strips[end].y + strips[end].height;
          if (strips[i].piece->kind != CANDOR_PIECE_OPEN_BOX)
            top -= CANDOR_BOX_PADDING;
          if (strips[end].piece->kind != CANDOR_PIECE_CLOSE_BOX)
            bottom += CANDOR_BOX_PADDING;
          draw_box (press, box, top, bottom);
        }
      i = end + 1;
    }
}

/* All lines of one kind are one path: a page of a table has forty of them. */
static void
draw_rules (CandorPress *press, const CandorStrip *strips, guint from, guint to, gboolean strong)
{
  double content = press->galley->page_width - 2 * CANDOR_PAGE_MARGIN;

  for (guint i = from; i < to; i++)
    {
      const CandorStrip *strip = &strips[i];
      gboolean is_rule = strip->piece->kind == CANDOR_PIECE_RULE;
      gboolean is_strong = is_rule && strip->piece->level == 1;

      if (is_strong == strong && (is_rule || (strip->rule && !strip->first)))
        cairo_rectangle (press->cr, CANDOR_PAGE_MARGIN, strip->y, content, strong ? 1.6 : 0.6);
    }
  candor_colour_set (press->cr, strong ? &candor_colour_accent : &candor_colour_hairline);
  cairo_fill (press->cr);
}

static void
add_bookmark (CandorPress *press, const CandorPiece *piece, double y)
{
  g_autofree char *place = NULL;
  char y_text[G_ASCII_DTOSTR_BUF_SIZE];
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  /* Not printf: the decimal point must not follow the locale. */
  g_ascii_formatd (y_text, sizeof y_text, "%.2f", y);
  place = g_strdup_printf ("page=%d pos=[0 %s]", press->page + 1, y_text);
  for (int level = piece->level - 1; level > 0 && parent == CAIRO_PDF_OUTLINE_ROOT; level--)
    parent = press->parents[level];
  press->parents[piece->level]
      = cairo_pdf_surface_add_outline (press->surface, parent, piece->outline, place,
                                       piece->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
  for (int level = piece->level + 1; level < 4; level++)
    press->parents[level] = CAIRO_PDF_OUTLINE_ROOT;
}

/* A strip in the side column knows how far it reaches below the top of its row. */
static double
line_top (const CandorStrip *strip, const CandorLine *line)
{
  return strip->aside > 0 ? strip->y + strip->aside - line->height : strip->y;
}

/* The lines of one text that stand on this page. A leaf tag never stays open over a page break. */
static void
draw_text (CandorPress *press, const CandorStrip *strips, guint from, guint to)
{
  CandorGalley *galley = press->galley;
  const CandorPiece *piece = strips[from].piece;
  double left = candor_galley_left (galley, piece->start, piece->width);

  candor_colour_set (press->cr, piece->type->colour);
  if (piece->marker != NULL && strips[from].line == 0)
    {
      const CandorLine *line = &g_array_index (piece->lines, CandorLine, 0);
      PangoRectangle logical;

      pango_layout_get_extents (piece->marker, NULL, &logical);
      begin_tag (press, "Lbl", NULL);
      draw_line (
          press, pango_layout_get_line_readonly (piece->marker, 0),
          candor_galley_left (galley, piece->marker_start, logical.width / (double)PANGO_SCALE),
          line_top (&strips[from], line) + line->baseline);
      end_tag (press, "Lbl");
    }

  if (piece->level > 0 && strips[from].line == 0)
    add_bookmark (press, piece, strips[from].y);
  begin_tag (press, piece->tag, NULL);
  if (piece->link != NULL)
    begin_tag (press, CAIRO_TAG_LINK, piece->link);
  for (guint i = from; i < to; i++)
    {
      const CandorLine *line = &g_array_index (piece->lines, CandorLine, strips[i].line);

      draw_line (press, line->line, left + line->x, line_top (&strips[i], line) + line->baseline);
    }
  if (piece->link != NULL)
    end_tag (press, CAIRO_TAG_LINK);
  end_tag (press, piece->tag);
}

static void
draw_drawing (CandorPress *press, const CandorStrip *strip)
{
  const CandorPiece *piece = strip->piece;
  double top = strip->aside > 0 ? strip->y + strip->aside - piece->height : strip->y;

  begin_tag (press, piece->tag, NULL);
  cairo_save (press->cr);
  cairo_translate (press->cr, candor_galley_left (press->galley, piece->start, piece->width), top);
  piece->draw (press->cr, piece->width, piece->height, piece->data);
  cairo_restore (press->cr);
  end_tag (press, piece->tag);
}

static void
draw_strips (CandorPress *press, const CandorStrip *strips, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      const CandorPiece *piece = strips[i].piece;
      guint end = i + 1;

      switch (piece->kind)
        {
        case CANDOR_PIECE_OPEN:
          begin_tag (press, piece->tag, NULL);
          break;
        case CANDOR_PIECE_CLOSE:
          end_tag (press, piece->tag);
          break;
        case CANDOR_PIECE_TEXT:
          while (end < to && strips[end].piece == piece)
            end++;
          draw_text (press, strips, i, end);
          i = end - 1;
          break;
        case CANDOR_PIECE_DRAWING:
          draw_drawing (press, &strips[i]);
          break;
        case CANDOR_PIECE_OPEN_ROW:
        case CANDOR_PIECE_CLOSE_ROW:
        case CANDOR_PIECE_OPEN_BOX:
        case CANDOR_PIECE_CLOSE_BOX:
        case CANDOR_PIECE_RULE:
        case CANDOR_PIECE_SPACE:
        default:
          break;
        }
    }
}

static void
draw_pages (CandorPress *press)
{
  const CandorStrip *strips = (const CandorStrip *)(gpointer)press->galley->strips->data;
  guint from = 0;

  for (press->page = 0; press->page < press->n_pages; press->page++)
    {
      guint to = from;

      while (to < press->galley->strips->len && strips[to].page == press->page)
        to++;
      if (press->page == 0)
        begin_tag (press, "Document", NULL);
      draw_furniture (press);
      draw_boxes (press, strips, from, to);
      draw_rules (press, strips, from, to, FALSE);
      draw_rules (press, strips, from, to, TRUE);
      draw_strips (press, strips, from, to);
      if (press->page == press->n_pages - 1)
        end_tag (press, "Document");
      cairo_show_page (press->cr);
      from = to;
    }
}

static void
set_metadata (CandorPress *press)
{
  const CandorFurniture *furniture = press->furniture;
  const struct
  {
    cairo_pdf_metadata_t what;
    const char *value;
  } all[] = {
    { CAIRO_PDF_METADATA_TITLE, furniture->title },
    { CAIRO_PDF_METADATA_AUTHOR, furniture->author },
    { CAIRO_PDF_METADATA_SUBJECT, furniture->subject },
    { CAIRO_PDF_METADATA_KEYWORDS, furniture->keywords },
    { CAIRO_PDF_METADATA_CREATOR, "Candor " CANDOR_VERSION },
    { CAIRO_PDF_METADATA_CREATE_DATE, furniture->created_at },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].value != NULL)
      {
        g_autofree char *clean = candor_galley_clean (all[i].value);

        cairo_pdf_surface_set_metadata (press->surface, all[i].what, clean);
      }
}

/**
 * candor_galley_print:
 * @self: a galley, with all its tags, rows and boxes closed
 * @furniture: what stands on every page
 * @error: return location for an error
 *
 * Cuts the galley into pages and draws them.
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL with %CANDOR_ERROR_FAILED
 */
GBytes *
candor_galley_print (CandorGalley *self, const CandorFurniture *furniture, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  CandorPress press = { .galley = self, .furniture = furniture };
  cairo_status_t status;

  press.n_pages = candor_galley_cut (self);
  press.furniture_layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  press.surface
      = cairo_pdf_surface_create_for_stream (write_cb, bytes, self->page_width, self->page_height);
  cairo_pdf_surface_restrict_to_version (press.surface, CAIRO_PDF_VERSION_1_5);
  press.cr = cairo_create (press.surface);
  set_metadata (&press);
  draw_pages (&press);
  g_hash_table_unref (press.furniture_layouts);

  /* Only a finished surface knows whether all of it could be written. */
  status = cairo_status (press.cr);
  cairo_destroy (press.cr);
  cairo_surface_finish (press.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (press.surface);
  cairo_surface_destroy (press.surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                   "The form could not be drawn (%s). The visit is unchanged; please try again.",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
