/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-day-wish-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-text-field.h"
#include "core/candor-times.h"

struct _CandorDayWishPage
{
  CandorPage parent_instance;

  GtkBox *box;
  CandorChoiceRow *row;    /* (unowned) */
  CandorTextField *reason; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (CandorDayWishPage, candor_day_wish_page, CANDOR_TYPE_PAGE)

/* In the order of the buttons, which is the same for everybody; and what each means. */
static const struct
{
  CandorOutcome outcome;
  const char *label;
  const char *title;
  const char *text;
} answers[] = {
  { CANDOR_OUTCOME_AGREE, NC_ ("decision", "Yes, today"), N_ ("You still want it today."),
    N_ ("Next you sign. Then your practitioner looks at your answers with you. You can still "
        "change your mind, also during the treatment.") },
  { CANDOR_OUTCOME_NOT_NOW, NC_ ("decision", "Not today"), N_ ("Not today is a good answer."),
    N_ ("Nothing is done today. Your consent stays as it is, and you can come back.") },
  { CANDOR_OUTCOME_NO, NC_ ("decision", "No"), N_ ("No is a good answer."),
    N_ ("Nothing is done. If you want to take your consent back for good, please tell us.") },
};

static int
chosen_index (CandorDayWishPage *self)
{
  const char *decision
      = candor_visit_get (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_DECISION);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_strcmp0 (decision, candor_outcome_to_string (answers[i].outcome)) == 0)
      return (int)i;
  return -1;
}

static void
show_choice (CandorDayWishPage *self)
{
  int chosen = chosen_index (self);

  gtk_widget_set_visible (GTK_WIDGET (candor_choice_row_get_extra (self->row)), chosen >= 0);
  if (chosen >= 0)
    candor_choice_row_set_note (self->row, CANDOR_TONE_KEY, _ (answers[chosen].title),
                                _ (answers[chosen].text));
  else
    candor_choice_row_set_note (self->row, CANDOR_TONE_KEY, NULL, NULL);
}

static void
selected_cb (CandorDayWishPage *self, int index)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  g_autofree char *now = candor_times_now (visit);

  candor_visit_set (visit, CANDOR_FIELD_DECISION_AT, now);
  candor_visit_set (visit, CANDOR_FIELD_DECISION,
                    candor_outcome_to_string (answers[index].outcome));
  show_choice (self);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
reason_cb (CandorDayWishPage *self)
{
  g_autofree char *text = candor_text_field_get_text (self->reason);

  candor_visit_set (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_DECISION_REASON, text);
}

static void
candor_day_wish_page_build (CandorPage *page)
{
  CandorDayWishPage *self = CANDOR_DAY_WISH_PAGE (page);
  /* Translators: a treatment. */
  g_autofree char *question = g_strdup_printf (
      _ ("Do you still want this treatment today: %s?"),
      candor_page_plain_text (page, candor_procedure_title (candor_page_get_procedure (page))));
  GtkWidget *row = candor_choice_row_new (
      question, _ ("All three answers are fine. It is your body, and your choice."));
  const CandorLanguage *language = candor_page_get_language (page);
  GtkWidget *reason = candor_text_field_new (_ ("Why? You do not have to say."), NULL, TRUE);

  self->row = CANDOR_CHOICE_ROW (row);
  gtk_widget_add_css_class (row, "decision");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    candor_choice_row_add (
        self->row, candor_language_text_in_context (language, "decision", answers[i].label));
  candor_choice_row_set_selected (self->row, chosen_index (self));
  g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  self->reason = CANDOR_TEXT_FIELD (reason);
  candor_text_field_set_text (
      self->reason, candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_DECISION_REASON));
  g_signal_connect_object (reason, "changed", G_CALLBACK (reason_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (candor_choice_row_get_extra (self->row), reason);
  gtk_box_append (self->box, row);
  show_choice (self);
}

static char *
candor_day_wish_page_title (CandorPage *self)
{
  return g_strdup (_ ("Your decision today"));
}

static char *
candor_day_wish_page_missing (CandorPage *page)
{
  CandorDayWishPage *self = CANDOR_DAY_WISH_PAGE (page);

  return chosen_index (self) < 0 ? g_strdup (_ ("Please choose one of the three answers.")) : NULL;
}

static void
candor_day_wish_page_show_missing (CandorPage *page)
{
  CandorDayWishPage *self = CANDOR_DAY_WISH_PAGE (page);
  g_autofree char *words = candor_page_missing (page);

  candor_choice_row_set_missing (self->row, words);
  candor_choice_row_focus (self->row);
}

static void
candor_day_wish_page_class_init (CandorDayWishPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_day_wish_page_build;
  page_class->title = candor_day_wish_page_title;
  page_class->missing = candor_day_wish_page_missing;
  page_class->show_missing = candor_day_wish_page_show_missing;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-day-wish-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorDayWishPage, box);
}

static void
candor_day_wish_page_init (CandorDayWishPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
