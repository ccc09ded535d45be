/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-panes-layout.h"

#include <math.h>

#include "app/widgets/candor-layout-size.h"

/* In the size of the letters, so that larger text reaches the single column sooner. */
#define BESIDE_EM 45.0
#define FIRST_SHARE 0.4

struct _CandorPanesLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorPanesLayout, candor_panes_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *panes[2];
  int widths[2];
  gboolean beside;
} Plan;

static int
divide (GtkWidget *widget, int width, Plan *plan)
{
  int minima[2];

  plan->panes[0] = gtk_widget_get_first_child (widget);
  plan->panes[1] = gtk_widget_get_next_sibling (plan->panes[0]);
  minima[0] = candor_layout_size_minimum_width (plan->panes[0]);
  minima[1] = candor_layout_size_minimum_width (plan->panes[1]);
  plan->widths[0] = (int)(FIRST_SHARE * width);
  plan->widths[1] = width - plan->widths[0];
  plan->beside = width >= BESIDE_EM * candor_layout_size_em (widget) && plan->widths[0] >= minima[0]
                 && plan->widths[1] >= minima[1];
  if (!plan->beside)
    plan->widths[0] = plan->widths[1] = width;
  return MAX (minima[0], minima[1]);
}

/* Beside each other the panes scroll; under each other only what is around both of them does. */
static void
measure_at (GtkWidget *widget, int width, int *minimum, int *natural)
{
  int needed[2], liked[2];
  Plan plan;

  divide (widget, width, &plan);
  for (guint i = 0; i < 2; i++)
    {
      needed[i] = candor_layout_size_minimum_height (plan.panes[i], plan.widths[i]);
      liked[i] = candor_layout_size_natural_height (plan.panes[i], plan.widths[i]);
    }
  *natural = plan.beside ? MAX (liked[0], liked[1]) : liked[0] + liked[1];
  *minimum = plan.beside ? MAX (needed[0], needed[1]) : *natural;
}

static void
candor_panes_layout_measure (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  Plan plan;
  int widest = divide (widget, for_size, &plan);
  int wide = MAX (widest, (int)ceil (BESIDE_EM * candor_layout_size_em (widget)));
  int ignored;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = wide;
      return;
    }
  measure_at (widget, for_size < 0 ? wide : for_size, minimum, natural);
  if (for_size < 0)
    measure_at (widget, CANDOR_LAYOUT_SIZE_WIDEST, minimum, &ignored);
}

static void
candor_panes_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  GtkAllocation where = { 0, 0, 0, height };
  Plan plan;

  divide (widget, width, &plan);
  where.width = plan.widths[0];
  if (!plan.beside)
    where.height = candor_layout_size_natural_height (plan.panes[0], width);
  candor_layout_size_place (plan.panes[0], width, &where);

  where.x = plan.beside ? plan.widths[0] : 0;
  where.y = plan.beside ? 0 : where.height;
  where.width = plan.widths[1];
  where.height = height - where.y;
  candor_layout_size_place (plan.panes[1], width, &where);
}

static GtkSizeRequestMode
candor_panes_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_panes_layout_class_init (CandorPanesLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = candor_panes_layout_measure;
  layout_class->allocate = candor_panes_layout_allocate;
  layout_class->get_request_mode = candor_panes_layout_get_request_mode;
}

static void
candor_panes_layout_init (CandorPanesLayout *self)
{
}
