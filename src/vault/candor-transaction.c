/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Writing into a store. The order is the promise: the record whole on the disk under its name, then
 * its line in the log, then "saved". What a crash left between the two is told from the files alone:
 * a record without a line was never acknowledged, a line without its record is an alarm.
 */
#include "candor-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "candor-disk.h"
#include "candor-hash.h"
#include "core/candor-error.h"

/* Nobody has set aside so many torn lines. */
#define MAX_TORN 10000

static gboolean
is_usable (CandorTransaction *self, GError **error)
{
  if (!self->is_broken)
    return TRUE;
  candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                            "The disk did not take the last line of the log, so nothing more was "
                            "written. What was saved before is safe; please try again.");
  return FALSE;
}

/* Puts the bytes behind the last whole line into a file of their own, and takes them off the log only
 * when that file is on the disk. Returns: the file's name. */
static char *
keep_torn (CandorTransaction *self, GError **error)
{
  g_autofree char *hash = candor_hash_bytes (self->tail.torn);

  for (guint i = 1; i < MAX_TORN; i++)
    {
      g_autofree char *name = g_strdup_printf (CANDOR_STORE_TORN "%u", i);
      g_autofree char *path = candor_store_get_path (self->store, name);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_autofree char *there = candor_store_hash_file (self->store, name, NULL);

          /* The same bytes were kept by somebody who was cut off before taking them off the log. The
           * name may not be on the disk yet, so they are written once more. */
          if (g_strcmp0 (there, hash) != 0)
            continue;
        }
      return candor_atomic_file_save (path, self->tail.torn, TRUE, candor_store_make_room,
                                      self->store, error)
                 ? g_steal_pointer (&name)
                 : NULL;
    }
  candor_disk_refuse (error, self->store->log, EEXIST);
  return NULL;
}

static gboolean
set_aside (CandorTransaction *self, GError **error)
{
  static const char *const detail[] = { "reason", "torn", NULL };
  g_autofree char *name = keep_torn (self, error);
  CandorLogLine *line;

  if (name == NULL)
    return FALSE;
  line = candor_log_line_new (CANDOR_LOG_RECOVERED, name, NULL, detail);
  line->sha256 = candor_hash_bytes (self->tail.torn);
  if (ftruncate (self->log_fd, self->tail.end) != 0)
    {
      candor_log_line_free (line);
      return candor_disk_refuse (error, self->store->log, errno);
    }
  g_clear_pointer (&self->tail.torn, g_bytes_unref);
  return candor_transaction_append_line (self, line, error);
}

/* After a refused fdatasync the kernel may hold pages that it takes for written. A new file, written
 * from what it holds, brings them to the disk or says that it cannot. */
static gboolean
write_log_anew (CandorStore *self, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (self->log, &text, &length, NULL))
    return candor_disk_refuse (error, self->log, EIO);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  if (!candor_atomic_file_replace (self->log, bytes, error))
    return FALSE;
  self->is_log_doubtful = FALSE;
  return TRUE;
}

/* A power cut between the line and taking the file away: no line can have followed. */
static gboolean
finish_last_expiry (CandorTransaction *self, GError **error)
{
  const CandorLogLine *last = self->tail.last;
  g_autofree char *path = NULL;

  if (last == NULL || last->event != CANDOR_LOG_EXPIRE || last->file == NULL)
    return TRUE;
  path = candor_store_get_path (self->store, last->file);
  return !g_file_test (path, G_FILE_TEST_EXISTS)
         || (candor_transaction_confirm_log (self, error)
             && candor_transaction_unlink_expired (self, last->file, error));
}

