/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * One record without anything else of the clinic: only the encrypted file and the key on paper.
 */
#include "candorctl.h"

#include "core/candor-file.h"
#include "vault/candor-age.h"

/* Bytes. A record is far smaller; who has a larger file opens it with an age tool. */
#define MAX_FILE ((gsize)1 << 30)
#define MAX_KEY_FILE ((gsize)1 << 20)

/* Returns: the exit status that tells why @path could not be opened. */
static int
fail (const char *path, GError *error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (error->domain != CANDOR_AGE_ERROR)
    return candorctl_fail (error);
  g_prefix_error (&error, "%s: ", name);
  candorctl_fail (error);
  switch (error->code)
    {
    case CANDOR_AGE_ERROR_HEADER:
      return CANDORCTL_UNREADABLE;
    case CANDOR_AGE_ERROR_NO_MATCH:
      return CANDORCTL_OTHER_KEY;
    case CANDOR_AGE_ERROR_ALTERED:
      return CANDORCTL_ALTERED;
    default:
      return CANDORCTL_FAILED;
    }
}

static GPtrArray *
read_keys (const char *path, GError **error)
{
  g_autoptr (CandorSecretText) text = NULL;
  gsize length;

  if (!candor_secret_read_file (path, MAX_KEY_FILE, &text, &length, error))
    return NULL;
  return candor_age_identity_parse_file (text, length, error);
}

static int
recover (const char *path, const char *key_path, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = read_keys (key_path, &error);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) encrypted = NULL;
  g_autoptr (GBytes) plain = NULL;
  char *bytes = NULL;
  gsize length;

  if (keys == NULL)
    return fail (key_path, error);
  if (!candor_file_read (path, MAX_FILE, &bytes, &length, &error))
    return candorctl_fail (error);
  file = g_bytes_new_take (bytes, length);
  encrypted = candor_age_remove_armor (file, &error);
  if (encrypted != NULL)
    plain = candor_age_decrypt_any (keys, encrypted, &error);
  if (plain == NULL)
    return fail (path, error);
  if (!candorctl_save (output, plain, FALSE, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

int
candorctl_recover (GStrv *arguments)
{
  g_autofree char *key_file = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) paths = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "key-file", 'k', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &key_file,
      "A file with the key of the clinic or the key that is kept on paper; it may hold several, a "
      "line each",
      "FILE" },
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output,
      "Where to write what the record holds, “-” for standard output; no file of that name may "
      "exist",
      "FILE" },
    /* Only so is "--" taken away in front of a file whose name begins with a dash. */
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (
          arguments, "recover", "FILE.age",
          "Opens one encrypted record with a key alone; nothing else of the clinic is "
          "needed. What it holds is written as it is, readable by you alone, and only "
          "when all of it is as it was filed.\n\n"
          "Exit status:\n"
          "  0  the record was opened and written\n"
          "  1  a file could not be read or written, or there is no key in the key "
          "file\n"
          "  2  recover was called in a way that it does not know\n"
          "  3  no key fits\n"
          "  4  a key fits, but the record was altered\n"
          "  5  it is not an encrypted record",
          entries, &status))
    return status;
  if (paths == NULL || g_strv_length (paths) != 1)
    return candorctl_usage ("recover takes one file. See “candorctl recover --help”.");
  if (key_file == NULL || *key_file == '\0')
    return candorctl_usage ("recover needs “--key-file FILE”.");
  if (output == NULL || *output == '\0')
    return candorctl_usage ("recover needs “--output FILE”.");
  return recover (paths[0], key_file, output);
}
