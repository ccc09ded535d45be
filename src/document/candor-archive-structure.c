/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Builds the structure tree of a document from what was logged while it was drawn. It is the largest
 * thing in a form, so white space stands only where it must (ISO 32000-1, 7.2.2).
 */
#include "candor-archive-private.h"

#include <string.h>

/* The elements of the tree. An entry of the log that goes on after a page break is none. */
typedef struct
{
  const CandorTagLog *log;
  const CandorTreePlaces *places;
  int *numbers;      /* (owned): for each entry, the number of its object; 0 if it has none */
  GString **kids;    /* (owned) (nullable): for each entry, what is in it */
  const int **pages; /* (owned): for each entry, the page of its first content; NULL if none */
  GString *parents;  /* (owned): keys and values of the parent tree */
  int next_parent;   /* the next free key of the parent tree */
} Tree;

static GString *
kids_of (Tree *tree, guint index)
{
  if (tree->kids[index] == NULL)
    tree->kids[index] = g_string_new (NULL);
  return tree->kids[index];
}

static void
append_kid (GString *kids, int number)
{
  g_string_append_c (kids, ' ');
  candor_update_append_reference (kids, number);
}

/* Numbers the elements, and hangs each under the one around it. */
static void
place_elements (Tree *tree, int first_number)
{
  for (guint i = 0; i < candor_tag_log_length (tree->log); i++)
    {
      const CandorTag *tag = candor_tag_log_get (tree->log, i);

      if (tag->continues >= 0)
        continue;
      tree->numbers[i] = first_number++;
      if (tag->parent >= 0)
        append_kid (kids_of (tree, candor_tag_log_owner (tree->log, tag->parent)),
                    tree->numbers[i]);
    }
}

/* Hangs the marked content of a page under its elements, and notes each one's element. Cairo numbers
 * what it marks in the order of drawing, from 0 on each page, as the log does. */
static void
place_content (Tree *tree, int page, const GArray *marked)
{
  const CandorTreePlaces *places = tree->places;
  guint link = 0;

  g_string_append_printf (tree->parents, "%d[", page);
  for (guint i = 0; i < marked->len; i++)
    {
      guint index = g_array_index (marked, guint, i);
      guint owner = candor_tag_log_owner (tree->log, index);
      const CandorTag *tag = candor_tag_log_get (tree->log, index);
      GString *kids = kids_of (tree, owner);

      if (tree->pages[owner] == NULL)
        tree->pages[owner] = &places->pages[page];
      if (tree->pages[owner] == &places->pages[page])
        {
          g_string_append_c (kids, ' ');
          candor_update_append_number (kids, i);
        }
      else
        g_string_append_printf (kids, "<</Type/MCR/Pg %d 0 R/MCID %u>>", places->pages[page], i);
      if (tag->link != NULL)
        g_string_append_printf (kids, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", places->pages[page],
                                g_array_index (places->links[page], int, link++));
      append_kid (tree->parents, tree->numbers[owner]);
    }
  g_string_append (tree->parents, "]\n");
}

/* The keys of annotations follow those of pages, in the order in which the first pass gave them. */
static void
place_links (Tree *tree, const GArray *marked)
{
  for (guint i = 0; i < marked->len; i++)
    {
      guint index = g_array_index (marked, guint, i);

      if (candor_tag_log_get (tree->log, index)->link != NULL)
        g_string_append_printf (tree->parents, "%d %d 0 R\n", tree->next_parent++,
                                tree->numbers[index]);
    }
}

/* A byte of a literal string (ISO 32000-1, 7.3.4.2). */
static void
append_byte (GString *out, guint8 byte)
{
  if (byte == '(' || byte == ')' || byte == '\\')
    g_string_append_c (out, '\\');
  if (byte == '\r')
    g_string_append (out, "\\r");
  else
    g_string_append_c (out, (char)byte);
}

/* A text string (ISO 32000-1, 7.9.2.2): as it is where that is the same, or in UTF-16. Not in digits, which
 * take twice the room, also when they are compressed: a form may say all of its words. */
static void
append_text (GString *out, const char *key, const char *text)
{
  g_autofree gunichar2 *units = NULL;
  glong n = 0;

  if (text == NULL)
    return;
  g_string_append_printf (out, "%s(", key);
  if (g_str_is_ascii (text))
    for (const char *at = text; *at != '\0'; at++)
      append_byte (out, *at);
  else
    {
      units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
      g_string_append (out, "\xfe\xff");
      for (glong i = 0; i < n; i++)
        {
          append_byte (out, units[i] >> 8);
          append_byte (out, units[i] & 0xff);
        }
    }
  g_string_append_c (out, ')');
}

