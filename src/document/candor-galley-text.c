/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Text in a galley: types, layouts, and lines that stay together.
 */
#include "candor-galley-private.h"

#include <fribidi.h>
#include <hb.h>
#include <string.h>

#include "core/candor-bidi.h"
#include "core/candor-markup.h"

/* The highest thing that may stand in the side column, as a part of the page. */
#define SIDE_LIMIT 0.5

/* Two letters that are drawn as one need a note of what they stand for, and some readers take the end
 * of that note for the end of the passage. What a script cannot do without is not among these. */
#define PLAIN_LETTERS "liga=0, clig=0, dlig=0"

/* The width of a letter in a text of many narrow ones, as a part of the size. */
#define NARROW_LETTER 0.45

/* Paragraphs that a thread keeps: those of a few procedures. */
#define MAX_KEPT 4096

typedef struct
{
  PangoLayout *layout; /* (owned) */
  GArray *lines;       /* (owned) (element-type CandorLine) */
} SetWords;

/* Sizes, leadings and baselines in points, for a body of 11 points. */
static const CandorType plain_types[CANDOR_N_TYPES] = {
  [CANDOR_TYPE_CLINIC] = { 14, 19, 15, PANGO_WEIGHT_BOLD, &candor_colour_accent },
  [CANDOR_TYPE_TITLE] = { 24, 31, 25, PANGO_WEIGHT_BOLD, &candor_colour_ink },
  [CANDOR_TYPE_SUBTITLE] = { 14, 20, 15.5, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_PART] = { 15, 20, 16, PANGO_WEIGHT_BOLD, &candor_colour_accent },
  [CANDOR_TYPE_SECTION] = { 11, 15, 11.8, PANGO_WEIGHT_BOLD, &candor_colour_ink },
  [CANDOR_TYPE_STRONG] = { 11, 15, 11.8, PANGO_WEIGHT_BOLD, &candor_colour_ink },
  [CANDOR_TYPE_BODY] = { 11, 15, 11.8, PANGO_WEIGHT_NORMAL, &candor_colour_ink },
  [CANDOR_TYPE_LABEL] = { 9.5, 15, 11.8, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_ACCENT] = { 9.5, 15, 11.8, PANGO_WEIGHT_BOLD, &candor_colour_accent },
  [CANDOR_TYPE_SMALL] = { 9, 12.5, 9.8, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_FURNITURE] = { 8, 11, 8.6, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_FLAG] = { 8.5, 11, 8.8, PANGO_WEIGHT_BOLD, &candor_colour_ink },
};

/* The same for a body of 16 points: what is large already grows less than what is small. */
static const CandorType large_types[CANDOR_N_TYPES] = {
  [CANDOR_TYPE_CLINIC] = { 17, 21, 17, PANGO_WEIGHT_BOLD, &candor_colour_accent },
  [CANDOR_TYPE_TITLE] = { 30, 36, 29, PANGO_WEIGHT_BOLD, &candor_colour_ink },
  [CANDOR_TYPE_SUBTITLE] = { 18, 24, 19, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_PART] = { 20, 26, 21, PANGO_WEIGHT_BOLD, &candor_colour_accent },
  [CANDOR_TYPE_SECTION] = { 16, 21, 16.8, PANGO_WEIGHT_BOLD, &candor_colour_ink },
  [CANDOR_TYPE_STRONG] = { 16, 20, 16.2, PANGO_WEIGHT_BOLD, &candor_colour_ink },
  [CANDOR_TYPE_BODY] = { 16, 20, 16.2, PANGO_WEIGHT_NORMAL, &candor_colour_ink },
  [CANDOR_TYPE_LABEL] = { 14, 20, 16.2, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_ACCENT] = { 14, 20, 16.2, PANGO_WEIGHT_BOLD, &candor_colour_accent },
  [CANDOR_TYPE_SMALL] = { 12, 16, 12.6, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_FURNITURE] = { 10, 13, 10.4, PANGO_WEIGHT_NORMAL, &candor_colour_quiet },
  [CANDOR_TYPE_FLAG] = { 10.5, 13, 10.6, PANGO_WEIGHT_BOLD, &candor_colour_ink },
};

#define LARGE_BODY 16.0

