/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-paper-fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>

#include "candor-gnutls.h"
#include "candor-qpdf.h"

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

/* What is not there is told by whoever needs it. */
static gpointer
load_libraries (gpointer data)
{
  candor_qpdf_load (NULL);
  candor_gnutls_load (NULL);
  return NULL;
}

static gpointer
find_alone (gpointer data)
{
  FcConfig *fonts = find_fonts ();

  if (fonts != NULL)
    FcConfigSetCurrent (fonts);
  return NULL;
}

/* While they are not done. */
static GThread *libraries = NULL;
static GThread *fonts_finder = NULL;

/* A command may end sooner than these, and must not take apart what they are loading. */
static void
wait_for_threads (void)
{
  g_clear_pointer (&libraries, g_thread_join);
  g_clear_pointer (&fonts_finder, g_thread_join);
}

/**
 * candor_paper_fonts_find_alone:
 *
 * For a process that draws documents and nothing else: finds the fonts, and loads the libraries that
 * make a document of the pages, while it does other things. The fonts become those of the process,
 * which would be looked for as well.
 */
void
candor_paper_fonts_find_alone (void)
{
  g_return_if_fail (libraries == NULL);

  libraries = g_thread_new ("libraries", load_libraries, NULL);
  fonts_finder = g_thread_new ("fonts", find_alone, NULL);
  atexit (wait_for_threads);
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

/* Returns: (transfer full): the letters that any font of @fonts has */
static FcCharSet *
collect_letters (FcConfig *fonts)
{
  FcPattern *any = FcPatternCreate ();
  FcObjectSet *wanted = FcObjectSetBuild (FC_CHARSET, NULL);
  FcFontSet *set = FcFontList (fonts, any, wanted);
  FcCharSet *letters = FcCharSetCreate ();

  for (int i = 0; set != NULL && i < set->nfont; i++)
    {
      FcCharSet *own;

      if (FcPatternGetCharSet (set->fonts[i], FC_CHARSET, 0, &own) == FcResultMatch)
        FcCharSetMerge (letters, own, NULL);
    }
  if (set != NULL)
    FcFontSetDestroy (set);
  FcObjectSetDestroy (wanted);
  FcPatternDestroy (any);
  return letters;
}

static gboolean
have_letters (const CandorLanguage *language)
{
  FcConfig *fonts = find_fonts ();
  g_autofree char *needed = candor_language_dup_letters (language);
  gboolean have = TRUE;
  FcCharSet *letters;

  if (fonts == NULL || *needed == '\0')
    return *needed == '\0';
  letters = collect_letters (fonts);
  for (const char *at = needed; have && *at != '\0'; at = g_utf8_next_char (at))
    have = FcCharSetHasChar (letters, g_utf8_get_char (at));
  FcCharSetDestroy (letters);
  return have;
}

/**
 * candor_paper_fonts_have:
 * @language: a language
 *
 * Whether every letter of its texts is in a font that a document may use: nobody signs for boxes.
 * Looked at once for each language.
 *
 * Returns: whether it can be shown and printed on this tablet
 */
gboolean
candor_paper_fonts_have (const CandorLanguage *language)
{
  static GMutex mutex;
  static GHashTable *known = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gpointer have;

  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_lookup_extended (known, candor_language_code (language), NULL, &have))
    {
      have = GINT_TO_POINTER (have_letters (language));
      g_hash_table_insert (known, g_strdup (candor_language_code (language)), have);
    }
  return GPOINTER_TO_INT (have);
}

/**
 * candor_paper_fonts_list_languages:
 * @procedure: what is to be read
 *
 * Returns: (transfer container) (element-type CandorLanguage): the languages that a patient may choose:
 *   whole enough to read, and with letters on this tablet; English first
 */
GPtrArray *
candor_paper_fonts_list_languages (CandorProcedure *procedure)
{
  GPtrArray *offered = g_ptr_array_new ();
  gsize n;
  const CandorLanguage *const *languages = candor_language_list (&n);

  for (gsize i = 0; i < n; i++)
    if (candor_language_get_use (languages[i], procedure) != CANDOR_LANGUAGE_NOT_OFFERED
        && candor_paper_fonts_have (languages[i]))
      g_ptr_array_add (offered, (gpointer)languages[i]);
  return offered;
}
