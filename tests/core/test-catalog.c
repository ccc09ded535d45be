/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The reader of .mo files: with what msgfmt makes of small files and of the six real ones; in threads,
 * and under any locale. Mutated and hostile files are in test-catalog-hostile.c.
 */
#include "help-catalog.h"

#include <locale.h>
#include <string.h>

#include "core/candor-language.h"
#include "core/candor-po.h"

#define N_THREADS 8
#define N_ROUNDS 40

static const char small[] = HELP_HEAD (
    "nplurals=2; plural=(n != 1);") "msgid \"Clear\"\nmsgstr \"frei\"\n\n"
                                    "msgctxt \"button\"\nmsgid \"Clear\"\nmsgstr \"leeren\"\n\n"
                                    "msgctxt \"other\"\nmsgid \"Only here\"\nmsgstr \"nur "
                                    "hier\"\n\n"
                                    "msgctxt \"but\"\nmsgid \"Clear\"\nmsgstr \"aber\"\n\n"
                                    "msgid \"Open\"\nmsgstr \"\"\n\n"
                                    "#, fuzzy\nmsgid \"Guess\"\nmsgstr \"geraten\"\n\n"
                                    "msgid \"%u day\"\nmsgid_plural \"%u days\"\nmsgstr[0] \"ein "
                                    "Tag\"\nmsgstr[1] \"%u Tage\"\n";

/* Catches a message that is not found, or found in the wrong context. */
static void
test_small (void)
{
  g_autoptr (CandorCatalog) catalog = help_catalog (small);
  g_autofree char *name = candor_catalog_dup_header (catalog, "X-Language-Name");

  g_assert_cmpstr (name, ==, "Xx");
  g_assert_null (candor_catalog_dup_header (catalog, "X-Language"));
  g_assert_cmpuint (candor_catalog_get_n_refused (catalog), ==, 0);
  g_assert_cmpstr (candor_catalog_find (catalog, NULL, "Clear"), ==, "frei");
  g_assert_cmpstr (candor_catalog_find (catalog, "button", "Clear"), ==, "leeren");
  g_assert_cmpstr (candor_catalog_find (catalog, "but", "Clear"), ==, "aber");
  g_assert_null (candor_catalog_find (catalog, "butto", "Clear"));
  g_assert_null (candor_catalog_find (catalog, "buttons", "Clear"));
  g_assert_null (candor_catalog_find (catalog, "", "Clear"));
  g_assert_null (candor_catalog_find (catalog, NULL, "Only here"));
  g_assert_null (candor_catalog_find (catalog, NULL, "Open"));
  g_assert_null (candor_catalog_find (catalog, NULL, "Guess"));
  g_assert_null (candor_catalog_find (catalog, NULL, ""));
  g_assert_null (candor_catalog_find (catalog, NULL, "Clea"));
  g_assert_null (candor_catalog_find (catalog, NULL, "Clears"));
  g_assert_cmpstr (candor_catalog_find (catalog, NULL, "%u day"), ==, "ein Tag");
  g_assert_null (candor_catalog_find (catalog, NULL, "%u days"));
  g_assert_cmpstr (candor_catalog_find_plural (catalog, "%u day", 1), ==, "ein Tag");
  g_assert_cmpstr (candor_catalog_find_plural (catalog, "%u day", 0), ==, "%u Tage");
  g_assert_cmpstr (candor_catalog_find_plural (catalog, "Clear", 5), ==, "frei");
  g_assert_null (candor_catalog_find_plural (catalog, "none", 5));
}

/* Catches a reader that only takes the byte order of the machine that made the file. */
static void
test_byte_order (void)
{
  static const char *const options[] = { "--endianness=big", "--endianness=little", "--no-hash" };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GBytes) bytes = help_msgfmt (small, options[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorCatalog) catalog = candor_catalog_new (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (candor_catalog_find (catalog, "button", "Clear"), ==, "leeren");
      g_assert_cmpstr (candor_catalog_find_plural (catalog, "%u day", 3), ==, "%u Tage");
    }
}

static void
check_forms (const char *rule, guint n_forms, const char *wanted)
{
  g_autoptr (GString) po = g_string_new (NULL);
  g_autoptr (CandorCatalog) catalog = NULL;

  g_string_printf (po, HELP_HEAD ("%s") "msgid \"one\"\nmsgid_plural \"many\"\n", rule);
  for (guint i = 0; i < n_forms; i++)
    g_string_append_printf (po, "msgstr[%u] \"%u\"\n", i, i);
  catalog = help_catalog (po->str);
  for (gsize n = 0; wanted[n] != '\0'; n++)
    {
      const char *form = candor_catalog_find_plural (catalog, "one", n);

      if (form[0] != wanted[n] || form[1] != '\0')
        g_test_fail_printf ("%" G_GSIZE_FORMAT " has the form %s, and should have %c", n, form,
                            wanted[n]);
    }
}

/* Each form of Arabic and Ukrainian, as grammars have them: 0, 1, 2, 3 to 10, 11 to 99, 100 to 102; and
 * 1, 2 to 4, 5 to 20, 21, 22. */
