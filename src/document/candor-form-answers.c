/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the patient answered, what it means, and what the practitioner decided about it; how the
 * understanding check went.
 */
#include "candor-form.h"

#include "core/candor-date.h"

static const char *const reply_words[CANDOR_N_REPLIES] = {
  [CANDOR_REPLY_YES] = N_ ("Yes"),
  [CANDOR_REPLY_NO] = N_ ("No"),
  [CANDOR_REPLY_NOT_SURE] = N_ ("Not sure"),
};

const char *
candor_form_reply (const CandorForm *self, CandorReply reply)
{
  return candor_form_say (self, reply_words[reply]);
}

static char *
verdict_words (CandorForm *self, const CandorItemVerdict *item)
{
  switch (item->kind)
    {
    case CANDOR_VERDICT_CLEAR:
      if (g_date_valid (&item->until))
        {
          g_autofree char *date = candor_date_format (&item->until, self->language);

          /* Translators: verdict on an answer that asked to wait until a day which the treatment
           * does not come before; %s is that day. */
          return candor_form_print (self, N_ ("Clear: the wait was over on %s"), date);
        }
      /* Translators: verdict on an answer: it speaks against nothing. */
      return g_strdup (candor_form_say (self, N_ ("Clear")));
    case CANDOR_VERDICT_ASK:
      /* Translators: verdict on an answer: the practitioner has to decide about it. */
      return g_strdup (candor_form_say (self, N_ ("Ask the practitioner")));
    case CANDOR_VERDICT_WAIT:
      {
        g_autofree char *date = candor_date_format (&item->until, self->language);

        /* Translators: verdict on an answer; %s is a date. */
        return candor_form_print (self, N_ ("Wait until %s"), date);
      }
    case CANDOR_VERDICT_STOP:
      /* Translators: verdict on an answer: no treatment today. */
      return g_strdup (candor_form_say (self, N_ ("Stop today")));
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
add_settlement (CandorForm *self, const CandorItemVerdict *item)
{
  static const char *const decisions[] = {
    [CANDOR_SETTLED_OPEN] = N_ ("The practitioner has not decided about this yet."),
    [CANDOR_SETTLED_PROCEED] = N_ ("The practitioner decided: go ahead."),
    [CANDOR_SETTLED_POSTPONE] = N_ ("The practitioner decided: later."),
    [CANDOR_SETTLED_DECLINE] = N_ ("The practitioner decided: no treatment."),
  };
  const CandorSettlement *settlement = candor_visit_get_settlement (self->visit, item->id);
  CandorSettled decision = settlement != NULL ? settlement->decision : CANDOR_SETTLED_OPEN;

  if (decision == CANDOR_SETTLED_OPEN && item->kind != CANDOR_VERDICT_ASK
      && (settlement == NULL || settlement->reason == NULL))
    return;

  candor_form_paragraph (self, CANDOR_TYPE_STRONG, candor_form_say (self, decisions[decision]));
  if (settlement != NULL && settlement->reason != NULL)
    {
      g_autofree char *reason = candor_form_quote (self, N_ ("Reason: %s"), settlement->reason);

      candor_form_paragraph (self, CANDOR_TYPE_BODY, reason);
    }
}

/* In a check on the day of treatment: what stood there when the patient agreed. */
static void
add_then (CandorForm *self, const CandorHealthQuestion *question)
{
  const CandorAnswer *then;
  g_autofree char *line = NULL;

  if (self->check == NULL)
    return;
  then = candor_visit_get_answer (candor_day_check_get_then (self->check), question->id);
  if (candor_day_check_is_same (self->check, question->id))
    line = g_strdup (candor_form_say (self, N_ ("The same as when the patient agreed.")));
  else if (question->kind == CANDOR_QUESTION_CHOICE && then != NULL && then->given)
    /* Translators: an answer of an earlier day, beside the answer of today. */
    line = candor_form_print (self, N_ ("When the patient agreed, the answer was: %s"),
                              candor_form_reply (self, then->reply));
  else if (question->kind == CANDOR_QUESTION_TEXT && then != NULL && then->detail != NULL)
    line = candor_form_quote (self, N_ ("When the patient agreed, the answer was: %s"),
                              then->detail);
  else
    line = g_strdup (candor_form_say (self, N_ ("When the patient agreed, there was no answer.")));
  candor_form_paragraph (self, CANDOR_TYPE_SMALL, line);
}

/* What was written beside the reply, each after the words that asked for it. */
static void
add_answer_details (CandorForm *self,
                    const CandorHealthQuestion *question,
                    const CandorAnswer *answer)
{
  if (answer->detail != NULL && question->kind == CANDOR_QUESTION_CHOICE)
    {
      if (question->detail_prompt != NULL)
        candor_form_marked (self, CANDOR_TYPE_SMALL, question->detail_prompt);
      candor_form_paragraph (self, CANDOR_TYPE_BODY, answer->detail);
    }
  if (answer->date != NULL)
    {
      g_autofree char *date = candor_date_format_iso (answer->date, self->language);

      if (question->date_prompt != NULL)
        candor_form_marked (self, CANDOR_TYPE_SMALL, question->date_prompt);
      candor_form_paragraph (self, CANDOR_TYPE_BODY, date);
    }
}

/* Most answers are clear and stay on one line, so that the others are seen. */
static void
add_reply (CandorForm *self, const char *reply, const char *verdict, gboolean clear)
{
  g_autofree char *both = NULL;

  if (verdict != NULL && clear)
    {
      /* Translators: a reply and its verdict, "No · Clear"; keep the stars. */
      both = candor_form_print (self, N_ ("*%1$s* · %2$s"), reply, verdict);
      candor_form_open_cells (self, CANDOR_TYPE_LABEL, both);
      return;
    }
  candor_form_open_cells_with (self, CANDOR_TYPE_STRONG, reply, CANDOR_TYPE_ACCENT, verdict);
}

static void
add_choice (CandorForm *self,
            const CandorHealthQuestion *question,
            const CandorAnswer *answer,
            const CandorItemVerdict *item)
{
  gboolean given = answer != NULL && answer->given;
  g_autofree char *verdict = given ? verdict_words (self, item) : NULL;
  /* A wait that is over was one all the same, and says until when and why. */
  gboolean clear = item->kind == CANDOR_VERDICT_CLEAR && !g_date_valid (&item->until);
  const char *reply
      = candor_form_say (self, given ? reply_words[answer->reply] : N_ ("Not answered"));

  add_reply (self, reply, verdict, clear);
  candor_galley_text (self->galley, candor_form_words (self, question->text),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = given && !clear });
  candor_form_marked (self, CANDOR_TYPE_SMALL, question->help);
  if (answer != NULL)
    add_answer_details (self, question, answer);
  add_then (self, question);
  if (item->say != NULL)
    candor_form_marked (self, CANDOR_TYPE_SMALL, item->say);
  if (given || candor_visit_get_settlement (self->visit, item->id) != NULL)
    add_settlement (self, item);
  if (!clear)
    candor_form_sources (self, question->sources);
  candor_form_close_cells (self);
}

static void
add_free_text (CandorForm *self, const CandorHealthQuestion *question, const CandorAnswer *answer)
{
  gboolean written = answer != NULL && answer->detail != NULL;
  gboolean given = answer != NULL && answer->given;

  /* A reply belongs to a choice; one that came from a file is shown all the same. */
  candor_form_open_cells (
      self, CANDOR_TYPE_STRONG,
      candor_form_say (self, given ? reply_words[answer->reply] : N_ ("In words")));
  candor_galley_text (self->galley, candor_form_words (self, question->text),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY,
                                            .column = CANDOR_COLUMN_MAIN,
                                            .fixed = TRUE,
                                            .marked = TRUE,
                                            .keep = TRUE });
  candor_form_marked (self, CANDOR_TYPE_SMALL, question->help);
  candor_form_paragraph (self, CANDOR_TYPE_STRONG,
                         written ? answer->detail
                                 : candor_form_say (self, N_ ("Nothing was written here.")));
  if (answer != NULL)
    add_answer_details (self, question, answer);
  add_then (self, question);
  candor_form_close_cells (self);
}

