/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The form for those who prefer paper: all that a visit on the tablet shows and asks, with boxes to
 * tick and lines to write on.
 */
#include "candor-blank-form.h"

#include "candor-form.h"

#define TICK_INDENT 20.0 /* points */

/* Boxes to tick, one under the other; the last entry is NULL. */
static void
add_ticks (CandorForm *self, const char *const *words)
{
  candor_galley_open (self->galley, "L");
  for (guint i = 0; words[i] != NULL; i++)
    {
      candor_galley_open (self->galley, "LI");
      candor_galley_text (self->galley, words[i],
                          &(CandorTextOptions){ .tag = "LBody",
                                                .style = CANDOR_TYPE_BODY,
                                                .column = CANDOR_COLUMN_MAIN,
                                                .indent = TICK_INDENT,
                                                .tick = TRUE,
                                                .before = 4,
                                                .fixed = TRUE,
                                                .marked = TRUE,
                                                .keep = words[i + 1] != NULL });
      candor_galley_close (self->galley, "LI");
    }
  candor_galley_close (self->galley, "L");
}

static void
add_front (CandorForm *self)
{
  candor_form_add_letterhead (self, TRUE);
  candor_galley_space (self->galley, 16);
  candor_galley_heading (self->galley, 1, CANDOR_COLUMN_FULL,
                         candor_form_say (self, N_ ("Consent form")));
  candor_galley_text (
      self->galley, candor_form_words (self, candor_procedure_title (self->procedure)),
      &(CandorTextOptions){
          .style = CANDOR_TYPE_SUBTITLE, .column = CANDOR_COLUMN_FULL, .before = 1 });
  candor_galley_text (
      self->galley,
      /* Translators: at the head of the form on paper. */
      candor_form_say (self, N_ ("Please read this form in your own time. Ask about whatever you "
                                 "wish. You may say no, and you need not give a reason.")),
      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY, .column = CANDOR_COLUMN_FULL, .before = 8 });
}

static void
add_people (CandorForm *self)
{
  static const char *const labels[] = {
    N_ ("Patient"),      N_ ("Date of birth"), N_ ("Area"),
    N_ ("Depth"),        N_ ("Product"),       N_ ("Day of treatment"),
    N_ ("Practitioner"), N_ ("Their role"),    N_ ("Their registration"),
    N_ ("Interpreter"),
  };

  candor_form_open_part (self, candor_form_say (self, N_ ("Who and what")));
  candor_form_open_table (self);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    candor_form_line_row (self, candor_form_say (self, labels[i]), 1);
  candor_form_close_table (self);

  candor_form_open_part (self, candor_form_say (self, N_ ("What you hope for")));
  candor_form_open_table (self);
  candor_form_line_row (self, candor_form_say (self, N_ ("In your own words")), 3);
  candor_form_close_table (self);
}

