/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The structure tree: its types and their nesting, what each element must say of itself, and whether
 * tree, pages and parent tree tell one story.
 */
#include <string.h>

#include "check-ua-private.h"

/* Far more than fit on one page. */
#define MOST_PIECES 2000

/* ISO 32000-1, 14.8.4: what may stand directly in what. Types that are not named here may stand in
 * any that groups or holds blocks. */
static const struct
{
  const char *type;
  const char *kids;    /* (nullable): the only types that it may hold */
  const char *parents; /* (nullable): the only types that it may stand in */
  gboolean content;    /* whether marked content may stand directly in it */
} types[] = {
  { "Document", NULL, "", FALSE },
  { "Part", NULL, NULL, FALSE },
  { "Sect", NULL, NULL, FALSE },
  { "Div", NULL, NULL, FALSE },
  { "H1", " Span Link ", NULL, TRUE },
  { "H2", " Span Link ", NULL, TRUE },
  { "H3", " Span Link ", NULL, TRUE },
  { "H4", " Span Link ", NULL, TRUE },
  { "P", " Span Link Figure Note ", NULL, TRUE },
  { "L", " LI ", NULL, FALSE },
  { "LI", " Lbl LBody ", " L ", FALSE },
  { "Lbl", " Span ", " LI ", TRUE },
  { "LBody", " P L Span Link Figure ", " LI ", TRUE },
  { "Table", " TR ", NULL, FALSE },
  { "TR", " TH TD ", " Table ", FALSE },
  { "TH", " P Span ", " TR ", TRUE },
  { "TD", NULL, " TR ", TRUE },
  { "Span", " Span ", NULL, TRUE },
  { "Link", " Span ", NULL, TRUE },
  { "Figure", "", NULL, TRUE },
  { "Form", "", NULL, FALSE },
};

typedef struct
{
  Check *check;
  GHashTable *seen; /* (owned): elements, by number */
  const char *lang; /* (nullable): of the element around */
  int level;        /* of the last heading */
} Walk;

static int
find_type (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, name) == 0)
      return i;
  return -1;
}

static gboolean
is_listed (const char *list, const char *name)
{
  g_autofree char *word = g_strdup_printf (" %s ", name);

  return list == NULL || strstr (list, word) != NULL;
}

static int
page_number (Check *self, qpdf_oh page)
{
  for (int i = 0; qpdf_oh_is_dictionary (self->pdf, page) && i < self->n_pages; i++)
    if (qpdf_oh_get_object_id (self->pdf, qpdf_get_page_n (self->pdf, i))
        == qpdf_oh_get_object_id (self->pdf, page))
      return i;
  return -1;
}

static GArray *
kids_of (Check *self, qpdf_oh element)
{
  GArray *kids = g_array_new (FALSE, FALSE, sizeof (qpdf_oh));
  qpdf_oh all = check_get (self, element, "/K");

  if (qpdf_oh_is_array (self->pdf, all))
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->pdf, all); i++)
      {
        qpdf_oh kid = qpdf_oh_get_array_item (self->pdf, all, i);

        g_array_append_val (kids, kid);
      }
  else if (!qpdf_oh_is_null (self->pdf, all))
    g_array_append_val (kids, all);
  return kids;
}

/* An attribute may stand in one dictionary or in one of several. */
static qpdf_oh
attribute (Check *self, qpdf_oh element, const char *owner, const char *key)
{
  qpdf_oh all = check_get (self, element, "/A");

  if (qpdf_oh_is_array (self->pdf, all))
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->pdf, all); i++)
      {
        qpdf_oh one = qpdf_oh_get_array_item (self->pdf, all, i);

        if (check_is (self, one, "/O", owner))
          return check_get (self, one, key);
      }
  return check_is (self, all, "/O", owner) ? check_get (self, all, key)
                                           : qpdf_oh_new_null (self->pdf);
}

static void
check_heading (Walk *walk, const char *type, int id)
{
  int level;

  if (type[0] != 'H' || !g_ascii_isdigit (type[1]))
    return;
  level = type[1] - '0';
  if (level > walk->level + 1)
    check_fault (walk->check, "UA 7.4.2", "%s (object %d) follows a heading of level %d", type, id,
                 walk->level);
  walk->level = level;
}

