/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-verdict.h"

#include <json-glib/json-glib.h>

#include "candor-date.h"
#include "candor-json.h"

static void
started_on (CandorVisit *visit, GDate *day)
{
  const char *started = candor_visit_get (visit, CANDOR_FIELD_STARTED_AT);
  g_autofree char *iso = started != NULL ? g_strndup (started, 10) : NULL;

  if (!candor_date_parse (day, iso))
    candor_date_today (day);
}

/* A wait is counted from the day that was given, or from the day of the answer: "in the last seven
 * days" was true no later than then. The day is asked for with "yes" only: one that stayed behind
 * when the reply was changed must not make the wait shorter. A day in the future is a slip of the finger and counts as the
 * day of the answer. */
static void
wait_until (CandorVisit *visit, const CandorAnswer *answer, int days, GDate *until)
{
  GDate given;

  started_on (visit, until);
  if (answer->reply == CANDOR_REPLY_YES && candor_date_parse (&given, answer->date)
      && g_date_compare (&given, until) < 0)
    *until = given;
  g_date_add_days (until, days);
}

static CandorItemVerdict *
judge_question (const CandorHealthQuestion *question, CandorVisit *visit, const GDate *on)
{
  CandorItemVerdict *item = g_new0 (CandorItemVerdict, 1);
  const CandorAnswer *answer = candor_visit_get_answer (visit, question->id);
  const CandorRule *rule;

  item->question = question;
  item->id = question->id;
  g_date_clear (&item->until, 1);
  if (answer == NULL || !answer->given)
    return item;

  rule = &question->rules[answer->reply];
  item->answered = TRUE;
  item->kind = rule->verdict;
  item->say = rule->say;
  if (rule->verdict == CANDOR_VERDICT_WAIT)
    {
      wait_until (visit, answer, rule->days, &item->until);
      if (g_date_compare (on, &item->until) >= 0)
        item->kind = CANDOR_VERDICT_CLEAR;
    }
  return item;
}

/* The strictest rule that holds for this age; an age that nobody knows is open. */
static CandorItemVerdict *
judge_age (CandorProcedure *procedure, CandorVisit *visit, const GDate *on)
{
  CandorItemVerdict *item = g_new0 (CandorItemVerdict, 1);
  GPtrArray *rules = candor_procedure_age_rules (procedure);
  GDate born;
  int age;

  item->id = "age";
  g_date_clear (&item->until, 1);
  if (!candor_date_parse (&born, candor_visit_get (visit, CANDOR_FIELD_PATIENT_BORN)))
    return item;

  item->answered = TRUE;
  age = candor_date_age (&born, on);
  for (guint i = 0; i < rules->len; i++)
    {
      const CandorAgeRule *rule = rules->pdata[i];

      if (age < rule->below && rule->verdict > item->kind)
        {
          item->age_rule = rule;
          item->kind = rule->verdict;
          item->say = rule->say;
        }
    }
  return item;
}

static void
add_item (CandorVerdict *self, CandorItemVerdict *item)
{
  g_ptr_array_add (self->items, item);
  self->n_open += !item->answered;
  self->kind = MAX (self->kind, item->kind);
  if (item->kind == CANDOR_VERDICT_WAIT
      && (!g_date_valid (&self->until) || g_date_compare (&item->until, &self->until) > 0))
    self->until = item->until;
}

/**
 * candor_verdict_new:
 * @procedure: the procedure with its rules
 * @visit: the visit with its answers
 * @on: the day to judge
 *
 * Judges every answer and the patient's age. A pure function: the same three give the same verdict.
 *
 * Returns: (transfer full): the verdict
 */