/* The question stays with its boxes. */
static void
add_question (CandorForm *self, const char *text, const char *help)
{
  candor_galley_text (self->galley, candor_form_words (self, text),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .before = 4,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
  candor_galley_text (self->galley, candor_form_words (self, help),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_SMALL,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .before = 2,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
}

static void
add_checks (CandorForm *self)
{
  GPtrArray *checks = candor_procedure_checks (self->procedure);

  if (checks->len == 0)
    return;
  candor_form_open_part (self, candor_form_say (self, N_ ("Have we explained it well?")));
  for (guint i = 0; i < checks->len; i++)
    {
      const CandorCheckQuestion *check = checks->pdata[i];
      g_autoptr (GPtrArray) options = g_ptr_array_new ();

      for (guint j = 0; j < check->options->len; j++)
        g_ptr_array_add (options,
                         (gpointer)candor_form_words (
                             self, ((const CandorOption *)check->options->pdata[j])->text));
      g_ptr_array_add (options, NULL);
      candor_galley_open_whole (self->galley);
      add_question (self, check->text, NULL);
      add_ticks (self, (const char *const *)options->pdata);
      candor_galley_close_whole (self->galley);
      candor_galley_space (self->galley, 6);
    }
}

static void
add_health_question (CandorForm *self, const CandorHealthQuestion *question)
{
  const char *const replies[]
      = { candor_form_say (self, N_ ("Yes")), candor_form_say (self, N_ ("No")),
          candor_form_say (self, N_ ("Not sure")), NULL };
  const char *const prompts[] = { question->detail_prompt, question->date_prompt };

  candor_galley_open_whole (self->galley);
  add_question (self, question->text, question->help);
  if (question->kind == CANDOR_QUESTION_TEXT)
    candor_form_lines (self, CANDOR_COLUMN_MAIN, 3,
                       candor_form_say (self, N_ ("Room to write your answer")));
  else
    add_ticks (self, replies);
  for (guint i = 0; i < G_N_ELEMENTS (prompts) && question->kind != CANDOR_QUESTION_TEXT; i++)
    if (prompts[i] != NULL)
      {
        candor_form_marked (self, CANDOR_TYPE_SMALL, prompts[i]);
        candor_form_lines (self, CANDOR_COLUMN_MAIN, 1,
                           candor_form_say (self, N_ ("Room to write your answer")));
      }
  candor_galley_close_whole (self->galley);
  candor_galley_space (self->galley, 6);
}

static void
add_health (CandorForm *self)
{
  GPtrArray *groups = candor_procedure_health_groups (self->procedure);

  candor_form_open_part (self, candor_form_say (self, N_ ("Health questions")));
  for (guint i = 0; i < groups->len; i++)
    {
      const CandorHealthGroup *group = groups->pdata[i];

      candor_form_group_head (self, group);
      for (guint j = 0; j < group->questions->len; j++)
        add_health_question (self, group->questions->pdata[j]);
    }
}

static void
add_talk (CandorForm *self)
{
  candor_form_open_part (self, candor_form_say (self, N_ ("Your questions")));
  candor_form_open_table (self);
  candor_form_line_row (self, candor_form_say (self, N_ ("What you want to ask")), 4);
  candor_form_line_row (self, candor_form_say (self, N_ ("What the practitioner replied")), 4);
  candor_form_close_table (self);

  candor_form_open_part (self, candor_form_say (self, N_ ("The talk with the practitioner")));
  candor_form_open_table (self);
  candor_form_line_row (self, candor_form_say (self, N_ ("Answers that were talked about")), 4);
  candor_form_line_row (self, candor_form_say (self, N_ ("Risks particular to this patient")), 3);
  candor_form_open_cells (
      self, CANDOR_TYPE_LABEL,
      candor_form_say (self, N_ ("Able to decide, as the practitioner saw it")));
  add_ticks (self, (const char *const[]){
                       candor_form_say (self, N_ ("Understands what matters for the decision")),
                       candor_form_say (self, N_ ("Remembers it long enough to decide")),
                       candor_form_say (self, N_ ("Weighs benefits and risks")),
                       candor_form_say (self, N_ ("Can make the decision known")), NULL });
  candor_form_close_cells (self);
  candor_form_close_table (self);
}

/* Three answers of the same size, in the order of the tablet. */
static void
add_decision (CandorForm *self)
{
  candor_form_open_part (self, candor_form_say (self, N_ ("Your decision")));
  candor_galley_open_whole (self->galley);
  candor_form_paragraph (self, CANDOR_TYPE_BODY,
                         candor_form_say (self, N_ ("All three answers are fine. It is your body, "
                                                    "and your choice.")));
  add_ticks (self, (const char *const[]){
                       candor_language_text_in_context (self->language, "decision", "Agree"),
                       candor_language_text_in_context (self->language, "decision", "Not now"),
                       candor_language_text_in_context (self->language, "decision", "No"), NULL });
  candor_galley_close_whole (self->galley);
}

/* The heading never stands at the foot of a page with one sentence alone. */
static void
add_statements (CandorForm *self, const char *title, gboolean photograph)
{
  GPtrArray *statements = candor_procedure_statements (self->procedure);
  const char *const replies[]
      = { candor_form_say (self, N_ ("Yes")), candor_form_say (self, N_ ("No")), NULL };
  guint first = MIN (candor_form_count_statements (self, photograph), 2);

  if (first == 0)
    return;
  candor_galley_open_whole (self->galley);
  candor_form_open_part (self, title);
  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = statements->pdata[i];

      if (statement->photograph != photograph)
        continue;
      candor_galley_open_whole (self->galley);
      if (photograph)
        {
          add_question (self, statement->text, NULL);
          add_ticks (self, replies);
        }
      else
        add_ticks (self, (const char *const[]){ candor_form_words (self, statement->text), NULL });
      candor_galley_close_whole (self->galley);
      if (first > 0 && --first == 0)
        candor_galley_close_whole (self->galley);
    }
}

static void
add_signatures (CandorForm *self)
{
  static const CandorRole order[] = { CANDOR_ROLE_PATIENT, CANDOR_ROLE_WITNESS,
                                      CANDOR_ROLE_INTERPRETER, CANDOR_ROLE_PRACTITIONER };

  candor_form_open_part (self, candor_form_say (self, N_ ("Signatures")));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      candor_galley_open_whole (self->galley);
      candor_galley_heading (self->galley, 3, CANDOR_COLUMN_FULL,
                             candor_form_role (self, order[i]));
      candor_form_open_table (self);
      candor_form_line_row (self, candor_form_say (self, N_ ("Name")), 1);
      candor_form_line_row (self, candor_form_say (self, N_ ("Signature")), 2);
      candor_form_line_row (self, candor_form_say (self, N_ ("Date and time")), 1);
      candor_form_close_table (self);
      candor_galley_close_whole (self->galley);
      candor_galley_space (self->galley, 10);
    }
}

