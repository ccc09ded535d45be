/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Draws a galley as the pages of a PDF.
 */
#include "candor-galley-private.h"

#include <cairo-pdf.h>
#include <string.h>

#include "candor-archive.h"
#include "core/candor-error.h"

#define HEADER_Y 30.0
#define FOOTER_Y 40.0 /* from the bottom edge */

typedef struct
{
  CandorGalley *galley;
  const CandorFurniture *furniture;
  GHashTable *furniture_layouts; /* (owned) (element-type utf8 PangoLayout) */
  CandorTagLog *log;
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

/* Opens an element that holds marked content. Cairo marks it, and is told of no other elements: the
 * tree is built from the log. */
static CandorTag *
begin_leaf (CandorPress *press, const char *name, const char *attributes)
{
  CandorTag *tag = candor_tag_log_open (press->log, name, press->page);

  tag->leaf = TRUE;
  cairo_tag_begin (press->cr, name, attributes);
  return tag;
}

static void
end_leaf (CandorPress *press, const char *name)
{
  cairo_tag_end (press->cr, name);
  candor_tag_log_close (press->log);
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
  return self->rtl ? self->page_width - self->margin - start - width : self->margin + start;
}

static void
draw_line (CandorPress *press, PangoLayoutLine *line, const CandorType *type, double x, double y)
{
  cairo_matrix_t page;

  cairo_get_matrix (press->cr, &page);
  cairo_translate (press->cr, x, y);
  cairo_scale (press->cr, type->scale, type->scale);
  cairo_move_to (press->cr, 0, 0);
  pango_cairo_show_layout_line (press->cr, line);
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
  draw_line (press, line, type, left, top + type->baseline);
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
      draw_frame (press, candor_galley_left (galley, content - used - 12, used + 12),
                  HEADER_Y - 2.5, used + 12, 16);
      free_width -= used + 24;
    }
  if (press->page > 0)
    {
      double start = 0;

      /* What a short name leaves free is for the other end. */
      if (furniture->header_start != NULL)
        start = 12
                + draw_furniture_text (press, CANDOR_TYPE_FURNITURE, furniture->header_start, 0,
                                       free_width / 2, FALSE, HEADER_Y);
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
static void
draw_furniture (CandorPress *press)
{
  cairo_tag_begin (press->cr, CANDOR_SHEET_HEADER, NULL);
  draw_header (press);
  cairo_tag_end (press->cr, CANDOR_SHEET_HEADER);
  cairo_tag_begin (press->cr, CANDOR_SHEET_FOOTER, NULL);
  draw_footer (press);
  cairo_tag_end (press->cr, CANDOR_SHEET_FOOTER);
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
  double content = press->galley->page_width - 2 * press->galley->margin;

  for (guint i = from; i < to; i++)
    {
      const CandorStrip *strip = &strips[i];
      gboolean is_rule = strip->piece->kind == CANDOR_PIECE_RULE;
      gboolean is_strong = is_rule && strip->piece->level == 1;

      if (is_strong == strong && (is_rule || (strip->rule && !strip->first)))
        cairo_rectangle (press->cr, press->galley->margin, strip->y, content, strong ? 1.6 : 0.6);
    }
  candor_colour_set (press->cr, strong ? &candor_colour_accent : &candor_colour_hairline);
  cairo_fill (press->cr);
}

/* A strip in the side column knows how far it reaches below the top of its row. */
static double
line_top (const CandorStrip *strip, const CandorLine *line)
{
  return strip->aside > 0 || strip->beside ? strip->y + strip->aside - line->height : strip->y;
}

/* A box to tick with a pen, as high as a capital letter and a bit. It stands outside of all leaf
 * tags: to whoever listens it says nothing that the list does not say. */
static void
draw_tick_box (CandorPress *press, const CandorPiece *piece, double baseline)
{
  double size = 0.86 * piece->type->size;

  cairo_rectangle (press->cr, candor_galley_left (press->galley, piece->marker_start, size) + 0.6,
                   baseline - 0.357 * piece->type->size - size / 2 + 0.6, size - 1.2, size - 1.2);
  candor_colour_set (press->cr, &candor_colour_ink);
  cairo_set_line_width (press->cr, 1.2);
  cairo_stroke (press->cr);
}

static void
draw_ticks (CandorPress *press, const CandorStrip *strips, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (strips[i].piece->tick && strips[i].line == 0)
      {
        const CandorLine *line = &g_array_index (strips[i].piece->lines, CandorLine, 0);

        draw_tick_box (press, strips[i].piece, line_top (&strips[i], line) + line->baseline);
      }
}

static void
add_bookmark (CandorPress *press, const CandorPiece *piece, double y)
{
  g_autofree char *place = NULL;
  char y_text[G_ASCII_DTOSTR_BUF_SIZE];
  int parent = CAIRO_PDF_OUTLINE_ROOT;

  /* Not printf: the decimal point must not follow the locale. */
  g_ascii_formatd (y_text, sizeof y_text, "%.2f", y);
  place = g_strdup_printf ("page=%d pos=[0 %s]", 2 * press->page + 2, y_text);
  for (int level = piece->level - 1; level > 0 && parent == CAIRO_PDF_OUTLINE_ROOT; level--)
    parent = press->parents[level];
  press->parents[piece->level]
      = cairo_pdf_surface_add_outline (press->surface, parent, piece->outline, place,
                                       piece->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
  for (int level = piece->level + 1; level < 4; level++)
    press->parents[level] = CAIRO_PDF_OUTLINE_ROOT;
}

static char *
quote_attribute (const char *name, const char *value)
{
  GString *quoted = g_string_new (name);

  g_string_append (quoted, "='");
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '\'' || *at == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *at);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}

/* A text that goes on after a page break is the same element: only its content has two parts. */
static void
begin_text (CandorPress *press, CandorPiece *piece, gboolean continued)
{
  CandorTag *tag;

  if (piece->link != NULL)
    tag = candor_tag_log_open (press->log, piece->tag, press->page);
  else
    tag = begin_leaf (press, piece->tag, NULL);
  tag->lang = piece->lang;
  if (continued)
    tag->continues = piece->tag_index;
  else
    piece->tag_index = candor_tag_log_current (press->log);
  if (piece->link != NULL)
    {
      g_autofree char *attributes = quote_attribute ("uri", piece->link);

      begin_leaf (press, CAIRO_TAG_LINK, attributes)->link = piece->link;
    }
}

/* The lines of one text that stand on this page. A leaf tag never stays open over a page break. */
static void
draw_text (CandorPress *press, const CandorStrip *strips, guint from, guint to)
{
  CandorGalley *galley = press->galley;
  CandorPiece *piece = strips[from].piece;
  double left = candor_galley_left (galley, piece->start, piece->width);

  candor_colour_set (press->cr, piece->type->colour);
  if (piece->marker != NULL && strips[from].line == 0)
    {
      const CandorLine *line = &g_array_index (piece->lines, CandorLine, 0);
      PangoRectangle logical;

      pango_layout_get_extents (piece->marker, NULL, &logical);
      begin_leaf (press, "Lbl", NULL)->lang = piece->lang;
      candor_tag_log_label_list (
          press->log,
          g_ascii_isdigit (*pango_layout_get_text (piece->marker)) ? "Decimal" : "Disc");
      draw_line (press, pango_layout_get_line_readonly (piece->marker, 0), piece->type,
                 candor_galley_left (galley, piece->marker_start,
                                     logical.width * piece->type->scale / PANGO_SCALE),
                 line_top (&strips[from], line) + line->baseline);
      end_leaf (press, "Lbl");
    }

  if (piece->level > 0 && strips[from].line == 0)
    add_bookmark (press, piece, strips[from].y);
  begin_text (press, piece, strips[from].line > 0);
  for (guint i = from; i < to; i++)
    {
      const CandorLine *line = &g_array_index (piece->lines, CandorLine, strips[i].line);

      draw_line (press, line->line, piece->type, left + line->x,
                 line_top (&strips[i], line) + line->baseline);
    }
  if (piece->link != NULL)
    {
      end_leaf (press, CAIRO_TAG_LINK);
      candor_tag_log_close (press->log);
    }
  else
    end_leaf (press, piece->tag);
}

static void
draw_drawing (CandorPress *press, const CandorStrip *strip)
{
  const CandorPiece *piece = strip->piece;
  double top = strip->aside > 0 ? strip->y + strip->aside - piece->height : strip->y;
  double left = candor_galley_left (press->galley, piece->start, piece->width);
  double page_height = press->galley->page_height;
  CandorTag *tag = begin_leaf (press, piece->tag, NULL);

  tag->alt = piece->alt;
  tag->lang = piece->lang;
  tag->has_bounds = TRUE;
  tag->bounds[0] = left;
  tag->bounds[1] = page_height - top - piece->height;
  tag->bounds[2] = left + piece->width;
  tag->bounds[3] = page_height - top;
  cairo_save (press->cr);
  cairo_translate (press->cr, left, top);
  piece->draw (press->cr, piece->width, piece->height, piece->data);
  cairo_restore (press->cr);
  end_leaf (press, piece->tag);
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
          candor_tag_log_open (press->log, piece->tag, press->page);
          break;
        case CANDOR_PIECE_CLOSE:
          candor_tag_log_close (press->log);
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
        case CANDOR_PIECE_BREAK:
        default:
          break;
        }
    }
}

