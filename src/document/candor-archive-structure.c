/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Builds the structure tree of a document from what was logged while it was drawn.
 */
#include "candor-archive-private.h"

#include <string.h>

/* The elements of the tree. An entry of the log that goes on after a page break is none. */
typedef struct
{
  CandorArchive *archive;
  qpdf_oh *elements; /* (owned): for each entry, its element; 0 if it has none */
  GArray **kids;     /* (owned): for each entry, handles of what is in it */
} Tree;

static void
add_kid (Tree *tree, guint index, qpdf_oh kid)
{
  if (tree->kids[index] == NULL)
    tree->kids[index] = g_array_new (FALSE, FALSE, sizeof (qpdf_oh));
  g_array_append_val (tree->kids[index], kid);
}

static void
set_attributes (CandorArchive *self, qpdf_oh object, const CandorTag *tag)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE * 4 + 64];
  char bounds[4][G_ASCII_DTOSTR_BUF_SIZE];

  if (g_str_equal (tag->name, "TH"))
    /* Every table here has its heads at the start of its rows. */
    g_strlcpy (text, "<< /O /Table /Scope /Row >>", sizeof text);
  else if (g_str_equal (tag->name, "L"))
    g_snprintf (text, sizeof text, "<< /O /List /ListNumbering /%s >>",
                tag->ordered ? "Decimal" : "Disc");
  else if (tag->has_bounds)
    {
      for (int i = 0; i < 4; i++)
        g_ascii_formatd (bounds[i], sizeof bounds[i], "%.2f", tag->bounds[i]);
      g_snprintf (text, sizeof text, "<< /O /Layout /Placement /Block /BBox [ %s %s %s %s ] >>",
                  bounds[0], bounds[1], bounds[2], bounds[3]);
    }
  else
    return;
  qpdf_oh_replace_key (self->qpdf, object, "/A", qpdf_oh_parse (self->qpdf, text));
}

static void
make_elements (Tree *tree, qpdf_oh root, GHashTable *names)
{
  CandorArchive *self = tree->archive;

  for (guint i = 0; i < candor_tag_log_length (self->log); i++)
    {
      const CandorTag *tag = candor_tag_log_get (self->log, i);
      qpdf_oh name = GPOINTER_TO_UINT (g_hash_table_lookup (names, tag->name));

      if (tag->continues >= 0)
        continue;
      if (name == 0)
        {
          g_autofree char *text = g_strconcat ("/", tag->name, NULL);

          name = qpdf_oh_new_name (self->qpdf, text);
          g_hash_table_insert (names, (gpointer)tag->name, GUINT_TO_POINTER (name));
        }
      tree->elements[i] = candor_archive_object (self);
      qpdf_oh_replace_key (self->qpdf, tree->elements[i], "/S", name);
      candor_archive_set_text (self, tree->elements[i], "/Alt", tag->alt);
      candor_archive_set_text (self, tree->elements[i], "/Lang", tag->lang);
      set_attributes (self, tree->elements[i], tag);
      if (tag->parent >= 0)
        {
          guint parent = candor_tag_log_owner (self->log, tag->parent);

          qpdf_oh_replace_key (self->qpdf, tree->elements[i], "/P", tree->elements[parent]);
          add_kid (tree, parent, tree->elements[i]);
        }
      else
        {
          qpdf_oh_replace_key (self->qpdf, tree->elements[i], "/P", root);
          qpdf_oh_replace_key (self->qpdf, root, "/K", tree->elements[i]);
        }
    }
}

/* An annotation, or marked content of another page than the one its element names. */
static qpdf_oh
new_reference (CandorArchive *self, const char *type, qpdf_oh page)
{
  qpdf_oh reference = qpdf_oh_new_dictionary (self->qpdf);

  candor_archive_set_name (self, reference, "/Type", type);
  qpdf_oh_replace_key (self->qpdf, reference, "/Pg", page);
  return reference;
}

static void
add_parent (CandorArchive *self, int key, qpdf_oh value)
{
  qpdf_oh_append_item (self->qpdf, self->parents, qpdf_oh_new_integer (self->qpdf, key));
  qpdf_oh_append_item (self->qpdf, self->parents, value);
}

/* Hangs the marked content of a page under its elements, and notes each one's element. */
static void
place_content (Tree *tree, int page)
{
  CandorArchive *self = tree->archive;
  qpdf_oh owners = qpdf_oh_new_array (self->qpdf);

  for (guint i = 0; i < self->marked[page]->len; i++)
    {
      guint index = g_array_index (self->marked[page], guint, i);
      guint owner = candor_tag_log_owner (self->log, index);
      qpdf_oh kid = qpdf_oh_new_integer (self->qpdf, i);

      if (owner == index)
        qpdf_oh_replace_key (self->qpdf, tree->elements[owner], "/Pg", self->pages[page]);
      else
        {
          qpdf_oh reference = new_reference (self, "/MCR", self->pages[page]);

          qpdf_oh_replace_key (self->qpdf, reference, "/MCID", kid);
          kid = reference;
        }
      add_kid (tree, owner, kid);
      qpdf_oh_append_item (self->qpdf, owners, tree->elements[owner]);
    }
  candor_archive_set_integer (self, self->pages[page], "/StructParents", page);
  add_parent (self, page, owners);
}

