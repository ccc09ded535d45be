/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which languages there are: English, and one for each catalogue that is installed. They are looked for
 * once, and then stay as they are.
 */
#include <string.h>

#include "candor-error.h"
#include "candor-language-private.h"
#include "candor-preview.h"

#define MAX_CODE 15

/* English is the language of the source: its messages are its texts. */
static CandorLanguage english = { (char *)"en", (char *)"English", FALSE, NULL, NULL };

static const CandorLanguage *
find_exactly (GPtrArray *languages, const char *code)
{
  for (guint i = 0; i < languages->len; i++)
    if (g_ascii_strcasecmp (candor_language_code (languages->pdata[i]), code) == 0)
      return languages->pdata[i];
  return NULL;
}

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
static void
add_language (GPtrArray *languages, const char *folder, const char *name)
{
  g_autofree char *code = code_of_folder (name);
  g_autofree char *path = g_build_filename (folder, name, "LC_MESSAGES", "candor.mo", NULL);
  g_autoptr (CandorCatalog) catalog = NULL;
  g_autoptr (CandorLanguage) language = NULL;
  g_autoptr (GError) error = NULL;

  if (code == NULL || find_exactly (languages, code) != NULL
      || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  catalog = candor_catalog_load (path, &error);
  if (catalog != NULL)
    language = candor_language_new (code, catalog, &error);
  if (language != NULL)
    g_ptr_array_add (languages, g_steal_pointer (&language));
  else
    g_message ("%s: %s", path, error->message);
}

static void
add_folder (GPtrArray *languages, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    add_language (languages, folder, name);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const CandorLanguage *const *left = a;
  const CandorLanguage *const *right = b;

  return strcmp (candor_language_code (*left), candor_language_code (*right));
}

static gpointer
find_all (gpointer data)
{
  GPtrArray *languages = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  const char *chosen = g_getenv ("CANDOR_LOCALE_DIR");

  /* First: the catalogue that is installed for the same language is the older one. */
  if (candor_preview_get () != NULL)
    g_ptr_array_add (others, candor_preview_get ());
  if (chosen != NULL)
    add_folder (others, chosen);
  else
    {
#ifdef CANDOR_BUILD_LOCALEDIR
      add_folder (others, CANDOR_BUILD_LOCALEDIR);
#endif
      add_folder (others, CANDOR_LOCALEDIR);
    }
  g_ptr_array_sort (others, compare_codes);
  g_ptr_array_add (languages, &english);
  g_ptr_array_extend (languages, others, NULL, NULL);
  return languages;
}

static GPtrArray *
all (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, find_all, NULL);
}

static char *
dup_codes (GPtrArray *languages)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < languages->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "",
                            candor_language_code (languages->pdata[i]));
  return g_string_free (codes, FALSE);
}

/* Spanish as in Mexico is read in Spanish, and Chinese that does not say where in the one Chinese that
 * there is; but nobody who reads Taiwan's is given mainland China's. */
static const CandorLanguage *
find_near (GPtrArray *languages, const char *code)
{
  gsize length = strcspn (code, "-");
  gboolean is_plain = code[length] == '\0' || g_ascii_strcasecmp (code + length, "-Hans") == 0;

  for (guint i = 0; i < languages->len; i++)
    {
      const char *own = candor_language_code (languages->pdata[i]);

      if (g_ascii_strncasecmp (own, code, length) == 0
          && (own[length] == '\0' || (own[length] == '-' && is_plain)))
        return languages->pdata[i];
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
  GPtrArray *languages = all ();
  const CandorLanguage *language = NULL;
  g_autofree char *given = NULL;
  g_autofree char *codes = NULL;

  if (code == NULL)
    return &english;
  given = g_utf8_make_valid (code, MIN (strlen (code), 40));
  g_strdelimit (given, "_", '-');
  if (*given != '\0')
    language = find_exactly (languages, given);
  if (language == NULL)
    language = candor_pseudo_find (given);
  if (language == NULL && strlen (given) >= 2)
    language = find_near (languages, given);
  if (language != NULL)
    return language;
  codes = dup_codes (languages);
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
 * candor_language_list:
 * @n_languages: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_languages): every language that text can be shown in; English
 *   first
 */
const CandorLanguage *const *
candor_language_list (gsize *n_languages)
{
  GPtrArray *languages = all ();

  g_return_val_if_fail (n_languages != NULL, NULL);

  *n_languages = languages->len;
  return (const CandorLanguage *const *)languages->pdata;
}
