/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catalogues that nobody should have made: damaged ones are refused in words or read without harm, and a
 * translation that would do harm is not used: the English stands there.
 */
#include "help-catalog.h"

#include <string.h>

#include "core/candor-language.h"

#define N_MUTATIONS 20000

/* Where the numbers of a .mo file stand. */
#define COUNT 8
#define ORIGINALS 12
#define TRANSLATIONS 16

static const char *const messages[]
    = { "Clear", "%s was read.", "A longer message, with a comma.", "%u day", "Zebra", "", "day" };

static const char seed[] = HELP_HEAD (
    "nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);") "msgid \"Clear\"\nmsgstr \"frei\"\n\n"
                                                    "msgctxt \"button\"\nmsgid \"Clear\"\nmsgstr "
                                                    "\"leeren\"\n\n"
                                                    "msgid \"%s was read.\"\nmsgstr \"%s wurde "
                                                    "gelesen.\"\n\n"
                                                    "msgid \"A longer message, with a "
                                                    "comma.\"\nmsgstr \"Etwas Längeres, mit "
                                                    "Komma.\"\n\n"
                                                    "msgid \"%u day\"\nmsgid_plural \"%u days\"\n"
                                                    "msgstr[0] \"ein Tag\"\nmsgstr[1] \"%u "
                                                    "Tage\"\nmsgstr[2] \"viele Tage\"\n\n"
                                                    "msgid \"Zebra\"\nmsgstr \"Zebra\"\n";

/* Whatever is asked for: each text that comes back ends, and is one. */
static guint
look_at_all (const CandorCatalog *catalog)
{
  static const char *const contexts[] = { NULL, "button", "x", "" };
  static const gulong numbers[] = { 0, 1, 2, 5, 1000, G_MAXULONG };
  static const char *const fields[] = { "Language", "X-Language-Name", "Plural-Forms", "" };
  guint n_found = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (contexts); j++)
        {
          const char *text = candor_catalog_find (catalog, contexts[j], messages[i]);

          n_found += text != NULL;
          g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
        }
      for (gsize j = 0; j < G_N_ELEMENTS (numbers); j++)
        {
          const char *text = candor_catalog_find_plural (catalog, messages[i], numbers[j]);

          g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
        }
    }
  for (guint i = 0; i < candor_catalog_size (catalog); i++)
    {
      const char *text;

      g_assert_cmpuint (strlen (candor_catalog_get (catalog, i, &text)), <, 1u << 24);
      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *header = candor_catalog_dup_header (catalog, fields[i]);

      g_assert_true (header == NULL || g_utf8_validate (header, -1, NULL));
    }
  return n_found;
}

/* @bytes: (transfer full); Returns: whether it was taken */
static gboolean
try (char *bytes, gsize length, guint *n_found)
{
  g_autoptr (GBytes) file = g_bytes_new_take (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorCatalog) catalog = candor_catalog_new (file, &error);

  if (catalog == NULL)
    {
      g_assert_true (g_error_matches (error, CANDOR_ERROR, CANDOR_ERROR_INVALID));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (g_str_has_suffix (error->message, "."));
      return FALSE;
    }
  g_assert_no_error (error);
  *n_found += look_at_all (catalog);
  return TRUE;
}

static void
mutate (char *bytes, gsize *length)
{
  guint32 place = (guint32)g_test_rand_int_range (0, (gint32)*length - 4) & ~3u;
  guint32 number = g_test_rand_int ();

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      bytes[g_test_rand_int_range (0, (gint32)*length)]
          ^= (char)(1 << g_test_rand_int_range (0, 8));
      break;
    case 1:
      bytes[g_test_rand_int_range (0, (gint32)*length)] = (char)g_test_rand_int ();
      break;
    case 2: /* A number of the head or of a table */
      place = (guint32)g_test_rand_int_range (0, 48) * 4;
      memcpy (bytes + MIN (place, *length - 4), &number, 4);
      break;
    case 3: /* The same, small: it leads to another place inside of the file */
      number %= (guint32)*length + 8;
      place = (guint32)g_test_rand_int_range (0, 48) * 4;
      memcpy (bytes + MIN (place, *length - 4), &number, 4);
      break;
    case 4:
      memmove (bytes + place, bytes + number % (*length - 4), 4);
      break;
    default:
      *length = (gsize)g_test_rand_int_range (8, (gint32)*length + 1);
      break;
    }
}

/* Catches an offset that nobody checked: 20,000 damaged files, and every look-up in each. The memory of a
 * file ends where the file ends, so that one byte too far is seen. */
