/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A passphrase is read as it was typed, and a file that holds none is refused in words.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-error.h"
#include "vault/candor-secret.h"

/* Catches a line end that becomes part of a passphrase, and blanks that are taken from it. */
static void
test_passphrase (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    const char *passphrase;
  } cases[] = {
    { "correct horse", 13, "correct horse" },
    { "correct horse\n", 14, "correct horse" },
    { "correct horse\r\nsecond line\n", 27, "correct horse" },
    { "  blanks stay \n", 15, "  blanks stay " },
    { "\xc3\xa4\xe7\x9a\xae\n", 6, "\xc3\xa4\xe7\x9a\xae" },
    { "", 0, NULL },
    { "\n", 1, NULL },
    { "\r\n", 2, NULL },
    { "\nsecond line\n", 13, NULL },
    { "a\0b\n", 4, NULL },
    { "\xff\xfe\n", 3, NULL },
  };
  g_autofree char *folder = g_dir_make_tmp ("candor-secret-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "passphrase", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorSecretText) passphrase = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].text, cases[i].length, NULL));
      passphrase = candor_secret_read_passphrase (path, &error);
      g_assert_cmpstr (passphrase, ==, cases[i].passphrase);
      if (cases[i].passphrase == NULL)
        g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_null (candor_secret_read_passphrase (path, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Catches memory that is not the size it says, or not zero. */
static void
test_memory (void)
{
  guchar *bytes;
  g_autoptr (GBytes) some = candor_secret_bytes_new (5, &bytes);
  g_autoptr (GBytes) none = candor_secret_bytes_new (0, &bytes);
  guchar *secret = candor_secret_new (1000);

  for (int i = 0; i < 1000; i++)
    g_assert_cmpuint (secret[i], ==, 0);
  candor_secret_free (secret);
  candor_secret_free (NULL);
  g_assert_cmpuint (g_bytes_get_size (some), ==, 5);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
  g_assert_null (candor_secret_bytes_new (G_MAXSIZE, &bytes));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/passphrase", test_passphrase);
  g_test_add_func ("/secret/memory", test_memory);
  return g_test_run ();
}
