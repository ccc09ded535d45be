/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Files a visit: the visit as JSON and its form as PDF, in a folder of the month, under the
 * visit's own number. No name of a person is in a path.
 */
#include "candor-records.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "document/candor-consent-form.h"
#include "vault/candor-atomic-file.h"

#define RECORDS "records"
#define MAX_ID 64

static gboolean
fail (GError **error, const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
               "The folder “%s” could not be made: %s. Nothing was saved, and the visit is kept; "
               "please try again.",
               name, g_strerror (code));
  return FALSE;
}

static void
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* Makes @name inside @parent, for its owner alone, so that a power cut cannot lose it again. */
static char *
make_folder (const char *parent, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (parent, name, NULL);

  if (mkdir (path, 0700) == 0)
    sync_folder (parent);
  else if (errno != EEXIST || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      fail (error, path, errno);
      return NULL;
    }
  return g_steal_pointer (&path);
}

static char *
make_month_folder (const char *folder, CandorVisit *visit, GError **error)
{
  g_autoptr (GDateTime) started
      = candor_time_parse (candor_visit_get (visit, CANDOR_FIELD_STARTED_AT));
  g_autofree char *year = NULL;
  g_autofree char *month = NULL;
  g_autofree char *records = NULL;
  g_autofree char *year_folder = NULL;

  if (started == NULL)
    {
      g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
                           "The visit does not say when it began, so it cannot be filed.");
      return NULL;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (error, folder, errno);
      return NULL;
    }

  year = g_strdup_printf ("%04d", g_date_time_get_year (started));
  month = g_strdup_printf ("%02d", g_date_time_get_month (started));
  records = make_folder (folder, RECORDS, error);
  if (records == NULL)
    return NULL;
  year_folder = make_folder (records, year, error);
  return year_folder == NULL ? NULL : make_folder (year_folder, month, error);
}

/* A visit's number comes from a file: it must be a plain name. */
static const char *
check_id (CandorVisit *visit, GError **error)
{
  const char *id = candor_visit_get (visit, CANDOR_FIELD_ID);

  if (id != NULL && strlen (id) <= MAX_ID
      && strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
             == strlen (id))
    return id;
  g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                       "The number of this visit is not one that Candor gives, so the visit cannot "
                       "be filed.");
  return NULL;
}

/* Writes @bytes, or finds that the very same bytes are there already. */
static gboolean
file_visit (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *there = NULL;
  g_autoptr (GBytes) found = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return candor_atomic_file_write (path, bytes, error);

  if (g_file_get_contents (path, &there, &length, NULL))
    found = g_bytes_new_take (g_steal_pointer (&there), length);
  if (found != NULL && g_bytes_equal (found, bytes))
    return TRUE;

  g_set_error_literal (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                       "A visit of this number is filed already, and it says something else. The "
                       "filed one was left as it is.");
  return FALSE;
}

static CandorRecord *
record_new (const char *folder, const char *id)
{
  CandorRecord *self = g_new0 (CandorRecord, 1);
  g_autofree char *form = g_strconcat (id, ".pdf", NULL);
  g_autofree char *visit = g_strconcat (id, ".json", NULL);

  self->form_path = g_build_filename (folder, form, NULL);
  self->visit_path = g_build_filename (folder, visit, NULL);
  return self;
}

/**
 * candor_records_file:
 * @folder: the clinic's data folder
 * @procedure: what the visit is about
 * @visit: a visit in which nothing is missing
 * @stationery: (nullable): what the clinic makes its papers with; its seal goes on the form. A4
 *   without a logo and without a seal if %NULL
 * @error: return location for an error
 *
 * Files a visit, and returns only when it is on the disk: the visit first, then its form. Filing
 * the same visit again gives the same record, and finishes one that was cut off between the two.
 *
 * Returns: (transfer full) (nullable): where it is, or %NULL: %CANDOR_ERROR_MISSING,
 *   %CANDOR_ERROR_OTHER_TEXT or %CANDOR_ERROR_FAILED when its form cannot be made,
 *   %CANDOR_ERROR_STORAGE when it cannot be saved, or when another visit has its number
 */
