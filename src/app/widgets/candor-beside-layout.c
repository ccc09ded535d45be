/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-beside-layout.h"

/* All in the size of the letters, so that larger text reaches the other form sooner. */
#define GAP_EM 1.7
#define TEXT_EM 34.0
#define PICTURE_EM 16.5
#define BESIDE_EM 30.0

/* Beside the text, a picture takes a third of the width, above it no more than this (pixels). */
#define PICTURE_SHARE 0.34
#define ALONE_WIDTH 480

struct _CandorBesideLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CandorBesideLayout, candor_beside_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *text;
  GtkWidget *pictures; /* (nullable): NULL when there is nothing to show */
  double em;
} Parts;

static void
find_parts (GtkWidget *widget, Parts *parts)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double)PANGO_SCALE;

  parts->em = pango_font_description_get_size_is_absolute (font) ? size : size * 96 / 72;
  parts->text = gtk_widget_get_first_child (widget);
  parts->pictures = gtk_widget_get_next_sibling (parts->text);
  if (parts->pictures != NULL && !gtk_widget_should_layout (parts->pictures))
    parts->pictures = NULL;
}

/* On an upright tablet there is more room above the text than beside it. */
static gboolean
is_upright (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL
         && gtk_widget_get_height (GTK_WIDGET (root)) > gtk_widget_get_width (GTK_WIDGET (root));
}

/* The widths of the two columns in @width; whether they stand beside each other. */
static gboolean
divide (const Parts *parts, int width, int *text_width, int *picture_width)
{
  int gap = (int)(GAP_EM * parts->em);
  int text_min;
  int picture_min = 0;

  gtk_widget_measure (parts->text, GTK_ORIENTATION_HORIZONTAL, -1, &text_min, NULL, NULL, NULL);
  if (parts->pictures != NULL)
    gtk_widget_measure (parts->pictures, GTK_ORIENTATION_HORIZONTAL, -1, &picture_min, NULL, NULL,
                        NULL);

  if (parts->pictures != NULL && width >= BESIDE_EM * parts->em && !is_upright (parts->text))
    {
      int share = MIN ((int)(PICTURE_SHARE * width), (int)(PICTURE_EM * parts->em));

      *picture_width = MAX (picture_min, share);
      *text_width = MIN (width - gap - *picture_width, (int)(TEXT_EM * parts->em));
      if (*text_width >= text_min)
        return TRUE;
    }

  *text_width = MAX (text_min, MIN (width, (int)(TEXT_EM * parts->em)));
  *picture_width = MAX (picture_min, MIN (width, ALONE_WIDTH));

  return FALSE;
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
  int text_min;
  int picture_min = 0;

  find_parts (widget, &parts);
  gtk_widget_measure (parts.text, GTK_ORIENTATION_HORIZONTAL, -1, &text_min, NULL, NULL, NULL);
  if (parts.pictures != NULL)
    gtk_widget_measure (parts.pictures, GTK_ORIENTATION_HORIZONTAL, -1, &picture_min, NULL, NULL,
                        NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double wide = TEXT_EM + (parts.pictures != NULL ? GAP_EM + PICTURE_EM : 0);

      *minimum = MAX (text_min, picture_min);
      *natural = MAX (*minimum, (int)(wide * parts.em));
    }
  else
    {
      int width = for_size;
      int text_width;
      int picture_width;
      int text_height;
      int picture_height = 0;
      gboolean beside;

      if (width < 0)
        width = MAX (text_min, picture_min);
      beside = divide (&parts, width, &text_width, &picture_width);
      gtk_widget_measure (parts.text, GTK_ORIENTATION_VERTICAL, text_width, &text_height, NULL,
                          NULL, NULL);
      if (parts.pictures != NULL)
        {
          /* A picture can shrink to nothing, so its natural height is what it needs. */
          gtk_widget_measure (parts.pictures, GTK_ORIENTATION_VERTICAL, picture_width, NULL,
                              &picture_height, NULL, NULL);
          if (!beside)
            picture_height += (int)(GAP_EM * parts.em);
        }
      *minimum = *natural
          = beside ? MAX (text_height, picture_height) : text_height + picture_height;
    }
}

static void
candor_beside_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  Parts parts;
  GtkAllocation place = { 0 };
  int text_width;
  int picture_width;
  int picture_height = 0;
  gboolean beside;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  find_parts (widget, &parts);
  beside = divide (&parts, width, &text_width, &picture_width);

  if (parts.pictures != NULL)
    {
      gtk_widget_measure (parts.pictures, GTK_ORIENTATION_VERTICAL, picture_width, NULL,
                          &picture_height, NULL, NULL);
      place.x = beside ? text_width + (int)(GAP_EM * parts.em) : 0;
      if (rtl)
        place.x = width - place.x - picture_width;
      place.width = picture_width;
      place.height = picture_height;
      gtk_widget_size_allocate (parts.pictures, &place, -1);
    }

  place.x = rtl ? width - text_width : 0;
  place.y = parts.pictures != NULL && !beside ? picture_height + (int)(GAP_EM * parts.em) : 0;
  place.width = text_width;
  place.height = height - place.y;
  gtk_widget_size_allocate (parts.text, &place, -1);
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
 * Returns: (transfer full): a layout for a widget with exactly two children
 */
GtkLayoutManager *
candor_beside_layout_new (void)
{
  return g_object_new (CANDOR_TYPE_BESIDE_LAYOUT, NULL);
}
