/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Finds, in a file that qpdf has written, the numbers of what the structure tree speaks of.
 */
#include "candor-archive-private.h"

#include <string.h>

static int
number_of (qpdf_data qpdf, qpdf_oh object)
{
  return qpdf_oh_get_object_id (qpdf, object);
}

static char *
read_id (qpdf_data qpdf, qpdf_oh trailer)
{
  GString *text = g_string_new ("[");
  qpdf_oh id = qpdf_oh_get_key (qpdf, trailer, "/ID");

  for (int i = 0; i < 2; i++)
    {
      size_t length = 0;
      const char *bytes
          = qpdf_oh_get_binary_string_value (qpdf, qpdf_oh_get_array_item (qpdf, id, i), &length);

      g_string_append (text, " <");
      for (size_t j = 0; j < length; j++)
        g_string_append_printf (text, "%02x", (guint8)bytes[j]);
      g_string_append_c (text, '>');
    }
  g_string_append (text, " ]");
  return g_string_free (text, FALSE);
}

static void
read_page (CandorTreePlaces *self, qpdf_data qpdf, int index, qpdf_oh page)
{
  qpdf_oh annotations = qpdf_oh_get_key (qpdf, page, "/Annots");
  int n = qpdf_oh_is_array (qpdf, annotations) ? qpdf_oh_get_array_n_items (qpdf, annotations) : 0;

  self->pages[index] = number_of (qpdf, page);
  self->links[index] = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < n; i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (qpdf, annotations, i);
      qpdf_oh kind = qpdf_oh_get_key (qpdf, annotation, "/Subtype");
      int number = number_of (qpdf, annotation);

      if (g_str_equal (qpdf_oh_get_name (qpdf, kind), "/Widget"))
        self->seal_field = number;
      else
        g_array_append_val (self->links[index], number);
    }
}

static void
read_file (CandorTreePlaces *self, qpdf_data qpdf)
{
  qpdf_oh trailer = qpdf_get_trailer (qpdf);
  qpdf_oh root = qpdf_get_root (qpdf);
  qpdf_oh pages;

  self->n_objects = qpdf_oh_get_int_value_as_int (qpdf, qpdf_oh_get_key (qpdf, trailer, "/Size"));
  self->root = number_of (qpdf, root);
  self->info = number_of (qpdf, qpdf_oh_get_key (qpdf, trailer, "/Info"));
  self->id = read_id (qpdf, trailer);
  self->tree = number_of (qpdf, qpdf_oh_get_key (qpdf, root, "/StructTreeRoot"));
  /* All of them in one array, as candor_archive_open_pages () has made it. */
  pages = qpdf_oh_get_key (qpdf, qpdf_oh_get_key (qpdf, root, "/Pages"), "/Kids");
  self->n_pages = qpdf_oh_is_array (qpdf, pages) ? qpdf_oh_get_array_n_items (qpdf, pages) : 0;
  self->pages = g_new0 (int, self->n_pages);
  self->links = g_new0 (GArray *, self->n_pages);
  for (int i = 0; i < self->n_pages; i++)
    read_page (self, qpdf, i, qpdf_oh_get_array_item (qpdf, pages, i));
}

/* Returns: %FALSE with %CANDOR_ERROR_FAILED when the file cannot be read again. */
gboolean
candor_tree_places_find (CandorTreePlaces *self, gconstpointer file, gsize size, GError **error)
{
  qpdf_data qpdf = qpdf_init ();
  gboolean failed;

  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  qpdf_silence_errors (qpdf);
  failed = (qpdf_read_memory (qpdf, "document", file, size, NULL) & QPDF_ERRORS) != 0;
  if (!failed)
    {
      read_file (self, qpdf);
      failed = qpdf_has_error (qpdf);
    }
  if (failed)
    candor_update_set_error (error, qpdf_get_error_full_text (qpdf, qpdf_get_error (qpdf)));
  qpdf_cleanup (&qpdf);
  return !failed;
}

void
candor_tree_places_clear (CandorTreePlaces *self)
{
  for (int i = 0; i < self->n_pages; i++)
    g_array_unref (self->links[i]);
  g_free (self->links);
  g_free (self->pages);
  g_free (self->id);
}
