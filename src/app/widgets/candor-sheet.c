/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-sheet.h"

#include "app/widgets/candor-parts.h"
#include "document/candor-pdf-pages.h"

/**
 * candor_sheet_new:
 * @pages: (element-type CandorPdfPage): the pages of a document
 * @index: which of them
 * @language: for the number under it
 *
 * Returns: (transfer floating): a page as a picture that can be read aloud, with its number
 */
GtkWidget *
candor_sheet_new (GPtrArray *pages, guint index, const CandorLanguage *language)
{
  const CandorPdfPage *page = pages->pdata[index];
  /* Translators: a page of the form. */
  g_autofree char *label = g_strdup_printf (candor_language_text (language, N_ ("Page %u of %u")),
                                            index + 1, pages->len);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  int width = cairo_image_surface_get_width (page->picture);
  int height = cairo_image_surface_get_height (page->picture);
  int stride = cairo_image_surface_get_stride (page->picture);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (page->picture), (gsize)stride * height,
      (GDestroyNotify)cairo_surface_destroy, cairo_surface_reference (page->picture));
  g_autoptr (GdkTexture) texture
      = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_widget_add_css_class (picture, "sheet");
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, page->text, -1);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), candor_parts_label (label, "quiet"));
  return box;
}
