/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * An array of lines. What a search looks through stands beside them: of each record its own part, and
 * once for all of them what many say alike.
 */
#include "candor-index-private.h"

#include <string.h>

#include "candor-fold.h"
#include "candor-needle.h"
#include "candor-record-pack.h"

/* Columns of a line before that of the record which this one is about: file, id and kind. */
#define COLUMNS_BEFORE_ID 1
#define COLUMNS_BEFORE_OF (1 + CANDOR_HEAD_OF)

/* New heads stand in pieces of this many bytes. None is ever copied, and so none is left behind. */
#define PIECE (64 * 1024)

/* Returns: a copy of @text, with a zero and a margin behind it, that is wiped with the index. */
static char *
keep (CandorIndexText *self, const char *text, gsize length)
{
  char *place;

  if (self->n_free <= length + CANDOR_NEEDLE_MARGIN)
    {
      self->n_free = MAX (PIECE, length + 1 + CANDOR_NEEDLE_MARGIN);
      self->free = g_malloc0 (self->n_free);
      g_ptr_array_add (self->pieces, candor_record_wiped_bytes (self->free, self->n_free));
    }
  place = self->free;
  memcpy (place, text, length);
  place[length] = '\0';
  self->free += length + 1;
  self->n_free -= length + 1;
  return place;
}

/* Returns: (nullable): where a column begins */
static const char *
find_column (const char *line, gsize length, guint before)
{
  const char *end = line + length;

  for (guint i = 0; i < before && line != NULL; i++)
    {
      line = memchr (line, '\t', end - line);
      line = line != NULL ? line + 1 : NULL;
    }
  return line;
}

/* Returns: (transfer full) (nullable): one column as it is; ids and kinds have nothing to unfold */
static char *
dup_column (const char *line, gsize length, guint before)
{
  const char *end = line + length;
  const char *at = find_column (line, length, before);
  const char *tab;

  if (at == NULL)
    return NULL;
  tab = memchr (at, '\t', end - at);
  return g_strndup (at, (tab != NULL ? tab : end) - at);
}

static gboolean
is_withdrawal (const char *line, gsize length)
{
  const char *kind = candor_record_kind_to_string (CANDOR_RECORD_WITHDRAWAL);
  gsize size = strlen (kind);
  const char *end = line + length;
  const char *at = find_column (line, length, 1 + CANDOR_HEAD_KIND);

  return at != NULL && (gsize)(end - at) > size && at[size] == '\t' && memcmp (at, kind, size) == 0;
}

static char *
dup_id (const CandorIndexEntry *entry)
{
  return dup_column (entry->line, entry->length, COLUMNS_BEFORE_ID);
}

/* Most who unlock look for a name and never for an id. */
static void
number_ids (CandorIndex *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);

      if (!candor_index_entry_is_gone (entry))
        g_hash_table_replace (self->ids, dup_id (entry), GUINT_TO_POINTER (i + 1));
    }
}

static void
number_common (CandorIndex *self)
{
  self->common_texts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->common->len; i++)
    g_hash_table_insert (self->common_texts,
                         (gpointer)g_array_index (self->common, CandorIndexPart, i).text,
                         GUINT_TO_POINTER (i));
}

/* Returns: the number of a text that many records have, perhaps this one as the first. */
static guint
find_common (CandorIndex *self, const char *text)
{
  CandorIndexPart part = { NULL, strlen (text) };
  gpointer number;

  if (self->common_texts == NULL)
    number_common (self);
  if (g_hash_table_lookup_extended (self->common_texts, text, NULL, &number))
    return GPOINTER_TO_UINT (number);
  part.text = keep (&self->sought, text, part.length);
  g_array_append_val (self->common, part);
  g_hash_table_insert (self->common_texts, (gpointer)part.text,
                       GUINT_TO_POINTER (self->common->len - 1));
  return self->common->len - 1;
}

/**
 * candor_index_entry_is_gone:
 * @entry: of an index
 *
 * Returns: whether its record has expired; the others keep their numbers
 */
gboolean
candor_index_entry_is_gone (const CandorIndexEntry *entry)
{
  return entry->own.text == NULL;
}

/* Takes an entry in, whose texts stay where they are. Returns: whether its line is one. */
gboolean
candor_index_take (CandorIndex *self, const CandorIndexEntry *entry)
{
  if (!candor_record_head_is_line (entry->line, entry->length))
    return FALSE;
  g_array_append_vals (self->entries, entry, 1);
  if (self->ids != NULL)
    g_hash_table_replace (self->ids, dup_id (entry), GUINT_TO_POINTER (self->entries->len));
  if (is_withdrawal (entry->line, entry->length))
    {
      char *of = dup_column (entry->line, entry->length, COLUMNS_BEFORE_OF);

      if (of != NULL)
        g_hash_table_add (self->withdrawn, of);
    }
  return TRUE;
}

/**
 * candor_index_new:
 *
 * Returns: (transfer full): an index of nothing
 */