static gboolean
start (CandorTransaction *self, GError **error)
{
  CandorStore *store = self->store;

  self->lock_fd = candor_store_lock (store, FALSE, error);
  if (self->lock_fd < 0)
    return FALSE;
  if (store->is_log_doubtful && !write_log_anew (store, error))
    return FALSE;
  self->log_fd = open (store->log, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (self->log_fd < 0)
    return candor_disk_refuse (error, store->log, errno);
  if (!candor_log_read_tail (self->log_fd, &self->tail, error))
    return FALSE;
  if (self->tail.end == 0)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
          "The log of the records has no whole line. Nothing was changed; bring "
          "it back from a copy of the store.");
      return FALSE;
    }
  if (self->tail.torn != NULL && !set_aside (self, error))
    return FALSE;

  return finish_last_expiry (self, error);
}

/* Returns: (transfer full): the path of a record from the store's folder. */
static char *
record_file (const CandorRecordBytes *record)
{
  return g_strdup_printf (CANDOR_STORE_RECORDS "/%04d/%02d/%s" CANDOR_STORE_SUFFIX,
                          g_date_time_get_year (record->when), g_date_time_get_month (record->when),
                          record->id);
}

static int
make_folder (CandorStore *self, const char *path)
{
  int code = candor_disk_make_folder (path);

  if (candor_disk_is_full (code) && candor_store_make_room (self))
    code = candor_disk_make_folder (path);
  return code;
}

/* Makes the folders of year and month, and knows until the end of the process that they are safe. */
static gboolean
make_month (CandorStore *self, const char *path, GError **error)
{
  g_autofree char *month = g_path_get_dirname (path);
  g_autofree char *year = g_path_get_dirname (month);
  int code;

  if (g_strcmp0 (self->synced, month) == 0 && g_file_test (month, G_FILE_TEST_IS_DIR))
    return TRUE;
  code = make_folder (self, year);
  if (code == 0)
    code = make_folder (self, month);
  if (code != 0)
    return candor_disk_refuse (error, path, code);
  g_free (self->synced);
  self->synced = g_steal_pointer (&month);
  return TRUE;
}

/* The record is there. If its line is not, the power or the disk failed in between, and it is adopted.
 */
