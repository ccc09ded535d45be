/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-wrap-layout.h"

#include "candor-layout-size.h"

#define GAP 12
#define LINE_GAP 6

struct _CandorWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorWrapLayout, candor_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* What is alone in its line can be wider than the line likes, but not than it is. */
static int
width_of (GtkWidget *child, int width)
{
  return MIN (candor_layout_size_natural_width (child), width);
}

/* Finds the line that begins with @first. Returns: what begins the next one */
static GtkWidget *
find_line (GtkWidget *first, int width, int *rest, int *n_expand)
{
  GtkWidget *child = first;
  int used = 0;

  *n_expand = 0;
  while (child != NULL)
    {
      int wanted = used + (child != first ? GAP : 0) + width_of (child, width);

      if (child != first && wanted > width)
        break;
      used = wanted;
      *n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
      child = candor_layout_size_next (gtk_widget_get_next_sibling (child));
    }
  *rest = MAX (0, width - used);
  return child;
}

static int
width_in_line (GtkWidget *child, int width, int rest, int n_expand)
{
  gboolean expands = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);

  return width_of (child, width) + (expands ? rest / n_expand : 0);
}

/* Goes through the lines; with @allocate it puts the children there. Returns the height of all. */
static int
walk_lines (GtkWidget *widget, int width, gboolean allocate)
{
  GtkWidget *first = candor_layout_size_next (gtk_widget_get_first_child (widget));
  int y = 0;

  while (first != NULL)
    {
      int rest, n_expand, height = 0, x = 0;
      GtkWidget *next = find_line (first, width, &rest, &n_expand);

      for (GtkWidget *child = first; child != next;
           child = candor_layout_size_next (gtk_widget_get_next_sibling (child)))
        height = MAX (height, candor_layout_size_minimum_height (
                                  child, width_in_line (child, width, rest, n_expand)));
      for (GtkWidget *child = first; allocate && child != next;
           child = candor_layout_size_next (gtk_widget_get_next_sibling (child)))
        {
          GtkAllocation where = { x, y, width_in_line (child, width, rest, n_expand), height };

          candor_layout_size_place (child, width, &where);
          x += where.width + GAP;
        }
      y += height + (next != NULL ? LINE_GAP : 0);
      first = next;
    }
  return y;
}

static void
candor_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GtkWidget *child = candor_layout_size_next (gtk_widget_get_first_child (widget));
  int widest = 0, all = 0;

  for (; child != NULL; child = candor_layout_size_next (gtk_widget_get_next_sibling (child)))
    {
      widest = MAX (widest, candor_layout_size_minimum_width (child));
      all += candor_layout_size_natural_width (child) + (all > 0 ? GAP : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = all;
    }
  else
    {
      *natural = walk_lines (widget, for_size < 0 ? all : for_size, FALSE);
      *minimum = for_size < 0 ? walk_lines (widget, CANDOR_LAYOUT_SIZE_WIDEST, FALSE) : *natural;
    }
}

static void
candor_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  walk_lines (widget, width, TRUE);
}

static GtkSizeRequestMode
candor_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_wrap_layout_class_init (CandorWrapLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = candor_wrap_layout_measure;
  layout_class->allocate = candor_wrap_layout_allocate;
  layout_class->get_request_mode = candor_wrap_layout_get_request_mode;
}

static void
candor_wrap_layout_init (CandorWrapLayout *self)
{
}
