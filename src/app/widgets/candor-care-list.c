/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-care-list.h"

#include "candor-parts.h"
#include "core/candor-date.h"

struct _CandorCareList
{
  AdwBin parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (CandorCareList, candor_care_list, ADW_TYPE_BIN)

static GtkWidget *
make_step (CandorProcedure *procedure,
           const CandorLanguage *language,
           const CandorCareStep *step,
           gboolean with_reasons)
{
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (item, "care-step");
  gtk_box_append (GTK_BOX (item),
                  candor_parts_procedure_label (procedure, language, step->text, NULL));
  if (with_reasons)
    gtk_box_append (GTK_BOX (item),
                    candor_parts_procedure_label (procedure, language, step->reason, "quiet"));

  return candor_parts_bullet ("•", item);
}

static void
candor_care_list_class_init (CandorCareListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-care-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorCareList, box);
}

static void
candor_care_list_init (CandorCareList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_care_list_new:
 * @phase: before or after the treatment
 * @treatment: (nullable): the day of treatment, YYYY-MM-DD; without it the steps have no dates
 * @language: the language to show it in
 * @with_reasons: whether each step says why
 *
 * Returns: (transfer floating): the list, not visible when there are no steps
 */
GtkWidget *
candor_care_list_new (CandorProcedure *procedure,
                      CandorCarePhase phase,
                      const char *treatment,
                      const CandorLanguage *language,
                      gboolean with_reasons)
{
  CandorCareList *self = g_object_new (CANDOR_TYPE_CARE_LIST, NULL);
  g_autoptr (GArray) steps = NULL;
  g_autofree char *last = NULL;
  GtkWidget *group = NULL;
  gboolean dated;
  GDate day;

  dated = treatment != NULL && candor_date_parse (&day, treatment);
  if (!dated)
    candor_date_today (&day);
  steps = candor_schedule_new (procedure, phase, &day);

  for (guint i = 0; i < steps->len; i++)
    {
      const CandorScheduledStep *step = &g_array_index (steps, CandorScheduledStep, i);
      g_autofree char *days = candor_schedule_format_days (step, language);

      if (group == NULL || (dated && g_strcmp0 (days, last) != 0))
        {
          group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
          gtk_widget_add_css_class (group, "timeline");
          if (dated)
            gtk_box_append (GTK_BOX (group), candor_parts_label (days, "days"));
          gtk_box_append (self->box, group);
        }
      gtk_box_append (GTK_BOX (group), make_step (procedure, language, step->step, with_reasons));
      g_free (last);
      last = g_steal_pointer (&days);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), steps->len > 0);

  return GTK_WIDGET (self);
}
