/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-home-layout.h"

#include <math.h>

#include "app/widgets/candor-layout-size.h"

/* In the size of the letters, so that larger text reaches the single pane sooner. */
#define BESIDE_EM 45.0
/* What visits and records get of the width, and the visits at most of that height. */
#define LIST_SHARE (4.0 / 9.0)
#define VISITS_SHARE 0.5

struct _CandorHomeLayout
{
  GtkLayoutManager parent_instance;

  CandorHomePane shown; /* where there is room for one */
};

G_DEFINE_FINAL_TYPE (CandorHomeLayout, candor_home_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *switcher;
  GtkWidget *panes[CANDOR_HOME_N_PANES];
  int widths[CANDOR_HOME_N_PANES];
  gboolean beside;
} Plan;

/* Returns: the width that is needed at least, in pixels */
static int
divide (GtkWidget *widget, int width, Plan *plan)
{
  int minima[CANDOR_HOME_N_PANES];
  int list_width = (int)(LIST_SHARE * width);
  int narrow;

  plan->switcher = gtk_widget_get_first_child (widget);
  narrow = candor_layout_size_minimum_width (plan->switcher);
  for (guint i = 0; i < CANDOR_HOME_N_PANES; i++)
    {
      plan->panes[i] = gtk_widget_get_next_sibling (i > 0 ? plan->panes[i - 1] : plan->switcher);
      minima[i] = candor_layout_size_minimum_width (plan->panes[i]);
      narrow = MAX (narrow, minima[i]);
    }
  plan->beside = width >= BESIDE_EM * candor_layout_size_em (widget)
                 && list_width >= MAX (minima[CANDOR_HOME_VISITS], minima[CANDOR_HOME_RECORDS])
                 && width - list_width >= minima[CANDOR_HOME_FORM];
  plan->widths[CANDOR_HOME_VISITS] = plan->beside ? list_width : width;
  plan->widths[CANDOR_HOME_RECORDS] = plan->widths[CANDOR_HOME_VISITS];
  plan->widths[CANDOR_HOME_FORM] = plan->beside ? width - list_width : width;
  return narrow;
}

static int
height_of (const Plan *plan, int width, int (*measure) (GtkWidget *child, int width))
{
  int heights[CANDOR_HOME_N_PANES];
  int highest = 0;

  for (guint i = 0; i < CANDOR_HOME_N_PANES; i++)
    {
      heights[i] = measure (plan->panes[i], plan->widths[i]);
      highest = MAX (highest, heights[i]);
    }
  if (!plan->beside)
    return measure (plan->switcher, width) + highest;
  return MAX (heights[CANDOR_HOME_VISITS] + heights[CANDOR_HOME_RECORDS],
              heights[CANDOR_HOME_FORM]);
}

static void
candor_home_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  Plan plan;
  int narrow = divide (widget, for_size, &plan);

  int wide = MAX (narrow, (int)ceil (BESIDE_EM * candor_layout_size_em (widget)));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrow;
      *natural = wide;
      return;
    }
  if (for_size < 0)
    divide (widget, wide, &plan);
  *natural = height_of (&plan, for_size < 0 ? wide : for_size, candor_layout_size_natural_height);
  if (for_size < 0)
    divide (widget, CANDOR_LAYOUT_SIZE_WIDEST, &plan);
  *minimum = height_of (&plan, for_size < 0 ? CANDOR_LAYOUT_SIZE_WIDEST : for_size,
                        candor_layout_size_minimum_height);
}

static void
place_beside (const Plan *plan, int width, int height)
{
  int list_width = plan->widths[CANDOR_HOME_VISITS];
  GtkWidget *visits = plan->panes[CANDOR_HOME_VISITS];
  GtkWidget *records = plan->panes[CANDOR_HOME_RECORDS];
  int room = height - candor_layout_size_minimum_height (records, list_width);
  int visits_height = MIN (candor_layout_size_natural_height (visits, list_width),
                           MIN (room, (int)(VISITS_SHARE * height)));
  GtkAllocation where = { 0, 0, list_width, 0 };

  where.height = MAX (visits_height, candor_layout_size_minimum_height (visits, list_width));
  candor_layout_size_place (visits, width, &where);
  where.y = where.height;
  where.height = height - where.y;
  candor_layout_size_place (records, width, &where);
  where = (GtkAllocation){ list_width, 0, plan->widths[CANDOR_HOME_FORM], height };
  candor_layout_size_place (plan->panes[CANDOR_HOME_FORM], width, &where);
}

static void
candor_home_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  CandorHomeLayout *self = CANDOR_HOME_LAYOUT (manager);
  GtkAllocation where = { 0, 0, width, 0 };
  Plan plan;

  divide (widget, width, &plan);
  gtk_widget_set_child_visible (plan.switcher, !plan.beside);
  for (guint i = 0; i < CANDOR_HOME_N_PANES; i++)
    gtk_widget_set_child_visible (plan.panes[i], plan.beside || i == self->shown);
  if (plan.beside)
    {
      place_beside (&plan, width, height);
      return;
    }
  where.height = candor_layout_size_minimum_height (plan.switcher, width);
  candor_layout_size_place (plan.switcher, width, &where);
  where.y = where.height;
  where.height = height - where.y;
  candor_layout_size_place (plan.panes[self->shown], width, &where);
}

static GtkSizeRequestMode
candor_home_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_home_layout_class_init (CandorHomeLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = candor_home_layout_measure;
  layout_class->allocate = candor_home_layout_allocate;
  layout_class->get_request_mode = candor_home_layout_get_request_mode;
}

static void
candor_home_layout_init (CandorHomeLayout *self)
{
  self->shown = CANDOR_HOME_FORM;
}

/**
 * candor_home_layout_show:
 * @self: a layout
 * @pane: what is to be seen where there is room for one pane; it must be visible
 */
void
candor_home_layout_show (CandorHomeLayout *self, CandorHomePane pane)
{
  g_return_if_fail (CANDOR_IS_HOME_LAYOUT (self));

  self->shown = pane;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
