/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Writes a second section of a PDF.
 *
 * A structure tree has a thousand objects of one line each. qpdf can write them, but handles each as
 * a thing of its own, which takes longer than drawing all pages; here they are text from the start.
 */
#include "candor-archive-update.h"

#include <string.h>

#include "candor-deflate.h"
#include "core/candor-error.h"

/* A row of the list of objects: a byte, four and two (ISO 32000-1, 7.5.8.2). */
#define ROW 7
#define UP 2 /* PNG's mark for a row that is written as what is added to the row above */

typedef struct
{
  int number;
  gsize at; /* where it begins, among the objects */
} Object;

struct _CandorUpdate
{
  GArray *objects; /* (owned) (element-type Object) */
  GString *text;   /* (owned) */
};

/**
 * candor_update_set_error:
 * @error: return location for an error
 * @what: what went wrong, in a few words
 *
 * Says that a document could not be completed.
 */
void
candor_update_set_error (GError **error, const char *what)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_FAILED, what,
      "The document could not be completed (%s). The visit is unchanged; please try "
      "again.",
      what);
}

/**
 * candor_update_new:
 *
 * Returns: (transfer full): a section without objects
 */
CandorUpdate *
candor_update_new (void)
{
  CandorUpdate *self = g_new0 (CandorUpdate, 1);

  self->objects = g_array_new (FALSE, FALSE, sizeof (Object));
  self->text = g_string_new (NULL);
  return self;
}

/**
 * candor_update_free:
 * @self: (nullable): a section
 */
void
candor_update_free (CandorUpdate *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->objects);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * candor_update_begin:
 * @self: a section
 * @number: of the object; one number is used once
 *
 * Returns: (transfer none): where the object is to be written, without “obj” and “endobj”, and with
 *   white space behind it
 */
GString *
candor_update_begin (CandorUpdate *self, int number)
{
  const Object object = { number, self->text->len };

  g_array_append_val (self->objects, object);
  return self->text;
}

/**
 * candor_update_append_number:
 * @text: what is being written
 * @number: 0 or more
 *
 * As printf would, which for the thousands of numbers of a structure tree takes longer than all else
 * in it.
 */
void
candor_update_append_number (GString *text, guint number)
{
  char digits[12];
  char *at = digits + sizeof digits;

  do
    *--at = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  g_string_append_len (text, at, digits + sizeof digits - at);
}

/**
 * candor_update_append_reference:
 * @text: what is being written
 * @number: of the object that is meant
 */
void
candor_update_append_reference (GString *text, int number)
{
  candor_update_append_number (text, (guint)number);
  g_string_append_len (text, " 0 R", 4);
}

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  return ((const Object *)a)->number - ((const Object *)b)->number;
}

/* Appends data, compressed, as the rest of a stream whose dictionary is still open. */
static gboolean
append_stream (GByteArray *out, gconstpointer data, gsize size, GError **error)
{
  g_autoptr (GByteArray) compressed = candor_deflate (data, size, error);
  g_autofree char *head = NULL;

  if (compressed == NULL)
    return FALSE;
  head = g_strdup_printf (" /Filter /FlateDecode /Length %u >>\nstream\n", compressed->len);
  g_byte_array_append (out, (const guint8 *)head, strlen (head));
  g_byte_array_append (out, compressed->data, compressed->len);
  g_byte_array_append (out, (const guint8 *)"\nendstream\nendobj\n", 18);
  return TRUE;
}

static void
append_text (GByteArray *out, const char *text)
{
  g_byte_array_append (out, (const guint8 *)text, strlen (text));
}

/* The objects, and before them the number and the place of each (ISO 32000-1, 7.5.7). */
static gboolean
append_objects (CandorUpdate *self, GByteArray *out, int number, GError **error)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autofree char *dictionary = NULL;
  gsize first;

  for (guint i = 0; i < self->objects->len; i++)
    {
      const Object *object = &g_array_index (self->objects, Object, i);

      candor_update_append_number (content, (guint)object->number);
      g_string_append_c (content, ' ');
      candor_update_append_number (content, (guint)object->at);
      g_string_append_c (content, ' ');
    }
  first = content->len;
  g_string_append_len (content, self->text->str, self->text->len);
  dictionary = g_strdup_printf ("%d 0 obj\n<< /Type /ObjStm /N %u /First %" G_GSIZE_FORMAT, number,
                                self->objects->len, first);
  append_text (out, dictionary);
  return append_stream (out, content->str, content->len, error);
}

