/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-care-page.h"

#include "app/visit/candor-page-words.h"
#include "app/widgets/candor-parts.h"
#include "app/widgets/candor-section-view.h"
#include "core/candor-date.h"
#include "core/candor-schedule.h"

typedef struct
{
  GtkBox *box;
} CandorCarePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CandorCarePage, candor_care_page, CANDOR_TYPE_PAGE)

/* Steps of the same days stand together under their date. */
static void
add_steps (CandorCarePage *self, GtkBox *box)
{
  CandorPage *page = CANDOR_PAGE (self);
  CandorProcedure *procedure = candor_page_get_procedure (page);
  const CandorLanguage *language = candor_page_get_language (page);
  const char *date = candor_visit_get (candor_page_get_visit (page), CANDOR_FIELD_TREATMENT_DATE);
  g_autoptr (GArray) steps = NULL;
  g_autofree char *last = NULL;
  GtkWidget *group = NULL;
  gboolean dated;
  GDate treatment;

  dated = candor_date_parse (&treatment, date);
  if (!dated)
    candor_date_today (&treatment);
  steps = candor_schedule_new (procedure, CANDOR_CARE_PAGE_GET_CLASS (self)->phase, &treatment);
  if (steps->len == 0)
    return;

  gtk_box_append (box, candor_parts_heading (_ ("Your list, day by day")));
  if (!dated)
    gtk_box_append (box, candor_parts_label (_ ("Your practitioner tells you the dates, as soon as "
                                                "the day of treatment is fixed."),
                                             NULL));
  for (guint i = 0; i < steps->len; i++)
    {
      const CandorScheduledStep *step = &g_array_index (steps, CandorScheduledStep, i);
      g_autofree char *days = candor_schedule_format_days (step, language);
      GtkWidget *item;

      if (group == NULL || (dated && g_strcmp0 (days, last) != 0))
        {
          group = candor_parts_card ();
          gtk_widget_add_css_class (group, "timeline-card");
          if (dated)
            gtk_box_append (GTK_BOX (group), candor_parts_label (days, "days"));
          gtk_box_append (box, group);
        }
      item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      gtk_box_append (GTK_BOX (item),
                      candor_parts_procedure_label (procedure, language, step->step->text, NULL));
      gtk_box_append (GTK_BOX (item), candor_parts_procedure_label (procedure, language,
                                                                    step->step->reason, "quiet"));
      gtk_box_append (GTK_BOX (group), candor_parts_bullet ("•", item));
      g_free (last);
      last = g_steal_pointer (&days);
    }
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

static void
candor_care_page_class_init (CandorCarePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CandorPageClass *page_class = CANDOR_PAGE_CLASS (klass);

  page_class->build = candor_care_page_build;
  page_class->shown = candor_care_page_shown;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-care-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, CandorCarePage, box);
}

static void
candor_care_page_init (CandorCarePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