static void
check_figure (Check *self, qpdf_oh element, int id)
{
  qpdf_oh box = attribute (self, element, "Layout", "/BBox");
  g_autofree char *alt = check_text (self, element, "/Alt");
  double sides[4];

  if (alt == NULL || *alt == '\0')
    check_fault (self, "UA 7.3", "figure %d has no alternative text", id);
  if (!qpdf_oh_is_array (self->pdf, box) || qpdf_oh_get_array_n_items (self->pdf, box) != 4)
    {
      check_fault (self, "UA 7.3", "figure %d has no BBox", id);
      return;
    }
  for (int i = 0; i < 4; i++)
    sides[i] = qpdf_oh_get_numeric_value (self->pdf, qpdf_oh_get_array_item (self->pdf, box, i));
  if (sides[0] >= sides[2] || sides[1] >= sides[3] || sides[0] < 0 || sides[1] < 0)
    check_fault (self, "UA 7.3", "the BBox of figure %d is no box of a page", id);
}

static void
check_table (Check *self, qpdf_oh table, int id)
{
  g_autoptr (GArray) rows = kids_of (self, table);
  guint columns = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GArray) cells = kids_of (self, g_array_index (rows, qpdf_oh, i));

      if (i == 0)
        columns = cells->len;
      if (cells->len == 0 || cells->len != columns)
        check_fault (self, "UA 7.5", "row %u of table %d has %u cells, not %u", i, id, cells->len,
                     columns);
    }
}

/* What an element must say of itself. */
static void
check_element (Walk *walk, qpdf_oh element, const char *type, int id)
{
  static const char *const words[] = { "/Alt", "/ActualText", "/E", "/T" };
  Check *self = walk->check;
  g_autofree char *lang = check_text (self, element, "/Lang");

  check_heading (walk, type, id);
  if (g_str_equal (type, "Figure"))
    check_figure (self, element, id);
  if (g_str_equal (type, "Table"))
    check_table (self, element, id);
  if (g_str_equal (type, "TH"))
    {
      qpdf_oh scope = attribute (self, element, "Table", "/Scope");

      if (!qpdf_oh_is_name (self->pdf, scope)
          || !is_listed (" /Row /Column /Both ", qpdf_oh_get_name (self->pdf, scope)))
        check_fault (self, "UA 7.5", "TH %d has no Scope", id);
    }
  if (g_str_equal (type, "L")
      && !qpdf_oh_is_name (self->pdf, attribute (self, element, "List", "/ListNumbering")))
    check_fault (self, "UA 7.6", "L %d does not say how it is numbered", id);
  if (lang != NULL && !check_language (lang))
    check_fault (self, "UA 7.2", "the language “%s” of element %d is none", lang, id);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = check_text (self, element, words[i]);

      if (text != NULL && *text == '\0')
        check_fault (self, "UA 7.1", "%s of element %d is empty", words[i], id);
    }
}

static void
own_piece (Walk *walk, qpdf_oh page, int mcid, int id)
{
  Check *self = walk->check;
  int number = page_number (self, page);
  gpointer piece = CHECK_PIECE (number, mcid);

  if (number < 0)
    check_fault (self, "UA 7.1", "marked content %d of element %d is on no page", mcid, id);
  else if (!g_hash_table_contains (self->content, piece))
    check_fault (self, "UA 7.1", "element %d holds marked content %d, which is not on page %d", id,
                 mcid, number + 1);
  else if (!g_hash_table_insert (self->owners, piece, GINT_TO_POINTER (id)))
    check_fault (self, "UA 7.1", "marked content %d of page %d has two elements", mcid, number + 1);
}

static void walk_element (Walk *walk, qpdf_oh element, qpdf_oh parent, const char *parent_type);