/* The second language, for a body of 11 points. */
static const CandorType second_types[CANDOR_N_TYPES] = {
  [CANDOR_TYPE_CLINIC] = { 11, 15, 11.8, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_TITLE] = { 14, 20, 15, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_SUBTITLE] = { 11, 15, 11.8, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_PART] = { 11, 15, 11.8, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_SECTION] = { 9, 12, 9.6, PANGO_WEIGHT_BOLD, &candor_colour_second },
  [CANDOR_TYPE_STRONG] = { 9, 12, 9.6, PANGO_WEIGHT_BOLD, &candor_colour_second },
  [CANDOR_TYPE_BODY] = { 9, 12, 9.6, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_LABEL] = { 8.5, 11, 8.8, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_ACCENT] = { 8.5, 11, 8.8, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_SMALL] = { 8, 10.5, 8.4, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_FURNITURE] = { 8, 11, 8.6, PANGO_WEIGHT_NORMAL, &candor_colour_second },
  [CANDOR_TYPE_FLAG] = { 8, 11, 8.6, PANGO_WEIGHT_NORMAL, &candor_colour_second },
};

static CandorType
scale_type (const CandorType *type, double scale)
{
  CandorType scaled = *type;

  scaled.size *= scale;
  scaled.leading *= scale;
  scaled.baseline *= scale;
  return scaled;
}

/* A script of thousands of letters has one weight here: a second one would double the size of the
 * file. What is strong in it has the accent's colour instead. */
static gboolean
has_one_weight (const CandorLanguage *language)
{
  static const char *const codes[] = { "zh", "ja", "ko" };

  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strncasecmp (candor_language_code (language), codes[i], 2) == 0)
      return TRUE;
  return FALSE;
}

/* Sets all types for a body of @body points, from the nearer of the two designs. */
void
candor_galley_set_types (CandorGalley *self, double body)
{
  gboolean large = body > CANDOR_PLAIN_BODY;

  self->body = body;
  for (guint i = 0; i < CANDOR_N_SETS; i++)
    {
      if (candor_galley_is_second (i))
        self->types[i] = scale_type (&second_types[i - CANDOR_N_TYPES], body / CANDOR_PLAIN_BODY);
      else
        self->types[i] = scale_type (large ? &large_types[i] : &plain_types[i],
                                     body / (large ? LARGE_BODY : CANDOR_PLAIN_BODY));
      if (has_one_weight (candor_galley_is_second (i) ? self->second : self->language))
        {
          if (self->types[i].weight == PANGO_WEIGHT_BOLD && !candor_galley_is_second (i)
              && i != CANDOR_TYPE_TITLE)
            self->types[i].colour = &candor_colour_accent;
          self->types[i].weight = PANGO_WEIGHT_NORMAL;
        }
      pango_font_description_set_weight (self->fonts[i], self->types[i].weight);
      self->types[i].scale = self->types[i].size / CANDOR_LAYOUT_SIZE;
      pango_font_description_set_size (self->fonts[i], (int)(CANDOR_LAYOUT_SIZE * PANGO_SCALE));
    }
}

static PangoAttribute *
foreground (const CandorInkColour *colour)
{
  return pango_attr_foreground_new (colour->red * G_MAXUINT16, colour->green * G_MAXUINT16,
                                    colour->blue * G_MAXUINT16);
}

/* Takes pairs of stars out of @text and remembers what is shown of the words between them as strong. */
static PangoAttrList *
take_marks (GString *text, gboolean one_weight, gboolean second)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *open;
  gsize from = 0;

  while ((open = strchr (text->str + from, '*')) != NULL)
    {
      gsize start = open - text->str;
      const char *close = strchr (open + 1, '*');
      g_autofree char *marked = NULL;
      g_autofree char *shown = NULL;
      PangoAttribute *strong;

      if (close == NULL || close == open + 1)
        break;

      marked = g_strndup (open + 1, close - open - 1);
      shown = candor_markup_dup_shown (marked);
      g_string_erase (text, start, close - open + 1);
      g_string_insert (text, start, shown);
      if (one_weight)
        strong = foreground (second ? &candor_colour_second : &candor_colour_accent);
      else
        strong = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      strong->start_index = start;
      strong->end_index = start + strlen (shown);
      pango_attr_list_insert (attributes, strong);
      from = strong->end_index;
    }
  return attributes;
}

