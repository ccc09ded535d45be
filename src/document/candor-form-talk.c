/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The talk between patient and practitioner, the care plan, and what was agreed one by one.
 */
#include "candor-form.h"

#include "core/candor-date.h"
#include "core/candor-schedule.h"

static void
add_capacity (CandorForm *self)
{
  /* GMC "Decision making and consent" (2020), paragraph 81. */
  static const char *const parts[CANDOR_N_CAPACITY] = {
    [CANDOR_CAPACITY_UNDERSTANDS] = N_ ("Understands what matters for the decision"),
    [CANDOR_CAPACITY_REMEMBERS] = N_ ("Remembers it long enough to decide"),
    [CANDOR_CAPACITY_WEIGHS] = N_ ("Weighs benefits and risks"),
    [CANDOR_CAPACITY_COMMUNICATES] = N_ ("Can make the decision known"),
  };
  static const char *const choices[] = {
    [CANDOR_CHOICE_OPEN] = N_ ("Not recorded"),
    [CANDOR_CHOICE_YES] = N_ ("Yes"),
    [CANDOR_CHOICE_NO] = N_ ("No"),
  };

  candor_galley_space (self->galley, 8);
  candor_galley_heading (self->galley, 3, CANDOR_COLUMN_FULL,
                         candor_form_say (self, N_ ("Able to decide, as the practitioner saw it")));
  candor_form_open_table (self);
  for (guint i = 0; i < CANDOR_N_CAPACITY; i++)
    {
      candor_form_open_cells (
          self, CANDOR_TYPE_STRONG,
          candor_form_say (self, choices[candor_visit_get_capacity (self->visit, i)]));
      candor_form_marked (self, CANDOR_TYPE_BODY, candor_form_say (self, parts[i]));
      candor_form_close_cells (self);
    }
  candor_form_close_table (self);
}

void
candor_form_add_talk (CandorForm *self)
{
  const char *note = candor_form_get (self, CANDOR_FIELD_TALK_NOTE);
  g_autofree char *at
      = candor_time_format_iso (candor_form_get (self, CANDOR_FIELD_TALK_AT), self->language);

  candor_form_open_part (self, candor_form_say (self, N_ ("The talk with the practitioner")));
  candor_form_open_table (self);
  candor_form_row (self, candor_form_say (self, N_ ("Who had the talk")),
                   candor_form_get (self, CANDOR_FIELD_PRACTITIONER_NAME));
  candor_form_row (self, candor_form_say (self, N_ ("When")), at);
  candor_form_row (self, candor_form_say (self, N_ ("Risks particular to this patient")),
                   candor_form_get (self, CANDOR_FIELD_TALK_RISKS));
  if (note != NULL)
    candor_form_row (self, candor_form_say (self, N_ ("Note")), note);
  candor_form_close_table (self);
  add_capacity (self);
}

void
candor_form_add_questions (CandorForm *self)
{
  guint n = candor_visit_n_questions (self->visit);

  candor_form_open_part (self, candor_form_say (self, N_ ("Questions and replies")));
  if (n == 0)
    {
      candor_form_paragraph (self, CANDOR_TYPE_BODY,
                             candor_form_say (self, N_ ("The patient wrote no questions.")));
      return;
    }

  candor_form_open_table (self);
  for (guint i = 0; i < n; i++)
    {
      const CandorPatientQuestion *question = candor_visit_get_question (self->visit, i);

      candor_form_row (self, candor_form_say (self, N_ ("The patient asked")), question->question);
      candor_form_row (self, candor_form_say (self, N_ ("The practitioner replied")),
                       question->reply);
    }
  candor_form_close_table (self);
}

static void
add_step (CandorForm *self, const CandorCareStep *step, const char *days)
{
  candor_form_open_cells (self, CANDOR_TYPE_LABEL, days);
  candor_galley_text (self->galley, candor_form_words (self, step->text),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
  candor_galley_text (self->galley, candor_form_words (self, step->reason),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = TRUE,
                                            .marked = TRUE });
  candor_form_close_cells (self);
}

/* Without a day of treatment the plan counts days from it. */
static char *
relative_days (CandorForm *self, const CandorCareStep *step)
{
  if (step->from_day == step->to_day)
    /* Translators: a day counted from the day of treatment, which is day 0. */
    return candor_form_print (self, N_ ("Day %d"), step->from_day);
  /* Translators: days counted from the day of treatment, which is day 0. */
  return candor_form_print (self, N_ ("Day %d to day %d"), step->from_day, step->to_day);
}

static void
add_phase (CandorForm *self, CandorCarePhase phase, const char *title)
{
  const char *treatment = candor_form_get (self, CANDOR_FIELD_TREATMENT_DATE);
  GPtrArray *steps = candor_procedure_care_steps (self->procedure);
  gboolean any = FALSE;
  GDate day;

  for (guint i = 0; i < steps->len; i++)
    any = any || ((const CandorCareStep *)steps->pdata[i])->phase == phase;
  if (!any)
    return;

  candor_galley_space (self->galley, 8);
  candor_galley_heading (self->galley, 3, CANDOR_COLUMN_FULL, candor_form_say (self, title));
  candor_form_open_table (self);
  if (candor_date_parse (&day, treatment))
    {
      g_autoptr (GArray) schedule = candor_schedule_new (self->procedure, phase, &day);

      for (guint i = 0; i < schedule->len; i++)
        {
          const CandorScheduledStep *step = &g_array_index (schedule, CandorScheduledStep, i);
          g_autofree char *days = candor_schedule_format_days (step, self->language);

          add_step (self, step->step, days);
        }
    }
  else
    for (guint i = 0; i < steps->len; i++)
      {
        const CandorCareStep *step = steps->pdata[i];
        g_autofree char *days = relative_days (self, step);

        if (step->phase == phase)
          add_step (self, step, days);
      }
  candor_form_close_table (self);
}

