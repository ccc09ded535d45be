/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-verdict.h"

static int
judge (const char *visit_path, const char *procedure_path, const GDate *on)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candorctl_load_visit (visit_path, &error);
  g_autoptr (CandorProcedure) procedure = NULL;
  g_autoptr (CandorVerdict) verdict = NULL;
  g_autofree char *json = NULL;
  GDate day;

  if (visit != NULL)
    procedure = candorctl_load_procedure (procedure_path, visit_path, visit, &error);
  if (procedure == NULL)
    return candorctl_fail (error);

  if (on == NULL)
    candor_verdict_day (visit, &day);
  verdict = candor_verdict_new (procedure, visit, on != NULL ? on : &day);
  json = candor_verdict_to_json (verdict, visit);
  return candorctl_write (json, strlen (json));
}

int
candorctl_verdict (GStrv *arguments)
{
  g_autofree char *on = NULL;
  g_autofree char *procedure_path = NULL;
  GDate day;
  int status;
  const GOptionEntry entries[] = {
    { "on", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &on,
      "The day to judge for; the day of treatment if it is left out", "YYYY-MM-DD" },
    { "procedure", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &procedure_path,
      "The procedure file, or its id, if it is not the one that the visit names", "FILE.xml" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "verdict", "VISIT.json",
                        "Judges the answers of a visit by the rules of its procedure, and writes "
                        "the verdict of each answer and of the visit as JSON.",
                        entries, &status))
    return status;
  if (g_strv_length (*arguments) != 2)
    return candorctl_usage ("verdict takes one visit. See “candorctl verdict --help”.");
  if (on != NULL && !candor_date_parse (&day, on))
    return candorctl_usage ("“%s” is no date: write it as YYYY-MM-DD.", on);
  return judge ((*arguments)[1], procedure_path, on != NULL ? &day : NULL);
}