/* A link of the page and the element of its words: each on a page belongs to the next of the other
 * kind. */
static void
place_links (Tree *tree, int page)
{
  CandorArchive *self = tree->archive;
  qpdf_oh annotations = qpdf_oh_get_key (self->qpdf, self->pages[page], "/Annots");
  int n = qpdf_oh_is_array (self->qpdf, annotations)
              ? qpdf_oh_get_array_n_items (self->qpdf, annotations)
              : 0;
  int next = 0;

  for (guint i = 0; i < self->marked[page]->len; i++)
    {
      guint index = g_array_index (self->marked[page], guint, i);
      const CandorTag *tag = candor_tag_log_get (self->log, index);
      qpdf_oh reference;
      qpdf_oh annotation;

      if (tag->link == NULL)
        continue;
      if (next >= n)
        {
          candor_archive_fail (self, "a link is missing");
          return;
        }
      annotation = qpdf_oh_get_array_item (self->qpdf, annotations, next++);
      reference = new_reference (self, "/OBJR", self->pages[page]);
      qpdf_oh_replace_key (self->qpdf, reference, "/Obj", annotation);
      add_kid (tree, index, reference);
      candor_archive_set_integer (self, annotation, "/F", 4); /* printed */
      candor_archive_set_text (self, annotation, "/Contents", tag->link);
      candor_archive_set_integer (self, annotation, "/StructParent", self->next_parent);
      add_parent (self, self->next_parent++, tree->elements[index]);
    }
}

/* The seal's field cannot be seen, but whoever walks the fields of a document must find it in the
 * tree. */
static void
place_seal (Tree *tree)
{
  CandorArchive *self = tree->archive;
  qpdf_oh element;
  qpdf_oh reference;

  if (self->seal_field == 0)
    return;
  element = candor_archive_object (self);
  candor_archive_set_name (self, element, "/S", "/Form");
  candor_archive_set_text (self, element, "/Alt", self->info->sealed_by);
  qpdf_oh_replace_key (self->qpdf, element, "/P", tree->elements[0]);
  reference = new_reference (self, "/OBJR", self->pages[self->n_pages - 1]);
  qpdf_oh_replace_key (self->qpdf, reference, "/Obj", self->seal_field);
  qpdf_oh_replace_key (self->qpdf, element, "/K", reference);
  add_kid (tree, 0, element);
  candor_archive_set_integer (self, self->seal_field, "/StructParent", self->next_parent);
  add_parent (self, self->next_parent++, element);
}

static void
join_kids (Tree *tree)
{
  CandorArchive *self = tree->archive;

  for (guint i = 0; i < candor_tag_log_length (self->log); i++)
    {
      GArray *kids = tree->kids[i];
      qpdf_oh array;

      if (kids == NULL)
        continue;
      if (kids->len == 1)
        {
          qpdf_oh_replace_key (self->qpdf, tree->elements[i], "/K",
                               g_array_index (kids, qpdf_oh, 0));
          continue;
        }
      array = qpdf_oh_new_array (self->qpdf);
      for (guint j = 0; j < kids->len; j++)
        qpdf_oh_append_item (self->qpdf, array, g_array_index (kids, qpdf_oh, j));
      qpdf_oh_replace_key (self->qpdf, tree->elements[i], "/K", array);
    }
}

void
candor_archive_structure (CandorArchive *self)
{
  guint n = candor_tag_log_length (self->log);
  Tree tree = {
    .archive = self,
    .elements = g_new0 (qpdf_oh, n),
    .kids = g_new0 (GArray *, n),
  };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  qpdf_oh root = candor_archive_object (self);
  qpdf_oh parent_tree = candor_archive_object (self);

  self->parents = qpdf_oh_new_array (self->qpdf);
  self->next_parent = self->n_pages;
  candor_archive_set_name (self, root, "/Type", "/StructTreeRoot");
  make_elements (&tree, root, names);
  for (int i = 0; i < self->n_pages; i++)
    place_content (&tree, i);
  for (int i = 0; i < self->n_pages && self->error == NULL; i++)
    place_links (&tree, i);
  place_seal (&tree);
  join_kids (&tree);

  qpdf_oh_replace_key (self->qpdf, parent_tree, "/Nums", self->parents);
  qpdf_oh_replace_key (self->qpdf, root, "/ParentTree", parent_tree);
  candor_archive_set_integer (self, root, "/ParentTreeNextKey", self->next_parent);
  qpdf_oh_replace_key (self->qpdf, self->catalog, "/StructTreeRoot", root);

  for (guint i = 0; i < n; i++)
    g_clear_pointer (&tree.kids[i], g_array_unref);
  g_free (tree.kids);
  g_free (tree.elements);
}
