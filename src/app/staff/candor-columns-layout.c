/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-columns-layout.h"

#include "app/widgets/candor-layout-size.h"

/* In the size of the letters, so that larger text reaches the single column sooner. */
#define COLUMN_EM 15.0
#define GAP 18
#define MAX_COLUMNS 2

struct _CandorColumnsLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorColumnsLayout, candor_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
widest_minimum (GtkWidget *widget)
{
  int widest = 0;

  for (GtkWidget *child = candor_layout_size_next (gtk_widget_get_first_child (widget));
       child != NULL; child = candor_layout_size_next (gtk_widget_get_next_sibling (child)))
    widest = MAX (widest, candor_layout_size_minimum_width (child));
  return widest;
}

/* The width of one column in @width. */
static int
divide (GtkWidget *widget, int width, int *n_columns)
{
  int column = MAX (widest_minimum (widget), (int)(COLUMN_EM * candor_layout_size_em (widget)));

  *n_columns = width >= MAX_COLUMNS * column + (MAX_COLUMNS - 1) * GAP ? MAX_COLUMNS : 1;
  return (width - (*n_columns - 1) * GAP) / *n_columns;
}

/*
 * Goes through the rows; with @allocate it puts the children there. Returns the height of all. Both
 * children of a row get its whole height: Tab goes by their middles, and must go along the row.
 */
static int
walk_rows (GtkWidget *widget, int width, gboolean allocate)
{
  GtkWidget *child = candor_layout_size_next (gtk_widget_get_first_child (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_columns;
  int column_width = divide (widget, width, &n_columns);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *placed = child;
      int row_height = 0;

      for (int i = 0; i < n_columns && child != NULL; i++)
        {
          row_height = MAX (row_height, candor_layout_size_minimum_height (child, column_width));
          child = candor_layout_size_next (gtk_widget_get_next_sibling (child));
        }
      for (int i = 0; allocate && placed != child; i++)
        {
          int x = i * (column_width + GAP);
          GtkAllocation place = { rtl ? width - x - column_width : x, y, column_width, row_height };

          gtk_widget_size_allocate (placed, &place, -1);
          placed = candor_layout_size_next (gtk_widget_get_next_sibling (placed));
        }
      y += row_height + (child != NULL ? GAP : 0);
    }
  return y;
}

static void
candor_columns_layout_measure (GtkLayoutManager *manager,
                               GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  int narrow = widest_minimum (widget);
  int wide = MAX_COLUMNS * MAX (narrow, (int)(COLUMN_EM * candor_layout_size_em (widget)))
             + (MAX_COLUMNS - 1) * GAP;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrow;
      *natural = wide;
    }
  else
    {
      *natural = walk_rows (widget, for_size < 0 ? wide : for_size, FALSE);
      *minimum = for_size < 0 ? walk_rows (widget, CANDOR_LAYOUT_SIZE_WIDEST, FALSE) : *natural;
    }
}

static void
candor_columns_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  walk_rows (widget, width, TRUE);
}

static GtkSizeRequestMode
candor_columns_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
candor_columns_layout_class_init (CandorColumnsLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->measure = candor_columns_layout_measure;
  layout_class->allocate = candor_columns_layout_allocate;
  layout_class->get_request_mode = candor_columns_layout_get_request_mode;
}

static void
candor_columns_layout_init (CandorColumnsLayout *self)
{
}
