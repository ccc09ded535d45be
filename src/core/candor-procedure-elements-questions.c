/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The elements of a procedure file that ask or tell what to do: check, health questions with their
 * rules, care steps, warning signs and statements.
 */
#include "candor-procedure-parser-private.h"

#include <string.h>

/* Attributes that must be there have been checked when a start handler is called. */

static gboolean
check_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->check = candor_check_question_new ();
  g_ptr_array_add (self->procedure->checks, self->check);
  self->check->section = g_strdup (candor_parser_attribute (self, "section"));
  candor_parser_refer (self, self->check->section, TRUE);
  return candor_parser_take_id (self, &self->check->id, error);
}

static gboolean
check_text_end (CandorParser *self, const char *text, GError **error)
{
  self->check->text = g_strdup (text);
  return TRUE;
}

static gboolean
option_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  const char *id = candor_parser_attribute (self, "id");

  /* An option's id tells it apart in its question only: a, b, c. */
  for (guint i = 0; i < self->check->options->len; i++)
    if (g_str_equal (((CandorOption *)self->check->options->pdata[i])->id, id))
      return candor_parser_refuse (self, error, "id=\"%s\" is in this question already", id);
  if (!candor_parser_is_id (id))
    return candor_parser_refuse (self, error,
                                 "id=\"%s\": expected small letters, digits and hyphens", id);

  self->option = g_new0 (CandorOption, 1);
  g_ptr_array_add (self->check->options, self->option);
  self->option->id = g_strdup (id);
  return candor_parser_take_flag (self, "correct", &self->option->correct, error);
}

static gboolean
option_end (CandorParser *self, const char *text, GError **error)
{
  self->option->text = g_strdup (text);
  return TRUE;
}

static gboolean
check_end (CandorParser *self, const char *text, GError **error)
{
  guint correct = 0;

  for (guint i = 0; i < self->check->options->len; i++)
    correct += ((CandorOption *)self->check->options->pdata[i])->correct;
  if (self->check->text == NULL || self->check->options->len < 2 || correct != 1)
    return candor_parser_refuse (
        self, error,
        "<question id=\"%s\"> needs a <text>, two or more <option>s, and correct=\"yes\" "
        "on exactly one of them",
        self->check->id);
  return TRUE;
}

static gboolean
age_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->age_rule = g_new0 (CandorAgeRule, 1);
  g_ptr_array_add (self->procedure->age_rules, self->age_rule);
  if (!candor_parser_take_number (self, "below", 1, 130, 0, &self->age_rule->below, error)
      || !candor_parser_take_verdict (self, &self->age_rule->verdict, error)
      || !candor_parser_take_sources (self, &self->age_rule->sources, error))
    return FALSE;
  if (self->age_rule->verdict != CANDOR_VERDICT_ASK
      && self->age_rule->verdict != CANDOR_VERDICT_STOP)
    return candor_parser_refuse (self, error, "verdict: for an age, expected one of ask, stop");
  return TRUE;
}

static gboolean
age_end (CandorParser *self, const char *text, GError **error)
{
  self->age_rule->say = g_strdup (text);
  return TRUE;
}

static gboolean
group_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->group = candor_health_group_new ();
  g_ptr_array_add (self->procedure->health_groups, self->group);
  return candor_parser_take_id (self, &self->group->id, error);
}

static gboolean
group_title_end (CandorParser *self, const char *text, GError **error)
{
  self->group->title = g_strdup (text);
  return TRUE;
}

static gboolean
intro_end (CandorParser *self, const char *text, GError **error)
{
  self->group->intro = g_strdup (text);
  return TRUE;
}

static gboolean
group_end (CandorParser *self, const char *text, GError **error)
{
  if (self->group->title == NULL || self->group->questions->len == 0)
    return candor_parser_refuse (self, error, "<group id=\"%s\"> needs a <title> and a <question>",
                                 self->group->id);
  return TRUE;
}