/* Whether there is a letter that is written from right to left, or one from left to right. */
static gboolean
has_letter (const char *text, gboolean rtl)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      FriBidiCharType type = fribidi_get_bidi_type (g_utf8_get_char (at));

      if (FRIBIDI_IS_LETTER (type) && (FRIBIDI_IS_RTL (type) != 0) == rtl)
        return TRUE;
    }
  return FALSE;
}

/* Pango would take the direction of a paragraph from its first letter, which in a sentence of ours may
 * be that of a name. What somebody wrote has no other direction than that; a number on its own is read
 * from the left everywhere. */
static PangoLayout *
new_layout (CandorGalley *self, const CandorSetting *setting, GString *words)
{
  gboolean second = candor_galley_is_second (setting->type);
  gboolean rtl = candor_language_is_rtl (second ? self->second : self->language);
  gboolean known = (setting->own && (rtl || self->second != NULL) && has_letter (words->str, rtl))
                   || setting->label;
  PangoLayout *layout = pango_layout_new (candor_galley_context (self, second, known && rtl));

  pango_layout_set_auto_dir (layout, !known);
  if (known && rtl)
    candor_bidi_isolate_numbers (words);
  return layout;
}

/* Breaks the lines of @layout where it is too wide. Pango shapes all words twice once it is given a
 * width, so what may fit into one line is tried without. The sign for what cannot be shown may be wider
 * than what it stands for. */
static void
fit (const CandorGalley *self, PangoLayout *layout, const CandorSetting *setting)
{
  int width = (int)(setting->width / self->types[setting->type].scale * PANGO_SCALE);
  double least = pango_layout_get_character_count (layout) * NARROW_LETTER * CANDOR_LAYOUT_SIZE;
  int natural = G_MAXINT;

  if (setting->width > 0 && least * PANGO_SCALE >= width)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_width (layout, width);
    }
  candor_galley_show_unknown (layout);
  if (setting->width <= 0 || pango_layout_get_width (layout) >= 0)
    return;
  pango_layout_get_size (layout, &natural, NULL);
  if (natural > width)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_width (layout, width);
    }
}

PangoLayout *
candor_galley_layout (CandorGalley *self, const CandorSetting *setting, const char *text)
{
  g_autofree char *clean = candor_galley_clean_keeping (text, TRUE);
  g_autoptr (GString) words = g_string_new (clean);
  PangoLayout *layout = new_layout (self, setting, words);
  PangoAttrList *attributes;
  gboolean second;

  /* A line feed shows nothing: without a space, two words of two lines would be read as one. */
  g_string_replace (words, "\n", " \n", 0);
  pango_layout_set_font_description (layout, self->fonts[setting->type]);
  second = candor_galley_is_second (setting->type);
  attributes
      = setting->marked
            ? take_marks (words, has_one_weight (second ? self->second : self->language), second)
            : pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new (PLAIN_LETTERS));
  pango_layout_set_text (layout, words->str, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  fit (self, layout, setting);
  return layout;
}

/* Pango drops the space at which it breaks a line. For whoever listens to the document, or copies from
 * it, it goes back, without a width (ISO 32000-1, 14.8.2.5). Signs that set a direction apart have done
 * their work when a line is set: some fonts would show a box for them. */
static void
mend_glyphs (PangoLayout *layout, PangoLayoutLine *line)
{
  const char *text = pango_layout_get_text (layout);

  for (GSList *at = line->runs; at != NULL; at = at->next)
    {
      PangoGlyphItem *run = at->data;
      hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);
      hb_codepoint_t space;

      for (int i = 0; i < run->glyphs->num_glyphs; i++)
        {
          PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
          const char *letter = text + run->item->offset + run->glyphs->log_clusters[i];

          if (glyph->glyph == PANGO_GLYPH_EMPTY && *letter == ' '
              && hb_font_get_nominal_glyph (font, ' ', &space) && space != 0)
            glyph->glyph = space;
          else if (g_str_has_prefix (letter, CANDOR_ISOLATE)
                   || g_str_has_prefix (letter, CANDOR_ISOLATE_END))
            *glyph = (PangoGlyphInfo){ .glyph = PANGO_GLYPH_EMPTY };
        }
    }
}

