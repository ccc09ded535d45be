/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Checks a store without any key: every line against the one before, every file against its line,
 * and the end of the log against one that is known from outside. Each line and each file is looked
 * at once.
 *
 * What it cannot see: the last lines cut off together with their records, or the whole log written
 * anew. Both need a head that somebody else keeps, as every patient does with the PDF.
 */
#include "candor-backup-private.h"

#include <string.h>
#include <unistd.h>

#include "candor-store-private.h"

/* A file that stands on a line. */
typedef struct
{
  guint64 line;
  char *sha256; /* (owned) (nullable) */
  gboolean is_expired;
  gboolean is_there;
} Entry;

typedef struct
{
  CandorAudit *audit;    /* (owned) */
  GHashTable *entries;   /* (owned): file to Entry */
  GHashTable *hashes;    /* (owned): SHA-256 to the file that has it by the log */
  CandorAuditKeys *keys; /* (owned) */
  char *previous;        /* (owned): SHA-256 of the line before */
  guint64 expected;      /* the number that the next line must have */
  gboolean was_readable;

  const char *known_head; /* (nullable) */
  guint64 known_number;
  gboolean saw_known;
} Walk;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->sha256);
  g_free (entry);
}

static CandorAuditFinding *
find (Walk *walk, CandorAuditKind kind, guint64 line, const char *file)
{
  CandorAuditFinding *finding = g_new0 (CandorAuditFinding, 1);

  finding->kind = kind;
  finding->line = finding->last = line;
  finding->file = g_strdup (file);
  g_ptr_array_add (walk->audit->findings, finding);
  return finding;
}

/* A number that jumps means lines that were taken out; without a jump one of two lines was altered.
 * After a line that cannot be read there is nothing more to say: it was named. */
static void
check_place (Walk *walk, const CandorLogLine *line)
{
  gboolean is_chained = strcmp (line->previous, walk->previous) == 0;

  if (line->number > walk->expected)
    find (walk, CANDOR_AUDIT_MISSING_LINES, walk->expected, NULL)->last = line->number - 1;
  else if (line->number < walk->expected)
    find (walk, CANDOR_AUDIT_WRONG_NUMBER, line->number, NULL);
  else if (!is_chained && walk->was_readable)
    find (walk, CANDOR_AUDIT_ALTERED_LINE, MAX (walk->expected - 1, 1), NULL);
}

/* A PDF tells its number and the head before it; "the last line" of a log is its number and its own
 * hash. No SHA-256 can be both, so either is taken. */
static void
check_known (Walk *walk, guint64 number, const char *previous, const char *hash)
{
  if (walk->known_head == NULL || number != walk->known_number || walk->saw_known)
    return;
  walk->saw_known = TRUE;
  if (g_strcmp0 (walk->known_head, previous) != 0 && g_strcmp0 (walk->known_head, hash) != 0)
    find (walk, CANDOR_AUDIT_OTHER_HISTORY, number, NULL);
}

static void
add_record (Walk *walk, const CandorLogLine *line)
{
  Entry *entry = g_hash_table_lookup (walk->entries, line->file);

  if (entry != NULL && !entry->is_expired)
    find (walk, CANDOR_AUDIT_DOUBLE_LINE, line->number, line->file);
  if (line->event == CANDOR_LOG_RECOVERED)
    find (walk,
          candor_store_is_record_path (line->file) ? CANDOR_AUDIT_ADOPTED : CANDOR_AUDIT_SET_ASIDE,
          line->number, line->file);
  entry = g_new0 (Entry, 1);
  entry->line = line->number;
  entry->sha256 = g_strdup (line->sha256);
  g_hash_table_replace (walk->entries, g_strdup (line->file), entry);
  if (line->sha256 != NULL)
    g_hash_table_replace (walk->hashes, g_strdup (line->sha256), g_strdup (line->file));
}

static void
add_expiry (Walk *walk, const CandorLogLine *line)
{
  Entry *entry = g_hash_table_lookup (walk->entries, line->file);

  if (entry == NULL)
    return;
  entry->is_expired = TRUE;
  entry->line = line->number;
}

static void
go_on (Walk *walk, const CandorLogLine *line, const char *hash)
{
  walk->expected = (line != NULL ? line->number : walk->expected) + 1;
  walk->was_readable = line != NULL;
  g_free (walk->previous);
  walk->previous = g_strdup (hash);
}