static gboolean
question_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const char *const kinds[] = { "choice", "text", NULL };
  int kind;

  self->question = candor_health_question_new ();
  g_ptr_array_add (self->group->questions, self->question);
  memset (self->ruled, 0, sizeof self->ruled);
  if (!candor_parser_take_id (self, &self->question->id, error)
      || !candor_parser_take_choice (self, "kind", kinds, CANDOR_QUESTION_CHOICE, &kind, error)
      || !candor_parser_take_sources (self, &self->question->sources, error))
    return FALSE;
  if (g_str_equal (self->question->id, "age"))
    return candor_parser_refuse (
        self, error, "id=\"age\" stands for the age rules; name this question otherwise");
  self->question->kind = kind;
  return TRUE;
}

static gboolean
question_text_end (CandorParser *self, const char *text, GError **error)
{
  self->question->text = g_strdup (text);
  return TRUE;
}

static gboolean
help_end (CandorParser *self, const char *text, GError **error)
{
  self->question->help = g_strdup (text);
  return TRUE;
}

static gboolean
detail_end (CandorParser *self, const char *text, GError **error)
{
  self->question->detail_prompt = g_strdup (text);
  return TRUE;
}

static gboolean
date_end (CandorParser *self, const char *text, GError **error)
{
  self->question->date_prompt = g_strdup (text);
  return TRUE;
}

static gboolean
when_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const char *const replies[] = { "yes", "no", "not-sure", NULL };
  CandorRule *rule;
  int reply, days;

  if (!candor_parser_take_choice (self, "answer", replies, 0, &reply, error)
      || !candor_parser_take_number (self, "days", 1, MAX_DAY, 0, &days, error))
    return FALSE;
  if (self->ruled[reply])
    return candor_parser_refuse (self, error, "answer=\"%s\" has a <when> already", replies[reply]);

  rule = &self->question->rules[reply];
  rule->days = days;
  self->ruled[reply] = TRUE;
  self->reply = reply;
  if (!candor_parser_take_verdict (self, &rule->verdict, error))
    return FALSE;
  if ((rule->verdict == CANDOR_VERDICT_WAIT) != (days > 0))
    return candor_parser_refuse (self, error,
                                 "days=\"\" goes with verdict=\"wait\", and only with it");
  return TRUE;
}

static gboolean
when_end (CandorParser *self, const char *text, GError **error)
{
  self->question->rules[self->reply].say = g_strdup (text);
  return TRUE;
}

static gboolean
question_end (CandorParser *self, const char *text, GError **error)
{
  CandorHealthQuestion *question = self->question;
  gboolean ruled = FALSE;

  for (gsize i = 0; i < CANDOR_N_REPLIES; i++)
    ruled |= self->ruled[i];
  if (question->text == NULL)
    return candor_parser_refuse (self, error, "<question id=\"%s\"> needs a <text>", question->id);
  if (question->kind == CANDOR_QUESTION_TEXT && (ruled || question->date_prompt != NULL))
    return candor_parser_refuse (
        self, error, "<question id=\"%s\" kind=\"text\"> cannot have a <when> or <date>",
        question->id);

  /* Somebody who does not know is never waved through. */
  if (!self->ruled[CANDOR_REPLY_NOT_SURE]
      && (question->rules[CANDOR_REPLY_YES].verdict != CANDOR_VERDICT_CLEAR
          || question->rules[CANDOR_REPLY_NO].verdict != CANDOR_VERDICT_CLEAR))
    {
      question->rules[CANDOR_REPLY_NOT_SURE].verdict = CANDOR_VERDICT_ASK;
      question->rules[CANDOR_REPLY_NOT_SURE].say
          = g_strdup (N_ ("That is fine. We will talk about this with you."));
    }
  return TRUE;
}

static gboolean
step_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  static const char *const phases[] = { "before", "after", NULL };
  int phase;

  self->step = g_new0 (CandorCareStep, 1);
  g_ptr_array_add (self->procedure->care_steps, self->step);
  if (!candor_parser_take_id (self, &self->step->id, error)
      || !candor_parser_take_choice (self, "phase", phases, 0, &phase, error)
      || !candor_parser_take_number (self, "from", -MAX_DAY, MAX_DAY, 0, &self->step->from_day,
                                     error)
      || !candor_parser_take_number (self, "to", -MAX_DAY, MAX_DAY, self->step->from_day,
                                     &self->step->to_day, error)
      || !candor_parser_take_sources (self, &self->step->sources, error))
    return FALSE;
  if (self->step->to_day < self->step->from_day)
    return candor_parser_refuse (self, error, "to=\"%d\" is before from=\"%d\"", self->step->to_day,
                                 self->step->from_day);
  self->step->phase = phase;
  return TRUE;
}

