/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-check-row.h"

#include "candor-parts.h"

struct _CandorCheckRow
{
  GtkCheckButton parent_instance;

  GtkWidget *missing;
};

G_DEFINE_FINAL_TYPE (CandorCheckRow, candor_check_row, GTK_TYPE_CHECK_BUTTON)

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkCheckButton *button = GTK_CHECK_BUTTON (widget);

  gtk_check_button_set_active (button, !gtk_check_button_get_active (button));
}

static void
candor_check_row_toggled (GtkCheckButton *button)
{
  if (gtk_check_button_get_active (button))
    candor_check_row_set_missing (CANDOR_CHECK_ROW (button), NULL);
}

static void
candor_check_row_class_init (CandorCheckRowClass *klass)
{
  GTK_CHECK_BUTTON_CLASS (klass)->toggled = candor_check_row_toggled;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "row.toggle", NULL, toggle_action);
}

static void
candor_check_row_init (CandorCheckRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "panel");
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-row");
}

/**
 * candor_check_row_new:
 * @text: the sentence
 *
 * Returns: (transfer floating): a row that is not ticked
 */
GtkWidget *
candor_check_row_new (const char *text)
{
  CandorCheckRow *self = g_object_new (CANDOR_TYPE_CHECK_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *words = candor_parts_label (text, NULL);

  self->missing = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->missing, "missing-words");
  gtk_widget_set_visible (self->missing, FALSE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->missing);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return GTK_WIDGET (self);
}

/**
 * candor_check_row_set_missing:
 * @words: (nullable): what is needed here; %NULL takes the mark away
 */
void
candor_check_row_set_missing (CandorCheckRow *self, const char *words)
{
  candor_parts_set_words (GTK_LABEL (self->missing), words);
  gtk_widget_set_visible (self->missing, words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "incomplete");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "incomplete");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
      words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
