/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-check-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-choice-row.h"
#include "app/widgets/candor-section-view.h"

struct _CandorCheckPage
{
  CandorPage parent_instance;

  GtkBox *box;
  GtkBox *again; /* the section, when the answer was wrong */
  CandorChoiceRow *row;
};

G_DEFINE_FINAL_TYPE (CandorCheckPage, candor_check_page, CANDOR_TYPE_PAGE)

static const CandorCheckQuestion *
question_of (CandorCheckPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);

  return g_ptr_array_index (candor_procedure_checks (candor_page_get_procedure (page)),
                            candor_page_get_index (page));
}

static int
chosen_index (CandorCheckPage *self)
{
  const CandorCheckQuestion *question = question_of (self);
  const CandorCheckAnswer *answer
      = candor_visit_get_check (candor_page_get_visit (CANDOR_PAGE (self)), question->id);

  for (guint i = 0; answer != NULL && i < question->options->len; i++)
    {
      const CandorOption *option = g_ptr_array_index (question->options, i);

      if (g_strcmp0 (answer->latest, option->id) == 0)
        return i;
    }

  return -1;
}

/* A wrong answer is no failure: it shows where the text has to be read again. */
static void
show_answer (CandorCheckPage *self)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const CandorCheckQuestion *question = question_of (self);
  const CandorSection *section = candor_procedure_find_section (procedure, question->section);
  int chosen = chosen_index (self);
  const CandorOption *option;

  candor_parts_clear (GTK_WIDGET (self->again));
  gtk_widget_set_visible (GTK_WIDGET (self->again), FALSE);
  if (chosen < 0)
    return;

  option = g_ptr_array_index (question->options, chosen);
  if (option->correct)
    {
      candor_choice_row_set_note (self->row, CANDOR_TONE_KEY, _ ("Yes, that is right."), NULL);
      return;
    }
  candor_choice_row_set_note (
      self->row, CANDOR_TONE_TALK, _ ("Let us look at this once more."),
      _ ("Here is the part about it. You can choose again, or go on. Your practitioner will talk "
         "about it with you."));
  if (section != NULL)
    {
      gtk_box_append (self->again, candor_section_view_new (procedure, section,
                                                            candor_page_get_language (page), TRUE));
      gtk_widget_set_visible (GTK_WIDGET (self->again), TRUE);
    }
}

static void
selected_cb (CandorCheckPage *self, int index)
{
  CandorPage *page = CANDOR_PAGE (self);
  const CandorCheckQuestion *question = question_of (self);
  const CandorOption *option = g_ptr_array_index (question->options, index);

  candor_visit_choose_option (candor_page_get_visit (page), question->id, option->id);
  show_answer (self);
  candor_page_state_changed (page);
}

static void
candor_check_page_build (CandorPage *page)
{
  CandorCheckPage *self = CANDOR_CHECK_PAGE (page);
  const CandorCheckQuestion *question = question_of (self);
  GtkWidget *row = candor_choice_row_new_for_procedure (
      candor_page_get_procedure (page), candor_page_get_language (page), question->text, NULL);
  GtkWidget *again = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->row = CANDOR_CHOICE_ROW (row);
  self->again = GTK_BOX (again);
  candor_choice_row_set_vertical (self->row, TRUE);
  for (guint i = 0; i < question->options->len; i++)
    {
      const CandorOption *option = g_ptr_array_index (question->options, i);

      candor_choice_row_add (self->row, candor_page_plain_text (page, option->text));
    }
  candor_choice_row_set_selected (self->row, chosen_index (self));
  g_signal_connect_object (row, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (self->box,
                  candor_parts_label (_ ("This is not a test. It shows us what we should explain "
                                         "better."),
                                      "quiet"));
  gtk_box_append (self->box, row);
  gtk_box_append (self->box, again);
  show_answer (self);
}

static char *
candor_check_page_title (CandorPage *page)
{
  CandorCheckPage *self = CANDOR_CHECK_PAGE (page);
  return g_strdup (_ ("Did we explain it well?"));
}

static char *
candor_check_page_missing (CandorPage *page)
{
  CandorCheckPage *self = CANDOR_CHECK_PAGE (page);
  return chosen_index (self) >= 0 ? NULL : g_strdup (_ ("Please choose an answer."));
}

static void
candor_check_page_show_missing (CandorPage *page)
{
  CandorCheckPage *self = CANDOR_CHECK_PAGE (page);
  g_autofree char *words = candor_page_missing (page);

  candor_choice_row_set_missing (self->row, words);
  candor_choice_row_focus (self->row);
}

static void
candor_check_page_class_init (CandorCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_check_page_build;
  page_class->title = candor_check_page_title;
  page_class->missing = candor_check_page_missing;
  page_class->show_missing = candor_check_page_show_missing;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorCheckPage, box);
}

static void
candor_check_page_init (CandorCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
