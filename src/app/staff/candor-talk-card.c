/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-card.h"

struct _CandorTalkCard
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkBox *state;
  GtkImage *state_icon;
  GtkLabel *state_word;
  GtkBox *facts;
  GtkBox *body;
};

G_DEFINE_FINAL_TYPE (CandorTalkCard, candor_talk_card, ADW_TYPE_BIN)

static void
candor_talk_card_class_init (CandorTalkCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-talk-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorTalkCard, title);
  gtk_widget_class_bind_template_child (widget_class, CandorTalkCard, state);
  gtk_widget_class_bind_template_child (widget_class, CandorTalkCard, state_icon);
  gtk_widget_class_bind_template_child (widget_class, CandorTalkCard, state_word);
  gtk_widget_class_bind_template_child (widget_class, CandorTalkCard, facts);
  gtk_widget_class_bind_template_child (widget_class, CandorTalkCard, body);
}

static void
candor_talk_card_init (CandorTalkCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_talk_card_new:
 * @title: what it is about, which is the accessible name too
 *
 * Returns: (transfer floating): a card without facts yet
 */
GtkWidget *
candor_talk_card_new (const char *title)
{
  CandorTalkCard *self = g_object_new (CANDOR_TYPE_TALK_CARD, NULL);

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * candor_talk_card_set_state:
 * @self: a card
 * @tone: how serious it is
 * @word: the same in a word or two
 */
void
candor_talk_card_set_state (CandorTalkCard *self, CandorTone tone, const char *word)
{
  gtk_label_set_label (self->state_word, word);
  gtk_image_set_from_icon_name (self->state_icon, candor_parts_tone_icon (tone));
  candor_parts_set_tone (GTK_WIDGET (self->state), tone);
  gtk_widget_set_visible (GTK_WIDGET (self->state), TRUE);
}

/**
 * candor_talk_card_add_fact:
 * @self: a card
 * @sentence: something that is known
 */
void
candor_talk_card_add_fact (CandorTalkCard *self, const char *sentence)
{
  gtk_box_append (self->facts, candor_parts_label (sentence, NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->facts), TRUE);
}

/**
 * candor_talk_card_add_source:
 * @self: a card
 * @sentence: where it is known from
 */
void
candor_talk_card_add_source (CandorTalkCard *self, const char *sentence)
{
  gtk_box_append (self->facts, candor_parts_label (sentence, "quiet"));
  gtk_widget_set_visible (GTK_WIDGET (self->facts), TRUE);
}

/**
 * candor_talk_card_add:
 * @self: a card
 * @widget: (transfer floating): what to fill in
 */
void
candor_talk_card_add (CandorTalkCard *self, GtkWidget *widget)
{
  gtk_box_append (self->body, widget);
}
