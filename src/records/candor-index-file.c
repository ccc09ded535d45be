/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The index as it is kept on the disk: a title with the place in the log, what a search looks through,
 * first what many records have alike and then the part of each, the numbers that say which has which, and
 * a line for each. Nothing is copied when it is read, and a search sweeps through memory.
 */
#include "candor-index-private.h"

#include <string.h>

#include "candor-record-pack.h"
#include "core/candor-error.h"

#define TITLE "candor-index 5 "
#define MAX_TITLE 256

/* Bytes: of the number of a common text, the lowest first. */
#define NUMBER 4

typedef struct
{
  guint64 n;        /* records */
  guint64 n_common; /* texts that many of them have */
} Counts;

static gboolean
read_title (const char *text, gsize length, CandorLogPlace *place, Counts *counts)
{
  g_autofree char *title = g_strndup (text, MIN (length, MAX_TITLE));
  g_auto (GStrv) parts = NULL;
  gint64 end;

  if (!g_str_has_prefix (title, TITLE))
    return FALSE;
  parts = g_strsplit (title + strlen (TITLE), " ", -1);
  if (g_strv_length (parts) != 5 || strlen (parts[1]) != sizeof place->head - 1
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &place->number, NULL)
      || !g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, &end, NULL)
      || !g_ascii_string_to_unsigned (parts[3], 10, 0, G_MAXUINT32, &counts->n, NULL)
      || !g_ascii_string_to_unsigned (parts[4], 10, 0, counts->n, &counts->n_common, NULL))
    return FALSE;
  memcpy (place->head, parts[1], sizeof place->head);
  place->end = end;
  return TRUE;
}

/* Returns: whether there is a text at *@at, which is gone past. */
static gboolean
read_part (const char **at, const char *end, CandorIndexPart *part)
{
  const char *stop = memchr (*at, '\0', end - *at);

  if (stop == NULL)
    return FALSE;
  part->text = *at;
  part->length = stop - *at;
  *at = stop + 1;
  return TRUE;
}

static gboolean
read_common (CandorIndex *self, const char **at, const char *end, guint64 n)
{
  CandorIndexPart part;

  for (; n > 0; n--)
    {
      if (!read_part (at, end, &part))
        return FALSE;
      g_array_append_val (self->common, part);
    }
  return TRUE;
}

/* Returns: (nullable): what stands behind @n texts */
static const char *
skip_parts (const char *at, const char *end, guint64 n)
{
  CandorIndexPart part;

  for (; n > 0; n--)
    if (!read_part (&at, end, &part))
      return NULL;
  return at;
}

/* Returns: whether there are @n records and nothing else. There is a line behind all that is looked
 * through, and so there is a margin. */
static gboolean
read_records (CandorIndex *self, const char *own, const char *end, guint64 n)
{
  const char *numbers = skip_parts (own, end, n);
  const char *line;

  if (numbers == NULL || (guint64)(end - numbers) / NUMBER < n)
    return FALSE;
  line = numbers + n * NUMBER;
  for (; n > 0; n--, numbers += NUMBER)
    {
      const char *stop = memchr (line, '\n', end - line);
      CandorIndexEntry entry = { .line = line };
      guint32 number;

      if (stop == NULL || !read_part (&own, end, &entry.own))
        return FALSE;
      entry.length = stop - line;
      memcpy (&number, numbers, sizeof number);
      entry.common = GUINT32_FROM_LE (number);
      if (entry.common >= self->common->len || !candor_index_take (self, &entry))
        return FALSE;
      line = stop + 1;
    }
  return line == end;
}

static gboolean
read_text (CandorIndex *self, const char *text, gsize length, CandorLogPlace *place)
{
  const char *at = length > 0 ? memchr (text, '\n', length) : NULL;
  const char *end;
  Counts counts = { 0 };

  if (at == NULL || length > G_MAXUINT || !read_title (text, at - text, place, &counts))
    return FALSE;
  at++;
  end = text + length;
  return read_common (self, &at, end, counts.n_common) && read_records (self, at, end, counts.n);
}

static void
append (GByteArray *text, const char *part, gsize length)
{
  g_byte_array_append (text, (const guint8 *)part, length);
}

/* Returns: (transfer full) (element-type guint32): for each common text, the number that it is written
 * with, from 1: in the order in which records need it. No record that is left has what has none. */
static guint32 *
number_common (CandorIndex *self, GArray *used)
{
  guint32 *numbers = g_new0 (guint32, self->common->len);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);

      if (candor_index_entry_is_gone (entry) || numbers[entry->common] != 0)
        continue;
      g_array_append_val (used, g_array_index (self->common, CandorIndexPart, entry->common));
      numbers[entry->common] = used->len;
    }
  return numbers;
}

static gsize
measure (CandorIndex *self, GArray *used)
{
  gsize size = 0;

  for (guint i = 0; i < used->len; i++)
    size += g_array_index (used, CandorIndexPart, i).length + 1;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);

      if (!candor_index_entry_is_gone (entry))
        size += entry->own.length + 1 + NUMBER + entry->length + 1;
    }
  return size;
}

typedef enum
{
  OWN,
  NUMBERS,
  LINES,
} Column;

static void
append_column (GByteArray *text, CandorIndex *self, const guint32 *numbers, Column column)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);
      guint32 number;

      if (candor_index_entry_is_gone (entry))
        continue;
      number = GUINT32_TO_LE (numbers[entry->common] - 1);
      if (column == OWN)
        append (text, entry->own.text, entry->own.length + 1);
      else if (column == NUMBERS)
        append (text, (const char *)&number, NUMBER);
      else
        {
          append (text, entry->line, entry->length);
          append (text, "\n", 1);
        }
    }
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

  self->kept = g_bytes_ref (text);
  if (read_text (self, start, length, place))
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
  g_autoptr (GArray) used = g_array_new (FALSE, FALSE, sizeof (CandorIndexPart));
  g_autofree guint32 *numbers = number_common (self, used);
  g_autofree char *title = g_strdup_printf (
      TITLE "%" G_GUINT64_FORMAT " %s %" G_GINT64_FORMAT " %u %u\n", place->number, place->head,
      place->end, candor_index_size (self), used->len);
  gsize size = strlen (title) + measure (self, used);
  /* All the room at once: a text that grows leaves names behind where it was. */
  GByteArray *text = g_byte_array_sized_new (size);

  append (text, title, strlen (title));
  for (guint i = 0; i < used->len; i++)
    {
      const CandorIndexPart *part = &g_array_index (used, CandorIndexPart, i);

      append (text, part->text, part->length + 1);
    }
  for (Column column = OWN; column <= LINES; column++)
    append_column (text, self, numbers, column);
  return candor_record_wiped_bytes (g_byte_array_free (text, FALSE), size);
}
