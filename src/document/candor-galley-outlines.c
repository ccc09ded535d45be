/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Draws lines whose letters come from a font of the CFF kind, as those of Chinese do. Cairo (seen in
 * 1.16) copies such a font into the document without the shared pieces that it takes for unused. It
 * follows a piece only the first time, and counts hints wrongly after that, so that a letter now and
 * then loses pieces that it needs and stays blank. A font that Cairo takes for made up is written
 * from the outlines of its letters instead, each whole.
 */
#include "candor-galley-press.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

#include FT_FREETYPE_H

/* None of the ways in which Cairo changes letters (bold is 1, slanted is 2): it asks for a font that
 * is made up, and for no change. */
#define NO_CHANGE 4

typedef struct
{
  FT_Library library;
  FT_Face face;
} OpenFont;

static const cairo_user_data_key_t open_font_key;

static void
open_font_free (gpointer data)
{
  OpenFont *self = data;

  if (self->face != NULL)
    FT_Done_Face (self->face);
  if (self->library != NULL)
    FT_Done_FreeType (self->library);
  g_free (self);
}

/* Returns: (transfer full) (nullable) */
static cairo_font_face_t *
open_face (const char *file, int index)
{
  OpenFont *self = g_new0 (OpenFont, 1);
  cairo_font_face_t *face;

  if (FT_Init_FreeType (&self->library) != 0
      || FT_New_Face (self->library, file, index, &self->face) != 0)
    {
      open_font_free (self);
      return NULL;
    }
  face = cairo_ft_font_face_create_for_ft_face (self->face, 0);
  if (cairo_font_face_set_user_data (face, &open_font_key, self, open_font_free)
      != CAIRO_STATUS_SUCCESS)
    {
      cairo_font_face_destroy (face);
      open_font_free (self);
      return NULL;
    }
  cairo_ft_font_face_set_synthesize (face, NO_CHANGE);
  return face;
}

/* One for all sizes of a font, so that it stands in the document once. Returns: (transfer none)
 * (nullable) */
static cairo_font_face_t *
find_face (PangoFont *font)
{
  GObject *map = G_OBJECT (pango_font_get_font_map (font));
  FcPattern *pattern = pango_fc_font_get_pattern (PANGO_FC_FONT (font));
  GHashTable *faces = g_object_get_data (map, "candor-outlines");
  g_autofree char *key = NULL;
  cairo_font_face_t *face;
  FcChar8 *file;
  int index;

  if (FcPatternGetString (pattern, FC_FILE, 0, &file) != FcResultMatch
      || FcPatternGetInteger (pattern, FC_INDEX, 0, &index) != FcResultMatch)
    return NULL;
  if (faces == NULL)
    {
      faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify)cairo_font_face_destroy);
      g_object_set_data_full (map, "candor-outlines", faces, (GDestroyNotify)g_hash_table_unref);
    }
  key = g_strdup_printf ("%d %s", index, (const char *)file);
  face = g_hash_table_lookup (faces, key);
  if (face == NULL && (face = open_face ((const char *)file, index)) != NULL)
    g_hash_table_insert (faces, g_steal_pointer (&key), face);
  return face;
}

static gboolean
is_cff (PangoFont *font)
{
  hb_blob_t *table = hb_face_reference_table (hb_font_get_face (pango_font_get_hb_font (font)),
                                              HB_TAG ('C', 'F', 'F', ' '));
  gboolean is = hb_blob_get_length (table) > 0;

  hb_blob_destroy (table);
  return is;
}

static cairo_scaled_font_t *
make_font (PangoFont *font)
{
  cairo_scaled_font_t *usual = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  cairo_font_face_t *face
      = usual != NULL && PANGO_IS_FC_FONT (font) && is_cff (font) ? find_face (font) : NULL;
  cairo_scaled_font_t *outlines;
  cairo_font_options_t *options;
  cairo_matrix_t size;
  cairo_matrix_t place;

  if (face == NULL)
    return NULL;
  options = cairo_font_options_create ();
  cairo_scaled_font_get_font_matrix (usual, &size);
  cairo_scaled_font_get_ctm (usual, &place);
  cairo_scaled_font_get_font_options (usual, options);
  outlines = cairo_scaled_font_create (face, &size, &place, options);
  cairo_font_options_destroy (options);
  return outlines;
}

