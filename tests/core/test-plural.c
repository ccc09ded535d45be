/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Rules of plurals: those of many languages, against the answers of the C library, whose reader is
 * another program; and rules that nobody should follow.
 */
#include "help-catalog.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-plural.h"

/* Of languages with one form to six, as the manual of GNU gettext and the CLDR have them. */
static const char *const rules[] = {
  "nplurals=1; plural=0;",
  "nplurals=2; plural=(n != 1);",
  "nplurals=2; plural=n>1;",
  "nplurals=2; plural=n%10!=1 || n%100==11;",
  "nplurals=2; plural=(n==1) ? 0 : 1;",
  "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
  "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
  "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
  "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
  HELP_UKRAINIAN,
  "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
  "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
  "nplurals=3; plural=(n == 1) ? 0 : ((n != 0 && n % 1000000 == 0) ? 1 : 2);",
  "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
  "nplurals=4; plural=(n==1 || n==11) ? 0 : (n==2 || n==12) ? 1 : (n > 2 && n < 20) ? 2 : 3;",
  "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;",
  "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;",
  HELP_ARABIC,
  "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;",
  /* No language has these: which operator comes first, and division. */
  "nplurals=8; plural=(1 + n * 2 - n / 2 % 3) % 8;",
  "nplurals=2; plural=!n || n > 3 && n < 9 == 1;",
  "nplurals=2; plural=n >= 3 != n <= 5;",
};

/* The one locale that is always there, and a name for it under which newer C libraries translate too:
 * by its own they take it for C, and never do. */
#define EVERY_LOCALE "/usr/lib/locale/C.utf8"
#define OTHER_NAME "xx_YY.UTF-8"

static char *
make_catalogs (void)
{
  char *folder = g_dir_make_tmp ("candor-plural-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  g_autofree char *locale = g_build_filename (folder, OTHER_NAME, NULL);

  g_assert_cmpint (symlink (EVERY_LOCALE, locale), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/rule%u.mo", inner, i);
      GString *po = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;

      g_string_printf (po, HELP_HEAD ("%s") "msgid \"one\"\nmsgid_plural \"many\"\n", rules[i]);
      for (int form = 0; form < rules[i][strlen ("nplurals=")] - '0'; form++)
        g_string_append_printf (po, "msgstr[%d] \"%d\"\n", form, form);
      bytes = help_msgfmt (po->str, NULL);
      g_string_free (po, TRUE);
      g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), NULL));
    }
  return folder;
}

static void
remove_catalogs (char *folder)
{
  g_autofree char *inner = g_build_filename (folder, "xx", "LC_MESSAGES", NULL);
  g_autofree char *outer = g_build_filename (folder, "xx", NULL);
  g_autofree char *locale = g_build_filename (folder, OTHER_NAME, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/rule%u.mo", inner, i);

      g_unlink (path);
    }
  g_rmdir (inner);
  g_rmdir (outer);
  g_unlink (locale);
  g_rmdir (folder);
  g_free (folder);
}

static void
check_rule (guint number, const CandorCatalog *catalog, gulong n)
{
  g_autofree char *domain = g_strdup_printf ("rule%u", number);
  const char *wanted = dngettext (domain, "one", "many", n);
  const char *got = candor_catalog_find_plural (catalog, "one", n);

  if (g_strcmp0 (wanted, got) != 0)
    g_test_fail_printf ("%s: for %lu the C library says %s, and Candor %s", rules[number], n,
                        wanted, got);
}

/* Catches a rule that is read otherwise than everybody else reads it. */
static void
test_against_library (void)
{
  static const gulong large[] = { 1000000, 1000001, 2000000, 999999999, 4294967295ul };
  char *folder = make_catalogs ();

  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LANGUAGE", "xx", TRUE);
  g_assert_nonnull (setlocale (LC_ALL, OTHER_NAME));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *domain = g_strdup_printf ("rule%u", i);
      g_autofree char *path = g_strdup_printf ("%s/xx/LC_MESSAGES/%s.mo", folder, domain);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorCatalog) catalog = candor_catalog_load (path, &error);

      g_assert_no_error (error);
      bindtextdomain (domain, folder);
      bind_textdomain_codeset (domain, "UTF-8");
      /* Otherwise the library did not find its file, and both are compared with nothing. */
      g_assert_cmpstr (dngettext (domain, "one", "many", 7), !=, "many");
      for (gulong n = 0; n <= 1200; n++)
        check_rule (i, catalog, n);
      for (gsize j = 0; j < G_N_ELEMENTS (large); j++)
        check_rule (i, catalog, large[j]);
    }
  remove_catalogs (folder);
}

