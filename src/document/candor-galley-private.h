/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <pango/pangocairo.h>

#include "candor-galley.h"

G_BEGIN_DECLS

/* The colours of the clinic's paper. Each is dark enough, or light enough, to survive a printer
 * without colour. */
typedef struct
{
  double red;
  double green;
  double blue;
} CandorInkColour;

extern const CandorInkColour candor_colour_ink;
extern const CandorInkColour candor_colour_quiet;
extern const CandorInkColour candor_colour_second;
extern const CandorInkColour candor_colour_accent;
extern const CandorInkColour candor_colour_hairline;
extern const CandorInkColour candor_colour_tint;

typedef struct
{
  double size;     /* points */
  double leading;  /* from one baseline to the next, points */
  double baseline; /* from the top of the line to its baseline, points */
  PangoWeight weight;
  const CandorInkColour *colour;
  double scale; /* how much larger it is drawn than laid out */
} CandorType;

typedef enum
{
  CANDOR_PIECE_TEXT,
  CANDOR_PIECE_DRAWING,
  CANDOR_PIECE_OPEN,
  CANDOR_PIECE_CLOSE,
  CANDOR_PIECE_OPEN_ROW,
  CANDOR_PIECE_CLOSE_ROW,
  CANDOR_PIECE_OPEN_BOX,
  CANDOR_PIECE_CLOSE_BOX,
  CANDOR_PIECE_RULE,
  CANDOR_PIECE_SPACE,
  CANDOR_PIECE_BREAK,
} CandorPieceKind;

typedef struct
{
  PangoLayoutLine *line; /* belongs to the layout */
  double x;              /* from the left edge of the layout */
  double baseline;       /* from the top of the strip */
  double height;
} CandorLine;

/* One thing that was added. Its lines may end up on several pages. */
typedef struct
{
  CandorPieceKind kind;
  const char *tag; /* (nullable), interned */
  double start;    /* from the start edge of the page's content */
  double width;
  const CandorType *type;
  PangoLayout *layout; /* (owned) (nullable) */
  GArray *lines;       /* (owned) (nullable) (element-type CandorLine) */
  PangoLayout *marker; /* (owned) (nullable) */
  double marker_start;
  gboolean tick;    /* a box to tick stands where the marker would */
  char *link;       /* (owned) (nullable): an address */
  const char *lang; /* (nullable): where it differs from the document's */
  int tag_index;    /* of the element that it began */
  int level;        /* of a heading; 0 for other text */
  char *outline;    /* (owned) (nullable): its words for the list of bookmarks */
  char *alt;        /* (owned) (nullable) */
  CandorBox box;
  double height; /* of a drawing */
  CandorDrawFunc draw;
  gpointer data;
  GDestroyNotify destroy;
} CandorPiece;

/* Each style has a smaller and quieter twin for the second language. */
#define CANDOR_N_SETS (2 * CANDOR_N_TYPES)

/* The smallest height that a page break cannot cut. */
typedef struct
{
  CandorPiece *piece;
  CandorPiece *box; /* (nullable): the box around it */
  int line;         /* of a text; -1 otherwise */
  double before;
  double height;
  double aside;    /* for text in the side column: how far it reaches below the top of its row */
  gboolean beside; /* in the second column: @aside counts from where the strip before it ends */
  double need;     /* for the first line of two columns: how far the longer one reaches */
  gboolean keep;   /* no break after it */
  gboolean rule;   /* a hairline above it, unless it is the first on its page */
  int page;        /* from 0; set by the cutter, as y and the next */
  double y;
  gboolean first;
} CandorStrip;

