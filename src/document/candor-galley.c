/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is added to a galley: pieces, and the strips that a page break may fall between.
 */
#include "candor-galley-private.h"

#include <string.h>

#include "candor-paper-fonts.h"

/* A row that is lower than this part of a page is never cut. */
#define ROW_LIMIT 0.2

const CandorInkColour candor_colour_ink = { 0.075, 0.110, 0.110 };
const CandorInkColour candor_colour_quiet = { 0.290, 0.345, 0.340 };
const CandorInkColour candor_colour_second = { 0.345, 0.395, 0.390 };
const CandorInkColour candor_colour_accent = { 0.059, 0.463, 0.431 };
const CandorInkColour candor_colour_hairline = { 0.780, 0.820, 0.815 };
const CandorInkColour candor_colour_tint = { 0.929, 0.965, 0.960 };

static void
free_piece (CandorPiece *piece)
{
  g_clear_object (&piece->layout);
  g_clear_object (&piece->marker);
  g_clear_pointer (&piece->lines, g_array_unref);
  g_free (piece->link);
  g_free (piece->outline);
  g_free (piece->alt);
  if (piece->destroy != NULL)
    piece->destroy (piece->data);
  g_free (piece);
}

static CandorStrip *
last_strip (CandorGalley *self)
{
  if (self->strips->len == 0)
    return NULL;
  return &g_array_index (self->strips, CandorStrip, self->strips->len - 1);
}

static PangoFontMap *
own_font_map (void)
{
  static GPrivate font_map = G_PRIVATE_INIT (g_object_unref);
  PangoFontMap *map = g_private_get (&font_map);

  /* A map of one's own: the default one of the main thread carries the screen's settings. */
  if (map == NULL)
    {
      map = candor_paper_fonts_new_map ();
      g_private_set (&font_map, map);
    }
  return map;
}

/* A context is never changed once a layout knows it: it would be laid out anew. */
PangoContext *
candor_galley_context (CandorGalley *self, gboolean second, gboolean rtl)
{
  PangoContext **context = &self->contexts[second ? 1 : 0][rtl ? 1 : 0];
  const CandorLanguage *language = second ? self->second : self->language;
  cairo_font_options_t *options;

  if (*context != NULL)
    return *context;

  /* Paper has no pixels: a glyph goes where its outline wants it. */
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  *context = pango_font_map_create_context (own_font_map ());
  pango_cairo_context_set_font_options (*context, options);
  pango_context_set_round_glyph_positions (*context, FALSE);
  pango_context_set_language (*context,
                              pango_language_from_string (candor_language_code (language)));
  pango_context_set_base_dir (*context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return *context;
}

/**
 * candor_galley_new:
 * @paper: the size of the pages
 * @language: the language of the document; decides at which edge lines start
 *
 * Returns: (transfer full): an empty galley
 */
CandorGalley *
candor_galley_new (CandorPaper paper, const CandorLanguage *language)
{
  CandorGalley *self = g_new0 (CandorGalley, 1);

  self->language = language;
  self->rtl = candor_language_is_rtl (language);
  self->page_width = paper == CANDOR_PAPER_LETTER ? 612.0 : 595.276;
  self->page_height = paper == CANDOR_PAPER_LETTER ? 792.0 : 841.890;
  self->margin = CANDOR_PAGE_MARGIN;
  self->first_head = CANDOR_PAGE_FIRST_HEAD;
  self->head = CANDOR_PAGE_HEAD;
  self->foot = CANDOR_PAGE_FOOT;
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)free_piece);
  self->strips = g_array_new (FALSE, TRUE, sizeof (CandorStrip));

  for (guint i = 0; i < CANDOR_N_SETS; i++)
    self->fonts[i] = pango_font_description_from_string (
        "Noto Sans, Noto Naskh Arabic, Noto Sans Hebrew, Noto Sans CJK SC");
  candor_galley_set_types (self, CANDOR_PLAIN_BODY);
  return self;
}

/**
 * candor_galley_free:
 * @self: (nullable): a galley
 */
void
candor_galley_free (CandorGalley *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < CANDOR_N_SETS; i++)
    pango_font_description_free (self->fonts[i]);
  for (guint i = 0; i < 4; i++)
    g_clear_object (&self->contexts[i / 2][i % 2]);
  g_clear_pointer (&self->heard, g_ptr_array_unref);
  g_ptr_array_unref (self->pieces);
  g_array_unref (self->strips);
  g_free (self);
}

/**
 * candor_galley_set_large:
 * @self: a galley that nothing has been added to
 * @body: the size of body text, points; 16 is large type (RNIB, Clear print and large print)
 *
 * Sets everything in large type instead of the 11 points of a form, on pages with narrower margins
 * and nothing at their heads.
 */
void
candor_galley_set_large (CandorGalley *self, double body)
{
  g_return_if_fail (self->pieces->len == 0);

  candor_galley_set_types (self, body);
  self->margin = CANDOR_LARGE_MARGIN;
  self->first_head = self->head = CANDOR_LARGE_HEAD;
  self->foot = CANDOR_LARGE_FOOT;
}

