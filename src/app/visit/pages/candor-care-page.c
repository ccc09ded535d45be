/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-care-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-care-list.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-section-view.h"

typedef struct
{
  GtkBox *box;
} CandorCarePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CandorCarePage, candor_care_page, CANDOR_TYPE_PAGE)

static void
add_steps (CandorCarePage *self, GtkBox *box)
{
  CandorPage *page = CANDOR_PAGE (self);
  const char *date = candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_TREATMENT_DATE);
  GtkWidget *list = candor_care_list_new (candor_page_get_procedure (page),
                                          CANDOR_CARE_PAGE_GET_CLASS (self)->phase, date,
                                          candor_page_get_language (page), TRUE);
  GtkWidget *card = candor_parts_card ();

  gtk_box_append (GTK_BOX (card), candor_parts_heading (_ ("Your list, day by day")));
  if (date == NULL)
    gtk_box_append (GTK_BOX (card),
                    candor_parts_label (_ ("Your practitioner tells you the dates, as soon as the "
                                           "day of treatment is fixed."),
                                        NULL));
  gtk_box_append (GTK_BOX (card), list);
  gtk_widget_set_visible (card, gtk_widget_get_visible (list));
  gtk_box_append (box, card);
}

static void
candor_care_page_build (CandorPage *page)
{
  CandorCarePage *self = CANDOR_CARE_PAGE (page);
  CandorCarePagePrivate *priv = candor_care_page_get_instance_private (self);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  CandorPlace place = CANDOR_CARE_PAGE_GET_CLASS (self)->place;
  guint n = candor_procedure_n_sections_at (procedure, place);

  for (guint i = 0; i < n; i++)
    gtk_box_append (priv->box, candor_section_view_new (
                                   procedure, candor_procedure_section_at (procedure, place, i),
                                   candor_page_get_language (page), TRUE));
  add_steps (self, priv->box);
}

static void
candor_care_page_shown (CandorPage *page)
{
  CandorProcedure *procedure = candor_page_get_procedure (page);
  CandorPlace place = CANDOR_CARE_PAGE_GET_CLASS (page)->place;
  guint n = candor_procedure_n_sections_at (procedure, place);

  for (guint i = 0; i < n; i++)
    candor_visit_mark_shown (candor_page_get_visit (page),
                             candor_procedure_section_at (procedure, place, i)->id);
}

/* They stand on one page, so each was there for all of the time. */
static void
candor_care_page_shown_for (CandorPage *page, guint seconds)
{
  CandorProcedure *procedure = candor_page_get_procedure (page);
  CandorPlace place = CANDOR_CARE_PAGE_GET_CLASS (page)->place;
  guint n = candor_procedure_n_sections_at (procedure, place);

  for (guint i = 0; i < n; i++)
    candor_visit_add_shown_seconds (candor_page_get_visit (page),
                                    candor_procedure_section_at (procedure, place, i)->id, seconds);
}

static void
candor_care_page_class_init (CandorCarePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_care_page_build;
  page_class->shown = candor_care_page_shown;
  page_class->shown_for = candor_care_page_shown_for;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-care-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CandorCarePage, box);
}

static void
candor_care_page_init (CandorCarePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
