/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which languages a patient may sign in, and the catalogues that a clinic's own procedure brings.
 */
#include "help-catalog.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-language-use.h"

/* Catches a catalogue of ours that lacks a word of the consent: its readers could not sign. */
static void
test_shipped (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_auto (GStrv) codes = help_po_languages ();
  gsize n;

  candor_language_list (&n);
  g_assert_cmpuint (n, ==, g_strv_length (codes) + 1);
  for (char **code = codes; *code != NULL; code++)
    {
      g_autoptr (GError) error = NULL;
      const CandorLanguage *language = candor_language_find (*code, &error);
      guint needed;

      g_assert_no_error (error);
      g_assert_cmpuint (candor_language_count_missing (language, procedure, &needed), ==, 0);
      g_assert_cmpuint (needed, >, 1000);
      g_assert_cmpint (candor_language_get_use (language, procedure), ==, CANDOR_LANGUAGE_TO_SIGN);
    }
}

static CandorLanguageUse
use_of (const char *po, guint *missing)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorCatalog) catalog = help_catalog (po);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLanguage) language = candor_language_new ("xx", catalog, &error);

  g_assert_no_error (error);
  *missing = candor_language_count_missing (language, procedure, NULL);
  return candor_language_get_use (language, procedure);
}

/* Replaces one piece of a .po file, which has to be there once. */
static char *
edit (const char *po, const char *piece, const char *by)
{
  g_autoptr (GString) text = g_string_new (po);

  g_assert_cmpuint (g_string_replace (text, piece, by, 0), ==, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Catches a patient who signs in a language that lacks a month or has a blank for it, has a doubtful sentence, an
 * older one or a wrong placeholder; and a language that is offered though nearly all of it is English. */
static void
test_not_whole (void)
{
  g_autofree char *whole = help_po_text ("es");
  g_autofree char *empty = edit (whole, "msgstr \"enero\"", "msgstr \"\"");
  g_autofree char *blank = edit (whole, "msgstr \"enero\"", "msgstr \"\u00a0\u200f\"");
  g_autofree char *doubtful = edit (whole, "msgid \"January\"\n", "#, fuzzy\nmsgid \"January\"\n");
  g_autofree char *older = edit (whole, "msgid \"January\"\n", "msgid \"Januarius\"\n");
  g_autofree char *wrong = edit (whole, "msgstr \"enero\"", "msgstr \"enero %s\"");
  const char *const texts[] = { empty, blank, doubtful, older, wrong };
  guint missing;

  g_assert_cmpint (use_of (whole, &missing), ==, CANDOR_LANGUAGE_TO_SIGN);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpint (use_of (texts[i], &missing), ==, CANDOR_LANGUAGE_TO_READ);
      g_assert_cmpuint (missing, ==, 1);
    }
  g_assert_cmpint (use_of (HELP_HEAD ("nplurals=2; plural=(n != 1);"), &missing), ==,
                   CANDOR_LANGUAGE_NOT_OFFERED);
}

typedef struct
{
  char *folder;
  char *xml;
  char *mo;
} Beside;

static void
set_up (Beside *self, gconstpointer data)
{
  g_autofree char *from = help_procedure_path (HELP_INVENTED);
  g_autofree char *text = help_read (from);

  self->folder = g_dir_make_tmp ("candor-test-XXXXXX", NULL);
  self->xml = g_build_filename (self->folder, HELP_INVENTED ".xml", NULL);
  self->mo = g_build_filename (self->folder, HELP_INVENTED ".es.mo", NULL);
  g_assert_true (g_file_set_contents (self->xml, text, -1, NULL));
}

static void
tear_down (Beside *self, gconstpointer data)
{
  g_unlink (self->xml);
  g_unlink (self->mo);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->xml);
  g_free (self->mo);
}

/* A catalogue of all that the procedure says, each sentence behind a mark. */
static GBytes *
translate_all (CandorProcedure *procedure)
{
  g_autoptr (GPtrArray) messages = candor_procedure_list_messages (procedure);
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) po = g_string_new (HELP_HEAD ("nplurals=2; plural=(n != 1);"));

  for (guint i = 0; i < messages->len; i++)
    {
      g_autoptr (GString) quoted = g_string_new (messages->pdata[i]);

      if (!g_hash_table_add (met, messages->pdata[i]))
        continue;
      g_string_replace (quoted, "\\", "\\\\", 0);
      g_string_replace (quoted, "\"", "\\\"", 0);
      g_string_append_printf (po, "msgid \"%s\"\nmsgstr \"¡%s\"\n\n", quoted->str, quoted->str);
    }
  return help_msgfmt (po->str, NULL);
}

/* Catches a clinic's own procedure whose translation is not found, is not looked into, or that is signed in
 * a language which its catalogue does not have. */
