/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-beside-layout.h"

#include "candor-layout-size.h"

/* All in the size of the letters, so that larger text reaches the other form sooner. */
#define GAP_EM 1.7
#define TEXT_EM 34.0
#define PICTURE_EM 16.5
#define BESIDE_EM 30.0

/* Beside the text, a picture takes a third of the width, above it no more than this (pixels). */
#define PICTURE_SHARE 0.34
#define ALONE_WIDTH 420
#define SPACE 18

struct _CandorBesideLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorBesideLayout, candor_beside_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *lead; /* (nullable): NULL when there is nothing to show */
  GtkWidget *text;
  GtkWidget *pictures; /* (nullable): likewise */
  double em;
} Parts;

/* Where everything stands; heights are what the parts need at these widths. */
typedef struct
{
  gboolean beside;
  int text_width;
  int picture_width;
  int lead_height; /* with the space under it */
  int text_height;
  int picture_height; /* with the space under it, when the text stands below */
} Plan;

static void
find_parts (GtkWidget *widget, Parts *parts)
{
  parts->em = candor_layout_size_em (widget);
  parts->lead = gtk_widget_get_first_child (widget);
  parts->text = gtk_widget_get_next_sibling (parts->lead);
  parts->pictures = gtk_widget_get_next_sibling (parts->text);
  if (!gtk_widget_should_layout (parts->lead))
    parts->lead = NULL;
  if (!gtk_widget_should_layout (parts->pictures))
    parts->pictures = NULL;
}

static int
minimum_width (GtkWidget *widget)
{
  int minimum = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* A picture can shrink to nothing, so its natural height is what it needs. */
static int
height_for (GtkWidget *widget, int width)
{
  int natural = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* On an upright tablet there is more room above the text than beside it. */
static gboolean
is_upright (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL
         && gtk_widget_get_height (GTK_WIDGET (root)) > gtk_widget_get_width (GTK_WIDGET (root));
}

static void
divide (const Parts *parts, int width, Plan *plan)
{
  int gap = (int)(GAP_EM * parts->em);
  int text_min = MAX (minimum_width (parts->lead), minimum_width (parts->text));
  int picture_min = minimum_width (parts->pictures);

  plan->beside = FALSE;
  plan->text_width = MAX (text_min, MIN (width, (int)(TEXT_EM * parts->em)));
  plan->picture_width = MAX (picture_min, MIN (width, ALONE_WIDTH));
  if (parts->pictures != NULL && width >= BESIDE_EM * parts->em && !is_upright (parts->text))
    {
      int share
          = MAX (picture_min, MIN ((int)(PICTURE_SHARE * width), (int)(PICTURE_EM * parts->em)));
      int rest = MIN (width - gap - share, (int)(TEXT_EM * parts->em));

      if (rest >= text_min)
        {
          plan->beside = TRUE;
          plan->picture_width = share;
          plan->text_width = rest;
        }
    }

  plan->lead_height = height_for (parts->lead, plan->text_width);
  if (parts->lead != NULL)
    plan->lead_height += SPACE;
  plan->text_height = height_for (parts->text, plan->text_width);
  plan->picture_height = height_for (parts->pictures, plan->picture_width);
  if (parts->pictures != NULL && !plan->beside)
    plan->picture_height += SPACE;
}

static void
candor_beside_layout_measure (GtkLayoutManager *manager,
                              GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  Parts parts;
  Plan plan;
  int least;
  int width;

  find_parts (widget, &parts);
  least = MAX (minimum_width (parts.lead),
               MAX (minimum_width (parts.text), minimum_width (parts.pictures)));
  width = MAX (least,
               (int)((TEXT_EM + (parts.pictures != NULL ? GAP_EM + PICTURE_EM : 0)) * parts.em));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = width;
      return;
    }

  /* Nobody shows it at its least width, with a word in each line: to set it so takes longest. */
  divide (&parts, for_size < 0 ? width : for_size, &plan);
  if (plan.beside)
    *minimum = MAX (plan.lead_height + plan.text_height, plan.picture_height);
  else
    *minimum = plan.lead_height + plan.picture_height + plan.text_height;
  *natural = *minimum;
}

static void
place (GtkWidget *widget, int whole, int x, int y, int width, int height)
{
  GtkAllocation where = { x, y, width, height };

  if (widget == NULL)
    return;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    where.x = whole - x - width;
  gtk_widget_size_allocate (widget, &where, -1);
}

static void
candor_beside_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  Parts parts;
  Plan plan;
  int y;

  find_parts (widget, &parts);
  divide (&parts, width, &plan);

  place (parts.lead, width, 0, 0, plan.text_width, plan.lead_height - SPACE);
  y = plan.lead_height;
  if (plan.beside)
    {
      place (parts.pictures, width, plan.text_width + (int)(GAP_EM * parts.em), 0,
             plan.picture_width, plan.picture_height);
    }
  else
    {
      place (parts.pictures, width, 0, y, plan.picture_width, plan.picture_height - SPACE);
      y += plan.picture_height;
    }
  place (parts.text, width, 0, y, plan.text_width, plan.text_height);
}

static GtkSizeRequestMode
candor_beside_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_beside_layout_class_init (CandorBesideLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = candor_beside_layout_measure;
  layout_class->allocate = candor_beside_layout_allocate;
  layout_class->get_request_mode = candor_beside_layout_get_request_mode;
}

static void
candor_beside_layout_init (CandorBesideLayout *self)
{
}

/**
 * candor_beside_layout_new:
 *
 * Returns: (transfer full): a layout for a widget with exactly three children
 */
GtkLayoutManager *
candor_beside_layout_new (void)
{
  return g_object_new (CANDOR_TYPE_BESIDE_LAYOUT, NULL);
}