/* A procedure without a rule about age has nothing to say here, nor a draft without a birth date. */
void
candor_form_add_age (CandorForm *self)
{
  const CandorItemVerdict *item = candor_verdict_find (self->verdict, "age");
  const char *born = candor_form_get (self, CANDOR_FIELD_PATIENT_BORN);
  g_autofree char *verdict = NULL;
  g_autofree char *line = NULL;
  GDate birth;
  int age;

  if (item == NULL || !candor_date_parse (&birth, born))
    return;

  candor_galley_space (self->galley, 8);
  candor_form_open_table (self);
  verdict = verdict_words (self, item);
  age = candor_date_age (&birth, &self->verdict->on);
  line = g_strdup_printf (
      candor_language_plural (self->language, "Age on the day that counts: %d year",
                              "Age on the day that counts: %d years", ABS (age)),
      age);
  add_reply (self, candor_form_say (self, N_ ("Age")), verdict, item->kind == CANDOR_VERDICT_CLEAR);
  candor_form_paragraph (self, CANDOR_TYPE_BODY, line);
  if (item->say != NULL)
    candor_form_marked (self, CANDOR_TYPE_SMALL, item->say);
  add_settlement (self, item);
  if (item->age_rule != NULL && item->kind != CANDOR_VERDICT_CLEAR)
    candor_form_sources (self, item->age_rule->sources);
  candor_form_close_cells (self);
  candor_form_close_table (self);
}

