/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-questions-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-text-field.h"
#include "app/widgets/candor-parts.h"

struct _CandorQuestionsPage
{
  CandorPage parent_instance;

  GtkBox *box;
  GtkBox *fields;
};

G_DEFINE_FINAL_TYPE (CandorQuestionsPage, candor_questions_page, CANDOR_TYPE_PAGE)

/* Whether a field stands for a question of the visit now: an empty one does not. */
static const char asked_key[] = "candor-asked";

/* The questions of the visit follow the fields on the screen. A question that goes takes its reply
 * along: those behind it keep theirs. */
static void
changed_cb (CandorQuestionsPage *self)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));
  g_autoptr (GPtrArray) questions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) replies = g_ptr_array_new_with_free_func (g_free);
  guint n_asked = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *text = candor_text_field_get_text (CANDOR_TEXT_FIELD (child));
      gboolean asked = g_object_get_data (G_OBJECT (child), asked_key) != NULL;
      gboolean asks = *text != '\0';
      const char *reply = asked ? candor_visit_get_question (visit, n_asked++)->reply : NULL;

      g_object_set_data (G_OBJECT (child), asked_key, GINT_TO_POINTER (asks));
      if (asks)
        {
          g_ptr_array_add (questions, g_steal_pointer (&text));
          g_ptr_array_add (replies, g_strdup (reply));
        }
    }

  for (guint i = 0; i < questions->len; i++)
    {
      candor_visit_set_question (visit, i, questions->pdata[i]);
      candor_visit_set_question_reply (visit, i, replies->pdata[i]);
    }
  while (candor_visit_n_questions (visit) > questions->len)
    candor_visit_set_question (visit, candor_visit_n_questions (visit) - 1, NULL);
  candor_page_state_changed (CANDOR_PAGE (self));
}

static GtkWidget *
add_field (CandorQuestionsPage *self, guint number, const char *text)
{
  /* Translators: above a field; which question of the patient's this is, from 1. */
  g_autofree char *label = g_strdup_printf (_ ("Question %u"), number);
  GtkWidget *field = candor_text_field_new (label, NULL, TRUE);

  candor_text_field_set_text (CANDOR_TEXT_FIELD (field), text);
  g_object_set_data (G_OBJECT (field), asked_key, GINT_TO_POINTER (text != NULL));
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->fields, field);

  return field;
}

static void
add_cb (CandorQuestionsPage *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  candor_text_field_focus (CANDOR_TEXT_FIELD (add_field (self, n + 1, NULL)));
}

static void
candor_questions_page_build (CandorPage *page)
{
  CandorQuestionsPage *self = CANDOR_QUESTIONS_PAGE (page);
  CandorVisit *visit = candor_page_get_visit (page);
  guint n = candor_visit_n_questions (visit);
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *add = candor_parts_pill (_ ("Add another question"));

  self->fields = GTK_BOX (fields);
  gtk_box_append (self->box,
                  candor_parts_label (_ ("Is there anything you want to ask, or that worries you? "
                                         "Your practitioner answers in the talk, and the answer "
                                         "goes into your form."),
                                      NULL));
  gtk_box_append (
      self->box,
      candor_parts_label (_ ("You can also leave this empty, and ask in the talk."), "quiet"));
  for (guint i = 0; i < n; i++)
    add_field (self, i + 1, candor_visit_get_question (visit, i)->question);
  if (n == 0)
    add_field (self, 1, NULL);
  gtk_box_append (self->box, fields);

  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, add);
}

static char *
candor_questions_page_title (CandorPage *page)
{
  CandorQuestionsPage *self = CANDOR_QUESTIONS_PAGE (page);
  return g_strdup (_ ("Your questions"));
}

static char *
candor_questions_page_progress (CandorPage *page)
{
  guint n = candor_visit_n_questions (candor_page_get_visit (page));

  if (n == 0)
    return NULL;

  return g_strdup_printf (candor_language_plural (candor_page_get_language (page),
                                                  "%u question written", "%u questions written", n),
                          n);
}

static void
candor_questions_page_class_init (CandorQuestionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_questions_page_build;
  page_class->title = candor_questions_page_title;
  page_class->progress = candor_questions_page_progress;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-questions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorQuestionsPage, box);
}

static void
candor_questions_page_init (CandorQuestionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
