/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * An array of lines, and a scan through all of them for each search: that finds a part of any word in
 * any script, and a hundred thousand lines take no longer than a key takes to come up again.
 */
#include "candor-index.h"

#include <string.h>

#include "candor-fold.h"
#include "candor-record-pack.h"
#include "core/candor-date.h"
#include "core/candor-error.h"

#define TITLE "candor-index 1 "
#define MAX_TITLE 256

/* Columns of a line before that of the record which this one is about: file, id and kind. */
#define COLUMNS_BEFORE_ID 1
#define COLUMNS_BEFORE_OF (1 + CANDOR_HEAD_OF)

typedef struct
{
  gsize line;
  gsize length;
  gsize sought; /* from the start of the line to what a search looks through */
  gboolean gone;
  gboolean withdrawn;
} Entry;

struct _CandorIndex
{
  char *text; /* (owned): lines, each with a zero at its end */
  gsize used;
  gsize room;
  GArray *entries;  /* (owned) (element-type Entry) */
  GHashTable *ids;  /* (owned) (element-type utf8 guint) */
  GHashTable *late; /* (owned) (element-type utf8 utf8): withdrawn before its record was met */
  guint n_gone;
};

/* Makes room. The names in the old place are wiped: realloc would leave them lying about. */
static void
make_room (CandorIndex *self, gsize size)
{
  gsize room = MAX (self->room, 64 * 1024);
  char *text;

  while (room < self->used + size)
    room *= 2;
  if (room == self->room)
    return;
  text = g_malloc (room);
  if (self->text != NULL)
    {
      memcpy (text, self->text, self->used);
      explicit_bzero (self->text, self->room);
      g_free (self->text);
    }
  self->text = text;
  self->room = room;
}

/* Returns: (transfer full) (nullable): one column as it is; ids and kinds have nothing to unfold */
static char *
dup_column (const char *line, gsize length, guint before)
{
  const char *end = line + length;
  const char *at = line;
  const char *tab;

  for (guint i = 0; i < before && at != NULL; i++)
    {
      at = memchr (at, '\t', end - at);
      at = at != NULL ? at + 1 : NULL;
    }
  if (at == NULL)
    return NULL;
  tab = memchr (at, '\t', end - at);
  return g_strndup (at, (tab != NULL ? tab : end) - at);
}

static gboolean
is_withdrawal (const char *line, gsize length)
{
  g_autofree char *kind = dup_column (line, length, 1 + CANDOR_HEAD_KIND);

  return g_strcmp0 (kind, candor_record_kind_to_string (CANDOR_RECORD_WITHDRAWAL)) == 0;
}

static void
mark_withdrawn (CandorIndex *self, const char *id)
{
  guint entry;

  if (candor_index_find (self, id, &entry))
    g_array_index (self->entries, Entry, entry).withdrawn = TRUE;
  else
    g_hash_table_add (self->late, g_strdup (id));
}

/* Takes a line in that stands in the text already. Returns: whether it is one. */
static gboolean
take_line (CandorIndex *self, gsize at, gsize length)
{
  const char *line = self->text + at;
  const char *tab = memrchr (line, '\t', length);
  g_autofree char *id = dup_column (line, length, COLUMNS_BEFORE_ID);
  Entry entry = { .line = at, .length = length };

  if (tab == NULL || id == NULL || *id == '\0')
    return FALSE;
  entry.sought = tab + 1 - line;
  entry.withdrawn = g_hash_table_remove (self->late, id);
  g_array_append_val (self->entries, entry);
  g_hash_table_replace (self->ids, g_steal_pointer (&id), GUINT_TO_POINTER (self->entries->len));
  if (is_withdrawal (line, length))
    {
      g_autofree char *of = dup_column (line, length, COLUMNS_BEFORE_OF);

      mark_withdrawn (self, of);
    }
  return TRUE;
}

/* Returns: whether all of @words are in @sought. A word may be written in two ways. */
static gboolean
has_all (const char *sought, char *const *words, char *const *others)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (sought, words[i]) == NULL
        && (*others[i] == '\0' || strstr (sought, others[i]) == NULL))
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full): for each word that is a whole date, the date as records have it, and ""
 * for the others */
static char **
read_dates (char *const *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *iso = NULL;
      GDate date;

      if (candor_date_parse_typed (&date, words[i]))
        iso = candor_date_to_iso (&date);
      g_strv_builder_add (builder, iso != NULL ? iso : "");
    }
  return g_strv_builder_end (builder);
}

