/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-pdf-pages.h"

#include <math.h>
#include <poppler.h>

#include "core/candor-error.h"
#include "core/candor-late.h"

#define FUNCTIONS(F)                                                                               \
  F (poppler_document_new_from_bytes)                                                              \
  F (poppler_document_get_n_pages)                                                                 \
  F (poppler_document_get_page)                                                                    \
  F (poppler_page_get_size)                                                                        \
  F (poppler_page_get_text)                                                                        \
  F (poppler_page_render)                                                                          \
  F (poppler_structure_element_iter_new)                                                           \
  F (poppler_structure_element_iter_free)                                                          \
  F (poppler_structure_element_iter_get_child)                                                     \
  F (poppler_structure_element_iter_get_element)                                                   \
  F (poppler_structure_element_iter_next)                                                          \
  F (poppler_structure_element_get_actual_text)                                                    \
  F (poppler_structure_element_get_page)

CANDOR_DEFINE_LATE (Poppler, load_poppler, CANDOR_SONAME_POPPLER, FUNCTIONS)

static void
page_free (gpointer data)
{
  CandorPdfPage *self = data;

  cairo_surface_destroy (self->picture);
  g_free (self->text);
  g_free (self);
}

/* Adds what each element says of itself to the words of its page. */
static void
take_said (const Poppler *poppler, PopplerStructureElementIter *iter, GPtrArray *pages)
{
  do
    {
      PopplerStructureElement *element = poppler->poppler_structure_element_iter_get_element (iter);
      g_autofree char *said = poppler->poppler_structure_element_get_actual_text (element);
      int page = poppler->poppler_structure_element_get_page (element);
      PopplerStructureElementIter *inner
          = said == NULL ? poppler->poppler_structure_element_iter_get_child (iter) : NULL;

      if (said != NULL && page >= 0 && (guint)page < pages->len)
        g_string_append_printf (pages->pdata[page], "%s\n", said);
      if (inner != NULL)
        {
          take_said (poppler, inner, pages);
          poppler->poppler_structure_element_iter_free (inner);
        }
      g_object_unref (element);
    }
  while (poppler->poppler_structure_element_iter_next (iter));
}

static void
free_words (gpointer data)
{
  g_string_free (data, TRUE);
}

/* Returns: (transfer full) (element-type GString): for each page what its elements say of themselves, which
 * is nothing where the words can be read back from the page */
static GPtrArray *
read_said (const Poppler *poppler, PopplerDocument *document)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (free_words);
  PopplerStructureElementIter *iter = poppler->poppler_structure_element_iter_new (document);

  for (int i = 0; i < poppler->poppler_document_get_n_pages (document); i++)
    g_ptr_array_add (pages, g_string_new (NULL));
  if (iter != NULL)
    {
      take_said (poppler, iter, pages);
      poppler->poppler_structure_element_iter_free (iter);
    }
  return pages;
}

static CandorPdfPage *
render_page (const Poppler *poppler, PopplerPage *page, const GString *said, int width)
{
  CandorPdfPage *self = g_new0 (CandorPdfPage, 1);
  double page_width;
  double page_height;
  double scale;
  cairo_t *cr;

  poppler->poppler_page_get_size (page, &page_width, &page_height);
  scale = width / page_width;
  self->picture
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, (int)ceil (page_height * scale));
  self->text = said->len > 0 ? g_strdup (said->str) : poppler->poppler_page_get_text (page);

  cr = cairo_create (self->picture);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler->poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (self->picture);

  return self;
}

static gboolean
add_page (const Poppler *poppler,
          PopplerDocument *document,
          int index,
          const GString *said,
          int width,
          GPtrArray *pages,
          GError **error)
{
  PopplerPage *page = poppler->poppler_document_get_page (document, index);
  CandorPdfPage *rendered;

  if (page == NULL)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                        "Page %d of the form could not be drawn.", index + 1);
      return FALSE;
    }
  rendered = render_page (poppler, page, said, width);
  g_object_unref (page);
  g_ptr_array_add (pages, rendered);
  if (cairo_surface_status (rendered->picture) == CAIRO_STATUS_SUCCESS)
    return TRUE;

  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                    "Page %d of the form could not be drawn (%s).", index + 1,
                    cairo_status_to_string (cairo_surface_status (rendered->picture)));
  return FALSE;
}

/**
 * candor_pdf_pages_render:
 * @pdf: a document
 * @width: of each picture, in pixels
 * @error: return location for an error
 *
 * Makes pictures of a document from its own bytes, so that what is read on the screen is what is
 * filed. Needs no display, and may run in any thread.
 *
 * Errors: %CANDOR_ERROR_FAILED when the bytes are no document or a page cannot be drawn, or what draws
 * it is not installed.
 *
 * Returns: (transfer full) (nullable) (element-type CandorPdfPage): the pages in their order
 */
GPtrArray *
candor_pdf_pages_render (GBytes *pdf, int width, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) said = NULL;
  const Poppler *poppler = load_poppler (error);
  PopplerDocument *document;
  gboolean drawn = TRUE;

  g_return_val_if_fail (pdf != NULL, NULL);
  g_return_val_if_fail (width > 0, NULL);

  if (poppler == NULL)
    return NULL;
  document = poppler->poppler_document_new_from_bytes (pdf, NULL, &reason);
  if (document == NULL)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                        "The form could not be read back (%s).", reason->message);
      return NULL;
    }

  said = read_said (poppler, document);
  pages = g_ptr_array_new_with_free_func (page_free);
  for (int i = 0; drawn && i < poppler->poppler_document_get_n_pages (document); i++)
    drawn = add_page (poppler, document, i, said->pdata[i], width, pages, error);
  g_object_unref (document);

  return drawn ? g_steal_pointer (&pages) : NULL;
}
