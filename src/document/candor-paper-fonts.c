/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-paper-fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

/* Letters in colours are pictures: Cairo puts them into a document as see-through images without any
 * words, smoothed by the reader, which ISO 19005-3, 6.2.8, forbids. */
static const char no_colours[] = "<?xml version=\"1.0\"?>"
                                 "<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">"
                                 "<fontconfig><selectfont><rejectfont><pattern>"
                                 "<patelt name=\"color\"><bool>true</bool></patelt>"
                                 "</pattern></rejectfont></selectfont></fontconfig>";

/* All fonts of the system but those; found once, and read by all threads. Returns: (nullable) */
static FcConfig *
find_fonts (void)
{
  static gsize found = 0;
  static FcConfig *fonts = NULL;

  if (g_once_init_enter (&found))
    {
      FcConfig *config = FcInitLoadConfig ();

      if (config != NULL
          && FcConfigParseAndLoadFromMemory (config, (const FcChar8 *)no_colours, FcTrue)
          && FcConfigBuildFonts (config))
        fonts = config;
      else if (config != NULL)
        FcConfigDestroy (config);
      g_once_init_leave (&found, 1);
    }
  return fonts;
}

static gpointer
find_alone (gpointer data)
{
  FcConfig *fonts = find_fonts ();

  if (fonts != NULL)
    FcConfigSetCurrent (fonts);
  return NULL;
}

/**
 * candor_paper_fonts_find_alone:
 *
 * For a process that draws documents and nothing else: finds the fonts while it does other things,
 * and makes them the fonts of the process, which would be looked for as well.
 */
void
candor_paper_fonts_find_alone (void)
{
  g_thread_unref (g_thread_new ("fonts", find_alone, NULL));
}

/**
 * candor_paper_fonts_new_map:
 *
 * Returns: (transfer full): a map of the fonts that may stand in a document, in points; one thread
 *   may use it
 */
PangoFontMap *
candor_paper_fonts_new_map (void)
{
  /* Before the map, which looks for fonts of its own where the process has none yet. */
  FcConfig *fonts = find_fonts ();
  PangoFontMap *map = pango_cairo_font_map_new ();

  if (PANGO_IS_FC_FONT_MAP (map) && fonts != NULL)
    pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), fonts);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  return map;
}
