/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which records nobody has to keep any longer, and taking them away.
 *
 * A consent goes first and what is about it afterwards: when the power fails in between, a
 * withdrawal without its consent is left, which harms nobody and goes the next time. The other way
 * round a withdrawn consent would look like one that is good.
 */
#include "candor-retention.h"

#include <string.h>

#include "candor-register-private.h"
#include "core/candor-date.h"
#include "core/candor-error.h"

/* One record, as the list has it. */
typedef struct
{
  CandorRecordHead *head; /* (owned) */
  char *file;             /* (owned) */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  candor_record_head_free (self->head);
  g_free (self->file);
  g_free (self);
}

static void
expiring_free (gpointer data)
{
  CandorExpiring *self = data;

  candor_record_head_free (self->head);
  g_ptr_array_unref (self->files);
  g_free (self->last);
  g_free (self);
}

/* Returns: (transfer full) (nullable): the later one of two days, of which either may be missing */
static char *
later (char *one, const char *other)
{
  GDate a, b;

  if (!candor_date_parse (&b, other))
    return one;
  if (candor_date_parse (&a, one) && g_date_compare (&a, &b) >= 0)
    return one;
  g_free (one);
  return candor_date_to_iso (&b);
}

/* The last day that a record is about: it is kept from then on. */
static char *
last_day (const CandorRecordHead *head)
{
  const char *filed_at = candor_record_head_get (head, CANDOR_HEAD_FILED_AT);
  g_autofree char *filed = g_strndup (filed_at != NULL ? filed_at : "", strlen ("YYYY-MM-DD"));

  return later (later (NULL, filed), candor_record_head_get (head, CANDOR_HEAD_TREATMENT_DATE));
}

/* Returns: (transfer full) (element-type Entry): all records, the oldest first */
static GPtrArray *
list_entries (CandorIndex *index)
{
  g_autoptr (GArray) found = candor_index_search (index, NULL, NULL, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = found->len; i > 0; i--)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->head = candor_index_get (index, g_array_index (found, guint, i - 1), &entry->file);
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

/* Returns: (transfer none): the id of the consent that a record belongs to in the end */
static const char *
find_root (GHashTable *by_id, const Entry *entry)
{
  const char *id = candor_record_head_get (entry->head, CANDOR_HEAD_ID);
  const char *of = candor_record_head_get (entry->head, CANDOR_HEAD_OF);

  /* As many steps as there are records, so that two that name one another are no trap. */
  for (guint i = 0; of != NULL && i <= g_hash_table_size (by_id); i++)
    {
      const Entry *next = g_hash_table_lookup (by_id, of);

      id = of;
      of = next != NULL ? candor_record_head_get (next->head, CANDOR_HEAD_OF) : NULL;
    }
  return id;
}

static gboolean
collect_expired_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  if (line != NULL && line->event == CANDOR_LOG_EXPIRE && line->file != NULL)
    {
      char *id = g_path_get_basename (line->file);
      char *dot = strrchr (id, '.');

      if (dot != NULL)
        *dot = '\0';
      g_hash_table_add (data, id);
    }
  return TRUE;
}

/* A consent that is not in the list has expired, or it is lost: what is about a lost one stays, for
 * it may come back from a backup. */
static gboolean
keep_about_lost (CandorRegister *records, GHashTable *groups, GHashTable *by_id, GError **error)
{
  g_autoptr (GHashTable) expired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&records->mutex);
  GHashTableIter iter;
  gpointer root;
  gboolean has_read = FALSE;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &root, NULL))
    {
      if (g_hash_table_contains (by_id, root))
        continue;
      if (!has_read
          && !candor_store_foreach_line (candor_desk_get_store (records->desk), collect_expired_cb,
                                         expired, error))
        return FALSE;
      has_read = TRUE;
      if (!g_hash_table_contains (expired, root))
        g_hash_table_iter_remove (&iter);
    }
  return TRUE;
}

static void
add_to_group (GHashTable *groups, const char *root, const Entry *entry)
{
  CandorExpiring *group = g_hash_table_lookup (groups, root);
  g_autofree char *last = last_day (entry->head);
  gboolean is_root = g_str_equal (candor_record_head_get (entry->head, CANDOR_HEAD_ID), root);

  if (group == NULL)
    {
      group = g_new0 (CandorExpiring, 1);
      group->files = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (groups, g_strdup (root), group);
    }
  if (is_root || group->head == NULL)
    {
      char *line = candor_record_head_to_line (entry->head, entry->file);
      g_autofree char *file = NULL;

      candor_record_head_free (group->head);
      group->head = candor_record_head_from_line (line, strlen (line), &file);
      explicit_bzero (line, strlen (line));
      g_free (line);
    }
  g_ptr_array_insert (group->files, is_root ? 0 : -1, g_strdup (entry->file));
  group->last = later (group->last, last);
}

