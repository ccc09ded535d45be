/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-handback-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"

struct _CandorHandbackPage
{
  CandorPage parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorHandbackPage, candor_handback_page, CANDOR_TYPE_PAGE)

static void
candor_handback_page_build (CandorPage *page)
{
  CandorHandbackPage *self = CANDOR_HANDBACK_PAGE (page);
  const char *name = candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_PATIENT_NAME);
  /* Translators: the name of the patient. */
  g_autofree char *lead = g_strdup_printf (
      for_staff (N_ ("The talk is written down. The next pages are for %s alone.")),
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
  gtk_box_append (
      GTK_BOX (words),
      candor_parts_bullet (
          "•", candor_parts_label (for_staff (N_ ("Give them the time they need.")), NULL)));
  gtk_box_append (
      GTK_BOX (words),
      candor_parts_bullet (
          "•", candor_parts_label (for_staff (N_ ("Whatever they choose is fine.")), NULL)));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (card), row);
  gtk_box_append (self->box, card);
}

static char *
candor_handback_page_title (CandorPage *page)
{
  CandorHandbackPage *self = CANDOR_HANDBACK_PAGE (page);
  return g_strdup (for_staff (N_ ("Please give the tablet back to the patient")));
}

/* This one the patient presses. */
static char *
candor_handback_page_next_label (CandorPage *page)
{
  CandorHandbackPage *self = CANDOR_HANDBACK_PAGE (page);
  return g_strdup (_ ("I am the patient"));
}

static void
candor_handback_page_class_init (CandorHandbackPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_handback_page_build;
  page_class->title = candor_handback_page_title;
  page_class->next_label = candor_handback_page_next_label;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-handback-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorHandbackPage, box);
}

static void
candor_handback_page_init (CandorHandbackPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