/* One question as a row of a table, with all that was answered, decided and meant. */
void
candor_form_add_question (CandorForm *self, const CandorHealthQuestion *question)
{
  const CandorAnswer *answer = candor_visit_get_answer (self->visit, question->id);
  const CandorItemVerdict *item = candor_verdict_find (self->verdict, question->id);

  if (question->kind == CANDOR_QUESTION_TEXT || item == NULL)
    add_free_text (self, question, answer);
  else
    add_choice (self, question, answer, item);
}

static void
add_group (CandorForm *self, const CandorHealthGroup *group)
{
  candor_form_group_head (self, group);
  candor_form_open_table (self);
  for (guint i = 0; i < group->questions->len; i++)
    candor_form_add_question (self, group->questions->pdata[i]);
  candor_form_close_table (self);
}

/* All the answers in one sentence, before the single ones. */
void
candor_form_add_summary (CandorForm *self)
{
  g_autofree char *on = candor_date_format (&self->verdict->on, self->language);
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;

  if (self->verdict->n_open > 0)
    candor_galley_text (
        self->galley, candor_form_say (self, N_ ("Not all questions are answered yet.")),
        &(CandorTextOptions){
            .style = CANDOR_TYPE_STRONG, .column = CANDOR_COLUMN_FULL, .before = 3, .keep = TRUE });
  switch (self->verdict->kind)
    {
    case CANDOR_VERDICT_CLEAR:
      /* Translators: here and in the lines that follow “For %s” means a day: “For 3 May 2026, …”. */
      text = candor_form_print (self, N_ ("For %s, no answer given speaks against this treatment."),
                                on);
      break;
    case CANDOR_VERDICT_ASK:
      text = candor_form_print (
          self, N_ ("For %s, the practitioner had to decide about one answer or more."), on);
      break;
    case CANDOR_VERDICT_WAIT:
      until = candor_date_format (&self->verdict->until, self->language);
      text = candor_form_print (
          self, N_ ("For %s, an answer asks to wait. The first possible day is %s."), on, until);
      break;
    case CANDOR_VERDICT_STOP:
      text = candor_form_print (
          self, N_ ("For %s, an answer means that this treatment cannot be given."), on);
      break;
    default:
      g_return_if_reached ();
    }
  candor_galley_text (self->galley, text,
                      &(CandorTextOptions){
                          .style = CANDOR_TYPE_STRONG, .column = CANDOR_COLUMN_FULL, .before = 3 });
}

