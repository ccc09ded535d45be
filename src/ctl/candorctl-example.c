/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <string.h>

#include "core/candor-example.h"

/* What the example is about when no other procedure is asked for. */
#define DEFAULT_PROCEDURE "microneedling"

static CandorProcedure *
load_procedure (const char *named, GError **error)
{
  g_autofree char *found = named != NULL
                               ? candorctl_find_procedure (named, error)
                               : candor_procedure_find_file (DEFAULT_PROCEDURE, NULL, error);

  return found == NULL ? NULL : candor_procedure_load (found, error);
}

static int
write_example (const char *procedure_path, const CandorExample *wish)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorProcedure) procedure = load_procedure (procedure_path, &error);
  g_autoptr (CandorVisit) visit = NULL;
  g_autofree char *json = NULL;
  gsize length;

  if (procedure != NULL)
    visit = candor_example_complete (procedure, wish, &error);
  if (visit == NULL)
    return candorctl_fail (error);

  json = candor_visit_to_json (visit, &length);
  return candorctl_write (json, length);
}

/* Returns: whether @code names a language, or nothing. */
static gboolean
find_language (const char *code, const CandorLanguage **language, int *status)
{
  g_autoptr (GError) error = NULL;

  if (code == NULL)
    return TRUE;
  *language = candor_language_find (code, &error);
  if (*language == NULL)
    *status = candorctl_fail (error);
  return *language != NULL;
}

int
candorctl_example (GStrv *arguments)
{
  g_autofree char *name = NULL;
  g_autofree char *language = NULL;
  g_autofree char *clinic_language = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *procedure_path = NULL;
  CandorExample wish = { 0 };
  int status;
  /* Names come as bytes, because GLib would refuse them where the shell has no UTF-8. */
  const GOptionEntry entries[] = {
    { "name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &name, "The patient’s name", "N" },
    { "language", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &language,
      "The language that the patient reads", "L" },
    { "clinic-language", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &clinic_language,
      "The language of the clinic", "C" },
    { "outcome", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &outcome,
      "How the visit ends: agree (default), not-now, no or stop", "OUTCOME" },
    { "procedure", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &procedure_path,
      "The procedure file that the visit is about, or its id", "FILE.xml" },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "example", "",
                        "Writes a fresh, complete, invented visit to standard output.", entries,
                        &status))
    return status;
  if (g_strv_length (*arguments) != 1)
    return candorctl_usage ("example takes options only. See “candorctl example --help”.");
  if (outcome != NULL
      && (!candor_outcome_from_string (outcome, &wish.outcome)
          || wish.outcome == CANDOR_OUTCOME_OPEN))
    return candorctl_usage ("“%s” is no outcome: use agree, not-now, no or stop.", outcome);
  if (name != NULL && (!g_utf8_validate (name, -1, NULL) || *name == '\0'))
    return candorctl_usage ("the name is not valid UTF-8, or empty.");
  if (!find_language (language, &wish.language, &status)
      || !find_language (clinic_language, &wish.clinic_language, &status))
    return status;

  wish.name = name;
  return write_example (procedure_path, &wish);
}