/* One kid of an element. Returns: the page of marked content; -1 for anything else. */
static int
walk_kid (Walk *walk, qpdf_oh element, qpdf_oh kid, const char *type, int id, GString *words)
{
  Check *self = walk->check;
  qpdf_oh page = check_get (self, element, "/Pg");
  int mcid = -1;

  if (qpdf_oh_is_integer (self->pdf, kid))
    mcid = qpdf_oh_get_int_value_as_int (self->pdf, kid);
  else if (check_is (self, kid, "/Type", "MCR"))
    {
      mcid = check_number (self, kid, "/MCID", -1);
      if (qpdf_oh_is_dictionary (self->pdf, check_get (self, kid, "/Pg")))
        page = check_get (self, kid, "/Pg");
    }
  else if (check_is (self, kid, "/Type", "OBJR"))
    {
      qpdf_oh object = check_get (self, kid, "/Obj");

      if (!qpdf_oh_is_dictionary (self->pdf, object))
        check_fault (self, "UA 7.18", "element %d refers to nothing", id);
      else
        g_hash_table_insert (self->annotation,
                             GINT_TO_POINTER (qpdf_oh_get_object_id (self->pdf, object)),
                             GINT_TO_POINTER (id));
      return -1;
    }
  else
    {
      walk_element (walk, kid, element, type);
      return -1;
    }

  if (!types[find_type (type)].content)
    check_fault (self, "UA 7.1", "%s %d holds content, not elements", type, id);
  own_piece (walk, page, mcid, id);
  if (g_hash_table_contains (self->content, CHECK_PIECE (page_number (self, page), mcid)))
    g_string_append (
        words, g_hash_table_lookup (self->content, CHECK_PIECE (page_number (self, page), mcid)));
  return page_number (self, page);
}

static void
count_split (Check *self, const char *type)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->split, type));

  g_hash_table_replace (self->split, g_strdup (type), GUINT_TO_POINTER (n + 1));
}

static void
walk_element (Walk *walk, qpdf_oh element, qpdf_oh parent, const char *parent_type)
{
  Check *self = walk->check;
  int id = qpdf_oh_get_object_id (self->pdf, element);
  g_autofree char *type = check_name (self, element, "/S");
  g_autoptr (GArray) kids = kids_of (self, element);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *lang = check_text (self, element, "/Lang");
  const char *outer = walk->lang;
  int first = -1;
  int last = -1;
  int line;

  if (type == NULL || find_type (type) < 0)
    {
      check_fault (self, "UA 7.1", "element %d has the type “%s”, which is not a standard one", id,
                   type != NULL ? type : "");
      return;
    }
  if (!g_hash_table_add (walk->seen, GINT_TO_POINTER (id)))
    {
      check_fault (self, "UA 7.1", "element %d stands in the tree twice", id);
      return;
    }
  g_hash_table_insert (self->types, GINT_TO_POINTER (id), g_strdup (type));
  if (qpdf_oh_get_object_id (self->pdf, check_get (self, element, "/P"))
      != qpdf_oh_get_object_id (self->pdf, parent))
    check_fault (self, "UA 7.1", "%s %d names another parent than its own", type, id);
  if (parent_type != NULL && !is_listed (types[find_type (parent_type)].kids, type))
    check_fault (self, "UA 7.1", "%s %d stands in %s", type, id, parent_type);
  if (parent_type != NULL && !is_listed (types[find_type (type)].parents, parent_type))
    check_fault (self, "UA 7.1", "%s %d stands in %s", type, id, parent_type);
  if (kids->len == 0)
    check_fault (self, "UA 7.1", "%s %d is empty", type, id);
  check_element (walk, element, type, id);

  walk->lang = lang != NULL ? lang : outer;
  line = self->lines->len;
  for (guint i = 0; i < kids->len; i++)
    {
      int page = walk_kid (walk, element, g_array_index (kids, qpdf_oh, i), type, id, words);

      if (page >= 0)
        {
          if (last >= 0 && page < last)
            check_fault (self, "UA 7.2", "%s %d goes back from page %d to page %d", type, id,
                         last + 1, page + 1);
          first = first < 0 ? page : first;
          last = page;
        }
    }
  if (last > first)
    count_split (self, type);
  if (first >= 0)
    {
      g_ptr_array_insert (self->lines, line, g_strdup_printf ("%s %s", type, words->str));
      g_ptr_array_insert (self->languages, line, g_strdup (walk->lang != NULL ? walk->lang : ""));
    }
  walk->lang = outer;
}

/* The parent tree leads from each piece of marked content, and from each annotation, back to its
 * element (ISO 32000-1, 14.7.4.4). */
