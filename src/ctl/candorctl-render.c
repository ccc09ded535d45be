/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-missing.h"
#include "document/candor-consent-form.h"
#include "vault/candor-atomic-file.h"

static gboolean
parse_paper (const char *name, CandorPaper *paper)
{
  if (name == NULL || strcmp (name, "a4") == 0)
    *paper = CANDOR_PAPER_A4;
  else if (strcmp (name, "letter") == 0)
    *paper = CANDOR_PAPER_LETTER;
  else
    return FALSE;
  return TRUE;
}

/* Says every missing part on a line of its own. Returns: whether anything is missing. */
static gboolean
tell_missing (CandorProcedure *procedure, CandorVisit *visit)
{
  g_autoptr (GPtrArray) missing
      = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());

  for (guint i = 0; i < missing->len; i++)
    {
      const CandorMissing *part = missing->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s: %s", part->id, part->text);

      candorctl_error_line (line);
    }
  return missing->len > 0;
}

/* Returns: whether both names lead to one and the same file. */
static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf first, second;

  return one != NULL && g_stat (one, &first) == 0 && g_stat (other, &second) == 0
         && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static int
render (const char *visit_path,
        const char *procedure_path,
        const char *output,
        CandorPaper paper,
        gboolean draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candorctl_load_visit (visit_path, &error);
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (visit != NULL)
    procedure = candorctl_load_procedure (procedure_path, visit_path, visit, &error);
  if (procedure == NULL)
    return candorctl_fail (error);
  if (!draft && tell_missing (procedure, visit))
    return CANDORCTL_FAILED;

  bytes = candor_consent_form_render (procedure, visit, paper,
                                      draft ? CANDOR_FORM_DRAFT : CANDOR_FORM_FINAL, &error);
  if (bytes == NULL || !candor_atomic_file_replace (output, bytes, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

int
candorctl_render (GStrv *arguments)
{
  g_autofree char *output = NULL;
  g_autofree char *procedure_path = NULL;
  g_autofree char *paper_name = NULL;
  gboolean draft = FALSE;
  CandorPaper paper;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output, "The PDF to write",
      "FILE.pdf" },
    { "draft", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &draft,
      "Allow missing parts, and say “Draft” on every page", NULL },
    { "procedure", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &procedure_path,
      "The procedure file, if it is not the one that the visit names", "FILE.xml" },
    { "paper", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &paper_name,
      "The size of the pages: a4 (default) or letter", "SIZE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "render", "VISIT.json",
                        "Makes the consent form of a visit. When a part is missing, each is named "
                        "on a line of its own and no file is written.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("render takes one visit. See “candorctl render --help”.");
  if (output == NULL || *output == '\0')
    return candorctl_usage ("render needs “--output FILE.pdf”.");
  if (!parse_paper (paper_name, &paper))
    return candorctl_usage ("“%s” is no size of paper: use a4 or letter.", paper_name);
  if (is_same_file ((*arguments)[1], output) || is_same_file (procedure_path, output))
    return candorctl_usage ("the PDF would take the place of “%s”, which it is made from. Nothing "
                            "was changed; give it another name.",
                            output);
  return render ((*arguments)[1], procedure_path, output, paper, draft);
}
