/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which languages there are: English, and one for each catalogue that is installed. They are looked for
 * once, are read when they are first asked for, and then stay as they are.
 */
#include <stdlib.h>
#include <string.h>

#include "candor-error.h"
#include "candor-language-private.h"
#include "candor-places.h"
#include "candor-preview.h"

#define MAX_CODE 15

/* English is the language of the source: its messages are its texts. */
static CandorLanguage english = { (char *)"en", (char *)"English", FALSE, NULL, NULL };

/* A language that was found. A start reads its catalogue only where somebody reads that language: all of
 * them would keep the first window waiting. */
typedef struct
{
  char *code;
  char *path;               /* (nullable): of its catalogue; %NULL where it is read already */
  gsize is_read;            /* for g_once_init_enter () */
  CandorLanguage *language; /* (nullable): once it is read; %NULL where it cannot be */
} Found;

/* Catalogues are kept in folders that are named as gettext names languages: "zh_CN". */
static char *
code_of_folder (const char *name)
{
  if (strlen (name) < 2 || strlen (name) > MAX_CODE || !g_ascii_isalpha (*name))
    return NULL;
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '_')
      return NULL;
  return g_strdelimit (g_strdup (name), "_", '-');
}

/* One that cannot be read is not offered. Whoever looks after the tablet finds the reason in its journal. */
static CandorLanguage *
read_language (const Found *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorCatalog) catalog = candor_catalog_load (found->path, &error);
  CandorLanguage *language = NULL;

  if (catalog != NULL)
    language = candor_language_new (found->code, catalog, &error);
  if (language == NULL)
    g_message ("%s: %s", found->path, error->message);
  return language;
}

static CandorLanguage *
get_language (Found *found)
{
  if (g_once_init_enter (&found->is_read))
    {
      found->language = read_language (found);
      g_once_init_leave (&found->is_read, 1);
    }
  return found->language;
}

static void
add_read (GArray *all, CandorLanguage *language)
{
  Found found = { g_strdup (candor_language_code (language)), NULL, 1, language };

  g_array_append_val (all, found);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;

  return strcmp (left->code, right->code);
}

static void
add_folder (GArray *all, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint first = all->len;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *code = code_of_folder (name);
      g_autofree char *path = g_build_filename (folder, name, "LC_MESSAGES", "candor.mo", NULL);
      Found found = { code, path, 0, NULL };

      if (code == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      g_array_append_val (all, found);
      g_steal_pointer (&code);
      g_steal_pointer (&path);
    }
  qsort (&g_array_index (all, Found, first), all->len - first, sizeof (Found), compare_codes);
}

/* In the order in which they are asked: where a language is found twice, the first that can be read. */
static gpointer
find_all (gpointer data)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));
  const char *chosen = g_getenv ("CANDOR_LOCALE_DIR");
  g_autoptr (GPtrArray) places = candor_places_catalogs ();

  add_read (all, &english);
  /* The catalogue that is installed for the same language is the older one. */
  if (candor_preview_get () != NULL)
    add_read (all, candor_preview_get ());
  /* Whoever names a folder means it and no other. */
  for (guint i = 0; i < (chosen != NULL ? 1 : places->len); i++)
    add_folder (all, places->pdata[i]);
  return all;
}

static GArray *
all_found (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, find_all, NULL);
}

static const CandorLanguage *
find_exactly (const char *code)
{
  GArray *all = all_found ();

  for (guint i = 0; i < all->len; i++)
    {
      Found *found = &g_array_index (all, Found, i);

      if (g_ascii_strcasecmp (found->code, code) == 0 && get_language (found) != NULL)
        return found->language;
    }
  return NULL;
}

static int
compare_languages (gconstpointer a, gconstpointer b)
{
  const CandorLanguage *const *left = a;
  const CandorLanguage *const *right = b;

  if (*left == &english || *right == &english)
    return (*right == &english) - (*left == &english);
  return strcmp (candor_language_code (*left), candor_language_code (*right));
}

