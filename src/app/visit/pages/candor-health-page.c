/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-health-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-date-field.h"
#include "core/candor-name.h"
#include "core/candor-verdict.h"

struct _CandorHealthPage
{
  CandorPage parent_instance;

  GtkBox *box;
  GPtrArray *cards; /* (owned) (element-type Card) */
};

G_DEFINE_FINAL_TYPE (CandorHealthPage, candor_health_page, CANDOR_TYPE_PAGE)

/* The buttons of a question in words that is asked again. */
enum
{
  STILL_RIGHT,
  SOMETHING_CHANGED,
};

/* What stands on the screen for one question. */
typedef struct
{
  const CandorHealthQuestion *question;
  CandorChoiceRow *row;
  CandorTextField *detail; /* (nullable) */
  CandorDateField *date;   /* (nullable) */
} Card;

static const CandorHealthGroup *
group_of (CandorPage *page)
{
  return g_ptr_array_index (candor_procedure_health_groups (candor_page_get_procedure (page)),
                            candor_page_get_index (page));
}

static Card *
find_card (CandorHealthPage *self, gpointer widget)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      Card *card = g_ptr_array_index (self->cards, i);

      if (widget == card->row || widget == card->detail || widget == card->date)
        return card;
    }

  g_return_val_if_reached (NULL);
}

/* Whether the patient may say of this question that nothing has changed. */
static gboolean
can_be_same (CandorHealthPage *self, const CandorHealthQuestion *question)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorDayCheck *check = candor_page_get_check (page);

  return check != NULL
         && candor_day_check_can_be_same (check, candor_page_get_procedure (page), question->id);
}

/* In words, in a check: it is asked once more whether they are still right. */
static gboolean
is_asked_again (CandorHealthPage *self, const CandorHealthQuestion *question)
{
  return question->kind == CANDOR_QUESTION_TEXT && can_be_same (self, question);
}

static void
show_note (CandorHealthPage *self, Card *card, const CandorItemVerdict *item)
{
  CandorPage *page = CANDOR_PAGE (self);
  const char *say = candor_page_plain_text (page, item->say);
  g_autofree char *until = NULL;
  g_autofree char *title = NULL;

  if (g_date_valid (&item->until))
    until = candor_date_format (&item->until, candor_page_get_language (page));

  switch (item->kind)
    {
    case CANDOR_VERDICT_STOP:
      candor_choice_row_set_note (card->row, CANDOR_TONE_STOP, _ ("Not today"), say);
      break;
    case CANDOR_VERDICT_WAIT:
      /* Translators: a day. */
      title = g_strdup_printf (_ ("Better to wait until %s"), until);
      candor_choice_row_set_note (card->row, CANDOR_TONE_TALK, title, say);
      break;
    case CANDOR_VERDICT_ASK:
      candor_choice_row_set_note (card->row, CANDOR_TONE_TALK, _ ("We will talk about this"), say);
      break;
    case CANDOR_VERDICT_CLEAR:
    default:
      if (until != NULL)
        candor_choice_row_set_note (card->row, CANDOR_TONE_KEY,
                                    _ ("By the day of your treatment, the wait is over"), say);
      else
        candor_choice_row_set_note (card->row, CANDOR_TONE_KEY, NULL, say);
      break;
    }
}

/* What an answer means, and the fields that it opens. */
static void
update_card (CandorHealthPage *self, Card *card)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  const CandorAnswer *answer = candor_visit_get_answer (visit, card->question->id);
  gboolean given = answer != NULL && answer->given;
  gboolean yes = given && answer->reply == CANDOR_REPLY_YES;
  gboolean unsure = given && answer->reply == CANDOR_REPLY_NOT_SURE;
  gboolean text = card->question->kind == CANDOR_QUESTION_TEXT
                  && (!is_asked_again (self, card->question)
                      || candor_choice_row_get_selected (card->row) == SOMETHING_CHANGED);

  if (card->detail != NULL)
    gtk_widget_set_visible (GTK_WIDGET (card->detail), text || yes || unsure);
  if (card->date != NULL)
    gtk_widget_set_visible (GTK_WIDGET (card->date), yes);
  gtk_widget_set_visible (GTK_WIDGET (candor_choice_row_get_extra (card->row)),
                          text || (card->detail != NULL && (yes || unsure))
                              || (card->date != NULL && yes));
  if (card->question->kind == CANDOR_QUESTION_CHOICE)
    {
      g_autoptr (CandorVerdict) verdict = NULL;
      const CandorItemVerdict *item;
      GDate on;

      candor_verdict_day (visit, &on);
      verdict = candor_verdict_new (candor_page_get_procedure (CANDOR_PAGE (self)), visit, &on);
      item = candor_verdict_find (verdict, card->question->id);
      if (given && item != NULL)
        show_note (self, card, item);
    }
}