/**
 * candor_galley_count_pages:
 * @self: a galley, with all its tags, rows and boxes closed
 *
 * Returns: the number of pages that it takes
 */
guint
candor_galley_count_pages (CandorGalley *self)
{
  return candor_galley_cut (self);
}

/**
 * candor_galley_column_width:
 * @self: a galley
 * @column: one of its columns
 *
 * Returns: the width in points, less the padding of a box that is open
 */
double
candor_galley_column_width (CandorGalley *self, CandorColumn column)
{
  double content = self->page_width - 2 * self->margin;

  if (column == CANDOR_COLUMN_END)
    return content / 2;
  if (self->columns)
    column = CANDOR_COLUMN_FULL;
  if (column == CANDOR_COLUMN_SIDE)
    return CANDOR_SIDE_WIDTH;
  if (self->box != NULL)
    return self->box->width - 2 * CANDOR_BOX_PADDING - 3;
  if (column == CANDOR_COLUMN_MAIN)
    content -= CANDOR_SIDE_WIDTH + CANDOR_GUTTER;
  return content - self->row_end;
}

CandorPiece *
candor_galley_add (CandorGalley *self, CandorPieceKind kind, const char *tag)
{
  CandorPiece *piece = g_new0 (CandorPiece, 1);

  piece->kind = kind;
  piece->tag = g_intern_string (tag);
  g_ptr_array_add (self->pieces, piece);
  return piece;
}

/* The strip returned is only good until the next one is added. */
CandorStrip *
candor_galley_add_strip (CandorGalley *self, CandorPiece *piece, double before, double height)
{
  CandorStrip strip = { .piece = piece,
                        .box = self->box,
                        .line = -1,
                        .before = self->row_fresh ? 0 : before,
                        .height = height,
                        .keep = self->whole > 0 };

  /* The first line of the main column stands level with the first one of the side column. */
  if (height > 0)
    self->row_fresh = FALSE;
  g_array_append_val (self->strips, strip);
  return last_strip (self);
}

/* Stands beside the row: takes no height of its own, but the row ends below it. */
CandorStrip *
candor_galley_add_aside (CandorGalley *self, CandorPiece *piece, double before, double height)
{
  CandorStrip *strip = candor_galley_add_strip (self, piece, 0, 0);

  self->row_aside += (self->row_aside > 0 ? before : 0) + height;
  strip->aside = self->row_aside;
  strip->keep = TRUE;
  return strip;
}

void
candor_galley_place (CandorGalley *self, CandorPiece *piece, CandorColumn column, double indent)
{
  double start
      = column == CANDOR_COLUMN_MAIN && !self->columns ? CANDOR_SIDE_WIDTH + CANDOR_GUTTER : 0;

  if (self->box != NULL && column != CANDOR_COLUMN_SIDE)
    start = self->box->start + CANDOR_BOX_PADDING + 3;
  piece->start = start + indent;
  piece->width = MAX (candor_galley_column_width (self, column) - indent, 24);
}

/**
 * candor_galley_open:
 * @self: a galley
 * @tag: a grouping tag of the structure tree, such as "Sect", "L" or "TR"
 *
 * What is added until candor_galley_close () belongs to it. The first tag of a document must be a
 * grouping one.
 */
void
candor_galley_open (CandorGalley *self, const char *tag)
{
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_OPEN, tag);

  candor_galley_add_strip (self, piece, 0, 0)->keep = TRUE;
}

/**
 * candor_galley_close:
 * @self: a galley
 * @tag: the tag that was opened last
 */
void
candor_galley_close (CandorGalley *self, const char *tag)
{
  const CandorStrip *last = last_strip (self);
  gboolean keep = last != NULL && last->keep;
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_CLOSE, tag);

  candor_galley_add_strip (self, piece, 0, 0)->keep = keep;
}

/**
 * candor_galley_open_row:
 * @self: a galley
 * @rule: whether a hairline stands above the row
 * @before: white space above the row, points
 *
 * Opens a row of the grid: text in %CANDOR_COLUMN_SIDE comes first and stands beside what follows.
 */
void
candor_galley_open_row (CandorGalley *self, gboolean rule, double before)
{
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_OPEN_ROW, NULL);
  CandorStrip *strip = candor_galley_add_strip (self, piece, before, rule ? 4 : 0);

  strip->rule = rule;
  strip->keep = TRUE;
  self->row_aside = 0;
  self->row_end = 0;
  self->row_fresh = TRUE;
  self->row_first = self->strips->len - 1;
}

/**
 * candor_galley_close_row:
 * @self: a galley
 *
 * Ends a row below the lower of its two columns. A low row is kept on one page.
 */
void
candor_galley_close_row (CandorGalley *self)
{
  const CandorStrip *last = last_strip (self);
  gboolean keep = last->keep;
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_CLOSE_ROW, NULL);
  double height = 0;

  candor_galley_add_strip (self, piece, 0, 0)->keep = keep;
  for (guint i = self->row_first; i < self->strips->len; i++)
    height += g_array_index (self->strips, CandorStrip, i).height;
  for (guint i = self->row_first;
       height < ROW_LIMIT * self->page_height && i + 1 < self->strips->len; i++)
    g_array_index (self->strips, CandorStrip, i).keep = TRUE;
  self->row_aside = 0;
  self->row_end = 0;
  self->row_fresh = FALSE;
}

