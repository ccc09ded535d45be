/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <string.h>

#include "core/candor-error.h"
#include "core/candor-example.h"
#include "core/candor-lint.h"
#include "document/candor-care-sheet.h"

static CandorWording *
load_wording (GError **error)
{
  g_autofree char *path = candor_data_find ("wording/en.ini");

  if (path != NULL)
    return candor_wording_load (path, error);
  g_set_error (
      error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
      "The list of wording to look for, “wording/en.ini”, is not in Candor’s data folder.");
  return NULL;
}

/* @kind: what stands before the sentence, "" for a fault. */
static char *
line_of (const CandorFinding *finding, const char *kind)
{
  if (finding->line == 0)
    return g_strdup_printf ("%s: %s%s", finding->file, kind, finding->text);
  return g_strdup_printf ("%s, line %d, column %d: %s%s", finding->file, finding->line,
                          finding->column, kind, finding->text);
}

static guint
tell_findings (const CandorLint *lint)
{
  for (guint i = 0; i < lint->findings->len; i++)
    {
      g_autofree char *line = line_of (lint->findings->pdata[i], "");

      candorctl_error_line (line);
    }
  return lint->findings->len;
}

/* What may be meant so is no error: it stands in the report, before the figures. */
static void
append_warnings (GString *report, const char *name, const CandorLint *lint)
{
  for (guint i = 0; i < lint->warnings->len; i++)
    {
      g_autofree char *line = line_of (lint->warnings->pdata[i], "warning: ");

      g_string_append_printf (report, "%s\n", line);
    }
  /* In another language the wording and the formulas find nothing, which must not look like praise. */
  if (!candor_lint_is_english (lint))
    g_string_append_printf (
        report,
        "%s: warning: Wording, hard words and readability are checked for English only; "
        "this file is in “%s”.\n",
        name, lint->language);
}

static void
append_figures (GString *table, const CandorReadability *every, const CandorReadability *without)
{
  g_autofree char *smog
      = g_strdup_printf ("%s%.1f", candor_readability_is_short (every) ? "~" : "", every->smog);

  g_string_append_printf (table, "%-24s %6.1f (%6.1f) %6s (%6.1f) %10u %8u %10u\n",
                          every->section != NULL ? every->section : "all sections",
                          every->flesch_kincaid, without->flesch_kincaid, smog, without->smog,
                          every->sentences, every->longest, every->on_page);
}

static int
write_figures (const char *path, const CandorLint *lint)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) table = g_string_new (NULL);

  append_warnings (table, name, lint);
  g_string_append_printf (table,
                          "%s: %u sections; figures are for English, with every word counted, and "
                          "in brackets with defined words as one syllable; ~ is an estimate from "
                          "fewer than ten sentences (at most: grade %.1f, SMOG %.1f, %d words a "
                          "sentence, %d words on a page)\n",
                          name, lint->all_words->len - 1, CANDOR_MAX_FLESCH_KINCAID,
                          CANDOR_MAX_SMOG, CANDOR_MAX_SENTENCE, CANDOR_MAX_ON_PAGE);
  g_string_append_printf (table, "%-24s %15s %15s %10s %8s %10s\n", "section", "grade", "SMOG",
                          "sentences", "longest", "words");
  for (guint i = 0; i < lint->all_words->len; i++)
    append_figures (table, lint->all_words->pdata[i], lint->readability->pdata[i]);
  return candorctl_write (table->str, table->len);
}

/* How large the type of the care sheet can be, so that it stays one sheet of paper. */
static int
write_care_sheet (const char *path, gboolean *small)
{
  static const CandorPaper papers[] = { CANDOR_PAPER_A4, CANDOR_PAPER_LETTER };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, &error);
  g_autoptr (CandorVisit) visit = NULL;
  g_autofree char *line = NULL;
  CandorCareSheetFit fits[G_N_ELEMENTS (papers)];

  if (procedure == NULL)
    return candorctl_fail (error);
  visit = candor_example_ready (procedure, &(CandorExample){ .name = NULL });
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (GBytes) sheet = candor_care_sheet_render_on (
          procedure, visit, &(CandorStationery){ .paper = papers[i] }, &fits[i], &error);

      if (sheet == NULL)
        return candorctl_fail (error);
      if (fits[i].body < CANDOR_CARE_SHEET_BODY || fits[i].n_pages > 2)
        *small = TRUE;
    }
  line = g_strdup_printf ("care sheet: %.0f points on %u pages of A4, %.0f points on %u pages of "
                          "Letter%s\n",
                          fits[0].body, fits[0].n_pages, fits[1].body, fits[1].n_pages,
                          *small ? "  too much for one sheet in large type" : "");
  return candorctl_write (line, strlen (line));
}

static int
lint_file (const char *path, CandorWording *wording, gboolean strict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLint) lint = candor_lint_procedure (path, wording, &error);
  guint n_findings;
  gboolean small = FALSE;
  int status;

  if (lint == NULL)
    return candorctl_fail (error);

  n_findings = tell_findings (lint);
  status = write_figures (path, lint);
  if (status == CANDORCTL_DONE)
    status = write_care_sheet (path, &small);
  if (strict && small)
    {
      g_autofree char *name = g_filename_display_name (path);
      g_autofree char *line
          = g_strdup_printf ("%s: the care steps and warnings do not fit on one sheet of paper in "
                             "large type.",
                             name);

      candorctl_error_line (line);
      return CANDORCTL_FAILED;
    }
  return n_findings > 0 ? CANDORCTL_FAILED : status;
}

int
candorctl_lint (GStrv *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorWording) wording = NULL;
  g_autofree char *template_path = NULL;
  gboolean strict = FALSE;
  int result = CANDORCTL_DONE;
  int status;
  const GOptionEntry entries[] = {
    { "template", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &template_path,
      "Compare .po files with the strings that the source has now", "FILE.pot" },
    { "strict", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &strict,
      "Also fail where the care sheet is too long for one sheet of paper", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "lint", "FILE…",
                        "Checks procedure files (.xml): the format, every reference, words of "
                        "mixed scripts, wording that is not let through, hard words without a "
                        "meaning, questions that are missing, sections that are too hard or too "
                        "long; and measures each section. Wording, hard words and readability are "
                        "checked for English only. A warning does not make it fail.\n\n"
                        "Checks translations (.po): what is missing, fuzzy or wrong, with its line "
                        "and what to do. A remark does not make it fail. See po/README.md.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) < 2)
    return candorctl_usage (
        "lint takes one procedure file or .po file, or more. See “candorctl lint --help”.");

  wording = load_wording (&error);
  if (wording == NULL)
    return candorctl_fail (error);
  for (guint i = 1; (*arguments)[i] != NULL; i++)
    {
      status = g_str_has_suffix ((*arguments)[i], ".po")
                   ? candorctl_lint_po ((*arguments)[i], template_path)
                   : lint_file ((*arguments)[i], wording, strict);
      result = MAX (result, status);
    }
  return result;
}