static void
test_mutations (void)
{
  g_autoptr (GBytes) whole = help_msgfmt (seed, NULL);
  g_autoptr (GBytes) swapped = help_msgfmt (seed, "--endianness=big");
  guint n_taken = 0, n_found = 0;

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      gsize length;
      const char *data = g_bytes_get_data (i % 4 == 3 ? swapped : whole, &length);
      g_autofree char *copy = g_memdup2 (data, length);

      for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
        if (length > 8)
          mutate (copy, &length);
      n_taken += try (g_memdup2 (copy, length), length, &n_found);
    }
  g_test_message ("%u of %u were taken; %u texts were found", n_taken, N_MUTATIONS, n_found);
  /* Were all refused at the door, nothing behind it was tried. */
  g_assert_cmpuint (n_taken, >, N_MUTATIONS / 20);
  g_assert_cmpuint (n_taken, <, N_MUTATIONS * 9 / 10);
  g_assert_cmpuint (n_found, >, n_taken);
}

/* Every length that a file can be cut off to. */
static void
test_cut (void)
{
  g_autoptr (GBytes) whole = help_msgfmt (seed, NULL);
  gsize length;
  const char *data = g_bytes_get_data (whole, &length);
  guint n_found = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean taken = try (g_memdup2 (data, i), i, &n_found);

      /* The texts stand last: without them nothing is left to take. */
      g_assert_false (taken);
    }
  g_assert_true (try (g_memdup2 (data, length), length, &n_found));
}

static void
assert_refused (const char *name, guint32 place, guint32 number, const char *words)
{
  g_autoptr (GBytes) whole = help_msgfmt (seed, NULL);
  gsize length;
  const char *data = g_bytes_get_data (whole, &length);
  char *copy = g_memdup2 (data, length);
  g_autoptr (GBytes) changed = g_bytes_new_take (copy, length);
  g_autoptr (GError) error = NULL;

  memcpy (copy + place, &number, 4);
  if (candor_catalog_new (changed, &error) != NULL)
    g_test_fail_printf ("This is taken: %s", name);
  else
    help_assert_refused (error, "The file of translations cannot be used", words);
}

/* Catches a fault of the head for which another reason is given. */
static void
test_refused (void)
{
  assert_refused ("another kind of file", 0, 0x04030201, "not one that msgfmt made");
  assert_refused ("a version that there is not", 4, 5u << 16, "newer kind");
  assert_refused ("more messages than there are", COUNT, 40000, "cut off");
  assert_refused ("more messages than any", COUNT, 0xffffffff, "too many");
  assert_refused ("no message", COUNT, 0, "does not say what it is");
  assert_refused ("a table in the head", ORIGINALS, 4, "cut off");
  assert_refused ("a table behind the end", ORIGINALS, 0xfffffff0, "cut off");
  assert_refused ("another table behind the end", TRANSLATIONS, 0x7ffffff0, "cut off");
  assert_refused ("a text that has no end", 28, 0xfffffff0, "does not end");
  assert_refused ("a text behind the end", 32, 0xffffff00, "does not end");
}

static char *
po_with (const char *translation)
{
  return g_strconcat (HELP_HEAD ("nplurals=2; plural=(n != 1);"),
                      "msgid \"%s was read.\"\nmsgstr \"", translation,
                      "\"\n\nmsgid \"Fine\"\nmsgstr \"Gut\"\n", NULL);
}

/* Catches a translation that could read memory that is none, turn the page around, or fill it. */
static void
test_harmful (void)
{
  g_autofree char *endless = g_strnfill (1u << 20, 'a');
  const char *const texts[] = {
    "%s%s",
    "%n",
    "%d",
    "%s %n",
    "no placeholder",
    "%2$s",
    "%1$s %2$s",
    "%*s",
    "%ls",
    "%s %",
    "%99999999s%n",
    "%s \xe2\x80\xae",
    "%s \xe2\x81\xa7x",
    "\xef\xbb\xbf%s",
    "%s \x01",
    "%s \\r",
    "%s \x7f",
    "%s \xc2\x85",
    endless,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *po = po_with (texts[i]);
      g_autoptr (CandorCatalog) catalog = help_catalog (po);
      g_autoptr (CandorLanguage) language = candor_language_new ("xx", catalog, NULL);

      if (candor_catalog_find (catalog, NULL, "%s was read.") != NULL)
        g_test_fail_printf ("This is used: %.80s", texts[i]);
      g_assert_cmpuint (candor_catalog_get_n_refused (catalog), ==, 1);
      g_assert_cmpstr (candor_language_text (language, "%s was read."), ==, "%s was read.");
      g_assert_cmpstr (candor_language_text (language, "Fine"), ==, "Gut");
    }
}

