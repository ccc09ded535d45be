/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Two languages in one galley. Whatever makes the pages is told to make them twice: once for a galley
 * that only listens, in the second language, and once for the galley that sets the pages, in the first.
 * The same line of code speaks both times, so what it says belongs together.
 */
#include "candor-galley-private.h"

#include <string.h>

/* What the first language has of the width, and the white space before the second, points. The types
 * of the two differ by as much, so that both need about the same number of lines. */
#define FIRST_PART 0.555
#define COLUMN_GAP 22.0

/* Two paragraphs that are higher than this part of a page stand below each other: a page break could
 * not fall into them. */
#define PAIR_LIMIT 0.25

/* One text, and how it is to stand. */
typedef struct
{
  CandorTypeStyle style;
  CandorColumn column;
  char *text; /* (owned) */
} Heard;

static void
free_heard (gpointer data)
{
  Heard *heard = data;

  g_free (heard->text);
  g_free (heard);
}

gboolean
candor_galley_is_second (guint type)
{
  return type >= CANDOR_N_TYPES;
}

/**
 * candor_galley_listen:
 * @self: a galley that nothing has been added to
 *
 * From now on the galley sets nothing. It remembers the texts that are added, for
 * candor_galley_set_second ().
 */
void
candor_galley_listen (CandorGalley *self)
{
  g_return_if_fail (self->pieces->len == 0);

  self->listens = TRUE;
  self->heard = g_ptr_array_new_with_free_func (free_heard);
}

/**
 * candor_galley_set_second:
 * @self: a galley that nothing has been added to
 * @heard: one that listened to the same pages in another language, and is not needed any more
 *
 * Each text that is added to @self stands together with the one that was added to @heard in its place,
 * which is smaller and quieter. Where both are the same it stands once: it is a fact, or in somebody's
 * own words.
 */
void
candor_galley_set_second (CandorGalley *self, CandorGalley *heard)
{
  g_return_if_fail (self->pieces->len == 0);
  g_return_if_fail (heard->listens);

  self->second = heard->language;
  self->heard = g_steal_pointer (&heard->heard);
  candor_galley_set_types (self, self->body);
}

/**
 * candor_galley_is_paired:
 * @self: a galley
 *
 * Returns: whether each text so far has found the one that belongs to it, and none is left over
 */
gboolean
candor_galley_is_paired (CandorGalley *self)
{
  return self->second == NULL || (!self->unpaired && self->next_heard == self->heard->len);
}

/* Returns: (nullable): what @text is in the second language, where that is something else. */
const char *
candor_galley_second_words (CandorGalley *self, const char *text, const CandorTextOptions *options)
{
  const Heard *heard;

  if (self->listens)
    {
      Heard *new = g_new0 (Heard, 1);

      new->style = options->style;
      new->column = options->column;
      new->text = g_strdup (text);
      g_ptr_array_add (self->heard, new);
      return NULL;
    }
  if (self->second == NULL || self->unpaired)
    return NULL;

  heard = self->next_heard < self->heard->len ? self->heard->pdata[self->next_heard++] : NULL;
  if (heard == NULL || heard->style != options->style || heard->column != options->column)
    {
      self->unpaired = TRUE;
      return NULL;
    }
  return g_str_equal (heard->text, text) ? NULL : heard->text;
}

/* How the words of the second language differ from those of the first. */
static CandorTextOptions
second_options (CandorGalley *self, const CandorTextOptions *options)
{
  CandorTextOptions second = *options;

  second.style = options->style + CANDOR_N_TYPES;
  second.lang = candor_language_code (self->second);
  second.indent
      = options->indent * self->types[second.style].size / self->types[options->style].size;
  second.tick = FALSE;
  if (g_strcmp0 (options->tag, "LBody") != 0)
    second.tag = "P";
  return second;
}

static CandorPiece *
add_below (CandorGalley *self,
           const char *text,
           const char *second,
           const CandorTextOptions *options)
{
  CandorTextOptions below = second_options (self, options);
  CandorTextOptions above = *options;
  gboolean is_cell = g_strcmp0 (options->tag, "TH") == 0;
  CandorPiece *piece;

  if (is_cell)
    {
      candor_galley_open (self, "TH");
      above.tag = "P";
    }
  piece = candor_galley_add_text (self, text, &above, TRUE);
  if (options->column != CANDOR_COLUMN_SIDE)
    candor_galley_keep_last (self);
  below.before = 1;
  below.marker = NULL;
  below.indent = options->indent;
  candor_galley_add_text (self, second, &below, TRUE);
  if (is_cell)
    candor_galley_close (self, "TH");
  return piece;
}

