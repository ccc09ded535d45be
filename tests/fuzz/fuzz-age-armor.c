/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Age files as text. Blanks around it and the line ends of other systems may differ; without them
 * there is one way to write it, which is what came out, armored again.
 */
#include <string.h>

#include "fuzz.h"
#include "vault/candor-age-private.h"

#define BEGIN_LINE "-----BEGIN AGE ENCRYPTED FILE-----\n"
#define END_LINE "-----END AGE ENCRYPTED FILE-----"
#define N_COLUMNS 64

static GString *
armor (GBytes *file)
{
  GString *text = g_string_new (BEGIN_LINE);
  gsize size;
  const guchar *bytes = g_bytes_get_data (file, &size);
  g_autofree char *letters = g_base64_encode (bytes, size);

  for (gsize i = 0; letters[i] != '\0'; i++)
    {
      g_string_append_c (text, letters[i]);
      if (i % N_COLUMNS == N_COLUMNS - 1)
        g_string_append_c (text, '\n');
    }
  if (text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  return g_string_append (text, END_LINE);
}

/* Returns: the text without what may differ. */
static GString *
tidy (const char *text, gsize size)
{
  g_autofree char *copy = g_strndup (text, size);
  GString *tidied = g_string_new (g_strstrip (copy));

  g_string_replace (tidied, "\r\n", "\n", 0);
  return tidied;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = candor_age_remove_armor (file, &error);
  g_autoptr (GString) again = NULL;
  g_autoptr (GString) expected = NULL;

  fuzz_check_refusal (bytes != NULL, error);
  if (bytes == NULL || bytes == file)
    return 0;
  again = armor (bytes);
  expected = tidy ((const char *)data, size);
  g_assert_cmpstr (again->str, ==, expected->str);
  FUZZ_PLANT (g_bytes_get_size (bytes) % 3 == 0);
  return 0;
}