CandorIndex *
candor_index_new (void)
{
  CandorIndex *self = g_new0 (CandorIndex, 1);

  self->lines.pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->sought.pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->entries = g_array_new (FALSE, TRUE, sizeof (CandorIndexEntry));
  self->common = g_array_new (FALSE, FALSE, sizeof (CandorIndexPart));
  self->withdrawn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * candor_index_free:
 * @self: (nullable): an index; all names in it are wiped
 */
void
candor_index_free (CandorIndex *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->kept, g_bytes_unref);
  g_ptr_array_unref (self->lines.pieces);
  g_ptr_array_unref (self->sought.pieces);
  g_array_unref (self->entries);
  g_array_unref (self->common);
  g_clear_pointer (&self->common_texts, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_hash_table_unref (self->withdrawn);
  g_free (self);
}

/**
 * candor_index_add:
 * @self: an index
 * @head: the head of a record that was filed
 * @file: where the record is, from the store's folder
 */
void
candor_index_add (CandorIndex *self, const CandorRecordHead *head, const char *file)
{
  char *line = candor_record_head_to_line (head, file);
  char *own = candor_record_head_dup_own (head);
  char *common = candor_record_head_dup_common (head);
  CandorIndexEntry entry = { .length = strlen (line), .own.length = strlen (own) };

  entry.line = keep (&self->lines, line, entry.length);
  entry.common = find_common (self, common);
  entry.own.text = keep (&self->sought, own, entry.own.length);
  if (!candor_index_take (self, &entry))
    g_assert_not_reached ();
  candor_free_wiped (line);
  candor_free_wiped (own);
  candor_free_wiped (common);
}

/**
 * candor_index_remove:
 * @self: an index
 * @file: where a record was that has expired, from the store's folder
 *
 * Returns: whether it was there
 */
gboolean
candor_index_remove (CandorIndex *self, const char *file)
{
  gsize length = strlen (file);

  for (guint i = 0; i < self->entries->len; i++)
    {
      CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);

      if (candor_index_entry_is_gone (entry) || entry->length <= length
          || entry->line[length] != '\t' || memcmp (entry->line, file, length) != 0)
        continue;
      if (self->ids != NULL)
        {
          g_autofree char *id = dup_id (entry);

          g_hash_table_remove (self->ids, id);
        }
      entry->own = (CandorIndexPart){ NULL };
      self->n_gone++;
      return TRUE;
    }
  return FALSE;
}

/**
 * candor_index_size:
 * @self: an index
 *
 * Returns: how many records there are
 */
guint
candor_index_size (CandorIndex *self)
{
  return self->entries->len - self->n_gone;
}

/**
 * candor_index_get:
 * @self: an index
 * @entry: from candor_index_search ()
 * @file: (out) (transfer full) (optional): where its record is, from the store's folder
 *
 * Returns: (transfer full) (nullable): the head; %NULL if it has gone
 */
CandorRecordHead *
candor_index_get (CandorIndex *self, guint entry, char **file)
{
  g_autofree char *found = NULL;
  CandorRecordHead *head;
  const CandorIndexEntry *place;

  g_return_val_if_fail (entry < self->entries->len, NULL);

  place = &g_array_index (self->entries, CandorIndexEntry, entry);
  if (candor_index_entry_is_gone (place))
    return NULL;
  head = candor_record_head_from_line (place->line, place->length, &found);
  if (file != NULL)
    *file = g_steal_pointer (&found);
  return head;
}

/**
 * candor_index_is_withdrawn:
 * @self: an index
 * @entry: from candor_index_search ()
 *
 * Returns: whether a later record withdraws it
 */
gboolean
candor_index_is_withdrawn (CandorIndex *self, guint entry)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (entry < self->entries->len, FALSE);

  id = dup_id (&g_array_index (self->entries, CandorIndexEntry, entry));
  return id != NULL && g_hash_table_contains (self->withdrawn, id);
}

/**
 * candor_index_find:
 * @self: an index
 * @id: (nullable): of a record
 * @entry: (out): its entry
 *
 * Returns: whether it is there
 */
gboolean
candor_index_find (CandorIndex *self, const char *id, guint *entry)
{
  guint found;

  if (self->ids == NULL)
    number_ids (self);
  found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id)) : 0;
  if (found == 0)
    return FALSE;
  *entry = found - 1;
  return TRUE;
}

/**
 * candor_index_about:
 * @self: an index
 * @id: of a record
 *
 * Returns: (transfer full) (element-type guint): the entries of the later records about it, the
 *   oldest first: its withdrawal, the checks on the days of its course
 */
GArray *
candor_index_about (CandorIndex *self, const char *id)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const CandorIndexEntry *entry = &g_array_index (self->entries, CandorIndexEntry, i);
      g_autofree char *of = NULL;

      if (!candor_index_entry_is_gone (entry))
        of = dup_column (entry->line, entry->length, COLUMNS_BEFORE_OF);
      if (g_strcmp0 (of, id) == 0)
        g_array_append_val (found, i);
    }
  return found;
}
