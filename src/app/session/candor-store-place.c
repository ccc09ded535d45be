/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * In which folder the records are. It is the one thing that a tablet decides and a clinic does not: all
 * other settings are in the store and move with it, and this one says where to look for them.
 */
#include "candor-store-place.h"

#define SCHEMA "org.candor.Candor"
#define KEY "store-folder"

/* What is set for this tablet; none where Candor runs from its source and nothing was installed. */
static char *
dup_setting (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
      = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *folder = NULL;

  if (schema == NULL)
    return NULL;
  settings = g_settings_new_full (schema, NULL, NULL);
  folder = g_settings_get_string (settings, KEY);
  return *folder != '\0' ? g_steal_pointer (&folder) : NULL;
}

/**
 * candor_store_place_find:
 * @said: (nullable) (type filename): what was said at the start, from the current folder on
 * @chosen: (out): whether somebody chose the place, at the start or for this tablet. Where nobody did, it
 *   is in the home folder, which is there
 *
 * Returns: (transfer full) (type filename): the whole path of the store. What is set for the tablet counts
 *   from the home folder, if it is no whole path: a start over D-Bus has no current folder
 */
char *
candor_store_place_find (const char *said, gboolean *chosen)
{
  g_autofree char *set = said == NULL ? dup_setting () : NULL;

  *chosen = said != NULL || set != NULL;
  if (said != NULL)
    return g_canonicalize_filename (said, NULL);
  if (set != NULL)
    return g_canonicalize_filename (set, g_get_home_dir ());
  return g_build_filename (g_get_user_data_dir (), "candor", NULL);
}