/* Each page is drawn on two sheets, which are laid over each other afterwards: what belongs to the
 * paper (headers, rules, boxes), which a screen reader passes over, and what belongs to the text. */
static void
draw_pages (CandorPress *press)
{
  const CandorStrip *strips = (const CandorStrip *)(gpointer)press->galley->strips->data;
  guint from = 0;

  /* What Cairo meets first must be a tag that groups others. */
  candor_tag_log_open (press->log, "Document", 0);
  cairo_tag_begin (press->cr, "Document", NULL);
  for (press->page = 0; press->page < press->n_pages; press->page++)
    {
      guint to = from;

      while (to < press->galley->strips->len && strips[to].page == press->page)
        to++;
      draw_furniture (press);
      draw_boxes (press, strips, from, to);
      draw_rules (press, strips, from, to, FALSE);
      draw_rules (press, strips, from, to, TRUE);
      draw_ticks (press, strips, from, to);
      cairo_show_page (press->cr);
      draw_strips (press, strips, from, to);
      if (press->page == press->n_pages - 1)
        cairo_tag_end (press->cr, "Document");
      cairo_show_page (press->cr);
      from = to;
    }
  candor_tag_log_close (press->log);
}

static GBytes *
complete (CandorPress *press, GByteArray *drawn, GError **error)
{
  const CandorFurniture *furniture = press->furniture;
  g_autofree char *title = candor_galley_clean (furniture->title);
  g_autofree char *author = candor_galley_clean (furniture->author);
  g_autofree char *subject = candor_galley_clean (furniture->subject);
  g_autofree char *keywords = candor_galley_clean (furniture->keywords);
  const CandorArchiveInfo info = {
    .title = title,
    .author = author,
    .subject = subject,
    .keywords = keywords,
    .created_at = furniture->created_at,
    .language = candor_language_code (press->galley->language),
    .attachments = furniture->attachments,
    .n_attachments = furniture->n_attachments,
    .sealed_by = furniture->sealed_by,
    .seal_words = furniture->seal_words,
  };

  return candor_archive_complete (drawn, press->log, &info, error);
}

