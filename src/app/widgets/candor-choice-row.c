/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-choice-row.h"

#include "candor-answers.h"

#include "core/candor-markup.h"

struct _CandorChoiceRow
{
  AdwBin parent_instance;

  GtkLabel *question;
  GtkLabel *help;
  GtkLabel *before;
  GtkLabel *missing;
  CandorAnswers *answers;
  GtkBox *note_place;
  GtkBox *extra;

  gboolean by_code; /* the selection is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (CandorChoiceRow, candor_choice_row, ADW_TYPE_BIN)

enum
{
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (CandorChoiceRow *self, GtkToggleButton *button)
{
  gboolean active = gtk_toggle_button_get_active (button);

  /* Never colour alone: the chosen answer has a tick as well. */
  gtk_widget_set_visible (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button))),
                          active);
  if (active && !self->by_code)
    {
      candor_choice_row_set_missing (self, NULL);
      g_signal_emit (self, signals[SELECTED], 0, candor_choice_row_get_selected (self));
    }
}

static void
candor_choice_row_class_init (CandorChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * CandorChoiceRow::selected:
   * @index: which answer, from 0
   */
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (CANDOR_TYPE_ANSWERS);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, question);
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, help);
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, before);
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, missing);
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, answers);
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, note_place);
  gtk_widget_class_bind_template_child (widget_class, CandorChoiceRow, extra);
}

static void
candor_choice_row_init (CandorChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_choice_row_new:
 * @question: the question, which also names the group
 * @help: (nullable): one sentence that helps to answer it
 *
 * Returns: (transfer floating): a row without answers yet
 */
GtkWidget *
candor_choice_row_new (const char *question, const char *help)
{
  CandorChoiceRow *self = g_object_new (CANDOR_TYPE_CHOICE_ROW, NULL);

  gtk_label_set_label (self->question, question);
  candor_parts_set_words (self->help, help);
  gtk_widget_set_visible (GTK_WIDGET (self->help), help != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * candor_choice_row_new_for_procedure:
 * @question: the question, in the language of the procedure's file
 * @help: (nullable): one sentence that helps to answer it, likewise
 *
 * Returns: (transfer floating): a row without answers yet, whose words can be tapped where the
 *   glossary explains them
 */
GtkWidget *
candor_choice_row_new_for_procedure (CandorProcedure *procedure,
                                     const CandorLanguage *language,
                                     const char *question,
                                     const char *help)
{
  g_autofree char *plain
      = candor_markup_to_plain (candor_procedure_text (procedure, language, question));
  GtkWidget *row = candor_choice_row_new (plain, help);
  CandorChoiceRow *self = CANDOR_CHOICE_ROW (row);

  candor_parts_set_procedure_words (self->question, procedure, language, question);
  if (help != NULL)
    candor_parts_set_procedure_words (self->help, procedure, language, help);

  return row;
}

/**
 * candor_choice_row_set_vertical:
 *
 * Long answers stand one under another.
 */
void
candor_choice_row_set_vertical (CandorChoiceRow *self, gboolean vertical)
{
  candor_answers_set_vertical (self->answers, vertical);
}

/**
 * candor_choice_row_add:
 * @label: the words of one more answer
 */
void
candor_choice_row_add (CandorChoiceRow *self, const char *label)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->answers));
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *box = candor_parts_beside (tick, words, 6);
  gboolean vertical = candor_answers_get_vertical (self->answers);

  gtk_widget_set_visible (tick, FALSE);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  if (vertical)
    candor_parts_let_wrap (GTK_LABEL (words));
  gtk_label_set_natural_wrap_mode (GTK_LABEL (words), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (words), vertical ? 0.0 : 0.5);
  gtk_widget_set_halign (box, vertical ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  /* Filling a tall button, it would be given the width at which the words just fill that height. */
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "answer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  candor_answers_append (self->answers, button);
}

/**
 * candor_choice_row_get_button:
 *
 * Returns: (transfer none) (nullable): the button of answer @index, a #GtkToggleButton
 */
GtkWidget *
candor_choice_row_get_button (CandorChoiceRow *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers));

  while (child != NULL && index-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/**
 * candor_choice_row_get_selected:
 *
 * Returns: which answer is chosen, from 0; -1 for none
 */
int
candor_choice_row_get_selected (CandorChoiceRow *self)
{
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child), index++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      return index;

  return -1;
}

/**
 * candor_choice_row_set_selected:
 * @index: which answer, from 0; -1 for none
 */
void
candor_choice_row_set_selected (CandorChoiceRow *self, int index)
{
  int i = 0;

  self->by_code = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->answers)); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), i == index);
  self->by_code = FALSE;
}

/**
 * candor_choice_row_set_before:
 * @words: what was answered on an earlier day
 *
 * Shows it above the answers. It chooses none of them.
 */
void
candor_choice_row_set_before (CandorChoiceRow *self, const char *words)
{
  candor_parts_set_words (self->before, words);
  gtk_widget_set_visible (GTK_WIDGET (self->before), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}

/**
 * candor_choice_row_set_note:
 * @title: (nullable): a few strong words
 * @text: (nullable): what the answer means; nothing is shown when both are %NULL
 */
void
candor_choice_row_set_note (CandorChoiceRow *self,
                            CandorTone tone,
                            const char *title,
                            const char *text)
{
  candor_parts_clear (GTK_WIDGET (self->note_place));
  gtk_widget_set_visible (GTK_WIDGET (self->note_place), title != NULL || text != NULL);
  if (title != NULL || text != NULL)
    gtk_box_append (self->note_place, candor_parts_note (tone, title, text));
}

/**
 * candor_choice_row_set_missing:
 * @words: (nullable): what is needed here; %NULL takes the mark away
 */
void
candor_choice_row_set_missing (CandorChoiceRow *self, const char *words)
{
  candor_parts_set_words (self->missing, words);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "incomplete");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "incomplete");
}

/**
 * candor_choice_row_focus:
 *
 * Puts the focus on the chosen answer, or on the first one.
 */
void
candor_choice_row_focus (CandorChoiceRow *self)
{
  int selected = candor_choice_row_get_selected (self);
  GtkWidget *button = candor_choice_row_get_button (self, MAX (selected, 0));

  if (button != NULL)
    gtk_widget_grab_focus (button);
}

/**
 * candor_choice_row_get_extra:
 *
 * Returns: (transfer none): a box under the answers for more fields
 */
GtkBox *
candor_choice_row_get_extra (CandorChoiceRow *self)
{
  return self->extra;
}