static gint
compare_oldest_first (gconstpointer a, gconstpointer b)
{
  const CandorExpiring *one = *(CandorExpiring *const *)a;
  const CandorExpiring *other = *(CandorExpiring *const *)b;
  int order = strcmp (one->last, other->last);

  return order != 0 ? order : strcmp (one->files->pdata[0], other->files->pdata[0]);
}

static gboolean
is_over (const CandorExpiring *group, guint years, const GDate *today)
{
  GDate end;

  /* A record without any day is not known to be old. */
  if (!candor_date_parse (&end, group->last))
    return FALSE;
  g_date_add_years (&end, years);
  return g_date_compare (&end, today) < 0;
}

static gboolean
is_same (const CandorExpiring *one, const CandorExpiring *other)
{
  if (one->files->len != other->files->len)
    return FALSE;
  for (guint i = 0; i < one->files->len; i++)
    if (!g_str_equal (one->files->pdata[i], other->files->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
expire_group (CandorRegister *records, const CandorExpiring *group, guint *n_gone, GError **error)
{
  for (guint i = 0; i < group->files->len; i++)
    {
      if (!candor_register_expire (records, group->files->pdata[i], error))
        return FALSE;
      ++*n_gone;
    }
  return TRUE;
}

/**
 * candor_retention_list:
 * @records: a register whose list is up to date
 * @years: how long records are kept; 0 for as long as nobody says so
 * @today: the day to count back from
 * @error: return location for an error
 *
 * A record is kept for so many years from the last day that it or any record about it is about.
 *
 * Returns: (transfer full) (element-type CandorExpiring) (nullable): what nobody has to keep any
 *   longer, the oldest first; otherwise %CANDOR_ERROR_STORAGE
 */
GPtrArray *
candor_retention_list (CandorRegister *records, guint years, const GDate *today, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (expiring_free);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) groups
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, expiring_free);
  GHashTableIter iter;
  gpointer root, group;

  /* A record that cannot be read now may be the one for which another has to be kept. */
  if (years == 0 || candor_register_get_n_unread (records) > 0)
    return g_steal_pointer (&list);
  entries = list_entries (candor_register_get_index (records));
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];

      g_hash_table_insert (by_id, (gpointer)candor_record_head_get (entry->head, CANDOR_HEAD_ID),
                           entry);
    }
  for (guint i = 0; i < entries->len; i++)
    add_to_group (groups, find_root (by_id, entries->pdata[i]), entries->pdata[i]);
  if (!keep_about_lost (records, groups, by_id, error))
    return NULL;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &root, &group))
    if (is_over (group, years, today))
      {
        g_hash_table_iter_steal (&iter);
        g_free (root);
        g_ptr_array_add (list, group);
      }
  g_ptr_array_sort (list, compare_oldest_first);
  return g_steal_pointer (&list);
}

/**
 * candor_retention_expire:
 * @records: a register that an administrator has unlocked
 * @list: (element-type CandorExpiring): what candor_retention_list () gave and somebody has seen
 * @years: as it was given there
 * @today: as it was given there
 * @n_gone: (out): how many records have gone, whatever happens
 * @error: return location for an error
 *
 * Takes the records away for good; their lines and their hashes stay in the log. Where something was
 * filed about one of them in the meantime, that one stays with all that is about it.
 *
 * Returns: whether all went that could; otherwise %CANDOR_ERROR_MISSING for want of the right to do
 *   so, or %CANDOR_ERROR_STORAGE
 */
gboolean
candor_retention_expire (CandorRegister *records,
                         GPtrArray *list,
                         guint years,
                         const GDate *today,
                         guint *n_gone,
                         GError **error)
{
  g_autoptr (GPtrArray) now = NULL;
  gboolean good = TRUE;

  *n_gone = 0;
  if (!candor_register_is_administrator (records))
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
          "Only an administrator can let records expire. All of them are still "
          "there.");
      return FALSE;
    }
  if (!candor_register_refresh (records, error))
    return FALSE;
  now = candor_retention_list (records, years, today, error);
  if (now == NULL)
    return FALSE;
  /* Both are in the same order. */
  for (guint i = 0, j = 0; good && i < list->len && j < now->len;)
    {
      int order = compare_oldest_first (&list->pdata[i], &now->pdata[j]);

      if (order == 0 && is_same (list->pdata[i], now->pdata[j]))
        good = expire_group (records, now->pdata[j], n_gone, error);
      i += order <= 0;
      j += order >= 0;
    }
  return candor_register_refresh (records, good ? error : NULL) && good;
}
