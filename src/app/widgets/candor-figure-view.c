/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-figure-view.h"

#include "candor-drawing.h"
#include "candor-parts.h"
#include "core/candor-markup.h"

struct _CandorFigureView
{
  AdwBin parent_instance;

  GtkPicture *picture;
  GtkLabel *caption;
  GtkBox *legend;
};

G_DEFINE_FINAL_TYPE (CandorFigureView, candor_figure_view, ADW_TYPE_BIN)

static void
scale_cb (GtkWidget *picture)
{
  GdkPaintable *drawing = gtk_picture_get_paintable (GTK_PICTURE (picture));

  if (drawing != NULL)
    candor_drawing_set_scale (CANDOR_DRAWING (drawing), gtk_widget_get_scale_factor (picture));
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
  g_autoptr (CandorDrawing) drawing = path != NULL ? candor_drawing_load (path, NULL) : NULL;
  g_autofree char *alt
      = candor_markup_to_plain (candor_procedure_text (procedure, language, figure->alt));

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (drawing));
  gtk_picture_set_alternative_text (self->picture, alt);
  scale_cb (GTK_WIDGET (self->picture));
  g_signal_connect (self->picture, "notify::scale-factor", G_CALLBACK (scale_cb), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), drawing != NULL);

  if (drawing == NULL || figure->caption == NULL)
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