/* The same reply as then is the same answer, with the words and the day that stood there; they are
 * on the screen, and can be changed. */
static void
reply_again (CandorHealthPage *self, Card *card, int reply)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorDayCheck *check = candor_page_get_check (page);
  const CandorAnswer *then
      = candor_visit_get_answer (candor_day_check_get_then (check), card->question->id);
  gboolean is_same
      = can_be_same (self, card->question) && then != NULL && (int)then->reply == reply;

  if (!is_same && !candor_day_check_is_same (check, card->question->id))
    return;
  if (is_same)
    candor_day_check_set_same (check, card->question->id);
  else
    candor_day_check_set_changed (check, card->question->id);
  if (card->detail != NULL)
    candor_text_field_set_text (card->detail, is_same ? then->detail : NULL);
  if (card->date != NULL)
    candor_date_field_set_iso (card->date, is_same ? then->date : NULL);
}

static void
selected_cb (CandorHealthPage *self, int index, CandorChoiceRow *row)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  Card *card = find_card (self, row);

  /* A day belongs to a yes, and words to a yes or a not sure: other answers take them away. */
  if (index != CANDOR_REPLY_YES && card->date != NULL)
    {
      candor_date_field_set_iso (card->date, NULL);
      candor_visit_set_answer_date (visit, card->question->id, NULL);
    }
  if (index == CANDOR_REPLY_NO && card->detail != NULL)
    {
      candor_text_field_set_text (card->detail, NULL);
      candor_visit_set_answer_detail (visit, card->question->id, NULL);
    }
  if (candor_page_get_check (CANDOR_PAGE (self)) != NULL)
    reply_again (self, card, index);
  candor_visit_set_reply (visit, card->question->id, index);
  update_card (self, card);
  candor_page_state_changed (CANDOR_PAGE (self));
}

/* A question in words: still right, or not. */
static void
again_cb (CandorHealthPage *self, int index, CandorChoiceRow *row)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorDayCheck *check = candor_page_get_check (page);
  Card *card = find_card (self, row);
  const CandorAnswer *then
      = candor_visit_get_answer (candor_day_check_get_then (check), card->question->id);

  if (index == STILL_RIGHT)
    candor_day_check_set_same (check, card->question->id);
  else
    candor_day_check_set_changed (check, card->question->id);
  candor_text_field_set_text (card->detail,
                              index == SOMETHING_CHANGED && then != NULL ? then->detail : NULL);
  update_card (self, card);
  if (index == SOMETHING_CHANGED)
    candor_text_field_focus (card->detail);
  candor_page_state_changed (page);
}

static void
detail_cb (CandorHealthPage *self, CandorTextField *field)
{
  Card *card = find_card (self, field);
  g_autofree char *text = candor_text_field_get_text (field);

  candor_visit_set_answer_detail (candor_page_get_visit (CANDOR_PAGE (self)), card->question->id,
                                  text);
}

