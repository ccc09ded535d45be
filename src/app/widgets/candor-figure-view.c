/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-figure-view.h"

#include <librsvg/rsvg.h>

#include "candor-parts.h"

#include "core/candor-markup.h"

/* Wide enough to stay sharp on a tablet with two device pixels to one. */
#define PICTURE_WIDTH 960

struct _CandorFigureView
{
  AdwBin parent_instance;

  GtkPicture *picture;
  GtkLabel *caption;
  GtkBox *legend;
};

G_DEFINE_FINAL_TYPE (CandorFigureView, candor_figure_view, ADW_TYPE_BIN)

static GdkTexture *
texture_from_svg (const char *path, GError **error)
{
  RsvgHandle *handle = rsvg_handle_new_from_file (path, error);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double width = 0;
  double height = 0;
  RsvgRectangle viewport = { 0 };
  gboolean drawn;

  if (handle == NULL)
    return NULL;
  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &width, &height) || width <= 0
      || height <= 0)
    {
      width = 4;
      height = 3;
    }

  viewport.width = PICTURE_WIDTH;
  viewport.height = CLAMP (PICTURE_WIDTH * height / width, 1, 2 * PICTURE_WIDTH);
  surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)viewport.width, (int)viewport.height);
  cr = cairo_create (surface);
  drawn = rsvg_handle_render_document (handle, cr, &viewport, error);
  cairo_destroy (cr);
  g_object_unref (handle);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize)cairo_image_surface_get_stride (surface)
                           * cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;

  return gdk_memory_texture_new ((int)viewport.width, (int)viewport.height, GDK_MEMORY_DEFAULT,
                                 bytes, (gsize)viewport.width * 4);
}

static void
candor_figure_view_class_init (CandorFigureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/candor/Candor/candor-figure-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CandorFigureView, picture);
  gtk_widget_class_bind_template_child (widget_class, CandorFigureView, caption);
  gtk_widget_class_bind_template_child (widget_class, CandorFigureView, legend);
}

static void
candor_figure_view_init (CandorFigureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * candor_figure_view_new:
 * @figure: what to show
 * @language: the language of its words
 *
 * A picture that cannot be read is replaced by the words that describe it. One without a caption has
 * them for its caption: no picture stands there without words.
 *
 * Returns: (transfer floating): the picture with its words
 */
GtkWidget *
candor_figure_view_new (CandorProcedure *procedure,
                        const CandorFigure *figure,
                        const CandorLanguage *language)
{
  CandorFigureView *self = g_object_new (CANDOR_TYPE_FIGURE_VIEW, NULL);
  g_autofree char *path = candor_procedure_figure_path (procedure, figure);
  g_autoptr (GdkTexture) texture = path != NULL ? texture_from_svg (path, NULL) : NULL;
  g_autofree char *alt
      = candor_markup_to_plain (candor_procedure_text (procedure, language, figure->alt));

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (self->picture, alt);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);

  if (texture == NULL || figure->caption == NULL)
    gtk_label_set_label (self->caption, alt);
  else
    candor_parts_set_procedure_words (self->caption, procedure, language, figure->caption);

  for (guint i = 0; figure->legend != NULL && i < figure->legend->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      GtkWidget *words = candor_parts_procedure_label (
          procedure, language, g_ptr_array_index (figure->legend, i), "legend");

      gtk_box_append (self->legend, candor_parts_bullet (number, words));
    }

  return GTK_WIDGET (self);
}
