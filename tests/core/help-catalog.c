/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Makes catalogues for tests with msgfmt, the program that makes the real ones.
 */
#include "help-catalog.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "core/candor-preview.h"

/**
 * help_msgfmt:
 * @po: the text of a .po file
 * @option: (nullable): an option for msgfmt
 *
 * Where msgfmt is not installed or refuses @po, the test fails.
 *
 * Returns: (transfer full): the .mo file, in memory that ends where the file ends
 */
GBytes *
help_msgfmt (const char *po, const char *option)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "candor-mo-XXXXXX", NULL);
  const char *const command[] = { "msgfmt", "-o", path, "-", option, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize length;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, po, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_unlink (path);
  /* Without the zero that was put behind the file: a reader that steps over its end must be seen. */
  bytes = g_realloc (bytes, length);
  return g_bytes_new_take (bytes, length);
}

/**
 * help_catalog:
 * @po: the text of a .po file
 *
 * Returns: (transfer full): the catalogue that msgfmt makes of it
 */
CandorCatalog *
help_catalog (const char *po)
{
  g_autoptr (GBytes) bytes = help_msgfmt (po, NULL);
  g_autoptr (GError) error = NULL;
  CandorCatalog *catalog = candor_catalog_new (bytes, &error);

  g_assert_no_error (error);
  return catalog;
}

/**
 * help_save_preview:
 * @entries: the text of a .po file behind its head
 *
 * Puts a catalogue in the place of the one that is looked at while it is translated.
 */
void
help_save_preview (const char *entries)
{
  g_autofree char *po = g_strconcat (HELP_HEAD ("nplurals=2; plural=(n != 1);"), entries, NULL);
  g_autoptr (GBytes) mo = help_msgfmt (po, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (mo, &size);

  g_file_set_contents (candor_preview_path (), data, size, &error);
  g_assert_no_error (error);
}

/**
 * help_po_languages:
 *
 * Returns: (transfer full) (array zero-terminated=1): the languages of po/LINGUAS
 */
char **
help_po_languages (void)
{
  g_autofree char *text = help_read (SOURCE_ROOT "/po/LINGUAS");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) languages = g_strv_builder_new ();

  for (gsize i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      g_strv_builder_add (languages, lines[i]);
  return g_strv_builder_end (languages);
}

/**
 * help_po_text:
 * @language: one of po/LINGUAS
 *
 * Returns: (transfer full): its .po file
 */
char *
help_po_text (const char *language)
{
  g_autofree char *path = g_strdup_printf (SOURCE_ROOT "/po/%s.po", language);

  return help_read (path);
}
