/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches a translation that is saved and not seen: words that stay as they were, words of before that
 * are gone while a page still shows them, an untranslated string that nobody notices, and a broken file
 * that takes the good words away.
 */
#include <glib/gstdio.h>

#include "core/candor-language.h"
#include "core/candor-preview.h"
#include "help-catalog.h"

/* A mark in a mark, for a text that is put into another, leaves a reader counting brackets. */
static void
check_marks (const CandorLanguage *language)
{
  static const struct
  {
    const char *message;
    const char *marked;
  } messages[] = {
    { "Approved by %s on %s", "[EN: Approved by] %s [EN: on] %s" },
    { "%2$s, %1$-5s.", "%2$s, %1$-5s." },
    { "%1$d %2$s %3$d", "%1$d %2$s %3$d" },
    { "100%% of %s", "[EN: 100%% of] %s" },
    { "100%%s", "[EN: 100%%s]" },
    { " Two %u lines.\n", " [EN: Two %u lines.]\n" },
  };
  g_autofree char *inner = g_strdup (candor_language_text (language, "Month"));
  g_autofree char *outer = g_strdup_printf (candor_language_text (language, "In %s."), inner);

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    g_assert_cmpstr (candor_language_text (language, messages[i].message), ==, messages[i].marked);
  g_assert_cmpstr (outer, ==, "[EN: In] [EN: Month].");
}

static void
test_preview (void)
{
  g_autoptr (GError) error = NULL;
  const CandorLanguage *language;
  const char *before;
  gsize n;
  const CandorLanguage *const *all;
  gboolean is_listed = FALSE;

  help_save_preview ("msgid \"Next\"\nmsgstr \"Lof\"\n");
  language = candor_language_find ("qq-QQ", &error);
  g_assert_no_error (error);
  g_assert_true (language == candor_preview_get ());
  all = candor_language_list (&n);
  for (gsize i = 0; i < n; i++)
    is_listed |= all[i] == language;
  g_assert_true (is_listed);

  before = candor_language_text (language, "Next");
  g_assert_cmpstr (before, ==, "Lof");
  g_assert_cmpstr (candor_language_text (language, "Back"), ==, "[EN: Back]");
  g_assert_cmpstr (candor_language_plural (language, "%u day", "%u days", 2), ==, "[EN: %u days]");
  g_assert_false (candor_language_has (language, NULL, "Back"));
  check_marks (language);

  help_save_preview ("msgid \"Next\"\nmsgstr \"Lofer\"\n\nmsgid \"Back\"\nmsgstr \"Ruk\"\n");
  g_assert_true (candor_preview_reload (&error));
  g_assert_no_error (error);
  g_assert_cmpstr (candor_language_text (language, "Next"), ==, "Lofer");
  g_assert_cmpstr (candor_language_text (language, "Back"), ==, "Ruk");
  g_assert_cmpstr (before, ==, "Lof");

  g_file_set_contents (candor_preview_path (), "no catalogue", -1, &error);
  g_assert_no_error (error);
  g_assert_false (candor_preview_reload (&error));
  g_assert_nonnull (error);
  g_assert_cmpstr (candor_language_text (language, "Next"), ==, "Lofer");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("candor-preview-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "qq_QQ.mo", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("CANDOR_PREVIEW", path, TRUE);
  g_test_add_func ("/core/preview", test_preview);
  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  return status;
}