void
candor_form_add_health (CandorForm *self)
{
  GPtrArray *groups = candor_procedure_health_groups (self->procedure);

  candor_form_open_part (self, candor_form_say (self, N_ ("Health questions")));
  candor_form_add_summary (self);
  for (guint i = 0; i < groups->len; i++)
    add_group (self, groups->pdata[i]);
  candor_form_add_age (self);
}

static const CandorOption *
find_option (const CandorCheckQuestion *check, const char *id)
{
  for (guint i = 0; i < check->options->len; i++)
    {
      const CandorOption *option = check->options->pdata[i];

      if (g_strcmp0 (option->id, id) == 0)
        return option;
    }
  return NULL;
}

/* What the patient could have chosen as well. */
static void
add_other_options (CandorForm *self,
                   const CandorCheckQuestion *check,
                   const CandorOption *first,
                   const CandorOption *latest)
{
  g_autoptr (GString) others = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < check->options->len; i++)
    {
      const CandorOption *option = check->options->pdata[i];

      if (option != first && option != latest)
        g_string_append_printf (others, "%s%s", others->len > 0 ? " · " : "",
                                candor_form_words (self, option->text));
    }
  if (others->len == 0)
    return;
  line = candor_form_print (self, N_ ("Not chosen: %s"), others->str);
  candor_form_marked (self, CANDOR_TYPE_SMALL, line);
}

static void
add_check (CandorForm *self, const CandorCheckQuestion *check)
{
  const CandorCheckAnswer *answer = candor_visit_get_check (self->visit, check->id);
  const CandorOption *first = answer != NULL ? find_option (check, answer->first) : NULL;
  const CandorOption *latest = answer != NULL ? find_option (check, answer->latest) : NULL;
  const char *head = N_ ("Not answered");

  if (first != NULL)
    head = first->correct ? N_ ("Right at the first try") : N_ ("Talked about");
  if (first != NULL && !first->correct && answer->talked == NULL)
    head = N_ ("Not right at the first try");

  candor_form_open_cells (self, CANDOR_TYPE_LABEL, candor_form_say (self, head));
  candor_form_marked (self, CANDOR_TYPE_BODY, check->text);
  if (first != NULL)
    {
      g_autofree char *line = candor_form_print (self, N_ ("First answer: %s"),
                                                 candor_form_words (self, first->text));

      candor_form_marked (self, CANDOR_TYPE_BODY, line);
    }
  if (latest != NULL && latest != first)
    {
      g_autofree char *line = candor_form_print (self, N_ ("Last answer: %s"),
                                                 candor_form_words (self, latest->text));

      candor_form_marked (self, CANDOR_TYPE_BODY, line);
    }
  add_other_options (self, check, first, latest);
  if (answer != NULL && answer->talked != NULL)
    {
      g_autofree char *line
          = candor_form_quote (self, N_ ("What was said about it in the talk: %s"), answer->talked);

      candor_form_paragraph (self, CANDOR_TYPE_BODY, line);
    }
  candor_form_close_cells (self);
}

void
candor_form_add_understanding (CandorForm *self)
{
  GPtrArray *checks = candor_procedure_checks (self->procedure);

  if (checks->len == 0)
    return;

  candor_form_open_part (self, candor_form_say (self, N_ ("What the patient understood")));
  candor_form_open_table (self);
  for (guint i = 0; i < checks->len; i++)
    add_check (self, checks->pdata[i]);
  candor_form_close_table (self);
}