static void
append_attributes (GString *out, const CandorTag *tag)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  /* Every table here has its heads at the start of its rows. */
  if (g_str_equal (tag->name, "TH"))
    g_string_append (out, "/A<</O/Table/Scope/Row>>");
  if (g_str_equal (tag->name, "L"))
    g_string_append_printf (out, "/A<</O/List/ListNumbering/%s>>",
                            tag->labels != NULL ? tag->labels : "None");
  if (tag->has_bounds)
    {
      g_string_append (out, "/A<</O/Layout/Placement/Block/BBox[");
      for (int i = 0; i < 4; i++)
        g_string_append_printf (out, " %s",
                                g_ascii_formatd (number, sizeof number, "%.2f", tag->bounds[i]));
      g_string_append (out, "]>>");
    }
}

static void
write_elements (Tree *tree, CandorUpdate *update, int root)
{
  for (guint i = 0; i < candor_tag_log_length (tree->log); i++)
    {
      const CandorTag *tag = candor_tag_log_get (tree->log, i);
      GString *out;

      if (tag->continues >= 0)
        continue;
      out = candor_update_begin (update, tree->numbers[i]);
      g_string_append (out, "<</S/");
      g_string_append (out, tag->name);
      g_string_append (out, "/P");
      append_kid (out, tag->parent >= 0
                           ? tree->numbers[candor_tag_log_owner (tree->log, tag->parent)]
                           : root);
      if (tree->pages[i] != NULL)
        {
          g_string_append (out, "/Pg");
          append_kid (out, *tree->pages[i]);
        }
      if (tree->kids[i] != NULL)
        {
          g_string_append (out, "/K[");
          g_string_append_len (out, tree->kids[i]->str, tree->kids[i]->len);
          g_string_append_c (out, ']');
        }
      append_text (out, "/Alt", tag->alt);
      append_text (out, "/ActualText", tag->said);
      /* The code of a language is plain letters. */
      if (tag->lang != NULL)
        g_string_append_printf (out, " /Lang (%s)", tag->lang);
      append_attributes (out, tag);
      g_string_append (out, ">>\n");
    }
}

/* The seal's field cannot be seen, but whoever walks the fields of a document must find it in the
 * tree. */
static void
write_seal (Tree *tree, CandorUpdate *update, int number, const char *seal_words)
{
  const CandorTreePlaces *places = tree->places;
  GString *out = candor_update_begin (update, number);

  g_string_append_printf (out, "<</S/Form/P %d 0 R/K<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>",
                          tree->numbers[0], places->pages[places->n_pages - 1], places->seal_field);
  append_text (out, "/Alt", seal_words);
  g_string_append (out, ">>\n");
  g_string_append_printf (kids_of (tree, 0), " %d 0 R", number);
  g_string_append_printf (tree->parents, "%d %d 0 R\n", tree->next_parent++, number);
}

/**
 * candor_archive_write_tree:
 * @update: where the objects of the tree go
 * @log: what was tagged
 * @marked: for each page, the log's index of each piece of marked content
 * @places: the numbers of what the tree speaks of
 * @seal_words: (nullable): what the seal is called, if there is room for one
 *
 * Writes the whole tree.
 */
void
candor_archive_write_tree (CandorUpdate *update,
                           const CandorTagLog *log,
                           GArray *const *marked,
                           const CandorTreePlaces *places,
                           const char *seal_words)
{
  guint n = candor_tag_log_length (log);
  int parent_tree = places->n_objects;
  /* No number is left out: the seal's element has the first one, if there is a seal. */
  int seal = places->n_objects + 1;
  int first = places->seal_field != 0 ? seal + 1 : seal;
  Tree tree = {
    .log = log,
    .places = places,
    .numbers = g_new0 (int, n),
    .kids = g_new0 (GString *, n),
    .pages = g_new0 (const int *, n),
    .parents = g_string_new (NULL),
    .next_parent = places->n_pages,
  };
  GString *out;

  place_elements (&tree, first);
  for (int i = 0; i < places->n_pages; i++)
    place_content (&tree, i, marked[i]);
  for (int i = 0; i < places->n_pages; i++)
    place_links (&tree, marked[i]);
  if (places->seal_field != 0)
    write_seal (&tree, update, seal, seal_words);
  write_elements (&tree, update, places->tree);

  out = candor_update_begin (update, parent_tree);
  g_string_append_printf (out, "<</Nums[\n%s]>>\n", tree.parents->str);
  out = candor_update_begin (update, places->tree);
  g_string_append_printf (
      out, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>\n",
      tree.numbers[0], parent_tree, tree.next_parent);

  for (guint i = 0; i < n; i++)
    if (tree.kids[i] != NULL)
      g_string_free (tree.kids[i], TRUE);
  g_free (tree.kids);
  g_free (tree.pages);
  g_free (tree.numbers);
  g_string_free (tree.parents, TRUE);
}