static void
test_forms (void)
{
  g_autofree char *few = g_strnfill (10 - 2, '3');
  g_autofree char *many = g_strnfill (99 - 10, '4');
  g_autofree char *arabic = g_strconcat ("012", few, many, "555", few, "4", NULL);

  check_forms (HELP_ARABIC, 6, arabic);
  check_forms (HELP_UKRAINIAN, 3,
               "20111222222222222222"
               "20111222222");
}

/* What stands in a .po file, msgfmt writes and Candor finds: nothing of it is refused or mixed up. */
static void
test_real (gconstpointer data)
{
  g_autofree char *text = help_po_text (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorPo) po = candor_po_parse (data, text, strlen (text), &error);
  g_autoptr (CandorCatalog) catalog = help_catalog (text);
  g_autofree char *header = candor_catalog_dup_header (catalog, "Plural-Forms");
  guint n = 0;

  g_assert_no_error (error);
  g_assert_nonnull (header);
  g_assert_cmpuint (candor_catalog_get_n_refused (catalog), ==, 0);
  for (guint i = 0; i < po->entries->len; i++)
    {
      const CandorPoEntry *entry = po->entries->pdata[i];
      const char *found = candor_catalog_find (catalog, entry->context, entry->message);

      if (entry == po->head || !candor_po_is_translated (entry))
        continue;
      n++;
      if (g_strcmp0 (found, entry->texts->pdata[0]) != 0)
        g_test_fail_printf ("“%s” is found as “%s”.", entry->message, found);
    }
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (n + 1, ==, candor_catalog_size (catalog));
}

typedef struct
{
  const CandorCatalog *catalogs[2];
  const CandorPo *pos[2];
} Shared;

static gpointer
look_up_both (gpointer data)
{
  Shared *shared = data;
  guint n_wrong = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < shared->pos[0]->entries->len; i++)
      for (guint j = 0; j < 2; j++)
        {
          const CandorPo *po = shared->pos[j];
          const CandorPoEntry *entry = po->entries->pdata[i % po->entries->len];

          if (entry == po->head)
            continue;
          n_wrong += g_strcmp0 (
                         candor_catalog_find (shared->catalogs[j], entry->context, entry->message),
                         entry->texts->pdata[0])
                     != 0;
          /* The text itself is not compared: that it can be asked for at the same time is. */
          n_wrong += entry->plural != NULL
                     && candor_catalog_find_plural (shared->catalogs[j], entry->message, i) == NULL;
        }
  return GUINT_TO_POINTER (n_wrong);
}

/* Catches a reader that keeps something between two look-ups: two languages in eight threads. */
static void
test_threads (void)
{
  static const char *const languages[] = { "ar", "uk" };
  GThread *threads[N_THREADS];
  Shared shared = { 0 };

  for (guint j = 0; j < 2; j++)
    {
      g_autofree char *text = help_po_text (languages[j]);

      shared.pos[j] = candor_po_parse (languages[j], text, strlen (text), NULL);
      shared.catalogs[j] = help_catalog (text);
    }
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("look-up", look_up_both, &shared);
  for (guint i = 0; i < N_THREADS; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 0);
  for (guint j = 0; j < 2; j++)
    {
      candor_po_free ((CandorPo *)shared.pos[j]);
      candor_catalog_unref ((CandorCatalog *)shared.catalogs[j]);
    }
}

static void
test_locale_child (void)
{
  g_autoptr (CandorCatalog) catalog = help_catalog (small);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLanguage) language = candor_language_new ("xx", catalog, &error);

  setlocale (LC_ALL, "");
  g_assert_no_error (error);
  g_assert_cmpstr (candor_language_text (language, "Clear"), ==, "frei");
  g_assert_cmpstr (candor_language_text_in_context (language, "button", "Clear"), ==, "leeren");
  g_assert_cmpstr (candor_language_plural (language, "%u day", "%u days", 2), ==, "%u Tage");
  g_assert_cmpstr (candor_language_text (language, "Open"), ==, "Open");
}

/* Catches a language that needs the system to know it. */
static void
test_locale (gconstpointer locale)
{
  if (g_test_subprocess ())
    {
      test_locale_child ();
      return;
    }
  g_setenv ("LC_ALL", locale, TRUE);
  g_setenv ("LANGUAGE", "xx:de", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  static const char *const locales[] = { "C", "C.UTF-8", "xx_YY.UTF-8" };
  g_auto (GStrv) languages = help_po_languages ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/small", test_small);
  g_test_add_func ("/catalog/byte-order", test_byte_order);
  g_test_add_func ("/catalog/forms", test_forms);
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/catalog/real/", languages[i], NULL);

      g_test_add_data_func (path, languages[i], test_real);
    }
  g_test_add_func ("/catalog/threads", test_threads);
  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *path = g_strconcat ("/catalog/locale/", locales[i], NULL);

      g_test_add_data_func (path, locales[i], test_locale);
    }
  return g_test_run ();
}
