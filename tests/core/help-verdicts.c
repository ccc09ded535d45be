/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads the tables of tests/data/verdicts.
 */
#include "help-verdicts.h"

#include "help.h"

static void
rule_free (gpointer data)
{
  HelpRule *self = data;

  g_free (self->question);
  g_free (self);
}

static void
read_cell (const char *cell, HelpRule *rule)
{
  static const CandorVerdictKind kinds[]
      = { CANDOR_VERDICT_CLEAR, CANDOR_VERDICT_ASK, CANDOR_VERDICT_WAIT, CANDOR_VERDICT_STOP };
  g_auto (GStrv) words = g_strsplit (cell, " ", 2);
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (words[0], candor_verdict_kind_to_string (kinds[i])))
      {
        rule->kind = kinds[i];
        known = TRUE;
      }
  g_assert_true (known);
  g_assert_true ((rule->kind == CANDOR_VERDICT_WAIT) == (words[1] != NULL));
  rule->days = words[1] != NULL ? (int)g_ascii_strtoll (words[1], NULL, 10) : 0;
}

/* Every reply of every question of the table; (transfer full) (element-type HelpRule). */
GPtrArray *
help_rules (const char *procedure)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func (rule_free);
  g_autofree char *path = g_strconcat (TEST_DATA "/verdicts/", procedure, ".ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) questions = g_key_file_get_keys (file, groups[i], NULL, NULL);

      for (gsize j = 0; questions[j] != NULL; j++)
        {
          gsize n_cells;
          g_auto (GStrv) cells
              = g_key_file_get_string_list (file, groups[i], questions[j], &n_cells, NULL);

          g_assert_cmpuint (n_cells, ==, CANDOR_N_REPLIES);
          for (gsize k = 0; k < n_cells; k++)
            {
              HelpRule *rule = g_new0 (HelpRule, 1);

              rule->question = g_strdup (questions[j]);
              rule->reply = k;
              read_cell (cells[k], rule);
              g_ptr_array_add (rules, rule);
            }
        }
    }
  g_assert_cmpuint (rules->len, >, 0);
  return rules;
}

/* A visit of an adult that began at noon of @day, in which nothing was answered yet. */
CandorVisit *
help_visit_on (CandorProcedure *procedure, const char *day)
{
  CandorVisit *visit = candor_visit_start (procedure, candor_language_english ());
  g_autofree char *started = g_strconcat (day, "T12:00:00+01:00", NULL);

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, started);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  return visit;
}

CandorVerdict *
help_judge (CandorProcedure *procedure, CandorVisit *visit, const char *on)
{
  GDate day = help_date (on);

  return candor_verdict_new (procedure, visit, &day);
}