/* The two columns are the same on every page, in boxes too. */
static void
place_columns (CandorGalley *self, CandorPiece *first, CandorPiece *second)
{
  double content = self->page_width - 2 * self->margin;
  CandorPiece whole = { .kind = CANDOR_PIECE_TEXT };

  candor_galley_place (self, &whole, CANDOR_COLUMN_FULL, 0);
  second->start = FIRST_PART * content + COLUMN_GAP / 2;
  second->width = whole.start + whole.width - second->start;
  first->start = whole.start;
  first->width = second->start - COLUMN_GAP - first->start;
}

static double
marker_width (const CandorPiece *piece)
{
  PangoRectangle logical = { 0 };

  if (piece->marker != NULL)
    pango_layout_get_extents (piece->marker, NULL, &logical);
  return logical.width * piece->type->scale / PANGO_SCALE;
}

static CandorPiece *
make_column (CandorGalley *self,
             const char *text,
             const CandorTextOptions *options,
             const CandorPiece *place,
             gboolean rtl)
{
  double width = place->width - options->indent;
  CandorPiece *piece = candor_galley_make_text (self, text, options,
                                                &(CandorSetting){ .type = options->style,
                                                                  .marked = options->marked,
                                                                  .fixed = options->fixed,
                                                                  .own = TRUE,
                                                                  .rtl = rtl,
                                                                  .width = width });

  piece->width = width;
  piece->start = place->start + options->indent;
  piece->marker_start = place->start;
  /* A language that is read from the other side has its bullets there. */
  if (rtl != self->rtl)
    {
      piece->start = place->start;
      piece->marker_start = place->start + place->width - marker_width (piece);
    }
  return piece;
}

static double
height_of (const CandorPiece *piece)
{
  double height = 0;

  for (guint i = 0; i < piece->lines->len; i++)
    height += g_array_index (piece->lines, CandorLine, i).height;
  return height;
}

/* The lines of the second language are hung on to the end of the first: they take no height of their
 * own. Both stay on one page. */
static void
add_columns (CandorGalley *self,
             CandorPiece *first,
             CandorPiece *second,
             const CandorTextOptions *options)
{
  double height = height_of (first);
  double lower = g_array_index (first->lines, CandorLine, 0).baseline
                 - g_array_index (second->lines, CandorLine, 0).baseline;
  double reach = MAX (lower, 0);
  guint start = self->strips->len;

  candor_galley_add_lines (self, first, options->before, TRUE);
  for (guint i = 0; i < second->lines->len; i++)
    {
      CandorStrip *strip = candor_galley_add_strip (self, second, 0, 0);

      reach += g_array_index (second->lines, CandorLine, i).height;
      strip->line = i;
      strip->beside = TRUE;
      strip->aside = reach - height;
      strip->keep = TRUE;
    }
  g_array_index (self->strips, CandorStrip, start).need = MAX (height, reach);
  candor_galley_add_strip (self, candor_galley_add (self, CANDOR_PIECE_SPACE, NULL), 0,
                           MAX (reach - height, 0))
      ->keep
      = options->keep || self->whole > 0;
}

/* Returns: (nullable): the piece in the first language, if both fit beside each other. */
static CandorPiece *
add_beside (CandorGalley *self,
            const char *text,
            const char *other,
            const CandorTextOptions *options)
{
  const CandorTextOptions second_ones = second_options (self, options);
  CandorPiece places[2] = { { .kind = CANDOR_PIECE_TEXT }, { .kind = CANDOR_PIECE_TEXT } };
  guint n_pieces = self->pieces->len;
  CandorPiece *first;
  CandorPiece *second;

  place_columns (self, &places[0], &places[1]);
  first = make_column (self, text, options, &places[0], self->rtl);
  second
      = make_column (self, other, &second_ones, &places[1], candor_language_is_rtl (self->second));
  if (MAX (height_of (first), height_of (second)) > PAIR_LIMIT * self->page_height)
    {
      g_ptr_array_set_size (self->pieces, n_pieces);
      return NULL;
    }
  add_columns (self, first, second, options);
  return first;
}

/* Text over the whole width stands in two columns; a cell of a table is too narrow for that. */
CandorPiece *
candor_galley_add_pair (CandorGalley *self,
                        const char *text,
                        const char *second,
                        const CandorTextOptions *options)
{
  gboolean is_title = options->style == CANDOR_TYPE_TITLE || options->style == CANDOR_TYPE_SUBTITLE;
  CandorPiece *piece = NULL;

  if ((self->columns || options->column == CANDOR_COLUMN_FULL) && !is_title)
    piece = add_beside (self, text, second, options);
  return piece != NULL ? piece : add_below (self, text, second, options);
}

/**
 * candor_galley_open_columns:
 * @self: a galley, with an open row
 *
 * Until candor_galley_close_columns (), text of two languages takes the whole width of the row, side
 * column and all, and stands in two columns. In one language nothing changes.
 */
void
candor_galley_open_columns (CandorGalley *self)
{
  self->columns = self->second != NULL;
}

/**
 * candor_galley_close_columns:
 * @self: a galley
 */
void
candor_galley_close_columns (CandorGalley *self)
{
  self->columns = FALSE;
}
