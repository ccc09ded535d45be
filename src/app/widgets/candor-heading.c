/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-heading.h"

#include "candor-parts.h"

struct _CandorHeading
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (CandorHeading, candor_heading, GTK_TYPE_WIDGET)

static void
candor_heading_dispose (GObject *object)
{
  CandorHeading *self = CANDOR_HEADING (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (candor_heading_parent_class)->dispose (object);
}

static void
candor_heading_class_init (CandorHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = candor_heading_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
candor_heading_init (CandorHeading *self)
{
  /* The heading itself has the words; the label only draws them. */
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LEVEL, 1, -1);
}

/**
 * candor_heading_set_words:
 * @words: the heading
 */
void
candor_heading_set_words (CandorHeading *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->label), words);
  candor_parts_let_wrap (GTK_LABEL (self->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * candor_heading_get_words:
 *
 * Returns: (transfer none): the heading
 */
const char *
candor_heading_get_words (CandorHeading *self)
{
  return gtk_label_get_label (GTK_LABEL (self->label));
}
