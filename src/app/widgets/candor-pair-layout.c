/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-pair-layout.h"

#include "candor-layout-size.h"

struct _CandorPairLayout
{
  GtkLayoutManager parent_instance;

  int space; /* pixels between the two */
};

G_DEFINE_FINAL_TYPE (CandorPairLayout, candor_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
candor_pair_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *words = gtk_widget_get_last_child (widget);
  int taken = candor_layout_size_natural_width (first) + CANDOR_PAIR_LAYOUT (manager)->space;
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = taken + candor_layout_size_minimum_width (words);
      *natural = taken + candor_layout_size_natural_width (words);
      return;
    }
  height = candor_layout_size_minimum_height (first, taken);
  *minimum = MAX (height, candor_layout_size_minimum_height (
                              words, for_size < 0 ? CANDOR_LAYOUT_SIZE_WIDEST : for_size - taken));
  *natural = *minimum;
  if (for_size < 0)
    *natural
        = MAX (height,
               candor_layout_size_minimum_height (words, candor_layout_size_natural_width (words)));
}

static void
candor_pair_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *words = gtk_widget_get_last_child (widget);
  int space = CANDOR_PAIR_LAYOUT (manager)->space;
  GtkAllocation where = { 0, 0, candor_layout_size_natural_width (first), height };

  candor_layout_size_place (first, width, &where);
  where.x = where.width + space;
  where.width = width - where.x;
  candor_layout_size_place (words, width, &where);
}

static GtkSizeRequestMode
candor_pair_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_pair_layout_class_init (CandorPairLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = candor_pair_layout_measure;
  layout_class->allocate = candor_pair_layout_allocate;
  layout_class->get_request_mode = candor_pair_layout_get_request_mode;
}

static void
candor_pair_layout_init (CandorPairLayout *self)
{
}

/**
 * candor_pair_layout_new:
 * @space: pixels between the two children
 *
 * Returns: (transfer full): a layout for a widget with exactly two children
 */
GtkLayoutManager *
candor_pair_layout_new (int space)
{
  CandorPairLayout *self = g_object_new (CANDOR_TYPE_PAIR_LAYOUT, NULL);

  self->space = space;
  return GTK_LAYOUT_MANAGER (self);
}