static void
date_cb (CandorHealthPage *self, CandorDateField *field)
{
  Card *card = find_card (self, field);
  g_autofree char *iso = candor_date_field_get_iso (field);

  candor_visit_set_answer_date (candor_page_get_visit (CANDOR_PAGE (self)), card->question->id,
                                iso);
  update_card (self, card);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
add_fields (CandorHealthPage *self, Card *card)
{
  CandorPage *page = CANDOR_PAGE (self);
  const CandorHealthQuestion *question = card->question;
  const CandorAnswer *answer = candor_visit_get_answer (candor_page_get_visit (page), question->id);
  GtkBox *extra = candor_choice_row_get_extra (card->row);
  gboolean text = question->kind == CANDOR_QUESTION_TEXT;

  if (text || question->detail_prompt != NULL)
    {
      const char *prompt
          = question->detail_prompt != NULL ? question->detail_prompt : question->text;
      GtkWidget *field = candor_text_field_new (candor_page_plain_text (page, prompt), NULL, text);

      card->detail = CANDOR_TEXT_FIELD (field);
      candor_text_field_set_text (card->detail, answer != NULL ? answer->detail : NULL);
      g_signal_connect_object (field, "changed", G_CALLBACK (detail_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (extra, field);
    }
  if (question->date_prompt != NULL)
    {
      GtkWidget *field = candor_date_field_new (
          candor_page_plain_text (page, question->date_prompt),
          _ ("Day, month and year, for example 20 11 2026. If you do not know it, leave it empty."),
          candor_page_get_language (page));

      card->date = CANDOR_DATE_FIELD (field);
      candor_date_field_set_iso (card->date, answer != NULL ? answer->date : NULL);
      g_signal_connect_object (field, "changed", G_CALLBACK (date_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (extra, field);
    }
}

/* What stood there when the patient agreed, where it may still be right today. */
static void
add_then (CandorHealthPage *self, Card *card)
{
  static const char *const replies[CANDOR_N_REPLIES] = {
    [CANDOR_REPLY_YES] = N_ ("Last time you answered: Yes"),
    [CANDOR_REPLY_NO] = N_ ("Last time you answered: No"),
    [CANDOR_REPLY_NOT_SURE] = N_ ("Last time you answered: Not sure"),
  };
  CandorDayCheck *check = candor_page_get_check (CANDOR_PAGE (self));
  const CandorAnswer *then;
  g_autofree char *words = NULL;

  if (!can_be_same (self, card->question))
    return;
  then = candor_visit_get_answer (candor_day_check_get_then (check), card->question->id);
  if (card->question->kind == CANDOR_QUESTION_CHOICE)
    words = g_strdup (_ (replies[then->reply]));
  else if (then != NULL && then->detail != NULL)
    /* Translators: the patient's own words, of an earlier day. */
    words = g_strdup_printf (_ ("Last time you wrote: “%s”"), then->detail);
  else
    words = g_strdup (_ ("Last time you wrote nothing here."));
  candor_choice_row_set_before (card->row, words);
}

static void
add_again (CandorHealthPage *self, Card *card)
{
  CandorDayCheck *check = candor_page_get_check (CANDOR_PAGE (self));
  const CandorAnswer *answer
      = candor_visit_get_answer (candor_page_get_visit (CANDOR_PAGE (self)), card->question->id);
  int selected = candor_day_check_is_same (check, card->question->id) ? STILL_RIGHT
                 : answer != NULL && answer->detail != NULL           ? SOMETHING_CHANGED
                                                                      : -1;

  candor_choice_row_add (card->row, _ ("That is still right"));
  candor_choice_row_add (card->row, _ ("Something has changed"));
  candor_choice_row_set_selected (card->row, selected);
  g_signal_connect_object (card->row, "selected", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
}

static void
add_card (CandorHealthPage *self, const CandorHealthQuestion *question)
{
  CandorPage *page = CANDOR_PAGE (self);
  const CandorAnswer *answer = candor_visit_get_answer (candor_page_get_visit (page), question->id);
  GtkWidget *row = candor_choice_row_new_for_procedure (candor_page_get_procedure (page),
                                                        candor_page_get_language (page),
                                                        question->text, question->help);
  Card *card = g_new0 (Card, 1);

  card->question = question;
  card->row = CANDOR_CHOICE_ROW (row);
  g_ptr_array_add (self->cards, card);
  if (question->kind == CANDOR_QUESTION_CHOICE)
    {
      /* In the order of CandorReply. */
      candor_choice_row_add (card->row, _ ("Yes"));
      candor_choice_row_add (card->row, _ ("No"));
      candor_choice_row_add (card->row, _ ("Not sure"));
      candor_choice_row_set_selected (card->row,
                                      answer != NULL && answer->given ? (int)answer->reply : -1);
      g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
    }
  else if (is_asked_again (self, question))
    add_again (self, card);
  add_then (self, card);
  add_fields (self, card);
  update_card (self, card);
  gtk_box_append (self->box, row);
}

static gboolean
is_open (CandorHealthPage *self, const CandorHealthQuestion *question)
{
  const CandorAnswer *answer
      = candor_visit_get_answer (candor_page_get_visit (CANDOR_PAGE (self)), question->id);

  return question->kind == CANDOR_QUESTION_CHOICE && (answer == NULL || !answer->given);
}

/* Whether something was said to have changed, and not what. */
static gboolean
is_untold (CandorHealthPage *self, const Card *card)
{
  const CandorAnswer *answer
      = candor_visit_get_answer (candor_page_get_visit (CANDOR_PAGE (self)), card->question->id);

  return is_asked_again (self, card->question)
         && !candor_day_check_is_same (candor_page_get_check (CANDOR_PAGE (self)),
                                       card->question->id)
         && (answer == NULL || answer->detail == NULL || candor_name_is_blank (answer->detail));
}

/* The first card that keeps the patient here, and why. */
static Card *
find_missing (CandorHealthPage *self, const char **words)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      Card *card = g_ptr_array_index (self->cards, i);

      if (is_open (self, card->question))
        {
          *words = _ ("Please choose an answer. “Not sure” is an answer too.");
          return card;
        }
      if (is_untold (self, card))
        {
          *words = candor_choice_row_get_selected (card->row) < 0
                       ? _ ("Please say whether this is still right.")
                       : _ ("Please write what has changed. If there is nothing now, write: "
                            "nothing.");
          return card;
        }
      if (card->date != NULL && gtk_widget_get_visible (GTK_WIDGET (card->date))
          && candor_date_field_is_wrong (card->date))
        {
          *words = _ ("Please write the day like 20 11 2026, or leave it empty.");
          return card;
        }
    }

  return NULL;
}

static void
candor_health_page_build (CandorPage *page)
{
  CandorHealthPage *self = CANDOR_HEALTH_PAGE (page);
  const CandorHealthGroup *group = group_of (page);

  self->cards = g_ptr_array_new_with_free_func (g_free);
  if (group->intro != NULL)
    gtk_box_append (self->box, candor_parts_procedure_label (candor_page_get_procedure (page),
                                                             candor_page_get_language (page),
                                                             group->intro, NULL));
  for (guint i = 0; i < group->questions->len; i++)
    add_card (self, g_ptr_array_index (group->questions, i));
}

static char *
candor_health_page_title (CandorPage *page)
{
  return g_strdup (candor_page_plain_text (page, group_of (page)->title));
}

static char *
candor_health_page_missing (CandorPage *page)
{
  CandorHealthPage *self = CANDOR_HEALTH_PAGE (page);
  const char *words = NULL;
  const Card *card = find_missing (self, &words);

  if (card == NULL)
    return NULL;
  if (!is_open (self, card->question) && !is_untold (self, card))
    return g_strdup (words);

  /* Translators: a question about the patient's health. */
  return g_strdup_printf (_ ("Please answer this question: “%s”"),
                          candor_page_plain_text (page, card->question->text));
}

static void
candor_health_page_show_missing (CandorPage *page)
{
  CandorHealthPage *self = CANDOR_HEALTH_PAGE (page);
  const char *words = NULL;
  Card *card = find_missing (self, &words);

  if (card == NULL)
    return;
  if (is_untold (self, card) && candor_choice_row_get_selected (card->row) >= 0)
    {
      candor_text_field_set_missing (card->detail, words);
      candor_text_field_focus (card->detail);
    }
  else if (is_open (self, card->question) || is_untold (self, card))
    {
      candor_choice_row_set_missing (card->row, words);
      candor_choice_row_focus (card->row);
    }
  else
    {
      candor_date_field_set_missing (card->date, words);
      candor_date_field_focus (card->date);
    }
}

static char *
candor_health_page_progress (CandorPage *page)
{
  CandorHealthPage *self = CANDOR_HEALTH_PAGE (page);
  GPtrArray *groups = candor_procedure_health_groups (candor_page_get_procedure (page));
  guint n_questions = 0;
  guint n_open = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const CandorHealthGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->questions->len; j++)
        {
          const CandorHealthQuestion *question = g_ptr_array_index (group->questions, j);

          n_questions += question->kind == CANDOR_QUESTION_CHOICE;
          n_open += is_open (self, question);
        }
    }

  /* Translators: how many health questions are answered, for example "Your health, 2 of 16
   * answered". */
  return g_strdup_printf (_ ("Your health, %u of %u answered"), n_questions - n_open, n_questions);
}

static void
candor_health_page_finalize (GObject *object)
{
  CandorHealthPage *self = CANDOR_HEALTH_PAGE (object);

  g_clear_pointer (&self->cards, g_ptr_array_unref);

  G_OBJECT_CLASS (candor_health_page_parent_class)->finalize (object);
}

static void
candor_health_page_class_init (CandorHealthPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  object_class->finalize = candor_health_page_finalize;
  page_class->build = candor_health_page_build;
  page_class->title = candor_health_page_title;
  page_class->missing = candor_health_page_missing;
  page_class->show_missing = candor_health_page_show_missing;
  page_class->progress = candor_health_page_progress;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-health-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorHealthPage, box);
}

static void
candor_health_page_init (CandorHealthPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
