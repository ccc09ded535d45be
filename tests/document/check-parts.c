/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What lies beside the pages: annotations, the field of the seal, bookmarks and attached files.
 */
#include <string.h>

#include "check-ua-private.h"

/* Bits of /F (ISO 32000-1, 12.5.3). */
#define FLAG_PRINT 4
#define FLAGS_HIDING (1 | 2 | 32 | 256)

static gboolean
has_no_size (Check *self, qpdf_oh annotation)
{
  qpdf_oh box = check_get (self, annotation, "/Rect");
  double sides[4] = { 0, 0, 1, 1 };

  for (int i = 0; qpdf_oh_is_array (self->pdf, box) && i < 4; i++)
    sides[i] = qpdf_oh_get_numeric_value (self->pdf, qpdf_oh_get_array_item (self->pdf, box, i));
  return sides[0] == sides[2] && sides[1] == sides[3];
}

static void
check_annotation (Check *self, qpdf_oh annotation)
{
  int id = qpdf_oh_get_object_id (self->pdf, annotation);
  int flags = check_number (self, annotation, "/F", 0);
  int element = GPOINTER_TO_INT (g_hash_table_lookup (self->annotation, GINT_TO_POINTER (id)));
  const char *type = g_hash_table_lookup (self->types, GINT_TO_POINTER (element));
  g_autofree char *kind = check_name (self, annotation, "/Subtype");
  g_autofree char *contents = check_text (self, annotation, "/Contents");
  g_autofree char *said = check_text (self, annotation, "/TU");

  if ((flags & FLAG_PRINT) == 0 || (flags & FLAGS_HIDING) != 0)
    check_fault (self, "A 6.3.2", "annotation %d is not printed", id);
  if (g_strcmp0 (kind, "Link") == 0)
    {
      if (g_strcmp0 (type, "Link") != 0)
        check_fault (self, "UA 7.18.5", "link %d stands in %s", id,
                     type != NULL ? type : "nothing");
      if (contents == NULL || *contents == '\0')
        check_fault (self, "UA 7.18.5", "link %d does not say where it leads", id);
      if (!check_is (self, check_get (self, annotation, "/A"), "/S", "URI"))
        check_fault (self, "UA 7.18.5", "link %d leads nowhere", id);
    }
  else if (g_strcmp0 (kind, "Widget") == 0)
    {
      if (g_strcmp0 (type, "Form") != 0)
        check_fault (self, "UA 7.18.4", "field %d stands in %s", id,
                     type != NULL ? type : "nothing");
      if (said == NULL || *said == '\0')
        check_fault (self, "UA 7.18.1", "field %d has no name for people", id);
      if (!has_no_size (self, annotation)
          && qpdf_oh_is_null (self->pdf, check_get (self, annotation, "/AP")))
        check_fault (self, "A 6.3.3", "field %d has no appearance", id);
      if (!qpdf_oh_is_null (self->pdf, check_get (self, annotation, "/A")))
        check_fault (self, "A 6.4.1", "field %d does something", id);
    }
  else
    check_fault (self, "A 6.3.1", "annotation %d is a “%s”", id, kind != NULL ? kind : "");
}

void
check_annotations (Check *self)
{
  qpdf_oh form = check_get (self, self->catalog, "/AcroForm");
  qpdf_oh fields = check_get (self, form, "/Fields");

  for (int i = 0; i < self->n_pages; i++)
    {
      qpdf_oh all = check_get (self, qpdf_get_page_n (self->pdf, i), "/Annots");

      for (int j = 0;
           qpdf_oh_is_array (self->pdf, all) && j < qpdf_oh_get_array_n_items (self->pdf, all); j++)
        check_annotation (self, qpdf_oh_get_array_item (self->pdf, all, j));
    }
  if (check_true (self, form, "/NeedAppearances"))
    check_fault (self, "A 6.4.1", "a reader has to draw the fields");
  if (!qpdf_oh_is_null (self->pdf, check_get (self, form, "/XFA")))
    check_fault (self, "A 6.4.2", "there is an XFA form");
  for (int i = 0;
       qpdf_oh_is_array (self->pdf, fields) && i < qpdf_oh_get_array_n_items (self->pdf, fields);
       i++)
    if (!check_is (self, qpdf_oh_get_array_item (self->pdf, fields, i), "/FT", "Sig"))
      check_fault (self, "A 6.4.1", "there is a field to fill in");
}

static gboolean
is_page (Check *self, qpdf_oh page)
{
  for (int i = 0; i < self->n_pages; i++)
    if (qpdf_oh_get_object_id (self->pdf, qpdf_get_page_n (self->pdf, i))
        == qpdf_oh_get_object_id (self->pdf, page))
      return TRUE;
  return FALSE;
}

/* Returns: how many bookmarks show below @parent when it is open. */
static int
check_bookmarks (Check *self, qpdf_oh parent, gboolean root)
{
  qpdf_oh item = check_get (self, parent, "/First");
  int parent_id = qpdf_oh_get_object_id (self->pdf, parent);
  int count = check_number (self, parent, "/Count", 0);
  int last = 0;
  int n = 0;

  for (int guard = 0; qpdf_oh_is_dictionary (self->pdf, item) && guard < 10000; guard++)
    {
      int id = qpdf_oh_get_object_id (self->pdf, item);
      g_autofree char *title = check_text (self, item, "/Title");
      qpdf_oh place = check_get (self, item, "/Dest");
      int below = check_bookmarks (self, item, FALSE);

      if (title == NULL || *title == '\0')
        check_fault (self, "UA 7.17", "bookmark %d has no words", id);
      if (!qpdf_oh_is_array (self->pdf, place)
          || !is_page (self, qpdf_oh_get_array_item (self->pdf, place, 0)))
        check_fault (self, "UA 7.17", "bookmark %d leads to no page", id);
      if (qpdf_oh_get_object_id (self->pdf, check_get (self, item, "/Parent")) != parent_id
          || (last != 0
              && qpdf_oh_get_object_id (self->pdf, check_get (self, item, "/Prev")) != last))
        check_fault (self, "UA 7.17", "bookmark %d does not know its neighbours", id);
      last = id;
      n += 1 + (check_number (self, item, "/Count", 0) > 0 ? below : 0);
      item = check_get (self, item, "/Next");
    }
  if (qpdf_oh_get_object_id (self->pdf, check_get (self, parent, "/Last")) != last && n > 0)
    check_fault (self, "UA 7.17", "bookmark %d has another last one", parent_id);
  if (ABS (count) != n || (root && count < 0))
    check_fault (self, "UA 7.17", "bookmark %d counts %d below it, and has %d", parent_id, count,
                 n);
  return n;
}

