/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Cuts a galley into pages.
 */
#include "candor-galley-private.h"

/* Where the knife is. */
typedef struct
{
  CandorGalley *galley;
  int page;
  double y;
  gboolean empty; /* nothing stands on the page yet */
  double row_top;
  double row_bottom; /* how far the side column reaches on this page */
  gboolean row_open; /* the row began on this page, and nothing stands in its main column yet */
} CandorCut;

static double
page_top (CandorCut *cut, const CandorStrip *strip)
{
  double top = cut->page == 0 ? cut->galley->first_head : cut->galley->head;

  return strip->box != NULL && strip->piece->kind != CANDOR_PIECE_OPEN_BOX
             ? top + CANDOR_BOX_PADDING
             : top;
}

static double
page_bottom (CandorCut *cut, const CandorStrip *strip)
{
  double bottom = cut->galley->page_height - cut->galley->foot;

  return strip->box != NULL && strip->piece->kind != CANDOR_PIECE_CLOSE_BOX
             ? bottom - CANDOR_BOX_PADDING
             : bottom;
}

static void
next_page (CandorCut *cut)
{
  cut->page++;
  cut->y = cut->galley->head;
  cut->empty = TRUE;
  cut->row_bottom = 0;
}

/* Returns: how far down the page @strip reaches, after moving the knife below it. */
static double
put (CandorCut *cut, CandorStrip *strip, gboolean for_good)
{
  double height = strip->height;
  double reach;

  if (cut->empty)
    cut->y = MAX (cut->y, page_top (cut, strip));
  else
    cut->y += strip->before;
  if (strip->rule && cut->empty)
    height = 0;

  if (strip->piece->kind == CANDOR_PIECE_OPEN_ROW)
    cut->row_bottom = 0;
  if (strip->piece->kind == CANDOR_PIECE_CLOSE_ROW)
    cut->y = MAX (cut->y, cut->row_bottom);

  if (for_good)
    {
      strip->page = cut->page;
      strip->y = cut->y;
      strip->first = cut->empty;
    }

  reach = cut->y + height;
  if (strip->aside > 0 || strip->beside)
    {
      reach = cut->y + strip->aside;
      cut->row_bottom = MAX (cut->row_bottom, reach);
    }
  reach = MAX (reach, cut->y + strip->need);
  cut->y += height;
  if (height > 0)
    cut->empty = FALSE;
  return reach;
}

static gboolean
fits (CandorCut cut, CandorStrip *strips, guint from, guint to)
{
  for (guint i = from; i <= to; i++)
    {
      CandorStrip *strip = &strips[i];

      if (put (&cut, strip, FALSE) > page_bottom (&cut, strip) + 0.01)
        return FALSE;
    }
  return TRUE;
}

/* Sets the page and place of every strip. Returns: the number of pages. */
int
candor_galley_cut (CandorGalley *self)
{
  CandorStrip *strips = (CandorStrip *)(gpointer)self->strips->data;
  CandorCut cut = { .galley = self, .y = self->first_head, .empty = TRUE };
  guint from = 0;

  while (from < self->strips->len)
    {
      guint to = from;

      if (strips[from].piece->kind == CANDOR_PIECE_BREAK && !cut.empty)
        next_page (&cut);
      while (strips[to].keep && to + 1 < self->strips->len)
        to++;

      if (!cut.empty && !fits (cut, strips, from, to))
        next_page (&cut);

      /* What is higher than a page has to be cut all the same. */
      for (guint i = from; i <= to; i++)
        {
          if (!cut.empty && !fits (cut, strips, i, i))
            next_page (&cut);
          put (&cut, &strips[i], TRUE);
        }
      from = to + 1;
    }
  return cut.page + 1;
}
