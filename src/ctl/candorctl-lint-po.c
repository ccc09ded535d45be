/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * "candorctl lint" for the file of a translator.
 */
#include "candorctl.h"

#include <string.h>

#include "core/candor-lint-po.h"

/* @kind: what stands before the sentence, "" for a fault. */
static char *
line_of (const CandorFinding *finding, const char *kind)
{
  if (finding->line == 0)
    return g_strdup_printf ("%s: %s%s", finding->file, kind, finding->text);
  return g_strdup_printf ("%s, line %d: %s%s", finding->file, finding->line, kind, finding->text);
}

static void
append_figures (GString *report, const char *name, GPtrArray *figures)
{
  const CandorReading *first = figures->len > 0 ? figures->pdata[0] : NULL;

  if (first == NULL)
    {
      g_string_append_printf (report,
                              "%s: how hard it is to read was not measured: there is no formula "
                              "for this language, or no section is whole.\n",
                              name);
      return;
    }
  g_string_append_printf (report, "%s: %s", name, first->measure);
  if (first->is_gate)
    g_string_append_printf (report, ", at %s %.1f\n", first->is_ease ? "least" : "most",
                            first->bound);
  else
    g_string_append (report, ", for information\n");
  g_string_append_printf (report, "%-24s %8s %10s %8s %8s\n", "section", "figure", "sentences",
                          "longest", "words");
  for (guint i = 0; i < figures->len; i++)
    {
      const CandorReading *part = figures->pdata[i];

      g_string_append_printf (report, "%-24s %8.1f %10u %8u %8u\n",
                              part->section != NULL ? part->section : "all sections", part->score,
                              part->sentences, part->longest, part->words);
    }
}

/**
 * candorctl_lint_po:
 * @path: a .po file
 * @template_path: (nullable): the .pot file that the source has now
 *
 * Returns: what the shell is told
 */
int
candorctl_lint_po (const char *path, const char *template_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorPoLint) lint = candor_lint_po_file (path, template_path, &error);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) report = g_string_new (NULL);
  int status;

  if (lint == NULL)
    return candorctl_fail (error);
  for (guint i = 0; i < lint->findings->len; i++)
    {
      g_autofree char *line = line_of (lint->findings->pdata[i], "");

      candorctl_error_line (line);
    }
  for (guint i = 0; i < lint->remarks->len; i++)
    {
      g_autofree char *text = line_of (lint->remarks->pdata[i], "remark: ");
      g_autofree char *line = candorctl_one_line (text);

      g_string_append_printf (report, "%s\n", line);
    }
  append_figures (report, name, lint->reading);
  g_string_append_printf (report, "%s: to mend: %u, remarks: %u\n", name, lint->findings->len,
                          lint->remarks->len);
  status = candorctl_write (report->str, report->len);
  return lint->findings->len > 0 ? CANDORCTL_FAILED : status;
}
