/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-decision-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-text-field.h"
#include "core/candor-date.h"
#include "core/candor-missing.h"
#include "core/candor-times.h"

struct _CandorDecisionPage
{
  CandorPage parent_instance;

  GtkBox *box;
  CandorChoiceRow *row;
  CandorTextField *reason;
};

G_DEFINE_FINAL_TYPE (CandorDecisionPage, candor_decision_page, CANDOR_TYPE_PAGE)

/* In the order of the buttons, which is the same for everybody. */
static const CandorOutcome outcomes[] = {
  CANDOR_OUTCOME_AGREE,
  CANDOR_OUTCOME_NOT_NOW,
  CANDOR_OUTCOME_NO,
};

/* Who is too young on the day of the visit cannot agree to a day on which they are old enough. */
static char *
too_young (CandorDecisionPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  g_autoptr (GPtrArray) missing
      = candor_missing_list (candor_page_get_procedure (page), candor_page_get_visit (page),
                             CANDOR_STAGE_SIGN, candor_page_get_language (page));

  for (guint i = 0; i < missing->len; i++)
    {
      const CandorMissing *item = g_ptr_array_index (missing, i);

      if (g_str_equal (item->id, candor_visit_field_path (CANDOR_FIELD_PATIENT_BORN)))
        return g_strdup (item->text);
    }
  return NULL;
}

/* What stands against agreeing, in a sentence; %NULL when nothing does. */
static char *
against (CandorDecisionPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorVisit *visit = candor_page_get_visit (page);
  g_autoptr (CandorVerdict) verdict = NULL;
  GDate on;

  candor_verdict_day (visit, &on);
  verdict = candor_verdict_new (candor_page_get_procedure (page), visit, &on);
  if (verdict->kind == CANDOR_VERDICT_WAIT)
    {
      g_autofree char *until
          = candor_date_format (&verdict->until, candor_page_get_language (page));

      /* Translators: a day. */
      return g_strdup_printf (
          _ ("You cannot agree yet: your answers mean that it is better to wait "
             "until %s. Your practitioner can choose a later day with you."),
          until);
    }
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = g_ptr_array_index (verdict->items, i);
      const CandorSettlement *settlement = candor_visit_get_settlement (visit, item->id);

      if (item->kind != CANDOR_VERDICT_ASK && item->question == NULL)
        continue;
      if (settlement != NULL ? settlement->decision == CANDOR_SETTLED_POSTPONE
                                   || settlement->decision == CANDOR_SETTLED_DECLINE
                             : item->kind == CANDOR_VERDICT_ASK)
        return g_strdup (_ ("You cannot agree today: your practitioner found a reason not to go "
                            "ahead today, and told you about it."));
    }
  for (guint i = 0; i < CANDOR_N_CAPACITY; i++)
    if (candor_visit_get_capacity (visit, i) == CANDOR_CHOICE_NO)
      return g_strdup (_ ("You cannot agree today: your practitioner wants you to have more time, "
                          "or more help, with this decision."));

  return too_young (self);
}

static int
chosen_index (CandorDecisionPage *self)
{
  CandorOutcome outcome;

  if (!candor_outcome_from_string (
          candor_visit_get (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_DECISION),
          &outcome))
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (outcomes[i] == outcome)
      return i;

  return -1;
}

static void
show_choice (CandorDecisionPage *self)
{
  int chosen = chosen_index (self);

  gtk_widget_set_visible (GTK_WIDGET (candor_choice_row_get_extra (self->row)), chosen >= 0);
  switch (chosen < 0 ? CANDOR_OUTCOME_OPEN : outcomes[chosen])
    {
    case CANDOR_OUTCOME_AGREE:
      candor_choice_row_set_note (
          self->row, CANDOR_TONE_KEY, _ ("You agree."),
          _ ("Next come a few sentences to agree to, one by one. Then you sign. You can still "
             "change your mind, also after you signed."));
      break;
    case CANDOR_OUTCOME_NOT_NOW:
      candor_choice_row_set_note (
          self->row, CANDOR_TONE_KEY, _ ("Not now is a good answer."),
          _ ("Nothing is done today. You can think about it, ask others, and come back."));
      break;
    case CANDOR_OUTCOME_NO:
      candor_choice_row_set_note (
          self->row, CANDOR_TONE_KEY, _ ("No is a good answer."),
          _ ("Nothing is done. Nobody will try to persuade you, and we go on caring for you as "
             "before."));
      break;
    case CANDOR_OUTCOME_OPEN:
    case CANDOR_OUTCOME_STOP:
    default:
      candor_choice_row_set_note (self->row, CANDOR_TONE_KEY, NULL, NULL);
      break;
    }
}

