/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The index as it is kept on the disk: a title with the place in the log, a line for each record, and
 * behind all lines what a search looks through, close together: nothing is copied when it is read,
 * and a search sweeps through memory.
 */
#include "candor-index-private.h"

#include <string.h>

#include "candor-record-pack.h"
#include "core/candor-error.h"

#define TITLE "candor-index 3 "
#define MAX_TITLE 256

static gboolean
read_title (const char *text, gsize length, CandorLogPlace *place, guint64 *n)
{
  g_autofree char *title = g_strndup (text, MIN (length, MAX_TITLE));
  g_auto (GStrv) parts = NULL;
  gint64 end;

  if (!g_str_has_prefix (title, TITLE))
    return FALSE;
  parts = g_strsplit (title + strlen (TITLE), " ", -1);
  if (g_strv_length (parts) != 4 || strlen (parts[1]) != sizeof place->head - 1
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &place->number, NULL)
      || !g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, &end, NULL)
      || !g_ascii_string_to_unsigned (parts[3], 10, 0, G_MAXUINT32, n, NULL))
    return FALSE;
  memcpy (place->head, parts[1], sizeof place->head);
  place->end = end;
  return TRUE;
}

/* Returns: (nullable): what stands behind @n lines */
static const char *
skip_lines (const char *at, const char *end, guint64 n)
{
  for (; n > 0 && at != NULL; n--)
    {
      at = memchr (at, '\n', end - at);
      at = at != NULL ? at + 1 : NULL;
    }
  return at;
}

/* Returns: whether there are @n lines, each with what is looked through, and nothing else. */
static gboolean
read_lines (CandorIndex *self, const char *line, const char *end, guint64 n)
{
  const char *sought = skip_lines (line, end, n);

  if (sought == NULL)
    return FALSE;
  for (; n > 0; n--)
    {
      const char *stop = memchr (line, '\n', end - line);
      const char *next = memchr (sought, '\0', end - sought);

      if (next == NULL || !candor_index_take (self, line, stop - line, sought))
        return FALSE;
      line = stop + 1;
      sought = next + 1;
    }
  return sought == end;
}

static void
append (GByteArray *text, const char *part, gsize length)
{
  g_byte_array_append (text, (const guint8 *)part, length);
}

/**
 * candor_index_read:
 * @text: what candor_index_write () made; the index keeps it
 * @place: where to put what it knows of the log
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with %CANDOR_ERROR_INVALID
 */
CandorIndex *
candor_index_read (GBytes *text, CandorLogPlace *place, GError **error)
{
  g_autoptr (CandorIndex) self = candor_index_new ();
  gsize length;
  const char *start = g_bytes_get_data (text, &length);
  const char *stop = length > 0 ? memchr (start, '\n', length) : NULL;
  guint64 n = 0;

  self->kept = g_bytes_ref (text);
  if (stop != NULL && read_title (start, stop - start, place, &n)
      && read_lines (self, stop + 1, start + length, n))
    return g_steal_pointer (&self);
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
      "The list of records that was kept cannot be read; it is made again from "
      "the records.");
  return NULL;
}

/**
 * candor_index_write:
 * @self: an index
 * @place: where the log was when it was last brought up to date
 *
 * Returns: (transfer full): the index as text; what was removed is left out. Wiped when it is freed.
 */
GBytes *
candor_index_write (CandorIndex *self, const CandorLogPlace *place)
{
  g_autofree char *title
      = g_strdup_printf (TITLE "%" G_GUINT64_FORMAT " %s %" G_GINT64_FORMAT " %u\n", place->number,
                         place->head, place->end, candor_index_size (self));
  GByteArray *text;
  gsize size = strlen (title);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);

      size += entry->sought != NULL ? entry->length + strlen (entry->sought) + 2 : 0;
    }
  /* All the room at once: a text that grows leaves names behind where it was. */
  text = g_byte_array_sized_new (size);
  append (text, title, strlen (title));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);

      if (entry->sought == NULL)
        continue;
      append (text, entry->line, entry->length);
      append (text, "\n", 1);
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      const char *sought = g_array_index (self->entries, CandorIndexEntry, i).sought;

      if (sought != NULL)
        append (text, sought, strlen (sought) + 1);
    }
  return candor_record_wiped_bytes (g_byte_array_free (text, FALSE), size);
}