/* Lines keep to one leading; a line only grows when a script needs more room. */
static GArray *
measure_lines (CandorGalley *self, PangoLayout *layout, const CandorSetting *setting)
{
  const CandorType *type = &self->types[setting->type];
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (CandorLine));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double unit = type->scale / PANGO_SCALE;

  do
    {
      CandorLine line = { .line = pango_layout_iter_get_line (iter) };
      PangoRectangle logical;
      double ascent;
      double descent;

      mend_glyphs (layout, line.line);
      pango_layout_line_get_extents (line.line, NULL, &logical);
      ascent = PANGO_ASCENT (logical) * unit;
      descent = PANGO_DESCENT (logical) * unit;
      line.baseline = ascent > type->baseline + 1.5 ? ascent : type->baseline;
      line.height = MAX (type->leading, line.baseline);
      if (line.baseline + descent > line.height + 2)
        line.height = line.baseline + descent;

      /* Words that are not translated yet, or a name in another script, keep to the edge of their
       * neighbours. */
      line.x = setting->rtl ? setting->width - logical.width * unit : 0;
      g_array_append_val (lines, line);
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
  return lines;
}

static void
free_set_words (SetWords *words)
{
  g_object_unref (words->layout);
  g_array_unref (words->lines);
  g_free (words);
}

/*
 * Lays out a paragraph and measures its lines.
 *
 * Nine words of ten in a form are those of the procedure and of the form itself, the same for every
 * patient. Once they have been laid out in a thread they are kept for its next form: that takes a
 * third off the time of a form. Nothing that is particular to a visit is kept.
 */
PangoLayout *
candor_galley_set (CandorGalley *self,
                   const CandorSetting *setting,
                   const char *text,
                   GArray **lines)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify)g_hash_table_unref);
  GHashTable *all = g_private_get (&kept);
  const CandorLanguage *language
      = candor_galley_is_second (setting->type) ? self->second : self->language;
  g_autofree char *key = NULL;
  SetWords *words;
  PangoLayout *layout;

  if (!setting->fixed)
    {
      layout = candor_galley_layout (self, setting, text);
      *lines = measure_lines (self, layout, setting);
      return layout;
    }

  if (all == NULL)
    {
      all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_set_words);
      g_private_set (&kept, all);
    }
  key = g_strdup_printf ("%s %d %u %d %d %d %d %s", candor_language_code (language),
                         (int)(self->body * 100), setting->type, setting->marked,
                         setting->own + 2 * setting->label, setting->rtl,
                         (int)(setting->width * 100), text);
  words = g_hash_table_lookup (all, key);
  if (words == NULL)
    {
      if (g_hash_table_size (all) >= MAX_KEPT)
        g_hash_table_remove_all (all);
      words = g_new0 (SetWords, 1);
      words->layout = candor_galley_layout (self, setting, text);
      words->lines = measure_lines (self, words->layout, setting);
      g_hash_table_insert (all, g_steal_pointer (&key), words);
    }
  *lines = g_array_ref (words->lines);
  return g_object_ref (words->layout);
}

/* One strip a line: the first two and the last two stay together. */
void
candor_galley_add_lines (CandorGalley *self, CandorPiece *piece, double before, gboolean keep)
{
  guint n = piece->lines->len;

  for (guint i = 0; i < n; i++)
    {
      const CandorLine *line = &g_array_index (piece->lines, CandorLine, i);
      CandorStrip *strip = candor_galley_add_strip (self, piece, i == 0 ? before : 0, line->height);

      strip->line = i;
      if (keep || (i == 0 && n > 1) || (i + 2 == n))
        strip->keep = TRUE;
    }
}

static void
add_lines_aside (CandorGalley *self, CandorPiece *piece, double before)
{
  for (guint i = 0; i < piece->lines->len; i++)
    {
      const CandorLine *line = &g_array_index (piece->lines, CandorLine, i);

      candor_galley_add_aside (self, piece, i == 0 ? before : 0, line->height)->line = i;
    }
}

