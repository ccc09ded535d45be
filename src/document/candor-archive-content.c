/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Reads the content of pages: finds what Cairo marked, and marks the rest (headers, rules, boxes) as
 * artifacts, which a screen reader passes over.
 */
#include "candor-archive-private.h"

#include <stdlib.h>
#include <string.h>

/* Where the reader is in a content stream (ISO 32000-1, 7.8.2). */
typedef struct
{
  const char *data;
  gsize size;
  gsize at;
  gsize operands; /* where the operands of the next operator begin */
} Reader;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_delimiter (char c)
{
  return strchr ("()<>[]{}/%", c) != NULL && c != '\0';
}

static void
skip_string (Reader *reader)
{
  int depth = 0;

  for (; reader->at < reader->size; reader->at++)
    {
      char c = reader->data[reader->at];

      if (c == '\\')
        reader->at++;
      else if (c == '(')
        depth++;
      else if (c == ')' && --depth == 0)
        break;
    }
  reader->at++;
}

static void
skip_until (Reader *reader, const char *ends)
{
  while (reader->at < reader->size && strchr (ends, reader->data[reader->at]) == NULL)
    reader->at++;
}

/* Returns: the length of the next operator, which ends at @reader->at; 0 at the end. */
static gsize
next_operator (Reader *reader)
{
  while (reader->at < reader->size)
    {
      char c = reader->data[reader->at];
      gsize start = reader->at;

      if (is_space (c))
        reader->at++;
      else if (c == '%')
        skip_until (reader, "\r\n");
      else if (c == '(')
        skip_string (reader);
      else if (c == '<' && start + 1 < reader->size && reader->data[start + 1] == '<')
        reader->at += 2;
      else if (c == '<')
        skip_until (reader, ">");
      else if (c != '/' && is_delimiter (c))
        reader->at++;
      else
        {
          do
            reader->at++;
          while (reader->at < reader->size && !is_space (reader->data[reader->at])
                 && !is_delimiter (reader->data[reader->at]));
          if (g_ascii_isalpha (c) || c == '\'' || c == '"')
            return reader->at - start;
        }
    }
  return 0;
}

/* Operators that put something on the page. */
static gboolean
paints (const char *operator, gsize length)
{
  static const char *const all[]
      = { "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Tj", "TJ", "'", "\"", "Do", "sh", "EI" };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (strlen (all[i]) == length && memcmp (all[i], operator, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_operator (const char *operator, gsize length, const char *name)
{
  return strlen (name) == length && memcmp (operator, name, length) == 0;
}

/* The number of a piece of marked content, from the operands of BDC; -1 if it has none. */
static int
marked_id (const char *operands, gsize length)
{
  g_autofree char *text = g_strndup (operands, length);
  const char *id = strstr (text, "/MCID");

  return id != NULL ? atoi (id + strlen ("/MCID")) : -1;
}

static void
append_run (GString *out, const char *run, gsize length, gboolean painted)
{
  if (painted)
    g_string_append (out, "/Artifact BMC\n");
  g_string_append_len (out, run, length);
  if (painted)
    g_string_append (out, "\nEMC\n");
}

/* Returns: (transfer full): the content with its artifacts marked; @n_marked: (out): how many pieces
 * of marked content it has, numbered from 0 without a gap; -1 if they are not. */
static GString *
mark_artifacts (const char *data, gsize size, int *n_marked)
{
  Reader reader = { .data = data, .size = size };
  GString *out = g_string_sized_new (size + 256);
  gsize run = 0;
  int depth = 0;   /* inside marked content that belongs to an element */
  int foreign = 0; /* inside other marked content */
  gboolean painted = FALSE;
  gsize length;

  *n_marked = 0;
  while ((length = next_operator (&reader)) > 0)
    {
      const char *operator= data + reader.at - length;
      gsize operands = reader.operands;

      reader.operands = reader.at;
      if (is_operator (operator, length, "EMC"))
        {
          if (depth > 0 && --depth == 0)
            {
              g_string_append_len (out, data + run, reader.at - run);
              g_string_append_c (out, '\n');
              run = reader.at;
              painted = FALSE;
            }
          else if (depth == 0 && foreign > 0)
            foreign--;
        }
      else if (is_operator (operator, length, "BDC") || is_operator (operator, length, "BMC"))
        {
          int id = marked_id (data + operands, operator- (data + operands));

          if (depth > 0)
            depth++;
          else if (id < 0)
            foreign++;
          else
            {
              if (id != *n_marked || foreign > 0)
                {
                  *n_marked = -1;
                  return out;
                }
              (*n_marked)++;
              append_run (out, data + run, operands - run, painted);
              run = operands;
              depth = 1;
            }
        }
      else if (depth == 0 && paints (operator, length))
        painted = TRUE;
    }
  append_run (out, data + run, size - run, painted && depth == 0);
  return out;
}

static void
mark_page (CandorArchive *self, int page)
{
  qpdf_oh stream = qpdf_oh_get_key (self->qpdf, self->pages[page], "/Contents");
  unsigned char *data = NULL;
  size_t size = 0;
  int n_marked = -1;

  if (qpdf_oh_is_array (self->qpdf, stream))
    stream = qpdf_oh_get_array_item (self->qpdf, stream, 0);
  if (qpdf_oh_get_stream_data (self->qpdf, stream, qpdf_dl_generalized, NULL, &data, &size) == 0)
    {
      g_autoptr (GString) out = NULL;
      qpdf_oh none = qpdf_oh_new_null (self->qpdf);

      out = mark_artifacts ((const char *)data, size, &n_marked);
      qpdf_oh_replace_stream_data (self->qpdf, stream, (const unsigned char *)out->str, out->len,
                                   none, none);
      free (data);
    }
  if (n_marked != (int)self->marked[page]->len)
    candor_archive_fail (self, "its marked content does not fit its structure");
}

/* Cairo numbers what it marks in the order of drawing, from 0 on each page, as the log does. */
void
candor_archive_content (CandorArchive *self)
{
  for (guint i = 0; i < candor_tag_log_length (self->log); i++)
    {
      const CandorTag *tag = candor_tag_log_get (self->log, i);

      if (tag->leaf && tag->page < self->n_pages)
        g_array_append_val (self->marked[tag->page], i);
    }
  for (int i = 0; i < self->n_pages && self->error == NULL; i++)
    mark_page (self, i);
}