static void
test_beside (Beside *self, gconstpointer data)
{
  g_autoptr (CandorProcedure) before = NULL;
  g_autoptr (CandorProcedure) after = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const CandorLanguage *spanish = candor_language_find ("es", &error);
  const CandorLanguage *french = candor_language_find ("fr", NULL);
  const char *title;

  g_assert_no_error (error);
  before = candor_procedure_load (self->xml, &error);
  g_assert_no_error (error);
  g_assert_cmpint (candor_language_get_use (spanish, before), ==, CANDOR_LANGUAGE_NOT_OFFERED);

  bytes = translate_all (before);
  g_assert_true (g_file_set_contents (self->mo, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), NULL));
  after = candor_procedure_load (self->xml, &error);
  g_assert_no_error (error);
  title = candor_procedure_text (after, spanish, candor_procedure_title (after));
  g_assert_true (g_str_has_prefix (title, "¡"));
  g_assert_cmpstr (title + strlen ("¡"), ==, candor_procedure_title (after));
  g_assert_cmpint (candor_language_get_use (spanish, after), ==, CANDOR_LANGUAGE_TO_SIGN);
  g_assert_cmpint (candor_language_get_use (french, after), ==, CANDOR_LANGUAGE_NOT_OFFERED);
  g_assert_cmpint (candor_language_get_use (candor_language_english (), after), ==,
                   CANDOR_LANGUAGE_TO_SIGN);
}

/* Catches a damaged catalogue that is passed over without a word. */
static void
test_damaged (Beside *self, gconstpointer data)
{
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->mo, "no catalogue", -1, NULL));
  procedure = candor_procedure_load (self->xml, &error);
  g_assert_null (procedure);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, HELP_INVENTED ".es.mo"));
}

/* Catches a language that somebody asked for under one of its other names, and one that is given for
 * another that its readers do not read. */
static void
test_names (void)
{
  static const char *const names[][2]
      = { { "es-MX", "es" },      { "ES", "es" },    { "zh", "zh-CN" }, { "zh_CN", "zh-CN" },
          { "zh-Hans", "zh-CN" }, { "en_US", "en" }, { "de_AT", "de" }, { "ar-EG", "ar" } };
  static const char *const others[]
      = { "", "e", "eo", "zh-TW", "zh-Hant", "tlh", "../es", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const CandorLanguage *language = candor_language_find (names[i][0], NULL);

      g_assert_nonnull (language);
      g_assert_cmpstr (candor_language_code (language), ==, names[i][1]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_language_find (others[i], &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND);
    }
  g_assert_true (candor_language_is_rtl (candor_language_find ("ar", NULL)));
  g_assert_false (candor_language_is_rtl (candor_language_find ("uk", NULL)));
}

/* Catches a made language that loses a placeholder, or that a patient could choose. */
static void
test_made (void)
{
  const CandorLanguage *accented = candor_language_find ("en-XA", NULL);
  const CandorLanguage *mirrored = candor_language_find ("ar_XB", NULL);
  const char *text = candor_language_text (accented, "See <b>%1$s</b>: 5 %% of %u.");
  gsize n;
  const CandorLanguage *const *listed = candor_language_list (&n);

  g_assert_true (g_str_has_prefix (text, "[Séé <b>%1$s</b>: 5 %% óƒ %u."));
  g_assert_true (g_str_has_suffix (text, "~]"));
  g_assert_true (candor_language_text (accented, "Séé") != candor_language_text (mirrored, "Séé"));
  g_assert_true (text == candor_language_text (accented, "See <b>%1$s</b>: 5 %% of %u."));
  g_assert_cmpstr (candor_language_plural (accented, "%u page", "%u pages", 1), ==,
                   candor_language_text (accented, "%u page"));
  g_assert_true (candor_language_is_rtl (mirrored));
  for (gsize i = 0; i < n; i++)
    g_assert_true (listed[i] != accented && listed[i] != mirrored);
}

/* Catches a first page in another language than the system's, and in mainland China's for whoever reads
 * Taiwan's. */
static void
test_guess (void)
{
  static const char *const systems[][2]
      = { { "de_AT:en", "de" },    { "nl:fr", "fr" },  { "zh_TW:en", "en" },
          { "zh_CN:en", "zh-CN" }, { "nl:tlh", "en" }, { "C", "en" } };
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_setenv ("LANGUAGE", systems[i][0], TRUE);
      g_assert_cmpstr (candor_language_code (candor_language_guess ()), ==, systems[i][1]);
    }
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language-use/shipped", test_shipped);
  g_test_add_func ("/language-use/not-whole", test_not_whole);
  g_test_add ("/language-use/beside", Beside, NULL, set_up, test_beside, tear_down);
  g_test_add ("/language-use/damaged", Beside, NULL, set_up, test_damaged, tear_down);
  g_test_add_func ("/language-use/names", test_names);
  g_test_add_func ("/language-use/made", test_made);
  g_test_add_func ("/language-use/guess", test_guess);
  return g_test_run ();
}
