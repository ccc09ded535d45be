/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-goal-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-text-field.h"

struct _CandorGoalPage
{
  CandorPage parent_instance;

  GtkBox *box;
  CandorTextField *goal;
};

G_DEFINE_FINAL_TYPE (CandorGoalPage, candor_goal_page, CANDOR_TYPE_PAGE)

static void
changed_cb (CandorGoalPage *self)
{
  g_autofree char *text = candor_text_field_get_text (self->goal);

  candor_visit_set (candor_page_get_visit (CANDOR_PAGE (self)), CANDOR_FIELD_PATIENT_GOAL, text);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static void
candor_goal_page_build (CandorPage *page)
{
  CandorGoalPage *self = CANDOR_GOAL_PAGE (page);
  GtkWidget *field = candor_text_field_new (
      _ ("In your own words"),
      _ ("There is no wrong answer. Your practitioner reads this, and talks about it with you."),
      TRUE);

  self->goal = CANDOR_TEXT_FIELD (field);
  candor_text_field_set_text (
      self->goal, candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_PATIENT_GOAL));
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, field);
}

static char *
candor_goal_page_title (CandorPage *page)
{
  CandorGoalPage *self = CANDOR_GOAL_PAGE (page);
  return g_strdup (_ ("What do you hope for?"));
}

static char *
candor_goal_page_missing (CandorPage *page)
{
  CandorGoalPage *self = CANDOR_GOAL_PAGE (page);
  if (candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_PATIENT_GOAL) != NULL)
    return NULL;

  return g_strdup (_ ("Please write a few words about what you hope for."));
}

static void
candor_goal_page_show_missing (CandorPage *page)
{
  CandorGoalPage *self = CANDOR_GOAL_PAGE (page);
  g_autofree char *words = candor_page_missing (page);

  candor_text_field_set_missing (self->goal, words);
  candor_text_field_focus (self->goal);
}

static void
candor_goal_page_class_init (CandorGoalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_goal_page_build;
  page_class->title = candor_goal_page_title;
  page_class->missing = candor_goal_page_missing;
  page_class->show_missing = candor_goal_page_show_missing;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-goal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorGoalPage, box);
}

static void
candor_goal_page_init (CandorGoalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