/* Returns: (transfer none) (nullable): what to draw @font with, if it is of the CFF kind */
static cairo_scaled_font_t *
find_font (PangoFont *font)
{
  static const char *const known = "candor-outlines-known";

  if (g_object_get_data (G_OBJECT (font), known) == NULL)
    {
      cairo_scaled_font_t *made = make_font (font);

      g_object_set_data (G_OBJECT (font), known, GINT_TO_POINTER (TRUE));
      if (made != NULL)
        g_object_set_data_full (G_OBJECT (font), "candor-outlines", made,
                                (GDestroyNotify)cairo_scaled_font_destroy);
    }
  return g_object_get_data (G_OBJECT (font), "candor-outlines");
}

static gboolean
has_unknown (const PangoGlyphString *glyphs)
{
  for (int i = 0; i < glyphs->num_glyphs; i++)
    if (glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG
        && glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
      return TRUE;
  return FALSE;
}

static void
set_colour (cairo_t *cr, const PangoLayoutRun *run)
{
  for (GSList *at = run->item->analysis.extra_attrs; at != NULL; at = at->next)
    {
      PangoAttrColor *colour = pango_attribute_as_color (at->data);

      if (colour != NULL && colour->attr.klass->type == PANGO_ATTR_FOREGROUND)
        cairo_set_source_rgb (cr, colour->color.red / (double)G_MAXUINT16,
                              colour->color.green / (double)G_MAXUINT16,
                              colour->color.blue / (double)G_MAXUINT16);
    }
}

/* Each letter with the text that it stands for, which a reader takes out of the document again. */
static void
show_outlines (cairo_t *cr, PangoLayoutRun *run, const char *text, int x)
{
  const PangoGlyphString *glyphs = run->glyphs;
  gboolean backward = run->item->analysis.level % 2 == 1;
  g_autofree cairo_glyph_t *places = g_new (cairo_glyph_t, glyphs->num_glyphs);
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, glyphs->num_glyphs);
  PangoGlyphItemIter iter;
  int n_places = 0;
  int n_clusters = 0;

  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *glyph = &glyphs->glyphs[i];

      if (glyph->glyph != PANGO_GLYPH_EMPTY)
        places[n_places++]
            = (cairo_glyph_t){ glyph->glyph, (x + glyph->geometry.x_offset) / (double)PANGO_SCALE,
                               glyph->geometry.y_offset / (double)PANGO_SCALE };
      x += glyph->geometry.width;
    }
  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    {
      int first = backward ? iter.end_glyph + 1 : iter.start_glyph;
      int end = backward ? iter.start_glyph + 1 : iter.end_glyph;
      cairo_text_cluster_t *cluster = &clusters[n_clusters++];

      cluster->num_bytes = iter.end_index - iter.start_index;
      cluster->num_glyphs = 0;
      for (int i = first; i < end; i++)
        if (glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
          cluster->num_glyphs++;
    }
  cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length, places, n_places,
                          clusters, n_clusters, backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

/**
 * candor_outlines_show_line:
 * @cr: where to draw, with the start of the baseline as its origin
 * @line: a line that has no lines under, over or through its words
 *
 * Draws @line so that each of its letters stands in the document whole.
 */
void
candor_outlines_show_line (cairo_t *cr, PangoLayoutLine *line)
{
  const char *text = pango_layout_get_text (line->layout);
  gboolean is_wanted = FALSE;
  int x = 0;

  for (GSList *at = line->runs; at != NULL && !is_wanted; at = at->next)
    is_wanted = find_font (((PangoLayoutRun *)at->data)->item->analysis.font) != NULL;
  cairo_move_to (cr, 0, 0);
  if (!is_wanted)
    {
      pango_cairo_show_layout_line (cr, line);
      return;
    }
  for (GSList *at = line->runs; at != NULL; at = at->next)
    {
      PangoLayoutRun *run = at->data;
      cairo_scaled_font_t *outlines = find_font (run->item->analysis.font);

      x += run->start_x_offset;
      cairo_save (cr);
      set_colour (cr, run);
      if (outlines != NULL && !has_unknown (run->glyphs))
        {
          cairo_set_scaled_font (cr, outlines);
          show_outlines (cr, run, text, x);
        }
      else
        {
          cairo_move_to (cr, x / (double)PANGO_SCALE, 0);
          pango_cairo_show_glyph_item (cr, text, run);
        }
      cairo_restore (cr);
      x += pango_glyph_string_get_width (run->glyphs) + run->end_x_offset;
    }
}
