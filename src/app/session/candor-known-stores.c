/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Where this tablet has had its records before. An empty folder may be a clinic that begins, or one
 * whose disk is not connected; only what was seen earlier tells the two apart. The list is kept
 * beside the app and not in the store, because it has to be there when the store is not. It names
 * folders, and nothing of what was in them.
 */
#include "candor-known-stores.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-file.h"
#include "vault/candor-atomic-file.h"

#define MAX_LIST (64 * 1024)

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "candor", "stores", NULL);
}

/* A folder as one line, whatever its name is made of. */
static char *
dup_line (const char *folder)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);

  return g_filename_to_uri (whole, NULL, NULL);
}

/* Returns: (transfer full): the lines of the list, none where it is not there */
static char **
read_lines (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *text = NULL;
  gsize length;

  if (!candor_file_read (path, MAX_LIST, &text, &length, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (text, "\n", -1);
}

/**
 * candor_known_stores_has:
 * @folder: where a store should be
 *
 * Returns: whether a store was there once, when this tablet used it
 */
gboolean
candor_known_stores_has (const char *folder)
{
  g_auto (GStrv) lines = read_lines ();
  g_autofree char *line = dup_line (folder);

  return line != NULL && g_strv_contains ((const char *const *)lines, line);
}

/**
 * candor_known_stores_remember:
 * @folder: where a store is
 * @error: return location for an error
 *
 * Returns: whether the tablet will know next time that there was a store
 */
gboolean
candor_known_stores_remember (const char *folder, GError **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *line = dup_line (folder);
  g_auto (GStrv) lines = read_lines ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (line == NULL || g_strv_contains ((const char *const *)lines, line))
    return TRUE;
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (text, "%s\n", lines[i]);
  g_string_append_printf (text, "%s\n", line);
  /* A folder that cannot be made is named by the file that cannot be written in it. */
  g_mkdir_with_parents (parent, 0700);
  bytes = g_bytes_new (text->str, text->len);
  return candor_atomic_file_replace (path, bytes, error);
}