/* Neighbours differ by one or two digits, so a row says only what is added to @above: the thousand
 * rows of a tree then take a hundred bytes and not three thousand (ISO 32000-1, 7.4.4.4). */
static void
append_entry (GByteArray *rows, guint8 *above, int type, guint32 second, guint32 third)
{
  const guint8 row[ROW]
      = { type, second >> 24, second >> 16, second >> 8, second & 0xff, third >> 8, third & 0xff };
  guint8 added[1 + ROW] = { UP };

  for (int i = 0; i < ROW; i++)
    added[1 + i] = row[i] - above[i];
  memcpy (above, row, ROW);
  g_byte_array_append (rows, added, sizeof added);
}

/* Where the objects of this section are (ISO 32000-1, 7.5.8). */
static gboolean
append_references (CandorUpdate *self,
                   GByteArray *out,
                   int stream,
                   gsize stream_at,
                   gsize previous,
                   const CandorUpdateTrailer *trailer,
                   GError **error)
{
  g_autoptr (GByteArray) entries = g_byte_array_new ();
  g_autoptr (GString) index = g_string_new (NULL);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Object));
  g_autofree char *dictionary = NULL;
  g_autofree char *foot = NULL;
  guint8 above[ROW] = { 0 };
  gsize at = out->len;

  for (guint i = 0; i < self->objects->len; i++)
    {
      const Object place = { g_array_index (self->objects, Object, i).number, i };

      g_array_append_val (sorted, place);
    }
  g_array_sort (sorted, compare_objects);
  /* Numbers without a gap stand under one heading. */
  for (guint i = 0; i < sorted->len;)
    {
      const Object *places = &g_array_index (sorted, Object, i);
      guint run = 0;

      while (i + run < sorted->len && places[run].number == places[0].number + (int)run)
        append_entry (entries, above, 2, stream, places[run++].at);
      g_string_append_printf (index, "%d %u ", places[0].number, run);
      i += run;
    }
  append_entry (entries, above, 1, stream_at, 0);
  append_entry (entries, above, 1, at, 0);
  dictionary = g_strdup_printf (
      "%d 0 obj\n<< /Type /XRef /Size %d /W [ 1 4 2 ] /Index [ %s%d 2 ] /Root %d 0 R"
      " /Info %d 0 R /ID %s /Prev %" G_GSIZE_FORMAT " /DecodeParms << /Predictor 12 /Columns %d >>",
      stream + 1, stream + 2, index->str, stream, trailer->root, trailer->info, trailer->id,
      previous, ROW);
  append_text (out, dictionary);
  if (!append_stream (out, entries->data, entries->len, error))
    return FALSE;
  foot = g_strdup_printf ("startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", at);
  append_text (out, foot);
  return TRUE;
}

/**
 * candor_update_append:
 * @self: a section
 * @first: the first section of a PDF, with a reference stream
 * @size: its length, in bytes
 * @trailer: what the second section says of it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): both sections
 */
GBytes *
candor_update_append (CandorUpdate *self,
                      gconstpointer first,
                      gsize size,
                      const CandorUpdateTrailer *trailer,
                      GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new (size + self->text->len / 4);
  gsize foot = MIN (size, 36);
  const char *previous = g_strrstr_len ((const char *)first + size - foot, foot, "startxref");
  int stream = trailer->n_objects;

  for (guint i = 0; i < self->objects->len; i++)
    stream = MAX (stream, g_array_index (self->objects, Object, i).number + 1);
  if (previous == NULL || size > G_MAXUINT32 / 2 || self->objects->len > G_MAXUINT16)
    {
      candor_update_set_error (error, "it is too large, or has no end");
      return NULL;
    }
  g_byte_array_append (out, first, size);
  if (!append_objects (self, out, stream, error)
      || !append_references (self, out, stream, size,
                             g_ascii_strtoull (previous + strlen ("startxref"), NULL, 10), trailer,
                             error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
