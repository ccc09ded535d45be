/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-handover-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"

struct _CandorHandoverPage
{
  CandorPage parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorHandoverPage, candor_handover_page, CANDOR_TYPE_PAGE)

static void
candor_handover_page_build (CandorPage *page)
{
  CandorHandoverPage *self = CANDOR_HANDOVER_PAGE (page);
  const char *name
      = candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_PRACTITIONER_NAME);
  gboolean is_check = candor_page_get_check (page) != NULL;
  /* Translators: the name of the practitioner. */
  g_autofree char *lead
      = g_strdup_printf (is_check ? _ ("Thank you. Now %s looks at what you said, with you.")
                                  : _ ("Thank you. Now you and %s talk about all this, face to "
                                       "face."),
                         name != NULL ? name : "—");
  GtkWidget *card = candor_parts_card ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("system-users-symbolic");

  gtk_widget_add_css_class (card, "call-panel");
  gtk_widget_add_css_class (icon, "big-icon");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), candor_parts_label (lead, "lead"));
  gtk_box_append (GTK_BOX (words),
                  candor_parts_bullet (
                      "•", candor_parts_label (_ ("They look at your answers with you."), NULL)));
  gtk_box_append (
      GTK_BOX (words),
      candor_parts_bullet ("•", candor_parts_label (_ ("They answer your questions."), NULL)));
  gtk_box_append (
      GTK_BOX (words),
      candor_parts_bullet (
          "•", candor_parts_label (is_check ? _ ("They tell you whether you are treated today, and "
                                                 "why not if you are not.")
                                            : _ ("They tell you which risks matter most for you."),
                                   NULL)));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (card), row);
  gtk_box_append (self->box, card);
}

static char *
candor_handover_page_title (CandorPage *page)
{
  CandorHandoverPage *self = CANDOR_HANDOVER_PAGE (page);
  return g_strdup (_ ("Please give the tablet to your practitioner"));
}

static char *
candor_handover_page_next_label (CandorPage *page)
{
  CandorHandoverPage *self = CANDOR_HANDOVER_PAGE (page);
  return g_strdup (candor_page_get_check (page) != NULL ? _ ("I am the practitioner")
                                                        : _ ("Start the talk"));
}

static void
candor_handover_page_class_init (CandorHandoverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_handover_page_build;
  page_class->title = candor_handover_page_title;
  page_class->next_label = candor_handover_page_next_label;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-handover-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorHandoverPage, box);
}

static void
candor_handover_page_init (CandorHandoverPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