/* Makes a piece that stands nowhere yet. */
CandorPiece *
candor_galley_make_text (CandorGalley *self,
                         const char *text,
                         const CandorTextOptions *options,
                         const CandorSetting *setting)
{
  CandorPiece *piece
      = candor_galley_add (self, CANDOR_PIECE_TEXT, options->tag != NULL ? options->tag : "P");

  piece->type = &self->types[setting->type];
  piece->lang = options->lang;
  piece->layout = candor_galley_set (self, setting, text, &piece->lines);
  if (options->marker != NULL)
    {
      g_autoptr (GArray) marker_lines = NULL;
      CandorSetting small = *setting;

      small.width = options->indent;
      small.marked = FALSE;
      small.fixed = TRUE;
      small.label = TRUE;
      piece->marker = candor_galley_set (self, &small, options->marker, &marker_lines);
    }
  piece->tick = options->tick;
  if (options->uri != NULL)
    piece->link = g_strdup (options->uri);
  return piece;
}

CandorPiece *
candor_galley_add_text (CandorGalley *self,
                        const char *text,
                        const CandorTextOptions *options,
                        gboolean own)
{
  CandorPiece place = { .kind = CANDOR_PIECE_TEXT };
  CandorPiece *piece;
  double height = 0;

  candor_galley_place (self, &place, options->column, options->indent);
  piece = candor_galley_make_text (self, text, options,
                                   &(CandorSetting){ .type = options->style,
                                                     .marked = options->marked,
                                                     .fixed = options->fixed,
                                                     .own = own,
                                                     .rtl = self->rtl,
                                                     .width = place.width });
  piece->start = place.start;
  piece->width = place.width;
  piece->marker_start = piece->start - options->indent;
  for (guint i = 0; i < piece->lines->len; i++)
    height += g_array_index (piece->lines, CandorLine, i).height;

  if (options->column == CANDOR_COLUMN_SIDE && height < SIDE_LIMIT * self->page_height)
    add_lines_aside (self, piece, options->before);
  else
    candor_galley_add_lines (self, piece, options->before, options->keep);
  return piece;
}

/* In two languages, or in one: where both say the same, it is a fact, which stands once. */
static CandorPiece *
add_words (CandorGalley *self,
           const char *text,
           const CandorTextOptions *options,
           const char **pair)
{
  const char *second = candor_galley_second_words (self, text, options);

  *pair = second;
  if (self->listens)
    return NULL;
  if (second != NULL)
    return candor_galley_add_pair (self, text, second, options);
  return candor_galley_add_text (self, text, options, self->second == NULL);
}

/**
 * candor_galley_text:
 * @self: a galley
 * @text: (nullable): a paragraph; nothing is added for %NULL or ""
 * @options: how it stands
 */
void
candor_galley_text (CandorGalley *self, const char *text, const CandorTextOptions *options)
{
  const char *pair;

  if (text != NULL && *text != '\0')
    add_words (self, text, options, &pair);
}

/**
 * candor_galley_heading:
 * @self: a galley
 * @level: 1 to 3
 * @column: where it stands
 * @text: its words
 *
 * Adds a heading, which is never the last thing on a page, and a bookmark for it.
 */
void
candor_galley_heading (CandorGalley *self, int level, CandorColumn column, const char *text)
{
  static const char *const tags[] = { "H1", "H2", "H3" };
  static const CandorTypeStyle styles[]
      = { CANDOR_TYPE_TITLE, CANDOR_TYPE_PART, CANDOR_TYPE_SECTION };
  CandorPiece *piece;
  const char *pair;

  g_return_if_fail (level >= 1 && level <= 3);

  piece = add_words (self, text,
                     &(CandorTextOptions){ .tag = tags[level - 1],
                                           .style = styles[level - 1],
                                           .column = column,
                                           .fixed = TRUE,
                                           .keep = TRUE },
                     &pair);
  if (piece == NULL)
    return;
  piece->level = level;
  piece->outline = candor_galley_clean (text);
  if (pair != NULL)
    {
      g_autofree char *first = g_steal_pointer (&piece->outline);
      g_autofree char *clean = candor_galley_clean (pair);

      piece->outline = g_strdup_printf ("%s · %s", first, clean);
    }
}