static void
add_parts (CandorForm *self)
{
  add_front (self);
  add_people (self);
  candor_form_add_reading (self,
                           candor_form_say (self, N_ ("What you should know before you decide")));
  add_checks (self);
  add_health (self);
  candor_form_add_care (self);
  candor_form_add_warnings (self);
  add_talk (self);
  add_decision (self);
  add_statements (self, candor_form_say (self, N_ ("If you agree, please tick each sentence")),
                  FALSE);
  add_statements (self, candor_form_say (self, N_ ("Photographs, asked apart")), TRUE);
  add_signatures (self);
  candor_form_add_sources (self);
  candor_form_close_part (self);
}

static GBytes *
print_form (CandorForm *self, GError **error)
{
  const char *title = candor_form_words (self, candor_procedure_title (self->procedure));
  /* Translators: title of the file; %s is a treatment. */
  g_autofree char *name = candor_form_print (self, N_ ("Blank form: %s"), title);
  g_autofree char *footer = candor_form_print (self, N_ ("Text version %s"),
                                               candor_procedure_version (self->procedure));
  /* Translators: in a frame on each page of the form on paper. */
  g_autofree char *flag = candor_form_say_twice (self, N_ ("Blank form"));
  /* The same procedure gives the same bytes: the form is as old as its text. */
  g_autofree char *created
      = g_strconcat (candor_procedure_date (self->procedure), "T00:00:00Z", NULL);
  const CandorFurniture furniture = {
    .title = name,
    .header_start = title,
    .flag = flag,
    .notice = candor_procedure_is_approved (self->procedure)
                  ? NULL
                  : candor_form_say (self, N_ ("Not approved for clinical use")),
    .footer = footer,
    .page_of = candor_form_say (self, N_ ("Page {page} of {pages}")),
    .author = candor_form_get (self, CANDOR_FIELD_CLINIC_NAME),
    .subject = title,
    .created_at = created,
  };

  return candor_galley_print (self->galley, &furniture, error);
}

/**
 * candor_blank_form_render:
 * @procedure: what the form is about
 * @clinic: (nullable): whose form it is
 * @stationery: (nullable): what the clinic prints on; A4 without a logo if %NULL
 * @language: the language of the patient
 * @clinic_language: (nullable): the language of those who treat the patient
 * @error: return location for an error
 *
 * Makes the form for those who prefer paper. Every page says that it is a blank one. Where
 * @clinic_language is another language, each passage stands in it as well, after the patient's: staff
 * can read what was signed. There is room to write once. It keeps no state, needs no display, and may
 * run in any thread. The same procedure gives the same bytes.
 *
 * Errors: %CANDOR_ERROR_FAILED when drawing fails.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF
 */
GBytes *
candor_blank_form_render (CandorProcedure *procedure,
                          const CandorClinic *clinic,
                          const CandorStationery *stationery,
                          const CandorLanguage *language,
                          const CandorLanguage *clinic_language,
                          GError **error)
{
  static const CandorStationery plain = { .logo = NULL };
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (CandorGalley) galley = NULL;
  CandorForm form = { .procedure = procedure,
                      .language = language,
                      .read = language,
                      .stationery = stationery != NULL ? stationery : &plain,
                      .by_hand = TRUE,
                      .outcome = CANDOR_OUTCOME_OPEN };

  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  form.visit = visit = candor_visit_start (procedure, language);
  if (clinic != NULL)
    candor_clinic_apply (clinic, visit);
  if (clinic_language != NULL && !candor_language_is_same (language, clinic_language))
    form.second = clinic_language;
  galley = candor_form_set_pages (&form, add_parts);
  return print_form (&form, error);
}