/* Catches a rule that hangs, overflows, divides by nothing, or asks for a form that is not there. */
static void
test_refused (void)
{
  g_autofree char *deep = g_strnfill (300, '(');
  g_autofree char *deep_rule = g_strconcat ("nplurals=2; plural=", deep, "n;", NULL);
  g_autofree char *nots = g_strnfill (400, '!');
  g_autofree char *nots_rule = g_strconcat ("nplurals=2; plural=", nots, "n;", NULL);
  g_autofree char *wide = g_strnfill (600, ' ');
  g_autofree char *wide_rule = g_strconcat ("nplurals=2; plural=n", wide, "!=1;", NULL);
  const char *const refused[] = {
    "",
    "nplurals=2;",
    "plural=n;",
    "nplurals=0; plural=0;",
    "nplurals=9; plural=0;",
    "nplurals=10; plural=0;",
    "nplurals=x; plural=0;",
    "nplurals=-1; plural=0;",
    "nplurals=2; plural=;",
    "nplurals=2; plural=n;",
    "nplurals=2; plural=2;",
    "nplurals=2; plural=n==1 ? 0;",
    "nplurals=2; plural=n==1 ? 0 : ;",
    "nplurals=2; plural=(n!=1;",
    "nplurals=2; plural=n!=1);",
    "nplurals=2; plural=n n;",
    "nplurals=2; plural=m!=1;",
    "nplurals=2; plural=n=1;",
    "nplurals=2; plural=n&1;",
    "nplurals=2; plural=n>>1;",
    "nplurals=2; plural=-1;",
    "nplurals=2; plural=n!=99999999999999999999;",
    "nplurals=2; plural=system(n);",
    "nplurals=2; plural=n!=1 garbage;",
    /* What the C library would end the process for, for every number or for a single one. */
    "nplurals=2; plural=n/0;",
    "nplurals=2; plural=n%0;",
    "nplurals=2; plural=7/n > 1;",
    "nplurals=2; plural=n==200 ? 1/(n-200) : 0;",
    "nplurals=2; plural=1 && 1/0;",
    "nplurals=2; plural=0 || 1%0;",
    /* Right for each number that has three digits. */
    "nplurals=2; plural=n>=1000000 ? 2 : n!=1;",
    "nplurals=2; plural=n==1000000 ? 1/0 : n!=1;",
    deep_rule,
    nots_rule,
    wide_rule,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *rule = NULL;
      g_autoptr (GError) error = NULL;
      guint n_forms;

      if (candor_plural_read (refused[i], &rule, &n_forms, &error))
        g_test_fail_printf ("This is taken: %s", refused[i]);
      else
        help_assert_refused (error, "The line “Plural-Forms”", "cannot be used");
    }
}

/* Catches a rule that is refused for what stands in a part that no number asks for, and one that is
 * followed although it was not taken. */
static void
test_division (void)
{
  static const char *const taken[] = {
    "nplurals=2; plural=n==0 ? 0 : 5/n > 1;",
    "nplurals=2; plural=n!=0 && 5/n > 1;",
    "nplurals=2; plural=n==0 || 5%n > 1;",
    "nplurals=2; plural=n==0 ? 1 : n==1 ? 0 : n!=0 && 10/n/2*0;",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autofree char *rule = NULL;
      g_autoptr (GError) error = NULL;
      guint n_forms;

      g_assert_true (candor_plural_read (taken[i], &rule, &n_forms, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (candor_plural_form ("n/0", 5), ==, 0);
  g_assert_cmpuint (candor_plural_form ("n n", 5), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plural/against-library", test_against_library);
  g_test_add_func ("/plural/refused", test_refused);
  g_test_add_func ("/plural/division", test_division);
  return g_test_run ();
}