void
candor_form_add_care (CandorForm *self)
{
  const char *treatment = candor_form_get (self, CANDOR_FIELD_TREATMENT_DATE);
  g_autofree char *date = candor_date_format_iso (treatment, self->language);
  g_autofree char *line = NULL;

  if (candor_procedure_care_steps (self->procedure)->len == 0)
    return;

  candor_form_open_part (self, candor_form_say (self, N_ ("Care plan")));
  line = date != NULL
             ? candor_form_print (self, N_ ("Worked out for treatment on %s."), date)
             : g_strdup (candor_form_say (self, N_ ("Counted from the day of treatment, day 0.")));
  candor_galley_text (
      self->galley, line,
      &(CandorTextOptions){
          .style = CANDOR_TYPE_BODY, .column = CANDOR_COLUMN_FULL, .before = 3, .keep = TRUE });
  add_phase (self, CANDOR_CARE_BEFORE, N_ ("Before the treatment"));
  add_phase (self, CANDOR_CARE_AFTER, N_ ("After the treatment"));
}

static void
add_warning_list (CandorForm *self, gboolean emergency, const char *head, const char *number)
{
  GPtrArray *warnings = candor_procedure_warnings (self->procedure);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < warnings->len; i++)
    {
      const CandorWarning *warning = warnings->pdata[i];

      if (warning->emergency == emergency)
        g_ptr_array_add (texts, warning->text);
    }
  if (texts->len == 0)
    return;

  candor_form_open_cells_with (self, CANDOR_TYPE_STRONG, head, CANDOR_TYPE_STRONG, number);
  candor_form_list (self, texts, FALSE);
  candor_form_close_cells (self);
}

void
candor_form_add_warnings (CandorForm *self)
{
  const char *phone = candor_form_get (self, CANDOR_FIELD_CLINIC_PHONE);
  const char *emergency = candor_form_get (self, CANDOR_FIELD_CLINIC_EMERGENCY);

  if (candor_procedure_warnings (self->procedure)->len == 0)
    return;

  candor_form_open_part (self, candor_form_say (self, N_ ("Warning signs, and whom to call")));
  candor_form_open_table (self);
  /* Translators: heads a list of warning signs; the emergency number stands below it. */
  add_warning_list (self, TRUE, candor_form_say (self, N_ ("Call the emergency number at once")),
                    emergency);
  /* Translators: heads a list of warning signs; the clinic's number stands below it. */
  add_warning_list (self, FALSE, candor_form_say (self, N_ ("Call the clinic the same day")),
                    phone);
  candor_form_close_table (self);
}

/* Returns: how many statements are about photographs, or are not. */
guint
candor_form_count_statements (CandorForm *self, gboolean photograph)
{
  GPtrArray *statements = candor_procedure_statements (self->procedure);
  guint n = 0;

  for (guint i = 0; i < statements->len; i++)
    n += ((const CandorStatement *)statements->pdata[i])->photograph == photograph ? 1 : 0;
  return n;
}

/* The heading never stands at the foot of a page with one statement alone. */
static void
add_statement_table (CandorForm *self, const char *title, gboolean photograph)
{
  GPtrArray *statements = candor_procedure_statements (self->procedure);
  guint first = MIN (candor_form_count_statements (self, photograph), 2);

  if (first == 0)
    return;
  candor_galley_open_whole (self->galley);
  candor_form_open_part (self, candor_form_say (self, title));
  candor_form_open_table (self);
  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = statements->pdata[i];
      CandorChoice choice = candor_visit_get_statement (self->visit, statement->id);
      const char *head = N_ ("Not asked");

      if (statement->photograph != photograph)
        continue;
      if (choice != CANDOR_CHOICE_OPEN)
        head = choice == CANDOR_CHOICE_YES ? N_ ("Agreed") : N_ ("Not agreed");
      candor_form_open_cells (self, CANDOR_TYPE_STRONG, candor_form_say (self, head));
      candor_form_marked (self, CANDOR_TYPE_BODY, statement->text);
      candor_form_close_cells (self);
      if (first > 0 && --first == 0)
        candor_galley_close_whole (self->galley);
    }
  candor_form_close_table (self);
}

static gboolean
is_asked (CandorForm *self)
{
  return self->outcome == CANDOR_OUTCOME_AGREE || self->outcome == CANDOR_OUTCOME_OPEN;
}

/* Statements are asked of those who agree; photographs are a question of their own. What was ticked
 * before somebody changed their mind is in the record, so it is on the form. */
void
candor_form_add_statements (CandorForm *self)
{
  GPtrArray *statements = candor_procedure_statements (self->procedure);
  gboolean any = is_asked (self);

  for (guint i = 0; i < statements->len; i++)
    any = any
          || candor_visit_get_statement (self->visit,
                                         ((const CandorStatement *)statements->pdata[i])->id)
                 != CANDOR_CHOICE_OPEN;
  if (!any)
    return;

  add_statement_table (self,
                       is_asked (self) ? N_ ("What the patient agreed to, one by one")
                                       /* Translators: heads sentences that the patient ticked or
                                        * not; then the patient did not agree after all. */
                                       : N_ ("Ticked before the patient decided otherwise"),
                       FALSE);
  add_statement_table (self, N_ ("Photographs, asked apart"), TRUE);
}