static CandorLogLine *
take_existing (CandorTransaction *self, const char *file, const char *who, GError **error)
{
  g_autoptr (GError) reason = NULL;
  CandorLogLine *line = candor_store_find_line (self->store, file, &reason);

  if (line != NULL && candor_transaction_confirm_log (self, error))
    return line;
  if (line != NULL)
    {
      candor_log_line_free (line);
      return NULL;
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  return candor_transaction_adopt (self, file, who, error) ? candor_log_line_copy (self->tail.last)
                                                           : NULL;
}

/* Appends a line, which it owns. */
gboolean
candor_transaction_append_line (CandorTransaction *self, CandorLogLine *line, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean doubtful = FALSE;

  if (!is_usable (self, error))
    {
      candor_log_line_free (line);
      return FALSE;
    }
  if (candor_log_append (self->log_fd, &self->tail, line, candor_store_make_room, self->store,
                         &doubtful, &reason))
    return TRUE;
  self->is_broken = !g_error_matches (reason, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE);
  self->store->is_log_doubtful |= doubtful;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* A line that somebody else wrote is acted upon: he may have been killed before it was on the disk. */
gboolean
candor_transaction_confirm_log (CandorTransaction *self, GError **error)
{
  if (!is_usable (self, error))
    return FALSE;
  if (fdatasync (self->log_fd) == 0)
    return TRUE;
  self->is_broken = self->store->is_log_doubtful = TRUE;
  return candor_disk_refuse (error, self->store->log, errno);
}

/* Gives a line to a record that has none. Whoever wrote it may have been killed before its folders
 * and its bytes were safe, so that is made up for first. */
gboolean
candor_transaction_adopt (CandorTransaction *self,
                          const char *file,
                          const char *who,
                          GError **error)
{
  static const char *const detail[] = { "reason", "adopted", NULL };
  g_autofree char *path = candor_store_get_path (self->store, file);
  g_autofree char *month = g_path_get_dirname (path);
  g_autofree char *hash = candor_store_hash_file (self->store, file, error);
  CandorLogLine *line;
  int code;

  if (hash == NULL || !make_month (self->store, path, error))
    return FALSE;
  code = candor_disk_sync_folder (month);
  if (code != 0)
    return candor_disk_refuse (error, path, code);
  line = candor_log_line_new (CANDOR_LOG_RECOVERED, file, who, detail);
  line->sha256 = g_steal_pointer (&hash);
  return candor_transaction_append_line (self, line, error);
}

/* Takes the file of an expired record away; it may be gone already. */
gboolean
candor_transaction_unlink_expired (CandorTransaction *self, const char *file, GError **error)
{
  g_autofree char *path = candor_store_get_path (self->store, file);
  g_autofree char *folder = g_path_get_dirname (path);
  int code;

  if (!candor_store_is_record_path (file))
    return TRUE;
  code = unlink (path) == 0 || errno == ENOENT ? candor_disk_sync_folder (folder) : errno;
  if (code == 0)
    return TRUE;
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE, candor_disk_describe (code),
      "The log says that the record “%s” has expired, but the disk did not confirm that its "
      "file is gone: %s. It is taken away when staff unlock the next time.",
      file, candor_disk_describe (code));
  return FALSE;
}

/**
 * candor_store_begin:
 * @self: a store
 * @error: return location for an error
 *
 * Waits until no other process writes into the log, and reads its end. A torn last line is set aside
 * first, and the log says so; an expiry that was cut off is finished.
 *
 * Returns: (transfer full) (nullable): the right to write, until candor_transaction_end (); otherwise
 *   %CANDOR_ERROR_STORAGE
 */
CandorTransaction *
candor_store_begin (CandorStore *self, GError **error)
{
  CandorTransaction *transaction;

  g_return_val_if_fail (self != NULL, NULL);

  transaction = g_new0 (CandorTransaction, 1);
  transaction->store = self;
  transaction->lock_fd = transaction->log_fd = -1;
  if (start (transaction, error))
    return transaction;
  candor_transaction_end (transaction);
  return NULL;
}

/**
 * candor_transaction_get_number:
 * @self: a transaction
 *
 * Returns: the number that the next line of the log gets; it goes into the PDF
 */
guint64
candor_transaction_get_number (CandorTransaction *self)
{
  return self->tail.number + 1;
}

/**
 * candor_transaction_get_head:
 * @self: a transaction
 *
 * Returns: the SHA-256 of the last line of the log, which the next one is chained to; it goes into
 *   the PDF
 */
const char *
candor_transaction_get_head (CandorTransaction *self)
{
  return self->tail.head;
}

/**
 * candor_transaction_put_record:
 * @self: a transaction
 * @record: what is filed
 * @existing: (out) (optional): whether a record of this number was there; it is left as it was, and
 *   the caller compares what is in it
 * @error: return location for an error
 *
 * Files a record. When this returns a line, record and line survive a power cut. When it returns
 * %NULL, nobody was told that it is saved, and filing it again is safe: a record that waits for its
 * line gets it then, or when the store is reconciled.
 *
 * Returns: (transfer full) (nullable): its line in the log; otherwise %CANDOR_ERROR_STORAGE, or
 *   %CANDOR_ERROR_INVALID for a number that cannot be one
 */
CandorLogLine *
candor_transaction_put_record (CandorTransaction *self,
                               const CandorRecordBytes *record,
                               gboolean *existing,
                               GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  gboolean saved, found;
  CandorLogLine *line;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (record->id != NULL && record->when != NULL, NULL);
  g_return_val_if_fail (record->encrypted != NULL, NULL);
  g_return_val_if_fail (candor_log_event_files_a_record (record->event), NULL);

  if (!candor_store_id_is_valid (record->id))
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "The number of this record is not one that Candor gives, so it cannot "
          "be filed.");
      return NULL;
    }
  if (!is_usable (self, error))
    return NULL;

  file = record_file (record);
  path = candor_store_get_path (self->store, file);
  found = g_file_test (path, G_FILE_TEST_EXISTS);
  if (existing != NULL)
    *existing = found;
  if (found)
    return take_existing (self, file, record->who, error);

  line = candor_log_line_new (record->event, file, record->who, record->detail);
  line->sha256 = candor_hash_bytes (record->encrypted);
  line->pdf_sha256 = g_strdup (record->pdf_sha256);
  saved = make_month (self->store, path, error)
          && candor_atomic_file_save (path, record->encrypted, FALSE, candor_store_make_room,
                                      self->store, error);
  if (!saved)
    {
      candor_log_line_free (line);
      return NULL;
    }
  if (candor_transaction_append_line (self, line, error))
    return candor_log_line_copy (self->tail.last);
  /* The disk may have the line in spite of what it said: taking the file away could leave a line
   * without a file, and that is an alarm. */
  candor_error_wrap (
      error, N_ ("What was to be filed is whole on the disk, but does not count as filed yet. It "
                 "waits: filing it again finishes it, and so does the next unlocking. %s"));
  return NULL;
}