struct _CandorGalley
{
  const CandorLanguage *language;
  gboolean rtl;
  double page_width;
  double page_height;
  double margin;     /* at both sides */
  double first_head; /* from the top edge of the first page to its content */
  double head;       /* the same, of later pages */
  double foot;
  PangoContext *contexts[2][2]; /* (owned): of first and second language, left and right */
  double body;                  /* the size of body text, points */
  CandorType types[CANDOR_N_SETS];
  PangoFontDescription *fonts[CANDOR_N_SETS];
  const CandorLanguage *second; /* (nullable): the language that stands beside the first */
  GPtrArray *heard;             /* (owned) (nullable): all texts in the second language, in order */
  guint next_heard;
  gboolean unpaired;  /* the two languages did not say as much */
  gboolean listens;   /* nothing is set, @heard is filled */
  gboolean columns;   /* the two languages stand beside each other, not one below the other */
  GPtrArray *pieces;  /* (owned) (element-type CandorPiece) */
  GArray *strips;     /* (owned) (element-type CandorStrip) */
  CandorPiece *box;   /* (nullable): the open box */
  double row_aside;   /* how far the side column of the open row reaches */
  double row_end;     /* what a drawing at the end edge takes of the width of the open row */
  guint row_first;    /* the first strip of the open row */
  gboolean row_fresh; /* nothing stands in the main column of the open row yet */
  guint whole;        /* depth of open unbreakable groups */
};

#define CANDOR_PLAIN_BODY 11.0 /* points */

/* Everything is laid out in this size, in points, and drawn in its own. Paper has no pixels, so that
 * makes no difference to the letters, and the fonts of a system are searched once, not for each of a
 * dozen sizes. */
#define CANDOR_LAYOUT_SIZE CANDOR_PLAIN_BODY

#define CANDOR_BOX_PADDING 9.0
#define CANDOR_PAGE_MARGIN 51.0 /* 18 mm */
#define CANDOR_PAGE_HEAD 66.0
#define CANDOR_PAGE_FIRST_HEAD 46.0
#define CANDOR_PAGE_FOOT 60.0
#define CANDOR_LARGE_MARGIN 42.5 /* 15 mm */
#define CANDOR_LARGE_HEAD 36.0
#define CANDOR_LARGE_FOOT 52.0
#define CANDOR_SIDE_WIDTH 116.0
#define CANDOR_GUTTER 18.0

/* How a paragraph is set. */
typedef struct
{
  guint type;      /* a style; of the second language, CANDOR_N_TYPES further */
  gboolean marked; /* *words* between stars are strong */
  gboolean fixed;  /* the same for every patient */
  gboolean own;    /* the form's own words in its language, not what somebody wrote in theirs */
  gboolean label;  /* a bullet or a number of a list, which has no letters to tell its direction */
  gboolean rtl;    /* at which edge its lines start */
  double width;    /* points; 0 for one line */
} CandorSetting;

void candor_galley_set_types (CandorGalley *self, double body);
PangoLayout *
candor_galley_layout (CandorGalley *self, const CandorSetting *setting, const char *text);
void candor_galley_show_unknown (PangoLayout *layout);
PangoLayout *candor_galley_set (CandorGalley *self,
                                const CandorSetting *setting,
                                const char *text,
                                GArray **lines);
char *candor_galley_clean_keeping (const char *text, gboolean isolates);
gboolean candor_galley_is_second (guint type);
PangoContext *candor_galley_context (CandorGalley *self, gboolean second, gboolean rtl);
const char *
candor_galley_second_words (CandorGalley *self, const char *text, const CandorTextOptions *options);
CandorPiece *candor_galley_make_text (CandorGalley *self,
                                      const char *text,
                                      const CandorTextOptions *options,
                                      const CandorSetting *setting);
void candor_galley_add_lines (CandorGalley *self, CandorPiece *piece, double before, gboolean keep);
CandorPiece *candor_galley_add_text (CandorGalley *self,
                                     const char *text,
                                     const CandorTextOptions *options,
                                     gboolean own);
CandorPiece *candor_galley_add_pair (CandorGalley *self,
                                     const char *text,
                                     const char *second,
                                     const CandorTextOptions *options);
CandorPiece *candor_galley_add (CandorGalley *self, CandorPieceKind kind, const char *tag);
CandorStrip *
candor_galley_add_strip (CandorGalley *self, CandorPiece *piece, double before, double height);
CandorStrip *
candor_galley_add_aside (CandorGalley *self, CandorPiece *piece, double before, double height);
void
candor_galley_place (CandorGalley *self, CandorPiece *piece, CandorColumn column, double indent);
int candor_galley_cut (CandorGalley *self);
double candor_galley_left (CandorGalley *self, double start, double width);
void candor_colour_set (cairo_t *cr, const CandorInkColour *colour);

G_END_DECLS
