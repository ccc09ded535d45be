/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <string.h>

#include "document/candor-blank-form.h"

static int
make_form (const char *procedure_path,
           const char *clinic_path,
           const char *language_code,
           const char *clinic_language_code,
           CandorPaper *paper,
           const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (procedure_path, &error);
  g_autoptr (CandorClinic) clinic = NULL;
  g_auto (CandorStationery) stationery = { .logo = NULL };
  const CandorLanguage *language = candor_language_english ();
  const CandorLanguage *clinic_language = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (procedure == NULL
      || (clinic_path != NULL
          && ((clinic = candor_clinic_load (clinic_path, &error)) == NULL
              || !candor_stationery_load (&stationery, clinic, &error)))
      || (language_code != NULL
          && (language = candor_language_find (language_code, &error)) == NULL)
      || (clinic_language_code != NULL
          && (clinic_language = candor_language_find (clinic_language_code, &error)) == NULL))
    return candorctl_fail (error);
  if (paper != NULL)
    stationery.paper = *paper;

  bytes = candor_blank_form_render (procedure, clinic, &stationery, language, clinic_language,
                                    &error);
  if (bytes == NULL || !candorctl_save (output, bytes, TRUE, &error))
    return candorctl_fail (error);
  return CANDORCTL_DONE;
}

int
candorctl_blank_form (GStrv *arguments)
{
  g_autofree char *output = NULL;
  g_autofree char *clinic = NULL;
  g_autofree char *language = NULL;
  g_autofree char *clinic_language = NULL;
  g_autofree char *paper_name = NULL;
  CandorPaper paper;
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output,
      "The PDF to write; “-” for standard output", "FILE.pdf" },
    { "clinic", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &clinic,
      "Whose form it is: the clinic’s own file", "CLINIC.ini" },
    { "language", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &language,
      "The language that the patient reads (English)", "L" },
    { "clinic-language", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &clinic_language,
      "The language of the clinic, which stands beside it", "C" },
    { "paper", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &paper_name,
      "The size of the pages: a4 or letter; the clinic’s if it is not given", "SIZE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "blank-form", "PROCEDURE.xml",
                        "Makes the form of a procedure for those who prefer paper, with boxes to "
                        "tick and lines to write on.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage (
        "blank-form takes one procedure file. See “candorctl blank-form --help”.");
  if (output == NULL || *output == '\0')
    return candorctl_usage ("blank-form needs “--output FILE.pdf”.");
  if (candorctl_is_same_file ((*arguments)[1], output))
    return candorctl_usage ("the PDF would take the place of “%s”, which it is made from. Nothing "
                            "was changed; give it another name.",
                            output);
  if (paper_name != NULL && !candor_paper_from_string (paper_name, &paper))
    return candorctl_usage ("“%s” is no size of paper: use a4 or letter.", paper_name);
  return make_form ((*arguments)[1], clinic, language, clinic_language,
                    paper_name != NULL ? &paper : NULL, output);
}
