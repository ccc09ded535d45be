/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Characters that no font of the document can show.
 */
#include "candor-galley-private.h"

#include <string.h>

/* The sign for something that cannot be shown, in UTF-8. */
#define SIGN "\xef\xbf\xbd"

/* Marks the bytes of the text whose characters came out without a glyph. */
static void
mark_unknown (PangoLayout *layout, GByteArray *unknown)
{
  for (GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    for (GSList *at = ((PangoLayoutLine *)line->data)->runs; at != NULL; at = at->next)
      {
        PangoGlyphItem *run = at->data;

        for (int i = 0; i < run->glyphs->num_glyphs; i++)
          if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
            unknown->data[run->item->offset + run->glyphs->log_clusters[i]] = TRUE;
      }
}

/*
 * Puts one sign for an unknown character in the place of each that no font can show, so that people
 * see that something stood there. Pango would draw the digits of its code, which whoever copies or
 * listens takes for words. What a reader takes for one character, such as a family of several
 * emoji, is one sign. Texts without any cost no more than before.
 */
void
candor_galley_show_unknown (PangoLayout *layout)
{
  g_autoptr (GByteArray) unknown = NULL;
  g_autoptr (GString) text = NULL;
  PangoAttrList *attributes;
  const PangoLogAttr *characters;
  gboolean lacks = FALSE;
  gsize end;
  int n;

  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return;

  text = g_string_new (pango_layout_get_text (layout));
  unknown = g_byte_array_set_size (g_byte_array_new (), text->len + 1);
  memset (unknown->data, FALSE, unknown->len);
  mark_unknown (layout, unknown);
  characters = pango_layout_get_log_attrs_readonly (layout, &n);
  attributes = pango_layout_get_attributes (layout);
  attributes = attributes != NULL ? pango_attr_list_copy (attributes) : pango_attr_list_new ();

  /* From the end, so that what comes before keeps its place. The last of @characters is the end. */
  end = text->len;
  for (gsize at = text->len; at > 0;)
    {
      at = g_utf8_prev_char (text->str + at) - text->str;
      n--;
      lacks = lacks || unknown->data[at];
      if (!characters[n - 1].is_cursor_position && at > 0)
        continue;
      if (lacks)
        {
          g_string_erase (text, at, end - at);
          g_string_insert (text, at, SIGN);
          pango_attr_list_update (attributes, at, end - at, strlen (SIGN));
        }
      lacks = FALSE;
      end = at;
    }

  pango_layout_set_text (layout, text->str, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}