static gpointer
read_all (gpointer data)
{
  GArray *all = all_found ();
  GPtrArray *languages = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      Found *found = &g_array_index (all, Found, i);

      if (find_exactly (found->code) == found->language && found->language != NULL)
        g_ptr_array_add (languages, found->language);
    }
  g_ptr_array_sort (languages, compare_languages);
  return languages;
}

static GPtrArray *
all_languages (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_all, NULL);
}

static char *
dup_codes (void)
{
  GPtrArray *languages = all_languages ();
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < languages->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            candor_language_code (languages->pdata[i]));
  return g_string_free (codes, FALSE);
}

/* Spanish as in Mexico is read in Spanish, and Chinese that does not say where in the one Chinese that
 * there is; but nobody who reads Taiwan's is given mainland China's. */
static const CandorLanguage *
find_near (const char *code)
{
  GArray *all = all_found ();
  gsize length = strcspn (code, "-");
  gboolean is_plain = code[length] == '\0' || g_ascii_strcasecmp (code + length, "-Hans") == 0;

  for (guint i = 0; i < all->len; i++)
    {
      Found *found = &g_array_index (all, Found, i);
      const char *own = found->code;

      if (g_ascii_strncasecmp (own, code, length) == 0
          && (own[length] == '\0' || (own[length] == '-' && is_plain))
          && get_language (found) != NULL)
        return found->language;
    }
  return NULL;
}

/**
 * candor_language_find:
 * @code: (nullable): a BCP 47 code such as "en", or as gettext writes it, "zh_CN"; %NULL stands for English
 * @error: return location for an error
 *
 * Finds a language that text can be shown in. "en-XA" and "ar-XB" are made of English, for developers.
 *
 * Returns: (transfer none) (nullable): the language, or %NULL with %CANDOR_ERROR_NOT_FOUND
 */
const CandorLanguage *
candor_language_find (const char *code, GError **error)
{
  const CandorLanguage *language = NULL;
  g_autofree char *given = NULL;
  g_autofree char *codes = NULL;

  if (code == NULL)
    return &english;
  given = g_utf8_make_valid (code, MIN (strlen (code), 40));
  g_strdelimit (given, "_", '-');
  if (*given != '\0')
    language = find_exactly (given);
  if (language == NULL)
    language = candor_pseudo_find (given);
  if (language == NULL && strlen (given) >= 2)
    language = find_near (given);
  if (language != NULL)
    return language;
  /* To name them all, all are read. */
  if (error == NULL)
    return NULL;
  codes = dup_codes ();
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
                    "Candor has no texts in the language “%s”. It has them in: %s.", given, codes);
  return NULL;
}

/**
 * candor_language_english:
 *
 * Returns: (transfer none): the language of the source
 */
const CandorLanguage *
candor_language_english (void)
{
  return &english;
}

/**
 * candor_language_guess:
 *
 * What the system is set to says nothing about a clinic or a patient. It is a first guess, for pages that
 * come before anybody has said what they read.
 *
 * Returns: (transfer none): the first of the system's languages that there are texts in, or English
 */
const CandorLanguage *
candor_language_guess (void)
{
  const char *const *names = g_get_language_names ();
  const char *before = "";

  for (guint i = 0; names[i] != NULL; i++)
    {
      const CandorLanguage *language = candor_language_find (names[i], NULL);
      gsize length = strlen (names[i]);

      /* After "zh_TW" comes "zh": whoever reads Taiwan's Chinese does not mean that of the mainland. */
      if (language != NULL
          && !(g_str_has_prefix (before, "zh_") && g_str_has_prefix (names[i], "zh")
               && strncmp (before, names[i], length) == 0))
        return language;
      before = names[i];
    }
  return &english;
}

/**
 * candor_language_list:
 * @n_languages: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_languages): every language that text can be shown in; English
 *   first
 */
const CandorLanguage *const *
candor_language_list (gsize *n_languages)
{
  GPtrArray *languages = all_languages ();

  g_return_val_if_fail (n_languages != NULL, NULL);

  *n_languages = languages->len;
  return (const CandorLanguage *const *)languages->pdata;
}
