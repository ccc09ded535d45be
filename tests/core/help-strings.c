/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Asks xgettext which strings of the sources are for people.
 */
#include "help.h"

#include <string.h>

/* The words between the quotation marks of a line of a .po file. */
static char *
unquote (const char *line)
{
  const char *open = strchr (line, '"');
  const char *close = strrchr (line, '"');
  g_autofree char *inner = NULL;

  g_assert_true (open != NULL && close > open);
  inner = g_strndup (open + 1, close - open - 1);
  return g_strcompress (inner);
}

static void
take (GHashTable *strings, GString *message)
{
  if (message->len > 0)
    g_hash_table_add (strings, g_strdup (message->str));
  g_string_truncate (message, 0);
}

/**
 * help_extract_strings:
 * @arguments: (array zero-terminated=1): files, and options for them
 *
 * Runs xgettext in the source folder with the options of po/xgettext.options. Where xgettext is not
 * installed or complains, the test fails: nothing is skipped in silence.
 *
 * Returns: (transfer full) (element-type utf8): the messages, each once
 */
GHashTable *
help_extract_strings (const char *const *arguments)
{
  static const char *const command[]
      = { "xgettext", "--output=-", "--no-location", "--no-wrap", NULL };
  g_autofree char *lines_of_options = help_read (SOURCE_ROOT "/po/xgettext.options");
  g_auto (GStrv) options = g_strsplit_set (g_strstrip (lines_of_options), " \n", -1);
  GHashTable *strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) message = g_string_new (NULL);
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_auto (GStrv) whole = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_strv_builder_addv (builder, (const char **)command);
  g_strv_builder_addv (builder, (const char **)options);
  g_strv_builder_addv (builder, (const char **)arguments);
  whole = g_strv_builder_end (builder);
  g_subprocess_launcher_set_cwd (launcher, SOURCE_ROOT);
  g_subprocess_launcher_setenv (launcher, "GETTEXTDATADIRS", SOURCE_ROOT "/data", TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)whole, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error);
  g_assert_no_error (error);
  /* It only says that typographic apostrophes are not ASCII. */
  g_assert_null (strstr (complaint, "error:"));
  g_assert_null (strstr (complaint, "unknown"));
  g_assert_null (strstr (complaint, "invalid"));
  g_assert_true (g_subprocess_get_successful (process));

  lines = g_strsplit (output, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      gboolean more = inside && lines[i][0] == '"';

      if (!more)
        take (strings, message);
      inside = more || g_str_has_prefix (lines[i], "msgid");
      if (inside)
        {
          g_autofree char *part = unquote (lines[i]);

          g_string_append (message, part);
        }
    }
  take (strings, message);
  return strings;
}