CandorVerdict *
candor_verdict_new (CandorProcedure *procedure, CandorVisit *visit, const GDate *on)
{
  CandorVerdict *self = g_new0 (CandorVerdict, 1);
  GPtrArray *groups = candor_procedure_health_groups (procedure);

  self->procedure = candor_procedure_ref (procedure);
  self->on = *on;
  g_date_clear (&self->until, 1);
  self->items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        if (((CandorHealthQuestion *)questions->pdata[j])->kind == CANDOR_QUESTION_CHOICE)
          add_item (self, judge_question (questions->pdata[j], visit, on));
    }
  if (candor_procedure_age_rules (procedure)->len > 0)
    add_item (self, judge_age (procedure, visit, on));
  return self;
}

void
candor_verdict_free (CandorVerdict *self)
{
  candor_procedure_unref (self->procedure);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * candor_verdict_day:
 * @visit: a visit
 * @on: (out caller-allocates): the day of treatment, or the day of the visit while none is set
 *
 * The day on which a visit's answers have to be good enough.
 */
void
candor_verdict_day (CandorVisit *visit, GDate *on)
{
  if (!candor_date_parse (on, candor_visit_get (visit, CANDOR_FIELD_TREATMENT_DATE)))
    started_on (visit, on);
}

/**
 * candor_verdict_find:
 * @self: a verdict
 * @id: id of a health question, or "age"
 *
 * Returns: (transfer none) (nullable): what that answer means
 */
const CandorItemVerdict *
candor_verdict_find (const CandorVerdict *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (((CandorItemVerdict *)self->items->pdata[i])->id, id))
      return self->items->pdata[i];
  return NULL;
}

/**
 * candor_item_verdict_is_refused:
 * @self: what one answer means
 * @visit: the visit that it judges
 *
 * A decision about an age goes with the day; one about an answer holds as long as that.
 *
 * Returns: whether the practitioner decided about this answer not to go ahead
 */
gboolean
candor_item_verdict_is_refused (const CandorItemVerdict *self, CandorVisit *visit)
{
  const CandorSettlement *settlement = candor_visit_get_settlement (visit, self->id);

  return (self->kind == CANDOR_VERDICT_ASK || self->question != NULL) && settlement != NULL
         && (settlement->decision == CANDOR_SETTLED_POSTPONE
             || settlement->decision == CANDOR_SETTLED_DECLINE);
}

static void
set_date (JsonObject *object, const char *name, const GDate *date)
{
  if (g_date_valid (date))
    {
      g_autofree char *iso = candor_date_to_iso (date);

      json_object_set_string_member (object, name, iso);
    }
}

/**
 * candor_verdict_to_json:
 * @self: a verdict
 * @visit: the visit that it judges
 *
 * Returns: (transfer full): the verdict as JSON with a new line at its end
 */
char *
candor_verdict_to_json (const CandorVerdict *self, CandorVisit *visit)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) root = json_object_new ();
  JsonObject *answers = json_object_new ();
  g_autofree char *json = NULL;

  json_object_set_string_member (root, "verdict", candor_verdict_kind_to_string (self->kind));
  set_date (root, "on", &self->on);
  set_date (root, "until", &self->until);
  json_object_set_int_member (root, "unanswered", self->n_open);

  for (guint i = 0; i < self->items->len; i++)
    {
      const CandorItemVerdict *item = self->items->pdata[i];
      const CandorAnswer *answer = candor_visit_get_answer (visit, item->id);
      JsonObject *object = json_object_new ();

      if (item->answered)
        json_object_set_string_member (object, "verdict",
                                       candor_verdict_kind_to_string (item->kind));
      else
        json_object_set_null_member (object, "verdict");
      if (answer != NULL && answer->given)
        json_object_set_string_member (object, "answer", candor_reply_to_string (answer->reply));
      set_date (object, "until", &item->until);
      if (item->say != NULL)
        json_object_set_string_member (object, "say", item->say);
      json_object_set_object_member (answers, item->id, object);
    }
  json_object_set_object_member (root, "answers", answers);

  json_node_set_object (node, root);
  json = candor_json_write (node, 2, NULL);
  return g_strconcat (json, "\n", NULL);
}
