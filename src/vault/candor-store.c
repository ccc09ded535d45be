/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The folder of a store: what is in it, and reading that.
 */
#include "candor-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "candor-atomic-file.h"
#include "candor-disk.h"
#include "candor-hash.h"
#include "core/candor-error.h"

#define MAX_ID 64
#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

/* Another process may be drawing a form while it holds the lock; not for longer than this. */
#define LOCK_PAUSE (20 * G_TIME_SPAN_MILLISECOND)
#define LOCK_TRIES 1500

/* Opens a file that must be one: no link, pipe or device that somebody put in its place. */
static int
open_file (const char *path, gsize *size, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;
  int code;

  if (fd < 0)
    {
      candor_store_refuse_to_read (error, path, errno);
      return -1;
    }
  *size = 0;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      *size = status.st_size;
      if (*size <= CANDOR_STORE_MAX_FILE)
        return fd;
    }
  code = *size > CANDOR_STORE_MAX_FILE ? EFBIG : EINVAL;
  close (fd);
  candor_store_refuse_to_read (error, path, code);
  return -1;
}

/* Returns: the first bytes of a file, at most @length of them. */
static GBytes *
read_bytes (const char *path, gsize length, gsize *file_size, GError **error)
{
  int fd = open_file (path, file_size, error);
  g_autofree char *buffer = NULL;
  gsize got = 0;
  int code = 0;

  if (fd < 0)
    return NULL;
  length = MIN (length, *file_size);
  buffer = g_malloc (MAX (length, 1));
  while (code == 0 && got < length)
    {
      ssize_t n = read (fd, buffer + got, length - got);

      if (n < 0 && errno != EINTR)
        code = errno;
      else if (n == 0)
        code = EIO;
      else if (n > 0)
        got += n;
    }
  close (fd);
  if (code == 0)
    return g_bytes_new_take (g_steal_pointer (&buffer), got);
  candor_store_refuse_to_read (error, path, code);
  return NULL;
}