static qpdf_oh
find_parent (Check *self, qpdf_oh numbers, int key)
{
  for (int i = 0; i + 1 < qpdf_oh_get_array_n_items (self->pdf, numbers); i += 2)
    if (qpdf_oh_get_int_value_as_int (self->pdf, qpdf_oh_get_array_item (self->pdf, numbers, i))
        == key)
      return qpdf_oh_get_array_item (self->pdf, numbers, i + 1);
  return qpdf_oh_new_null (self->pdf);
}

static void
check_page_parents (Check *self, qpdf_oh numbers, int page)
{
  int key = check_number (self, qpdf_get_page_n (self->pdf, page), "/StructParents", -1);
  qpdf_oh parents = find_parent (self, numbers, key);
  int n
      = qpdf_oh_is_array (self->pdf, parents) ? qpdf_oh_get_array_n_items (self->pdf, parents) : 0;
  int found = 0;

  for (int i = 0; i < n; i++)
    {
      int id = qpdf_oh_get_object_id (self->pdf, qpdf_oh_get_array_item (self->pdf, parents, i));

      if (GPOINTER_TO_INT (g_hash_table_lookup (self->owners, CHECK_PIECE (page, i))) != id)
        check_fault (self, "UA 7.1",
                     "the parent tree has another element for content %d of page %d", i, page + 1);
    }
  for (int i = 0; i < MOST_PIECES; i++)
    if (g_hash_table_contains (self->content, CHECK_PIECE (page, i)))
      {
        found++;
        if (!g_hash_table_contains (self->owners, CHECK_PIECE (page, i)) || i >= n)
          check_fault (self, "UA 7.1", "content %d of page %d belongs to no element", i, page + 1);
      }
  if (found != n)
    check_fault (self, "UA 7.1", "the parent tree knows %d pieces of page %d, which has %d", n,
                 page + 1, found);
}

static void
check_parent_tree (Check *self, qpdf_oh root)
{
  qpdf_oh numbers = check_get (self, check_get (self, root, "/ParentTree"), "/Nums");
  GHashTableIter iter;
  gpointer annotation;
  gpointer element;
  int last = -1;

  if (!qpdf_oh_is_array (self->pdf, numbers))
    {
      check_fault (self, "UA 7.1", "there is no parent tree");
      return;
    }
  for (int i = 0; i + 1 < qpdf_oh_get_array_n_items (self->pdf, numbers); i += 2)
    {
      int key = qpdf_oh_get_int_value_as_int (self->pdf,
                                              qpdf_oh_get_array_item (self->pdf, numbers, i));

      if (key <= last || key >= check_number (self, root, "/ParentTreeNextKey", 0))
        check_fault (self, "UA 7.1", "key %d of the parent tree is out of order", key);
      last = key;
    }
  for (int i = 0; i < self->n_pages; i++)
    check_page_parents (self, numbers, i);

  g_hash_table_iter_init (&iter, self->annotation);
  while (g_hash_table_iter_next (&iter, &annotation, &element))
    {
      qpdf_oh object = qpdf_get_object_by_id (self->pdf, GPOINTER_TO_INT (annotation), 0);
      qpdf_oh parent
          = find_parent (self, numbers, check_number (self, object, "/StructParent", -1));

      if (qpdf_oh_get_object_id (self->pdf, parent) != GPOINTER_TO_INT (element))
        check_fault (self, "UA 7.18", "the parent tree has another element for annotation %d",
                     GPOINTER_TO_INT (annotation));
    }
}

void
check_structure (Check *self)
{
  qpdf_oh root = check_get (self, self->catalog, "/StructTreeRoot");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { .check = self, .seen = seen };
  g_autoptr (GArray) kids = NULL;

  if (!check_is (self, root, "/Type", "StructTreeRoot"))
    {
      check_fault (self, "UA 7.1", "there is no structure tree");
      return;
    }
  kids = kids_of (self, root);
  if (kids->len != 1 || !check_is (self, g_array_index (kids, qpdf_oh, 0), "/S", "Document"))
    check_fault (self, "UA 7.1", "the tree does not begin with one Document");
  for (guint i = 0; i < kids->len; i++)
    walk_element (&walk, g_array_index (kids, qpdf_oh, i), root, NULL);
  if (walk.level == 0)
    check_fault (self, "UA 7.4", "there is no heading");
  check_parent_tree (self, root);
}