static gboolean
line_cb (const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  Walk *walk = data;

  if (!whole)
    {
      find (walk, CANDOR_AUDIT_TORN_LINE, 0, NULL);
      return TRUE;
    }
  walk->audit->n_lines++;
  g_free (walk->audit->head);
  walk->audit->head = g_strdup (hash);
  if (line == NULL)
    find (walk, CANDOR_AUDIT_UNREADABLE_LINE, walk->expected, NULL);
  else
    check_place (walk, line);

  walk->audit->number = line != NULL ? line->number : walk->expected;
  check_known (walk, walk->audit->number, line != NULL ? line->previous : NULL, hash);
  if (line != NULL && line->file != NULL && candor_log_event_files_a_record (line->event))
    add_record (walk, line);
  else if (line != NULL && line->file != NULL && line->event == CANDOR_LOG_EXPIRE)
    add_expiry (walk, line);
  if (line != NULL)
    candor_audit_keys_add_line (walk->keys, line);
  go_on (walk, line, hash);
  return TRUE;
}

/* Compares a file that stands on a line with what the line says. */
static void
compare_file (Walk *walk, CandorStore *store, const char *file, const Entry *entry)
{
  g_autofree char *hash = candor_store_hash_file (store, file, NULL);
  const char *other;

  if (hash == NULL)
    find (walk, CANDOR_AUDIT_UNREADABLE_FILE, entry->line, file);
  else if (entry->is_expired)
    find (walk,
          g_strcmp0 (hash, entry->sha256) == 0 ? CANDOR_AUDIT_EXPIRED_FILE
                                               : CANDOR_AUDIT_EXPIRED_FILE_ALTERED,
          entry->line, file);
  else if (g_strcmp0 (hash, entry->sha256) != 0)
    {
      other = g_hash_table_lookup (walk->hashes, hash);
      find (walk, other != NULL ? CANDOR_AUDIT_SWAPPED_FILE : CANDOR_AUDIT_ALTERED_FILE,
            entry->line, file)
          ->other_file
          = g_strdup (other);
    }
}

static void
look_at_file (Walk *walk, CandorStore *store, const char *file)
{
  Entry *entry = g_hash_table_lookup (walk->entries, file);
  g_autofree char *path = candor_store_get_path (store, file);

  if (entry != NULL)
    {
      entry->is_there = TRUE;
      compare_file (walk, store, file, entry);
    }
  else if (g_file_test (path, G_FILE_TEST_IS_REGULAR)
           && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    find (walk, CANDOR_AUDIT_NOT_ADOPTED, 0, file);
  else
    find (walk, CANDOR_AUDIT_UNREADABLE_FILE, 0, file);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const CandorAuditFinding *one = *(CandorAuditFinding *const *)a;
  const CandorAuditFinding *other = *(CandorAuditFinding *const *)b;

  /* What has no line stands at the end. */
  if (one->line != other->line)
    return one->line - 1 < other->line - 1 ? -1 : 1;
  return g_strcmp0 (one->file, other->file);
}

/* What has a line and was not met in the folders: a set-aside line, or a file that is missing. */
static void
look_at_rest (Walk *walk, CandorStore *store)
{
  GHashTableIter iter;
  const char *file;
  Entry *entry;

  g_hash_table_iter_init (&iter, walk->entries);
  while (g_hash_table_iter_next (&iter, (gpointer *)&file, (gpointer *)&entry))
    {
      g_autofree char *path = candor_store_get_path (store, file);
      gboolean is_record = candor_store_is_record_path (file);

      if (is_record && entry->is_expired)
        walk->audit->n_expired++;
      else if (is_record)
        walk->audit->n_records++;
      if (entry->is_there || entry->is_expired)
        continue;
      /* A name from an altered log must not lead out of the store. */
      if (!is_record && g_str_has_prefix (file, CANDOR_STORE_TORN) && strchr (file, '/') == NULL
          && g_file_test (path, G_FILE_TEST_EXISTS))
        compare_file (walk, store, file, entry);
      else
        find (walk, CANDOR_AUDIT_MISSING_FILE, entry->line, file);
    }
}

/* Lines that the log is about to get must go on from it like any others, and its keys be those that they
 * tell of. */
typedef struct
{
  Walk *walk;
  CandorAuditKeys *keys; /* (owned): what the new log says of them */
  guint64 n;
  guint64 expected;
  char *previous; /* (owned) */
  gboolean is_right;
} Renewal;

static gboolean
renewed_line_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  Renewal *self = data;

  if (line != NULL)
    candor_audit_keys_add_line (self->keys, line);
  if (self->n++ < self->walk->audit->n_lines)
    return TRUE;
  if (line == NULL || !whole || line->number != self->expected
      || strcmp (line->previous, self->previous) != 0)
    self->is_right = FALSE;
  else
    candor_audit_keys_add_begun (self->walk->keys, line);
  self->expected++;
  g_free (self->previous);
  self->previous = g_strdup (hash);
  return self->is_right;
}

