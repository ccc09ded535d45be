/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-learn-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-section-view.h"

struct _CandorLearnPage
{
  CandorPage parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorLearnPage, candor_learn_page, CANDOR_TYPE_PAGE)

static const CandorSection *
section_of (CandorPage *page)
{
  return candor_procedure_section_at (candor_page_get_procedure (page), CANDOR_PLACE_LEARN,
                                      candor_page_get_index (page));
}

static void
candor_learn_page_build (CandorPage *page)
{
  CandorLearnPage *self = CANDOR_LEARN_PAGE (page);
  gtk_box_append (self->box,
                  candor_section_view_new (candor_page_get_procedure (page), section_of (page),
                                           candor_page_get_language (page), FALSE));
}

static char *
candor_learn_page_title (CandorPage *page)
{
  return g_strdup (candor_page_plain_text (page, section_of (page)->title));
}

static void
candor_learn_page_shown (CandorPage *page)
{
  candor_visit_mark_shown (candor_page_get_visit (page), section_of (page)->id);
}

static void
candor_learn_page_shown_for (CandorPage *page, guint seconds)
{
  candor_visit_add_shown_seconds (candor_page_get_visit (page), section_of (page)->id, seconds);
}

static void
candor_learn_page_class_init (CandorLearnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_learn_page_build;
  page_class->title = candor_learn_page_title;
  page_class->shown = candor_learn_page_shown;
  page_class->shown_for = candor_learn_page_shown_for;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-learn-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorLearnPage, box);
}

static void
candor_learn_page_init (CandorLearnPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
