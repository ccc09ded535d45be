/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether the check of understanding asks about all that somebody agrees to.
 */
#include "candor-lint-private.h"

/* Whether a question of the check is answered by a section about @subject. */
static gboolean
is_asked (CandorProcedure *procedure, const char *subject)
{
  GPtrArray *checks = candor_procedure_checks (procedure);

  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *question = checks->pdata[i];
      const CandorSection *section = candor_procedure_find_section (procedure, question->section);

      if (g_strcmp0 (section->about, subject) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_told (CandorProcedure *procedure, const char *subject)
{
  GPtrArray *sections = candor_procedure_sections (procedure);

  for (guint i = 0; i < sections->len; i++)
    if (g_strcmp0 (((CandorSection *)sections->pdata[i])->about, subject) == 0)
      return TRUE;
  return FALSE;
}

/**
 * candor_lint_find_unasked:
 * @procedure: a procedure
 *
 * Nobody can agree to what they did not understand: what it is, what it may do, what it can harm, and
 * what else there is. What hurts people most is asked wherever the text tells of it.
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each question that is missing
 */
GPtrArray *
candor_lint_find_unasked (CandorProcedure *procedure)
{
  static const struct
  {
    const char *subjects[2];
    gboolean always;
    const char *words;
  } elements[] = {
    { { "nature", NULL }, TRUE, "what the treatment is: a section about=\"nature\"" },
    { { "benefits", NULL }, TRUE, "what it may do: a section about=\"benefits\"" },
    { { "effects", "harms" }, TRUE, "its risks: a section about=\"effects\" or about=\"harms\"" },
    { { "alternatives", NULL }, TRUE, "other choices: a section about=\"alternatives\"" },
    { { "home", NULL }, FALSE, "doing it at home: a section about=\"home\"" },
    { { "medicines", NULL }, FALSE, "medicines: a section about=\"medicines\"" },
  };
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      gboolean asked = FALSE, wanted = elements[i].always;

      for (gsize j = 0; j < G_N_ELEMENTS (elements[i].subjects); j++)
        if (elements[i].subjects[j] != NULL)
          {
            asked |= is_asked (procedure, elements[i].subjects[j]);
            wanted |= is_told (procedure, elements[i].subjects[j]);
          }
      if (wanted && !asked)
        g_ptr_array_add (sentences, g_strdup_printf ("No question of the check is about %s.",
                                                     elements[i].words));
    }
  return sentences;
}