/* Catches a translation that counts as one though nobody can read anything in it. */
static void
test_blank (void)
{
  static const char *const texts[]
      = { " ",      "\u00a0", "\u3000", "\\t", "\u200b", "\u200e\u200f\u061c", "\u2060\u00ad",
          "\u0301", "\u3164", "\u2800" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *po = g_strdup_printf (
          HELP_HEAD ("nplurals=2; plural=(n != 1);") "msgid \"Fine\"\nmsgstr \"%s\"\n\n"
                                                     "msgid \" \"\nmsgstr \"\u00a0\"\n\n"
                                                     "msgid \"Go\"\nmsgstr \"\u200f%s.\"\n",
          texts[i], texts[i]);
      g_autoptr (CandorCatalog) catalog = help_catalog (po);

      if (candor_catalog_find (catalog, NULL, "Fine") != NULL)
        g_test_fail_printf ("Translation %" G_GSIZE_FORMAT " says something.", i);
      g_assert_nonnull (candor_catalog_find (catalog, NULL, " "));
      g_assert_nonnull (candor_catalog_find (catalog, NULL, "Go"));
    }
}

/* Catches a head whose hidden signs turn the name of a language round, and one that is refused for
 * another reason than it is told. */
static void
test_hidden_in_head (void)
{
  static const struct
  {
    const char *name;
    const char *why; /* NULL: nothing is wrong */
  } heads[] = {
    { "Xx", NULL },
    { "\u200fXx", "signs that cannot be seen" },
    { "X\u202ex", "signs that cannot be seen" },
    { "Xx\u2069", "signs that cannot be seen" },
    { "X\u200bx", "signs that cannot be seen" },
    { "\u0dc1\u0dca\u200d\u0dbb\u0dd3", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      static const char head[] = HELP_HEAD ("nplurals=2; plural=(n != 1);");
      g_autofree char *name = g_strdup_printf ("Name: %s\\n", heads[i].name);
      g_autofree char *po = help_replace (head, "Name: Xx\\n", name);
      g_autoptr (GBytes) bytes = help_msgfmt (po, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorCatalog) catalog = candor_catalog_new (bytes, &error);

      if (heads[i].why == NULL)
        g_assert_no_error (error);
      else
        help_assert_refused (error, "The file of translations", heads[i].why);
    }
}

/* Catches an index that loses messages which were made to meet in one place of it: "aB" and "b!" have one
 * hash, and so have all words of them of one length. */
static void
test_meeting (void)
{
  g_autoptr (GString) po = g_string_new (HELP_HEAD ("nplurals=2; plural=(n != 1);"));
  g_autoptr (CandorCatalog) catalog = NULL;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < 256; i++)
        {
          char key[17] = { 0 };
          g_autofree char *text = g_strdup_printf ("number %u", i);

          for (guint bit = 0; bit < 8; bit++)
            memcpy (key + 2 * bit, (i >> bit & 1) != 0 ? "aB" : "b!", 2);
          if (pass == 0)
            g_string_append_printf (po, "msgid \"%s\"\nmsgstr \"%s\"\n\n", key, text);
          else
            g_assert_cmpstr (candor_catalog_find (catalog, NULL, key), ==, text);
        }
      if (pass == 0)
        catalog = help_catalog (po->str);
    }
  g_assert_null (candor_catalog_find (catalog, NULL, "aBaBaBaBaBaBaBaB!"));
  g_assert_null (candor_catalog_find (catalog, "aB", "b!aBaBaBaBaBaB"));
}

/* Markup in a text is text: it is kept letter by letter, and whoever shows it escapes it. */
static void
test_markup (void)
{
  g_autofree char *po = po_with ("<span size='9999999'>%s</span> &amp;");
  g_autoptr (CandorCatalog) catalog = help_catalog (po);

  g_assert_cmpstr (candor_catalog_find (catalog, NULL, "%s was read."), ==,
                   "<span size='9999999'>%s</span> &amp;");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog-hostile/mutations", test_mutations);
  g_test_add_func ("/catalog-hostile/cut", test_cut);
  g_test_add_func ("/catalog-hostile/refused", test_refused);
  g_test_add_func ("/catalog-hostile/harmful", test_harmful);
  g_test_add_func ("/catalog-hostile/blank", test_blank);
  g_test_add_func ("/catalog-hostile/hidden-in-head", test_hidden_in_head);
  g_test_add_func ("/catalog-hostile/meeting", test_meeting);
  g_test_add_func ("/catalog-hostile/markup", test_markup);
  return g_test_run ();
}
