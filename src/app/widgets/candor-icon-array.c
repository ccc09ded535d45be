/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-icon-array.h"

#include <math.h>

#define N_PEOPLE 100
#define N_COLUMNS 20
#define N_ROWS (N_PEOPLE / N_COLUMNS)

struct _CandorIconArray
{
  GtkWidget parent_instance;

  int rate; /* of 100 people */
};

G_DEFINE_FINAL_TYPE (CandorIconArray, candor_icon_array, GTK_TYPE_WIDGET)

/* A head over shoulders in a cell of @size. */
static void
trace_person (cairo_t *cr, double x, double y, double size)
{
  double middle = x + size / 2;
  double half = size * 0.30;

  cairo_new_path (cr);
  cairo_arc (cr, middle, y + size * 0.27, size * 0.17, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, middle, y + size * 0.52 + half, half, G_PI, 2 * G_PI);
  cairo_line_to (cr, middle + half, y + size * 0.92);
  cairo_line_to (cr, middle - half, y + size * 0.92);
  cairo_close_path (cr);
}

static void
candor_icon_array_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CandorIconArray *self = CANDOR_ICON_ARRAY (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double cell = MIN (width / (double)N_COLUMNS, height / (double)N_ROWS);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA accent = { 0.06, 0.46, 0.43, 1.0 };
  GdkRGBA line;
  cairo_t *cr;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &line);
  if (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color",
                                      &accent))
    accent.alpha = 1.0;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (int i = 0; i < N_PEOPLE; i++)
    {
      double x = (i % N_COLUMNS) * cell;

      if (rtl)
        x = width - x - cell;
      trace_person (cr, x, i / N_COLUMNS * cell, cell);
      if (i < self->rate)
        {
          gdk_cairo_set_source_rgba (cr, &accent);
          cairo_fill (cr);
        }
      else
        {
          /* Empty, not only paler: colour alone must not tell them apart. */
          line.alpha = 0.55;
          gdk_cairo_set_source_rgba (cr, &line);
          cairo_set_line_width (cr, 1.0);
          cairo_stroke (cr);
        }
    }
  cairo_destroy (cr);
}

static GtkSizeRequestMode
candor_icon_array_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
height_for (int width)
{
  return (int)ceil (width * N_ROWS / (double)N_COLUMNS);
}

static void
candor_icon_array_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = N_COLUMNS * 11;
      *natural = N_COLUMNS * 22;
    }
  else
    {
      *minimum = height_for (for_size < 0 ? N_COLUMNS * 11 : for_size);
      *natural = height_for (for_size < 0 ? N_COLUMNS * 22 : for_size);
    }
}

static void
candor_icon_array_class_init (CandorIconArrayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = candor_icon_array_snapshot;
  widget_class->measure = candor_icon_array_measure;
  widget_class->get_request_mode = candor_icon_array_get_request_mode;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
candor_icon_array_init (CandorIconArray *self)
{
}

/**
 * candor_icon_array_new:
 * @rate: how many of 100 people
 * @description: the same in words, for those who do not see the picture
 *
 * Returns: (transfer floating): the picture
 */
GtkWidget *
candor_icon_array_new (int rate, const char *description)
{
  CandorIconArray *self = g_object_new (CANDOR_TYPE_ICON_ARRAY, NULL);

  self->rate = CLAMP (rate, 0, N_PEOPLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);

  return GTK_WIDGET (self);
}
