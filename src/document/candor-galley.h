/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "candor-archive.h"
#include "candor-consent-form.h"

G_BEGIN_DECLS

/**
 * CandorGalley:
 *
 * A typesetter. Text and pictures are laid out once, as they are added, into one endless column (a
 * galley); candor_galley_print () then cuts it into pages and draws them. Because the pages are
 * known before the first of them is drawn, "page n of N" needs no second layout.
 *
 * The grid: a narrow side column for labels, a gutter, and a main column of about sixty characters;
 * headings and boxes may span both. Lengths are points, from the edge where the language starts.
 */
typedef struct _CandorGalley CandorGalley;

typedef enum
{
  CANDOR_COLUMN_FULL,
  CANDOR_COLUMN_SIDE, /* beside the row that it opens; takes no room of its own */
  CANDOR_COLUMN_MAIN,
  CANDOR_COLUMN_END, /* for drawings: at the end edge, beside the row that it opens, which it
                      * narrows by its width */
} CandorColumn;

typedef enum
{
  CANDOR_TYPE_CLINIC,
  CANDOR_TYPE_TITLE,
  CANDOR_TYPE_SUBTITLE,
  CANDOR_TYPE_PART,
  CANDOR_TYPE_SECTION,
  CANDOR_TYPE_STRONG,
  CANDOR_TYPE_BODY,
  CANDOR_TYPE_LABEL,
  CANDOR_TYPE_ACCENT,
  CANDOR_TYPE_SMALL,
  CANDOR_TYPE_FURNITURE,
  CANDOR_TYPE_FLAG,
  CANDOR_N_TYPES,
} CandorTypeStyle;

typedef enum
{
  CANDOR_BOX_KEY,    /* the main message: tinted, with a bar at its start */
  CANDOR_BOX_PLAIN,  /* set apart: a thin frame */
  CANDOR_BOX_STRONG, /* the one thing that nobody may overlook: a heavy frame */
} CandorBox;

/* How a paragraph differs from a plain one in the main column. */
typedef struct
{
  const char *tag; /* (nullable): its leaf tag in the structure tree; "P" if NULL */
  CandorTypeStyle style;
  CandorColumn column;
  double indent;      /* from the start of the column */
  double before;      /* white space above it, dropped at the head of a page */
  const char *marker; /* (nullable): a bullet or number that hangs in the indent */
  const char *uri;    /* (nullable): where the paragraph links to */
  const char *lang;   /* (nullable): code of its language, where it is not the document's */
  gboolean tick;      /* a box to tick with a pen hangs in the indent */
  gboolean marked;    /* *words* between stars are strong */
  gboolean fixed;     /* the words are the form's own, the same for every patient */
  gboolean keep;      /* never the last thing on a page */
} CandorTextOptions;

/* What stands on every page. */
typedef struct
{
  const char *header_start; /* (nullable) from page 2 on */
  const char *header_end;   /* (nullable) from page 2 on */
  const char *flag;         /* (nullable) in a frame at the head of every page */
  const char *notice;       /* (nullable) in strong type at the foot of every page */
  const char *footer;       /* (nullable) */
  const char *page_of;      /* with {page} and {pages} where the numbers go */
  const char *title;        /* metadata, and nothing about a patient */
  const char *author;       /* (nullable) */
  const char *subject;      /* (nullable) */
  const char *keywords;     /* (nullable) */
  const char *created_at;   /* (nullable) ISO 8601 */
  const char *sealed_by;    /* (nullable): whose seal is to follow */
  const char *seal_words;   /* (nullable): the same for a screen reader */
  const CandorAttachment *attachments;
  gsize n_attachments;
} CandorFurniture;

/* Draws inside 0, 0, width, height. */
typedef void (*CandorDrawFunc) (cairo_t *cr, double width, double height, gpointer data);

CandorGalley *candor_galley_new (CandorPaper paper, const CandorLanguage *language);
void candor_galley_free (CandorGalley *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorGalley, candor_galley_free)

void candor_galley_set_large (CandorGalley *self, double body);
void candor_galley_listen (CandorGalley *self);
void candor_galley_set_second (CandorGalley *self, CandorGalley *heard);
gboolean candor_galley_is_paired (CandorGalley *self);
void candor_galley_open_columns (CandorGalley *self);
void candor_galley_close_columns (CandorGalley *self);
guint candor_galley_count_pages (CandorGalley *self);
double candor_galley_column_width (CandorGalley *self, CandorColumn column);

void candor_galley_open (CandorGalley *self, const char *tag);
void candor_galley_close (CandorGalley *self, const char *tag);
void candor_galley_heading (CandorGalley *self, int level, CandorColumn column, const char *text);
void candor_galley_text (CandorGalley *self, const char *text, const CandorTextOptions *options);
void candor_galley_open_row (CandorGalley *self, gboolean rule, double before);
void candor_galley_close_row (CandorGalley *self);
void candor_galley_open_box (CandorGalley *self, CandorBox box, CandorColumn column);
void candor_galley_close_box (CandorGalley *self);
void candor_galley_keep_last (CandorGalley *self);
void candor_galley_open_whole (CandorGalley *self);
void candor_galley_close_whole (CandorGalley *self);
void candor_galley_rule (CandorGalley *self, double before, gboolean strong);
void candor_galley_space (CandorGalley *self, double height);
void candor_galley_break (CandorGalley *self);
void candor_galley_drawing (CandorGalley *self,
                            CandorColumn column,
                            double width,
                            double height,
                            const char *alt,
                            CandorDrawFunc draw,
                            gpointer data,
                            GDestroyNotify destroy);
void candor_galley_icon_array (CandorGalley *self, int n_of_100, const char *alt);

GBytes *candor_galley_print (CandorGalley *self, const CandorFurniture *furniture, GError **error);

char *candor_galley_clean (const char *text);

G_END_DECLS