CandorRecord *
candor_records_file (const char *folder,
                     CandorProcedure *procedure,
                     CandorVisit *visit,
                     const CandorStationery *stationery,
                     GError **error)
{
  g_autoptr (CandorRecord) record = NULL;
  g_autoptr (GBytes) form = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autofree char *month_folder = NULL;
  static const CandorStationery plain = { .logo = NULL };
  CandorSealing sealing = { .seal = NULL };
  const char *id;
  char *text;
  gsize length;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (CANDOR_IS_VISIT (visit), NULL);

  /* Everything that can be refused is refused before anything is written. */
  id = check_id (visit, error);
  if (id == NULL)
    return NULL;
  if (stationery == NULL)
    stationery = &plain;
  sealing.seal = stationery->seal;
  form = candor_consent_form_render_on (procedure, visit, stationery, CANDOR_FORM_FINAL,
                                        sealing.seal != NULL ? &sealing : NULL, error);
  if (form == NULL)
    return NULL;

  text = candor_visit_to_json (visit, &length);
  json = g_bytes_new_take (text, length);
  month_folder = make_month_folder (folder, visit, error);
  if (month_folder == NULL)
    return NULL;

  record = record_new (month_folder, id);
  if (!file_visit (record->visit_path, json, error))
    return NULL;
  if (!g_file_test (record->form_path, G_FILE_TEST_EXISTS)
      && !candor_atomic_file_write (record->form_path, form, error))
    return NULL;
  return g_steal_pointer (&record);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Returns: the names in a folder, sorted; an error is not raised for a folder that is not there. */
static GPtrArray *
read_folder (const char *path, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &reason);
  g_autofree char *name = NULL;
  const char *entry;

  if (dir == NULL)
    {
      if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT)
          || g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
        return g_steal_pointer (&names);
      name = g_filename_display_name (path);
      g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
                   "The folder “%s” cannot be read. Nothing in it was changed.", name);
      return NULL;
    }
  while ((entry = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (entry));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Returns: the folders of all months, in their order. */
static GPtrArray *
list_months (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *top = g_build_filename (folder, RECORDS, NULL);
  g_autoptr (GPtrArray) years = read_folder (top, error);

  if (years == NULL)
    return NULL;
  for (guint i = 0; i < years->len; i++)
    {
      g_autofree char *year = g_build_filename (top, years->pdata[i], NULL);
      g_autoptr (GPtrArray) months = read_folder (year, error);

      if (months == NULL)
        return NULL;
      for (guint j = 0; j < months->len; j++)
        g_ptr_array_add (paths, g_build_filename (year, months->pdata[j], NULL));
    }
  return g_steal_pointer (&paths);
}

static gboolean
list_month (const char *folder, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) names = read_folder (folder, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];

      if (g_str_has_suffix (name, ".json") && name[0] != '.')
        {
          g_autofree char *id = g_strndup (name, strlen (name) - strlen (".json"));

          g_ptr_array_add (records, record_new (folder, id));
        }
    }
  return TRUE;
}

/**
 * candor_records_list:
 * @folder: the clinic's data folder
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CandorRecord) (nullable): the filed visits, month by
 *   month; empty when there are none. A record whose form is not there was cut off while it was
 *   filed: filing its visit again finishes it.
 */
GPtrArray *
candor_records_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify)candor_record_free);
  g_autoptr (GPtrArray) months = list_months (folder, error);

  if (months == NULL)
    return NULL;
  for (guint i = 0; i < months->len; i++)
    if (!list_month (months->pdata[i], records, error))
      return NULL;
  return g_steal_pointer (&records);
}

/**
 * candor_records_sweep:
 * @folder: the clinic's data folder; need not exist yet
 *
 * Takes away what a power cut left half-written beside the records, and nothing else. A folder that
 * cannot be read is left alone: whoever reads the records says so.
 *
 * Returns: how many files it took away
 */
guint
candor_records_sweep (const char *folder)
{
  g_autoptr (GPtrArray) months = list_months (folder, NULL);
  guint n_swept = 0;

  for (guint i = 0; months != NULL && i < months->len; i++)
    n_swept += candor_atomic_file_sweep (months->pdata[i]);
  return n_swept;
}

/**
 * candor_record_free:
 * @self: (nullable): a record
 */
void
candor_record_free (CandorRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->form_path);
  g_free (self->visit_path);
  g_free (self);
}