static gboolean
step_text_end (CandorParser *self, const char *text, GError **error)
{
  self->step->text = g_strdup (text);
  return TRUE;
}

static gboolean
reason_end (CandorParser *self, const char *text, GError **error)
{
  self->step->reason = g_strdup (text);
  return TRUE;
}

static gboolean
step_end (CandorParser *self, const char *text, GError **error)
{
  if (self->step->text == NULL || self->step->reason == NULL)
    return candor_parser_refuse (self, error, "<step id=\"%s\"> needs a <text> and a <reason>",
                                 self->step->id);
  return TRUE;
}

static gboolean
warning_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->warning = g_new0 (CandorWarning, 1);
  g_ptr_array_add (self->procedure->warnings, self->warning);
  return candor_parser_take_id (self, &self->warning->id, error)
         && candor_parser_take_flag (self, "emergency", &self->warning->emergency, error)
         && candor_parser_take_sources (self, &self->warning->sources, error);
}

static gboolean
warning_end (CandorParser *self, const char *text, GError **error)
{
  self->warning->text = g_strdup (text);
  return TRUE;
}

static gboolean
statement_start (CandorParser *self, const CandorParserElement *element, GError **error)
{
  self->statement = g_new0 (CandorStatement, 1);
  g_ptr_array_add (self->procedure->statements, self->statement);
  return candor_parser_take_id (self, &self->statement->id, error)
         && candor_parser_take_flag (self, "photograph", &self->statement->photograph, error);
}

static gboolean
statement_end (CandorParser *self, const char *text, GError **error)
{
  self->statement->text = g_strdup (text);
  return TRUE;
}

/* Who may stand in whom, for all that asks or tells what to do. */
const CandorParserElement candor_parser_question_elements[] = {
  { "procedure", "check", "", FALSE, TRUE, NULL, NULL },
  { "check", "question", "id! section!", FALSE, FALSE, check_start, check_end },
  { "check/question", "text", "", TRUE, TRUE, NULL, check_text_end },
  { "check/question", "option", "id! correct", TRUE, FALSE, option_start, option_end },
  { "procedure", "health", "", FALSE, TRUE, NULL, NULL },
  { "health", "age", "below! verdict! sources!", TRUE, FALSE, age_start, age_end },
  { "health", "group", "id!", FALSE, FALSE, group_start, group_end },
  { "group", "title", "", TRUE, TRUE, NULL, group_title_end },
  { "group", "intro", "", TRUE, TRUE, NULL, intro_end },
  { "group", "question", "id! kind sources!", FALSE, FALSE, question_start, question_end },
  { "group/question", "text", "", TRUE, TRUE, NULL, question_text_end },
  { "group/question", "help", "", TRUE, TRUE, NULL, help_end },
  { "group/question", "detail", "", TRUE, TRUE, NULL, detail_end },
  { "group/question", "date", "", TRUE, TRUE, NULL, date_end },
  { "group/question", "when", "answer! verdict! days", TRUE, FALSE, when_start, when_end },
  { "procedure", "care", "", FALSE, TRUE, NULL, NULL },
  { "care", "step", "id! phase! from! to sources!", FALSE, FALSE, step_start, step_end },
  { "step", "text", "", TRUE, TRUE, NULL, step_text_end },
  { "step", "reason", "", TRUE, TRUE, NULL, reason_end },
  { "procedure", "warnings", "", FALSE, TRUE, NULL, NULL },
  { "warnings", "warning", "id! emergency sources!", TRUE, FALSE, warning_start, warning_end },
  { "procedure", "statements", "", FALSE, TRUE, NULL, NULL },
  { "statements", "statement", "id! photograph", TRUE, FALSE, statement_start, statement_end },
  { NULL, NULL, NULL, FALSE, FALSE, NULL, NULL },
};
