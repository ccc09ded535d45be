/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-step-list.h"

#include "app/widgets/candor-pair-layout.h"
#include "app/widgets/candor-parts.h"
#include "candor-flow-path.h"

#define _(message) candor_language_text (language, (message))

struct _CandorStepList
{
  AdwBin parent_instance;

  GtkBox *box;

  char **titles; /* (owned) (nullable) */
  char *done;    /* (owned) (nullable) */
  char *here;    /* (owned) (nullable) */
  guint current;
  gboolean dots;
};

G_DEFINE_FINAL_TYPE (CandorStepList, candor_step_list, ADW_TYPE_BIN)

static GtkWidget *
make_mark (CandorStepList *self, guint index)
{
  GtkWidget *mark;

  if (index < self->current)
    {
      mark = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_widget_add_css_class (mark, "done");
    }
  else
    {
      g_autofree char *number = g_strdup_printf ("%u", index + 1);

      mark = gtk_label_new (number);
    }
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "step-mark");

  return mark;
}

static GtkWidget *
make_row (CandorStepList *self, guint index)
{
  GtkWidget *row
      = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *title = gtk_label_new (self->titles[index]);

  gtk_widget_add_css_class (row, "step");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0);
  /* In the middle of the row, which takes no more room for that. */
  gtk_widget_set_vexpand (title, TRUE);
  gtk_widget_set_vexpand (row, FALSE);
  gtk_widget_set_layout_manager (row, candor_pair_layout_new (12));
  gtk_box_append (GTK_BOX (row), make_mark (self, index));
  gtk_box_append (GTK_BOX (row), title);

  return row;
}

static GtkWidget *
make_dot (CandorStepList *self, guint index)
{
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "hexpand", TRUE, NULL);

  candor_parts_set_tooltip (dot, self->titles[index]);
  gtk_widget_add_css_class (dot, "step-dot");
  if (index < self->current)
    gtk_widget_add_css_class (dot, "done");

  return dot;
}

/* Says in words what the mark shows. */
static void
name_row (CandorStepList *self, GtkWidget *row, guint index)
{
  const char *state = index < self->current    ? self->done
                      : index == self->current ? self->here
                                               : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->titles[index], -1);
  if (state != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    state, -1);
  if (index == self->current)
    gtk_widget_add_css_class (row, "current");
}

static void
rebuild (CandorStepList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), self->dots
                                                                  ? GTK_ORIENTATION_HORIZONTAL
                                                                  : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (self->box, 6);
  for (guint i = 0; self->titles != NULL && self->titles[i] != NULL; i++)
    {
      GtkWidget *row = self->dots ? make_dot (self, i) : make_row (self, i);

      name_row (self, row, i);
      gtk_box_append (self->box, row);
    }
}

static void
candor_step_list_finalize (GObject *object)
{
  CandorStepList *self = CANDOR_STEP_LIST (object);

  g_clear_pointer (&self->titles, g_strfreev);
  g_clear_pointer (&self->done, g_free);
  g_clear_pointer (&self->here, g_free);

  G_OBJECT_CLASS (candor_step_list_parent_class)->finalize (object);
}

static void
candor_step_list_class_init (CandorStepListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = candor_step_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-step-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorStepList, box);
}

static void
candor_step_list_init (CandorStepList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_step_list_set_dots:
 * @dots: whether the steps are a row of dots
 */
void
candor_step_list_set_dots (CandorStepList *self, gboolean dots)
{
  if (self->dots == dots)
    return;
  self->dots = dots;
  rebuild (self);
}

/**
 * candor_step_list_forget:
 *
 * Takes all steps out of a list that could not be seen for a while. GTK sets the words of such a list
 * again when the direction turns, in the size of that moment, and leaves them at it.
 */
void
candor_step_list_forget (CandorStepList *self)
{
  g_clear_pointer (&self->titles, g_strfreev);
  rebuild (self);
}

/**
 * candor_step_list_show:
 * @procedure: what the visit is about
 * @draft: the visit, or the check, whose steps are shown
 * @step: where the patient is
 * @language: the language of the visit
 */
void
candor_step_list_show (CandorStepList *self,
                       CandorProcedure *procedure,
                       gpointer draft,
                       CandorStep step,
                       const CandorLanguage *language)
{
  CandorStep steps[CANDOR_N_STEPS];
  guint n = candor_flow_path_steps (procedure, draft, steps);
  const char *titles[CANDOR_N_STEPS + 1] = { NULL };
  guint current = 0;

  for (guint i = 0; i < n; i++)
    {
      titles[i] = candor_step_title (steps[i], language);
      if (steps[i] == step)
        current = i;
    }
  if (self->titles != NULL && self->current == current
      && g_strv_equal ((const char *const *)self->titles, titles))
    return;

  g_strfreev (self->titles);
  self->titles = g_strdupv ((char **)titles);
  g_free (self->done);
  /* Translators: said of a step of the visit to people who do not see the tick. */
  self->done = g_strdup (_ ("done"));
  g_free (self->here);
  /* Translators: said of the step of the visit at which the patient is, to people who do not see
   * its mark. */
  self->here = g_strdup (_ ("you are here"));
  self->current = current;
  rebuild (self);
}