static gboolean
is_right_renewal (Walk *walk, CandorStore *store, GError **error)
{
  g_autoptr (CandorStore) inner = candor_backup_renewal_open (store);
  g_autoptr (CandorAuditKeys) keys = candor_audit_keys_new ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GHashTable) renewed = NULL;
  Renewal self = { walk, keys, 0, walk->expected, g_strdup (walk->previous), TRUE };
  gboolean read = candor_store_foreach_line (inner, renewed_line_cb, &self, error);

  g_free (self.previous);
  if (read)
    renewed = candor_backup_renewal_read_keys (store, keys, faults, error);
  return renewed != NULL && self.is_right && faults->len == 0;
}

/* A backup that was cut off while it was renewed has keys of two moments: what the log says that it is
 * about to get may be there already. */
static void
look_for_renewal (Walk *walk, CandorStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log = candor_backup_renewal_read_log (store, &error);

  if (log != NULL)
    find (walk,
          is_right_renewal (walk, store, &error) || error != NULL ? CANDOR_AUDIT_HALF_RENEWED
                                                                  : CANDOR_AUDIT_ALTERED_RENEWAL,
          0, CANDOR_STORE_RENEWAL);
  if (error != NULL)
    find (walk, CANDOR_AUDIT_UNREADABLE_FILE, 0, CANDOR_STORE_RENEWAL);
}

static gboolean
walk_files (Walk *walk,
            CandorStore *store,
            CandorAuditProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) foreign = g_ptr_array_new_with_free_func (g_free);

  if (!candor_store_list_files (store, files, foreign, error))
    return FALSE;
  for (guint i = 0; i < foreign->len; i++)
    find (walk, CANDOR_AUDIT_FOREIGN_FILE, 0, foreign->pdata[i]);
  for (guint i = 0; i < files->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      look_at_file (walk, store, files->pdata[i]);
      if (progress != NULL)
        progress (i + 1, files->len, data);
    }
  look_at_rest (walk, store);
  look_for_renewal (walk, store);
  candor_audit_keys_look (walk->keys, store, walk->audit->findings);
  return TRUE;
}

/**
 * candor_audit_run:
 * @store: a store
 * @head: (nullable): a SHA-256 that is known from outside, for instance from a patient's PDF
 * @number: the number of the line that stands beside @head there
 * @progress: (nullable): called after each record
 * @data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Reads the whole log, every record and the keys in clear; nothing is changed. A number and a head from a PDF name the
 * record's line and the SHA-256 of the line before; @head may also be the SHA-256 of the line itself.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL if the log or the folders cannot be read
 *   or it was stopped
 */
CandorAudit *
candor_audit_run (CandorStore *store,
                  const char *head,
                  guint64 number,
                  CandorAuditProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (CandorAudit) audit = g_new0 (CandorAudit, 1);
  g_autoptr (GError) reason = NULL;
  Walk walk = { .audit = audit, .expected = 1, .was_readable = TRUE };
  gboolean done;
  int lock;

  g_return_val_if_fail (store != NULL, NULL);

  audit->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_audit_finding_free);
  lock = candor_store_hold_still (store, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  walk.entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  walk.hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  walk.keys = candor_audit_keys_new ();
  walk.previous = g_strnfill (CANDOR_LOG_N_DIGITS, '0');
  walk.known_head = head;
  walk.known_number = number;

  done = candor_store_foreach_line (store, line_cb, &walk, error)
         && walk_files (&walk, store, progress, data, cancellable, error);
  if (done && audit->n_lines == 0)
    find (&walk, CANDOR_AUDIT_NO_LINES, 0, NULL);
  if (done && head != NULL && !walk.saw_known)
    find (&walk, CANDOR_AUDIT_CUT, number, NULL);
  g_ptr_array_sort (audit->findings, compare_findings);

  if (lock >= 0)
    close (lock);
  candor_audit_keys_free (walk.keys);
  g_hash_table_unref (walk.hashes);
  g_hash_table_unref (walk.entries);
  g_free (walk.previous);
  return done ? g_steal_pointer (&audit) : NULL;
}