static void
selected_cb (CandorDecisionPage *self, int index)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  g_autofree char *now = candor_times_now (visit);

  candor_visit_set (visit, CANDOR_FIELD_DECISION_AT, now);
  candor_visit_set (visit, CANDOR_FIELD_DECISION, candor_outcome_to_string (outcomes[index]));
  show_choice (self);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
reason_cb (CandorDecisionPage *self)
{
  g_autofree char *text = candor_text_field_get_text (self->reason);

  candor_visit_set (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_DECISION_REASON, text);
}

static void
add_reason (CandorDecisionPage *self)
{
  GtkWidget *field = candor_text_field_new (_ ("Why? You do not have to say."), NULL, TRUE);

  self->reason = CANDOR_TEXT_FIELD (field);
  candor_text_field_set_text (
      self->reason,
      candor_visit_get (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_DECISION_REASON));
  g_signal_connect_object (field, "changed", G_CALLBACK (reason_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (candor_choice_row_get_extra (self->row), field);
}

static void
candor_decision_page_build (CandorPage *page)
{
  CandorDecisionPage *self = CANDOR_DECISION_PAGE (page);
  g_autofree char *obstacle = against (self);
  /* Translators: a treatment. */
  g_autofree char *question = g_strdup_printf (
      _ ("Do you want this treatment: %s?"),
      candor_page_plain_text (page, candor_procedure_title (candor_page_get_procedure (page))));
  const CandorLanguage *language = candor_page_get_language (page);
  GtkWidget *row = candor_choice_row_new (
      question, _ ("All three answers are fine. It is your body, and your choice."));

  self->row = CANDOR_CHOICE_ROW (row);
  gtk_widget_add_css_class (row, "decision");
  candor_choice_row_add (self->row,
                         candor_language_text_in_context (language, "decision", "Agree"));
  candor_choice_row_add (self->row,
                         candor_language_text_in_context (language, "decision", "Not now"));
  candor_choice_row_add (self->row, candor_language_text_in_context (language, "decision", "No"));
  gtk_widget_set_sensitive (candor_choice_row_get_button (self->row, 0), obstacle == NULL);
  candor_choice_row_set_selected (self->row, chosen_index (self));
  g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  add_reason (self);

  if (obstacle != NULL)
    gtk_box_append (self->box, candor_parts_note (CANDOR_TONE_TALK, NULL, obstacle));
  gtk_box_append (self->box, row);
  show_choice (self);
}

static char *
candor_decision_page_title (CandorPage *page)
{
  CandorDecisionPage *self = CANDOR_DECISION_PAGE (page);
  return g_strdup (_ ("Your decision"));
}

static char *
candor_decision_page_missing (CandorPage *page)
{
  CandorDecisionPage *self = CANDOR_DECISION_PAGE (page);
  int chosen = chosen_index (self);

  if (chosen < 0)
    return g_strdup (_ ("Please choose one of the three answers."));
  if (outcomes[chosen] == CANDOR_OUTCOME_AGREE)
    return against (self);

  return NULL;
}

static void
candor_decision_page_show_missing (CandorPage *page)
{
  CandorDecisionPage *self = CANDOR_DECISION_PAGE (page);
  g_autofree char *words = candor_page_missing (page);

  candor_choice_row_set_missing (self->row, words);
  candor_choice_row_focus (self->row);
}

static void
candor_decision_page_class_init (CandorDecisionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_decision_page_build;
  page_class->title = candor_decision_page_title;
  page_class->missing = candor_decision_page_missing;
  page_class->show_missing = candor_decision_page_show_missing;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-decision-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorDecisionPage, box);
}

static void
candor_decision_page_init (CandorDecisionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