/**
 * candor_galley_open_box:
 * @self: a galley, with no box open
 * @box: how the box looks
 * @column: which column it takes
 */
void
candor_galley_open_box (CandorGalley *self, CandorBox box, CandorColumn column)
{
  CandorPiece *piece;

  g_return_if_fail (self->box == NULL);

  piece = candor_galley_add (self, CANDOR_PIECE_OPEN_BOX, NULL);
  piece->box = box;
  candor_galley_place (self, piece, column, 0);
  self->box = piece;
  candor_galley_add_strip (self, piece, 6, CANDOR_BOX_PADDING - 2)->keep = TRUE;
}

/**
 * candor_galley_close_box:
 * @self: a galley with an open box
 */
void
candor_galley_close_box (CandorGalley *self)
{
  CandorPiece *piece;

  g_return_if_fail (self->box != NULL);

  candor_galley_keep_last (self);
  piece = candor_galley_add (self, CANDOR_PIECE_CLOSE_BOX, NULL);
  candor_galley_add_strip (self, piece, 0, CANDOR_BOX_PADDING - 1);
  self->box = NULL;
}

/**
 * candor_galley_keep_last:
 * @self: a galley
 *
 * Keeps what was added last on one page with what is added next: a closing line never stands alone
 * at the head of a page.
 */
void
candor_galley_keep_last (CandorGalley *self)
{
  for (guint i = self->strips->len; i > 0; i--)
    {
      CandorStrip *strip = &g_array_index (self->strips, CandorStrip, i - 1);

      strip->keep = TRUE;
      if (strip->height > 0)
        break;
    }
}

/**
 * candor_galley_open_whole:
 * @self: a galley
 *
 * What is added until candor_galley_close_whole () is never split over two pages, unless it is
 * higher than a page.
 */
void
candor_galley_open_whole (CandorGalley *self)
{
  self->whole++;
}

/**
 * candor_galley_close_whole:
 * @self: a galley
 */
void
candor_galley_close_whole (CandorGalley *self)
{
  CandorStrip *strip = last_strip (self);

  g_return_if_fail (self->whole > 0);

  self->whole--;
  if (strip != NULL && self->whole == 0)
    strip->keep = FALSE;
}

/**
 * candor_galley_rule:
 * @self: a galley
 * @before: white space above it, points
 * @strong: whether it is thick and in the accent's colour
 *
 * Draws a line over the whole width, and keeps it with what follows.
 */
void
candor_galley_rule (CandorGalley *self, double before, gboolean strong)
{
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_RULE, NULL);

  candor_galley_place (self, piece, CANDOR_COLUMN_FULL, 0);
  piece->level = strong ? 1 : 0;
  candor_galley_add_strip (self, piece, before, strong ? 2 : 1)->keep = TRUE;
}

/**
 * candor_galley_space:
 * @self: a galley
 * @height: points
 *
 * Adds white space that is dropped at the head of a page.
 */
void
candor_galley_space (CandorGalley *self, double height)
{
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_SPACE, NULL);

  candor_galley_add_strip (self, piece, height, 0);
}

/**
 * candor_galley_break:
 * @self: a galley, with no row or box open
 *
 * What is added next begins a page.
 */
void
candor_galley_break (CandorGalley *self)
{
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_BREAK, NULL);
  CandorStrip *last = last_strip (self);

  if (last != NULL)
    last->keep = FALSE;
  candor_galley_add_strip (self, piece, 0, 0);
}

/**
 * candor_galley_drawing:
 * @self: a galley
 * @column: where it stands
 * @width: points; no more than the column has
 * @height: points
 * @alt: what it shows, in words
 * @draw: draws it
 * @data: for @draw
 * @destroy: (nullable): frees @data
 *
 * Adds a figure, in one piece.
 */
void
candor_galley_drawing (CandorGalley *self,
                       CandorColumn column,
                       double width,
                       double height,
                       const char *alt,
                       CandorDrawFunc draw,
                       gpointer data,
                       GDestroyNotify destroy)
{
  CandorPiece *piece = candor_galley_add (self, CANDOR_PIECE_DRAWING, "Figure");

  candor_galley_place (self, piece, column, 0);
  piece->width = MIN (width, piece->width);
  piece->height = height;
  piece->alt = g_strdup (alt);
  piece->draw = draw;
  piece->data = data;
  piece->destroy = destroy;
  if (column == CANDOR_COLUMN_END)
    {
      piece->start = self->page_width - 2 * self->margin - piece->width;
      self->row_end = piece->width + CANDOR_GUTTER;
    }
  if (column == CANDOR_COLUMN_SIDE || column == CANDOR_COLUMN_END)
    candor_galley_add_aside (self, piece, 6, height);
  else
    candor_galley_add_strip (self, piece, 6, height)->keep = TRUE;
}
