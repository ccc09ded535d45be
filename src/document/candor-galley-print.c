/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Draws a galley as the pages of a PDF.
 */
#include "candor-galley-press.h"

#include <cairo-pdf.h>
#include <string.h>

#include "candor-archive.h"
#include "core/candor-error.h"

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
      candor_press_frame (press, left, top, box->width, height);
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

/* Letters are drawn from the left, also of words that are read from the right, and some two as one: whoever
 * reads them back from the page gets them in pieces. There each text says once more what it is.
 *
 * Returns: (nullable): the words of @layout, where they have to be said */
static const char *
words_to_say (CandorGalley *galley, PangoLayout *layout)
{
  gboolean backward
      = galley->rtl || (galley->second != NULL && candor_language_is_rtl (galley->second));

  return backward ? pango_layout_get_text (layout) : NULL;
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
  tag->said = words_to_say (press->galley, piece->layout);
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

/* A name may be nothing but a space. */
static gboolean
shows_nothing (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isgraph (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
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
      CandorTag *label = begin_leaf (press, "Lbl", NULL);

      label->lang = piece->lang;
      label->said = words_to_say (galley, piece->marker);
      pango_layout_get_extents (piece->marker, NULL, &logical);
      candor_tag_log_label_list (
          press->log,
          g_ascii_isdigit (*pango_layout_get_text (piece->marker)) ? "Decimal" : "Disc");
      candor_press_line (press, pango_layout_get_line_readonly (piece->marker, 0), piece->type,
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

      candor_press_line (press, line->line, piece->type, left + line->x,
                         line_top (&strips[i], line) + line->baseline);
      if (shows_nothing (pango_layout_get_text (line->line->layout)))
        candor_press_space (press, left, strips[i].y + line->baseline);
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
  candor_press_space (press, left, top + piece->height);
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
      candor_press_furniture (press);
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