static gboolean
are_digits (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
is_folder (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* Adds every record below @inner, a path from the store's folder, to @files, and what is none. */
static gboolean
list_inner (CandorStore *self,
            const char *inner,
            guint depth,
            GPtrArray *files,
            GPtrArray *foreign,
            GError **error)
{
  g_autofree char *path = candor_store_get_path (self, inner);
  g_autoptr (GPtrArray) names = candor_store_list_folder (path, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *file = g_strconcat (inner, "/", name, NULL);
      gsize n_digits = depth == 0 ? 4 : 2;

      if (depth == 2 && candor_store_is_record_path (file))
        g_ptr_array_add (files, g_steal_pointer (&file));
      else if (depth < 2 && strlen (name) == n_digits && are_digits (name, n_digits)
               && is_folder (path, name))
        {
          if (!list_inner (self, file, depth + 1, files, foreign, error))
            return FALSE;
        }
      else if (foreign != NULL)
        g_ptr_array_add (foreign, g_steal_pointer (&file));
    }
  return TRUE;
}

typedef struct
{
  const char *file;
  CandorLogLine *found;
} Search;

static gboolean
find_line_cb (
    const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  Search *search = data;

  if (line == NULL || !candor_log_event_files_a_record (line->event)
      || g_strcmp0 (line->file, search->file) != 0)
    return TRUE;
  search->found = candor_log_line_copy (line);
  return FALSE;
}

/**
 * candor_store_id_is_valid:
 * @id: the number of a record or a draft
 *
 * Returns: whether a file can be named after it
 */
gboolean
candor_store_id_is_valid (const char *id)
{
  gsize length = strlen (id);

  return length > 0 && length <= MAX_ID && strspn (id, ID_CHARACTERS) == length;
}

/* Sets what the disk said when @path was to be read. Returns: %FALSE */
gboolean
candor_store_refuse_to_read (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                    "“%s” could not be read: %s. Nothing was changed.", name, g_strerror (code));
  return FALSE;
}

/* Whether @file is records/YYYY/MM/ID.age. */
gboolean
candor_store_is_record_path (const char *file)
{
  const gsize start = strlen (CANDOR_STORE_RECORDS "/YYYY/MM/");
  gsize length = strlen (file);
  g_autofree char *id = NULL;

  if (length <= start + strlen (CANDOR_STORE_SUFFIX)
      || !g_str_has_prefix (file, CANDOR_STORE_RECORDS "/")
      || !g_str_has_suffix (file, CANDOR_STORE_SUFFIX) || !are_digits (file + 8, 4)
      || file[12] != '/' || !are_digits (file + 13, 2) || file[15] != '/')
    return FALSE;
  id = g_strndup (file + start, length - start - strlen (CANDOR_STORE_SUFFIX));
  return candor_store_id_is_valid (id);
}

/* Returns: (transfer full): the names in a folder, sorted, without those that begin with a dot. */
GPtrArray *
candor_store_list_folder (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      candor_store_refuse_to_read (error, path, errno);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Adds all records to @files, and to @foreign, if given, what stands between them and is none. */
gboolean
candor_store_list_files (CandorStore *self, GPtrArray *files, GPtrArray *foreign, GError **error)
{
  return list_inner (self, CANDOR_STORE_RECORDS, 0, files, foreign, error);
}

/* Returns: a descriptor that holds the lock until it is closed, or -1. */
int
candor_store_lock (CandorStore *self, gboolean shared, GError **error)
{
  g_autofree char *path = candor_store_get_path (self, CANDOR_STORE_LOCK);
  int fd = open (path, shared ? O_RDONLY | O_CLOEXEC : O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int code;

  if (fd < 0)
    {
      candor_disk_refuse (error, path, errno);
      return -1;
    }
  for (int i = 0; i < LOCK_TRIES; i++)
    {
      if (flock (fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0)
        return fd;
      code = errno;
      if (code != EWOULDBLOCK && code != EINTR)
        {
          close (fd);
          candor_disk_refuse (error, path, code);
          return -1;
        }
      g_usleep (LOCK_PAUSE);
    }
  close (fd);
  candor_error_set_literal (
      error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
      "Another Candor is using the records and does not let go of them. Nothing "
      "was changed; close it, then try again.");
  return -1;
}

/* So that no record is met between its file and its line. A copy on a medium that cannot be written
 * may have no lock, and nobody files there. Returns: a descriptor to close, or -1 */
int
candor_store_hold_still (CandorStore *self, GError **error)
{
  g_autofree char *path = candor_store_get_path (self, CANDOR_STORE_LOCK);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? candor_store_lock (self, TRUE, error) : -1;
}

/* Returns: (transfer full) (nullable): the bytes of any file in the store, which is no link and no device */
GBytes *
candor_store_read_any (CandorStore *self, const char *file, GError **error)
{
  g_autofree char *path = candor_store_get_path (self, file);
  gsize size;

  return read_bytes (path, G_MAXSIZE, &size, error);
}

/* Returns: (transfer full) (nullable): the SHA-256 of a file in the store. */
char *
candor_store_hash_file (CandorStore *self, const char *file, GError **error)
{
  g_autofree char *path = candor_store_get_path (self, file);
  g_autofree guchar *buffer = NULL;
  const gsize step = 256 * 1024;
  CandorHash hash;
  gsize size;
  int fd = open_file (path, &size, error);
  ssize_t got;
  int code;

  if (fd < 0)
    return NULL;
  candor_hash_init (&hash);
  buffer = g_malloc (step);
  while ((got = read (fd, buffer, step)) > 0 || (got < 0 && errno == EINTR))
    if (got > 0)
      candor_hash_add (&hash, buffer, got);
  code = errno;
  close (fd);
  if (got == 0)
    return candor_hash_end (&hash);
  candor_store_refuse_to_read (error, path, code);
  return NULL;
}

/**
 * candor_store_get_folder:
 * @self: a store
 *
 * Returns: (type filename): its folder
 */
const char *
candor_store_get_folder (CandorStore *self)
{
  return self->folder;
}

/**
 * candor_store_get_path:
 * @self: a store
 * @file: a path from the store's folder, as the log has it
 *
 * Returns: (transfer full) (type filename): the whole path
 */
char *
candor_store_get_path (CandorStore *self, const char *file)
{
  return g_build_filename (self->folder, file, NULL);
}

/**
 * candor_store_list_records:
 * @self: a store
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type filename) (nullable): the files of all records, from the
 *   store's folder, sorted: month by month. Whether a record was acknowledged, the log says.
 */
GPtrArray *
candor_store_list_records (CandorStore *self, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, NULL);

  return candor_store_list_files (self, files, NULL, error) ? g_steal_pointer (&files) : NULL;
}

/**
 * candor_store_find_record:
 * @self: a store
 * @id: the number of a record
 * @error: return location for an error
 *
 * Looks in each month by the name alone, so it does not depend on how many records there are.
 *
 * Returns: (transfer full) (type filename) (nullable): where it is, from the store's folder; %NULL
 *   without an error if there is none
 */
char *
candor_store_find_record (CandorStore *self, const char *id, GError **error)
{
  g_autofree char *top = candor_store_get_path (self, CANDOR_STORE_RECORDS);
  g_autoptr (GPtrArray) years = NULL;

  if (!candor_store_id_is_valid (id))
    return NULL;
  years = candor_store_list_folder (top, error);
  for (guint i = 0; years != NULL && i < years->len; i++)
    for (guint month = 1; month <= 12; month++)
      {
        g_autofree char *file
            = g_strdup_printf (CANDOR_STORE_RECORDS "/%s/%02u/%s" CANDOR_STORE_SUFFIX,
                               (const char *)years->pdata[i], month, id);
        g_autofree char *path = candor_store_get_path (self, file);

        if (candor_store_is_record_path (file) && g_file_test (path, G_FILE_TEST_EXISTS))
          return g_steal_pointer (&file);
      }
  return NULL;
}

/**
 * candor_store_read:
 * @self: a store
 * @file: a record, as candor_store_list_records () or the log names it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its bytes; otherwise %CANDOR_ERROR_STORAGE
 */
GBytes *
candor_store_read (CandorStore *self, const char *file, GError **error)
{
  gsize size;

  return candor_store_read_start (self, file, G_MAXSIZE, &size, error);
}

/**
 * candor_store_read_start:
 * @self: a store
 * @file: a record
 * @length: how many bytes are wanted
 * @file_size: (out): how many there are
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the first bytes of the record, or all when it is shorter
 */
GBytes *
candor_store_read_start (
    CandorStore *self, const char *file, gsize length, gsize *file_size, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  path = candor_store_get_path (self, file);
  if (candor_store_is_record_path (file))
    return read_bytes (path, length, file_size, error);
  candor_store_refuse_to_read (error, path, EINVAL);
  return NULL;
}

/**
 * candor_store_find_line:
 * @self: a store
 * @file: a record
 * @error: return location for an error
 *
 * Looks through the whole log for the line that the record stands on.
 *
 * Returns: (transfer full) (nullable): the line; %NULL without an error if there is none
 */
CandorLogLine *
candor_store_find_line (CandorStore *self, const char *file, GError **error)
{
  Search search = { file, NULL };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  candor_log_foreach (self->log, find_line_cb, &search, error);
  return search.found;
}

/**
 * candor_store_foreach_line:
 * @self: a store
 * @func: called for every line of the log, in their order
 * @data: for @func
 * @error: return location for an error
 *
 * Returns: whether the log could be read
 */
gboolean
candor_store_foreach_line (CandorStore *self, CandorLogFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return candor_log_foreach (self->log, func, data, error);
}