/**
 * candor_galley_print:
 * @self: a galley, with all its tags, rows and boxes closed
 * @furniture: what stands on every page
 * @error: return location for an error
 *
 * Cuts the galley into pages, draws them, and makes an archive document of them. Where
 * @furniture names who seals it, the seal is still to be applied.
 *
 * Returns: (transfer full) (nullable): the PDF, or %NULL with %CANDOR_ERROR_FAILED
 */
GBytes *
candor_galley_print (CandorGalley *self, const CandorFurniture *furniture, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (CandorTagLog) log = candor_tag_log_new ();
  CandorPress press = { .galley = self, .furniture = furniture, .log = log };
  cairo_status_t status;

  if (!candor_galley_is_paired (self))
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
          "The form could not be made in two languages, because one says more than the "
          "other. The visit is unchanged; the form can be made in one language.");
      return NULL;
    }
  press.n_pages = candor_galley_cut (self);
  press.furniture_layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  press.surface
      = cairo_pdf_surface_create_for_stream (write_cb, bytes, self->page_width, self->page_height);
  cairo_pdf_surface_restrict_to_version (press.surface, CAIRO_PDF_VERSION_1_5);
  press.cr = cairo_create (press.surface);
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
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
          "The form could not be drawn (%s). The visit is unchanged; please try again.",
          cairo_status_to_string (status));
      return NULL;
    }
  return complete (&press, bytes, error);
}
