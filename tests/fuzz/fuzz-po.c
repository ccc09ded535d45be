/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The files of translators. What was read, written and read again is the same; and it can be looked
 * through, with each finding in a line that the file has.
 */
#include "fuzz.h"

#include <string.h>

#include "core/candor-lint-po.h"

static void
append (GString *out, const char *keyword, const char *text)
{
  g_string_append_printf (out, "%s \"", keyword);
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *text);
        break;
      default:
        g_string_append_c (out, *text);
        break;
      }
  g_string_append (out, "\"\n");
}

static char *
write_po (const CandorPo *po)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < po->entries->len; i++)
    {
      const CandorPoEntry *entry = po->entries->pdata[i];

      if (entry->fuzzy)
        g_string_append (out, "#, fuzzy\n");
      if (entry->context != NULL)
        append (out, "msgctxt", entry->context);
      append (out, "msgid", entry->message);
      if (entry->plural != NULL)
        append (out, "msgid_plural", entry->plural);
      for (guint j = 0; j < entry->texts->len; j++)
        {
          g_autofree char *form = g_strdup_printf ("msgstr[%u]", j);

          append (out, entry->plural != NULL ? form : "msgstr", entry->texts->pdata[j]);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
check_lint (const CandorPo *po, int n_lines)
{
  static const char table[] = "| term | meaning | es |\n| a / the seal | b | c- / d |\n";
  g_autoptr (CandorGlossary) glossary = candor_glossary_parse ("glossary.md", table, NULL);
  g_autoptr (CandorPoLint) lint
      = candor_lint_po (po, &(CandorLintMeans){ .glossary = glossary, .template = (CandorPo *)po });

  for (guint i = 0; i < lint->findings->len; i++)
    {
      const CandorFinding *finding = lint->findings->pdata[i];

      g_assert_cmpint (finding->line, >=, 0);
      g_assert_cmpint (finding->line, <=, n_lines);
      g_assert_true (g_utf8_validate (finding->text, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorPo) po = candor_po_parse ("es.po", (const char *)data, size, &error);
  g_autoptr (CandorPo) second = NULL;
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;
  int n_lines = 1;

  fuzz_check_refusal (po != NULL, error);
  if (po == NULL)
    return 0;
  for (size_t i = 0; i < size; i++)
    n_lines += data[i] == '\n';
  written = write_po (po);
  second = candor_po_parse ("again.po", written, strlen (written), &error);
  g_assert_no_error (error);
  again = write_po (second);
  g_assert_cmpstr (written, ==, again);
  g_assert_cmpuint (po->entries->len, ==, second->entries->len);
  check_lint (po, n_lines);
  FUZZ_PLANT (po->entries->len > 1 && ((CandorPoEntry *)po->entries->pdata[1])->fuzzy
              && ((CandorPoEntry *)po->entries->pdata[1])->texts->len == 3);
  return 0;
}