void
check_outline (Check *self)
{
  qpdf_oh outline = check_get (self, self->catalog, "/Outlines");

  if (!qpdf_oh_is_dictionary (self->pdf, outline))
    check_fault (self, "UA 7.17", "there are no bookmarks");
  else
    check_bookmarks (self, outline, TRUE);
}

static void
check_embedded (Check *self, qpdf_oh stream, const char *name)
{
  g_autoptr (GBytes) content = check_stream (self, stream);
  qpdf_oh params = check_get (self, stream, "/Params");
  qpdf_oh sum = check_get (self, params, "/CheckSum");
  g_autofree char *type = check_name (self, stream, "/Subtype");
  g_autofree char *date = check_text (self, params, "/ModDate");
  g_autofree char *right = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, content);
  g_autoptr (GString) given = g_string_new (NULL);
  size_t length = 0;
  const char *bytes = qpdf_oh_is_string (self->pdf, sum)
                          ? qpdf_oh_get_binary_string_value (self->pdf, sum, &length)
                          : "";

  for (size_t i = 0; i < length; i++)
    g_string_append_printf (given, "%02x", (guint8)bytes[i]);
  if (type == NULL || !g_regex_match_simple ("^[a-z]+/[a-z0-9.+-]+$", type, 0, 0))
    check_fault (self, "A 6.8", "the file “%s” has the type “%s”", name, type != NULL ? type : "");
  if (check_number (self, params, "/Size", -1) != (int)g_bytes_get_size (content))
    check_fault (self, "A 6.8", "the file “%s” has another size than it says", name);
  if (!g_str_equal (given->str, right))
    check_fault (self, "A 6.8", "the file “%s” has another checksum than it says", name);
  if (date == NULL || !g_regex_match_simple ("^D:\\d{14}[-+]\\d\\d'\\d\\d'?$", date, 0, 0))
    check_fault (self, "A 6.8", "the file “%s” has no date", name);
}

static gboolean
is_associated (Check *self, int id)
{
  qpdf_oh files = check_get (self, self->catalog, "/AF");

  for (int i = 0;
       qpdf_oh_is_array (self->pdf, files) && i < qpdf_oh_get_array_n_items (self->pdf, files); i++)
    if (qpdf_oh_get_object_id (self->pdf, qpdf_oh_get_array_item (self->pdf, files, i)) == id)
      return TRUE;
  return FALSE;
}

static void
check_file_entry (Check *self, qpdf_oh file, const char *name)
{
  static const char *const names[] = { "/F", "/UF" };
  static const char kinds[] = " Source Data Alternative Supplement Unspecified ";
  g_autofree char *kind = check_name (self, file, "/AFRelationship");
  g_autofree char *word = g_strdup_printf (" %s ", kind != NULL ? kind : "");

  if (strstr (kinds, word) == NULL)
    check_fault (self, "A 6.8", "the file “%s” has the relationship “%s”", name,
                 kind != NULL ? kind : "");
  if (!is_associated (self, qpdf_oh_get_object_id (self->pdf, file)))
    check_fault (self, "A 6.8", "the file “%s” is not associated with the document", name);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *said = check_text (self, file, names[i]);
      qpdf_oh stream = check_get (self, check_get (self, file, "/EF"), names[i]);

      if (g_strcmp0 (said, name) != 0)
        check_fault (self, "A 6.8", "the file “%s” is called “%s” by %s", name,
                     said != NULL ? said : "", names[i]);
      if (qpdf_oh_is_stream (self->pdf, stream))
        check_embedded (self, stream, name);
      else
        check_fault (self, "A 6.8", "the file “%s” is not there", name);
    }
}

void
check_attachments (Check *self)
{
  qpdf_oh tree = check_get (self, check_get (self, self->catalog, "/Names"), "/EmbeddedFiles");
  qpdf_oh names = check_get (self, tree, "/Names");
  g_autofree char *last = NULL;

  int n = qpdf_oh_is_array (self->pdf, names) ? qpdf_oh_get_array_n_items (self->pdf, names) : 0;

  if (n == 0 && !qpdf_oh_is_null (self->pdf, check_get (self, self->catalog, "/AF")))
    check_fault (self, "A 6.8", "files are associated that are not attached");
  for (int i = 0; i + 1 < n; i += 2)
    {
      g_autofree char *name = g_strdup (
          qpdf_oh_get_utf8_value (self->pdf, qpdf_oh_get_array_item (self->pdf, names, i)));

      if (last != NULL && strcmp (last, name) >= 0)
        check_fault (self, "A 6.8", "the names of files are not in order");
      check_file_entry (self, qpdf_oh_get_array_item (self->pdf, names, i + 1), name);
      g_free (last);
      last = g_steal_pointer (&name);
    }
}