static gboolean
read_title (const char *text, gsize length, CandorLogPlace *place)
{
  g_autofree char *title = g_strndup (text, MIN (length, MAX_TITLE));
  g_auto (GStrv) parts = NULL;
  gint64 end;

  if (!g_str_has_prefix (title, TITLE))
    return FALSE;
  parts = g_strsplit (title + strlen (TITLE), " ", -1);
  if (g_strv_length (parts) != 3 || strlen (parts[1]) != sizeof place->head - 1
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &place->number, NULL)
      || !g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, &end, NULL))
    return FALSE;
  memcpy (place->head, parts[1], sizeof place->head);
  place->end = end;
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

  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->late = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * candor_index_read:
 * @text: what candor_index_write () made
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
  const char *end = start + length;
  const char *stop = length > 0 ? memchr (start, '\n', length) : NULL;
  gboolean good = stop != NULL && read_title (start, stop - start, place);

  make_room (self, length + 1);
  while (good && stop + 1 < end)
    {
      const char *line = stop + 1;
      gsize at = self->used;

      stop = memchr (line, '\n', end - line);
      if (stop == NULL)
        good = FALSE;
      else
        {
          memcpy (self->text + at, line, stop - line);
          self->text[at + (stop - line)] = '\0';
          self->used += stop - line + 1;
          good = take_line (self, at, stop - line);
        }
    }
  if (!good)
    {
      g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                           "The list of records that was kept cannot be read; it is made again "
                           "from the records.");
      return NULL;
    }
  return g_steal_pointer (&self);
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
  g_autofree char *title = g_strdup_printf (TITLE "%" G_GUINT64_FORMAT " %s %" G_GINT64_FORMAT "\n",
                                            place->number, place->head, place->end);
  gsize room = strlen (title) + self->used;
  char *text = g_malloc (room + 1);
  gsize used = strlen (title);

  memcpy (text, title, used);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->gone)
        continue;
      memcpy (text + used, self->text + entry->line, entry->length);
      used += entry->length;
      text[used++] = '\n';
    }
  return candor_record_wiped_bytes (text, used);
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
  if (self->text != NULL)
    explicit_bzero (self->text, self->room);
  g_free (self->text);
  g_array_unref (self->entries);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->late);
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
  g_autofree char *line = candor_record_head_to_line (head, file);
  gsize length = strlen (line);
  gsize at = self->used;

  make_room (self, length + 1);
  memcpy (self->text + at, line, length + 1);
  self->used += length + 1;
  if (!take_line (self, at, length))
    g_assert_not_reached ();
  explicit_bzero (line, length);
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
      Entry *entry = &g_array_index (self->entries, Entry, i);
      const char *line = self->text + entry->line;

      if (!entry->gone && entry->length > length && line[length] == '\t'
          && memcmp (line, file, length) == 0)
        {
          g_autofree char *id = dup_column (line, entry->length, COLUMNS_BEFORE_ID);

          g_hash_table_remove (self->ids, id);
          explicit_bzero (self->text + entry->line, entry->length);
          entry->gone = TRUE;
          self->n_gone++;
          return TRUE;
        }
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
  const Entry *place;

  g_return_val_if_fail (entry < self->entries->len, NULL);

  place = &g_array_index (self->entries, Entry, entry);
  if (place->gone)
    return NULL;
  head = candor_record_head_from_line (self->text + place->line, place->length, &found);
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
  g_return_val_if_fail (entry < self->entries->len, FALSE);

  return g_array_index (self->entries, Entry, entry).withdrawn;
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
  guint found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id)) : 0;

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
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autofree char *of
          = entry->gone ? NULL
                        : dup_column (self->text + entry->line, entry->length, COLUMNS_BEFORE_OF);

      if (g_strcmp0 (of, id) == 0)
        g_array_append_val (found, i);
    }
  return found;
}

/**
 * candor_index_search:
 * @self: an index
 * @words: (nullable): what was typed; every word must be found, in any order, and may be a part of
 *   one
 * @among: (nullable) (element-type guint): what was found for the start of @words, to go on from
 *
 * Returns: (transfer full) (element-type guint): the entries, the newest first; all of them for no
 *   words
 */
GArray *
candor_index_search (CandorIndex *self, const char *words, GArray *among)
{
  g_autofree char *folded = candor_fold (words);
  g_auto (GStrv) sought = g_strsplit (folded, " ", -1);
  g_auto (GStrv) dates = read_dates (sought);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = among != NULL ? among->len : self->entries->len;

  for (guint i = 0; i < n; i++)
    {
      guint number = among != NULL ? g_array_index (among, guint, i) : n - 1 - i;
      const Entry *entry = &g_array_index (self->entries, Entry, number);

      if (!entry->gone && has_all (self->text + entry->line + entry->sought, sought, dates))
        g_array_append_val (found, number);
    }
  return found;
}
