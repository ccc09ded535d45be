/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-talk-page.h"

#include "candor-talk-words.h"

#include "core/candor-markup.h"

typedef struct
{
  GtkLabel *holder;
  GtkLabel *intro;
  GtkBox *body;
} CandorTalkPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CandorTalkPage, candor_talk_page, CANDOR_TYPE_PAGE)

static void
candor_talk_page_class_init (CandorTalkPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-talk-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CandorTalkPage, holder);
  gtk_widget_class_bind_template_child_private (widget_class, CandorTalkPage, intro);
  gtk_widget_class_bind_template_child_private (widget_class, CandorTalkPage, body);
}

static void
candor_talk_page_init (CandorTalkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_talk_page_begin:
 * @self: a page that is being built
 * @intro: what is to be done here, in a sentence or two
 *
 * Gives the page the words that stand above everything else.
 */
void
candor_talk_page_begin (CandorTalkPage *self, const char *intro)
{
  CandorTalkPagePrivate *priv = candor_talk_page_get_instance_private (self);

  gtk_label_set_label (priv->holder, _ ("The practitioner holds the tablet now, with the patient "
                                        "beside them."));
  gtk_label_set_label (priv->intro, intro);
}

/**
 * candor_talk_page_add:
 * @self: a page
 * @widget: (transfer floating): what to show below everything that is there
 */
void
candor_talk_page_add (CandorTalkPage *self, GtkWidget *widget)
{
  CandorTalkPagePrivate *priv = candor_talk_page_get_instance_private (self);

  gtk_box_append (priv->body, widget);
}

/**
 * candor_talk_page_reopen:
 * @self: a page on which the practitioner changes something
 *
 * The practitioner signs for what stands in the visit at that moment, so a later change takes the
 * signature away and it is asked for again. Tells the engine as well.
 */
void
candor_talk_page_reopen (CandorTalkPage *self)
{
  CandorVisit *visit = candor_page_get_visit (CANDOR_PAGE (self));

  if (candor_visit_get_signature (visit, CANDOR_ROLE_PRACTITIONER) != NULL)
    {
      candor_visit_remove_signature (visit, CANDOR_ROLE_PRACTITIONER);
      candor_visit_set (visit, CANDOR_FIELD_TALK_AT, NULL);
    }
  candor_page_state_changed (CANDOR_PAGE (self));
}

/**
 * candor_talk_page_get_language:
 * @self: a page
 *
 * Returns: (transfer none): the clinic's language, English when it is not known
 */
const CandorLanguage *
candor_talk_page_get_language (CandorTalkPage *self)
{
  return candor_page_get_staff_language (CANDOR_PAGE (self));
}

/**
 * candor_talk_page_text:
 * @self: a page
 * @message: words of the interface, in English
 *
 * Returns: (transfer none): @message in the clinic's language
 */
const char *
candor_talk_page_text (CandorTalkPage *self, const char *message)
{
  return candor_language_text (candor_talk_page_get_language (self), message);
}

/**
 * candor_talk_page_procedure_text:
 * @self: a page
 * @message: words of the procedure, in the language of its file
 *
 * Returns: (transfer full): @message in the clinic's language, without its light markup
 */
char *
candor_talk_page_procedure_text (CandorTalkPage *self, const char *message)
{
  return candor_markup_to_plain (
      candor_procedure_text (candor_page_get_procedure (CANDOR_PAGE (self)),
                             candor_talk_page_get_language (self), message));
}
