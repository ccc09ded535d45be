/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Compiled catalogues. Every message that one lists is found under its own name, and each text that
 * comes back ends inside of the file, is UTF-8 and takes what its message takes.
 */
#include "fuzz.h"

#include <string.h>

#include "core/candor-catalog.h"
#include "core/candor-format.h"

static void
check_entry (const CandorCatalog *catalog, guint entry)
{
  const char *text;
  const char *key = candor_catalog_get (catalog, entry, &text);
  const char *end = strchr (key, '\004');
  g_autofree char *context = end != NULL ? g_strndup (key, end - key) : NULL;
  const char *message = end != NULL ? end + 1 : key;
  const char *found = candor_catalog_find (catalog, context, message);

  /* A message that is empty behind its context is nobody's. */
  if (text == NULL || *message == '\0')
    {
      g_assert_null (found);
      return;
    }
  g_assert_cmpstr (found, ==, text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (gulong n = 0; n < 12; n++)
    {
      const char *form = context == NULL ? candor_catalog_find_plural (catalog, message, n) : text;

      g_assert_nonnull (form);
      g_assert_true (g_utf8_validate (form, -1, NULL));
    }
  FUZZ_PLANT (context != NULL && g_str_equal (text, "leeren"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorCatalog) catalog = candor_catalog_new (bytes, &error);

  fuzz_check_refusal (catalog != NULL, error);
  for (guint i = 1; catalog != NULL && i < candor_catalog_size (catalog); i++)
    check_entry (catalog, i);
  return 0;
}
