/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Lays the two sheets of each page over each other, and numbers what is on them.
 */
#include "candor-archive-private.h"

#include <stdlib.h>
#include <string.h>

#include "core/candor-language.h"

/* Shows the lower sheet, as an artifact: a screen reader passes over it. */
#define SHOW_LOWER "q /Artifact BMC /Lower Do EMC Q\n"

/* A running header or footer says that it is one (ISO 14289-1, 7.8; ISO 32000-1, 14.8.2.2.2), and a
 * sheet that is an artifact holds no numbered content. */
static void
name_furniture (CandorArchive *self, qpdf_oh stream)
{
  static const char *const tags[][2]
      = { { CANDOR_SHEET_HEADER, "Header" }, { CANDOR_SHEET_FOOTER, "Footer" } };
  g_autoptr (GString) content = NULL;
  unsigned char *data = NULL;
  size_t size = 0;

  qpdf_oh_get_stream_data (self->qpdf, stream, qpdf_dl_generalized, NULL, &data, &size);
  content = g_string_new_len ((const char *)data, size);
  free (data);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *named
          = g_strdup_printf ("/Artifact << /Type /Pagination /Subtype /%s >>", tags[i][1]);

      /* Newer Cairos leave out an empty header, and give its number to the footer. */
      for (gsize j = 0; j <= i; j++)
        {
          g_autofree char *tagged = g_strdup_printf ("/%s << /MCID %zu >>", tags[i][0], j);

          g_string_replace (content, tagged, named, 1);
        }
    }
  if (strstr (content->str, "/MCID") != NULL)
    candor_archive_fail (self, N_ ("its paper holds tagged content"));
  candor_archive_fill (self, stream, content->str, content->len);
}

/* Turns a page into a form of its own, which another page can show (ISO 32000-1, 8.10). */
static qpdf_oh
make_form (CandorArchive *self, qpdf_oh page)
{
  qpdf_oh form = qpdf_oh_get_key (self->qpdf, page, "/Contents");
  qpdf_oh dictionary = qpdf_oh_get_dict (self->qpdf, form);

  name_furniture (self, form);
  candor_archive_set_name (self, dictionary, "/Type", "/XObject");
  candor_archive_set_name (self, dictionary, "/Subtype", "/Form");
  qpdf_oh_replace_key (self->qpdf, dictionary, "/BBox",
                       qpdf_oh_get_key (self->qpdf, page, "/MediaBox"));
  qpdf_oh_replace_key (self->qpdf, dictionary, "/Resources",
                       qpdf_oh_get_key (self->qpdf, page, "/Resources"));
  return form;
}

static void
lay_over (CandorArchive *self, qpdf_oh lower, qpdf_oh upper, qpdf_oh show)
{
  qpdf_oh resources = qpdf_oh_get_key (self->qpdf, upper, "/Resources");
  qpdf_oh objects = qpdf_oh_get_key (self->qpdf, resources, "/XObject");
  qpdf_oh contents = qpdf_oh_new_array (self->qpdf);

  if (!qpdf_oh_is_dictionary (self->qpdf, objects))
    objects = qpdf_oh_new_dictionary (self->qpdf);
  qpdf_oh_replace_key (self->qpdf, objects, "/Lower", make_form (self, lower));
  qpdf_oh_replace_key (self->qpdf, resources, "/XObject", objects);
  qpdf_oh_append_item (self->qpdf, contents, show);
  qpdf_oh_append_item (self->qpdf, contents, qpdf_oh_get_key (self->qpdf, upper, "/Contents"));
  qpdf_oh_replace_key (self->qpdf, upper, "/Contents", contents);
}

/* Cairo draws what belongs to the paper on a sheet, and then what is tagged on the next. It lists all
 * sheets in one array, which is changed as it is: qpdf_remove_page () would first look at every page
 * and at all that it inherits. */
void
candor_archive_open_pages (CandorArchive *self)
{
  qpdf_oh tree = qpdf_oh_get_key (self->qpdf, self->catalog, "/Pages");
  qpdf_oh sheets = qpdf_oh_get_key (self->qpdf, tree, "/Kids");
  qpdf_oh pages = qpdf_oh_new_array (self->qpdf);
  int n_sheets
      = qpdf_oh_is_array (self->qpdf, sheets) ? qpdf_oh_get_array_n_items (self->qpdf, sheets) : 0;
  qpdf_oh show;

  if (n_sheets < 2 || n_sheets % 2 != 0)
    {
      candor_archive_fail (self, N_ ("it has no pages"));
      return;
    }
  self->n_pages = n_sheets / 2;
  self->pages = g_new0 (qpdf_oh, self->n_pages);
  show = candor_archive_stream (self, SHOW_LOWER, strlen (SHOW_LOWER));
  for (int i = 0; i < self->n_pages; i++)
    {
      qpdf_oh lower = qpdf_oh_get_array_item (self->qpdf, sheets, 2 * i);

      self->pages[i] = qpdf_oh_get_array_item (self->qpdf, sheets, 2 * i + 1);
      lay_over (self, lower, self->pages[i], show);
      qpdf_oh_append_item (self->qpdf, pages, self->pages[i]);
    }
  qpdf_oh_replace_key (self->qpdf, tree, "/Kids", pages);
  candor_archive_set_integer (self, tree, "/Count", self->n_pages);
}

/* Cairo numbers what it marks in the order of drawing, from 0 on each page, as the log does. */
void
candor_archive_number_content (CandorArchive *self)
{
  self->marked = g_new0 (GArray *, self->n_pages);
  for (int i = 0; i < self->n_pages; i++)
    self->marked[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < candor_tag_log_length (self->log); i++)
    {
      const CandorTag *tag = candor_tag_log_get (self->log, i);

      if (tag->leaf && tag->page < self->n_pages)
        g_array_append_val (self->marked[tag->page], i);
    }
}

/* The links of a page stand in the order of drawing. Their keys in the parent tree follow those of the
 * pages. */
void
candor_archive_number_links (CandorArchive *self)
{
  int key = self->n_pages;

  for (int i = 0; i < self->n_pages; i++)
    {
      qpdf_oh annotations = qpdf_oh_get_key (self->qpdf, self->pages[i], "/Annots");
      int n = qpdf_oh_is_array (self->qpdf, annotations)
                  ? qpdf_oh_get_array_n_items (self->qpdf, annotations)
                  : 0;
      int next = 0;

      candor_archive_set_integer (self, self->pages[i], "/StructParents", i);
      for (guint j = 0; j < self->marked[i]->len; j++)
        {
          const CandorTag *tag
              = candor_tag_log_get (self->log, g_array_index (self->marked[i], guint, j));
          qpdf_oh annotation;

          if (tag->link == NULL)
            continue;
          annotation = qpdf_oh_get_array_item (self->qpdf, annotations, next++);
          candor_archive_set_integer (self, annotation, "/F", 4); /* printed */
          candor_archive_set_text (self, annotation, "/Contents", tag->link);
          candor_archive_set_integer (self, annotation, "/StructParent", key++);
        }
      if (next != n)
        candor_archive_fail (self, N_ ("its links do not fit its text"));
    }
  self->next_parent = key;
}