/**
 * candor_transaction_append:
 * @self: a transaction
 * @event: what happened
 * @file: (nullable): the record that it happened to, from the store's folder
 * @who: (nullable): who did it
 * @detail: (nullable): a name, its text, the next name, …; ended by %NULL. Nothing of a patient
 * @error: return location for an error
 *
 * Writes one line into the log, and returns when it is on the disk.
 *
 * Returns: whether it was written; otherwise %CANDOR_ERROR_STORAGE, or %CANDOR_ERROR_TOO_LARGE
 */
gboolean
candor_transaction_append (CandorTransaction *self,
                           CandorLogEvent event,
                           const char *file,
                           const char *who,
                           const char *const *detail,
                           GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (event != CANDOR_LOG_EXPIRE, FALSE);
  g_return_val_if_fail (!candor_log_event_files_a_record (event), FALSE);

  if (candor_transaction_append_line (self, candor_log_line_new (event, file, who, detail), error))
    return TRUE;
  candor_error_wrap (error, N_ ("Nothing was done, because the log must have it first. %s"));
  return FALSE;
}

/**
 * candor_transaction_expire:
 * @self: a transaction
 * @file: a record, from the store's folder
 * @who: (nullable): the administrator
 * @detail: (nullable): as candor_transaction_append ()
 * @error: return location for an error
 *
 * Takes a record away for good; its line and its hash stay in the log. The line comes first, so that
 * a file that is missing is always one of which the log says why.
 *
 * Returns: whether it is gone; otherwise %CANDOR_ERROR_STORAGE
 */
gboolean
candor_transaction_expire (CandorTransaction *self,
                           const char *file,
                           const char *who,
                           const char *const *detail,
                           GError **error)
{
  g_autofree char *hash = NULL;
  CandorLogLine *line;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (file != NULL && candor_store_is_record_path (file), FALSE);

  hash = candor_store_hash_file (self->store, file, error);
  if (hash == NULL)
    return FALSE;
  line = candor_log_line_new (CANDOR_LOG_EXPIRE, file, who, detail);
  line->sha256 = g_steal_pointer (&hash);
  if (candor_transaction_append_line (self, line, error))
    return candor_transaction_unlink_expired (self, file, error);
  candor_error_wrap (
      error,
      N_ ("The record is still there. Should the disk have kept the line in spite of what it "
          "said, the record goes when staff unlock. %s"));
  return FALSE;
}

/**
 * candor_transaction_end:
 * @self: (transfer full): a transaction
 *
 * Lets others write. What was acknowledged is on the disk already.
 */
void
candor_transaction_end (CandorTransaction *self)
{
  candor_store_take_room_again (self->store);
  candor_log_tail_clear (&self->tail);
  if (self->log_fd >= 0)
    close (self->log_fd);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self);
}
