/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Where Candor's own files are. A program that was built for trying things out finds those of the source;
 * once it is installed it never looks there again, or a change in the source would change what patients
 * read.
 */
#include "candor-places.h"

static gpointer
find_out (gpointer data)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return GINT_TO_POINTER (program != NULL && g_str_has_prefix (program, CANDOR_BINDIR "/"));
}

static gboolean
is_installed (void)
{
  static GOnce once = G_ONCE_INIT;

  return GPOINTER_TO_INT (g_once (&once, find_out, NULL));
}

static GPtrArray *
list_places (const char *variable, const char *source, const char *installed)
{
  GPtrArray *places = g_ptr_array_new ();
  const char *chosen = g_getenv (variable);

  if (chosen != NULL)
    g_ptr_array_add (places, (gpointer)chosen);
  if (source != NULL && !is_installed ())
    g_ptr_array_add (places, (gpointer)source);
  g_ptr_array_add (places, (gpointer)installed);
  return places;
}

/**
 * candor_places_data:
 *
 * Returns: (transfer container) (element-type filename): the folders that hold Candor's data, the most
 *   particular first
 */
GPtrArray *
candor_places_data (void)
{
  return list_places ("CANDOR_DATA_DIR", CANDOR_SOURCE_DATADIR, CANDOR_DATADIR);
}

/**
 * candor_places_catalogs:
 *
 * Returns: (transfer container) (element-type filename): the folders that hold catalogues, the most
 *   particular first
 */
GPtrArray *
candor_places_catalogs (void)
{
  return list_places ("CANDOR_LOCALE_DIR", CANDOR_BUILD_LOCALEDIR, CANDOR_LOCALEDIR);
}

/**
 * candor_places_own:
 * @name: a path inside of it
 *
 * Returns: (transfer full) (type filename): where that file would be in the clinic's own folder: what is
 *   there was put there by the clinic, and never takes the place of what comes with Candor
 */
char *
candor_places_own (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "candor", name, NULL);
}
