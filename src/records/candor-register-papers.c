/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Papers that come in and go out. What goes out is in the log before anybody has it.
 */
#include "candor-register-papers.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "vault/candor-atomic-file.h"

/* Hexadecimal digits of the number of a scan. */
#define N_DIGITS 32

/* Files of one record in one folder, before somebody should look what goes on there. */
#define MAX_COPIES 99

static GBytes *
give_scan (const CandorSealing *sealing, gpointer data, GError **error)
{
  return g_bytes_ref (data);
}

static void
add_to_checksum (GChecksum *checksum, const char *text)
{
  /* With its end, so that no two texts run into one another. */
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *)text, strlen (text) + 1);
}

/* The same paper with the same facts always has the same number, so that it is filed once. */
static char *
scan_id (const CandorScanFacts *facts, GBytes *pdf)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  const guchar *data = g_bytes_get_data (pdf, &size);

  add_to_checksum (checksum, facts->patient);
  add_to_checksum (checksum, facts->born);
  add_to_checksum (checksum, facts->title);
  add_to_checksum (checksum, facts->date);
  add_to_checksum (checksum, facts->practitioner);
  g_checksum_update (checksum, data, size);
  return g_strdup_printf ("scan-%.*s", N_DIGITS, g_checksum_get_string (checksum));
}

/* Returns: (transfer full): a name in @folder that no file has yet, without its ending */
static char *
free_name (const char *folder, const char *id)
{
  for (guint i = 1; i <= MAX_COPIES; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (id, number, NULL);
      g_autofree char *pdf = g_strdup_printf ("%s/%s.pdf", folder, name);
      g_autofree char *json = g_strdup_printf ("%s/%s.json", folder, name);

      if (!g_file_test (pdf, G_FILE_TEST_EXISTS) && !g_file_test (json, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
  return g_strdup (id);
}

static gboolean
read_logged (CandorRegister *self,
             CandorLogEvent event,
             const char *what,
             const char *file,
             CandorRecordParts *parts,
             GError **error)
{
  const char *const detail[] = { "what", what, NULL };

  return candor_register_log (self, event, file, detail, error)
         && candor_register_read (self, file, parts, error);
}

/**
 * candor_register_file_scan:
 * @self: a register
 * @facts: what the paper says
 * @pdf: a picture of the paper, as candor_scan_to_pdf () gives it; its bytes are filed as they are
 * @error: return location for an error
 *
 * Files a form that was signed on paper. It is not sealed: Candor did not make it, and a seal would
 * say that it did. Filing the same paper with the same facts again gives the record that is there.
 *
 * Returns: (transfer full) (nullable): where it is, from the store's folder; otherwise
 *   %CANDOR_ERROR_MISSING or %CANDOR_ERROR_STORAGE
 */
char *
candor_register_file_scan (CandorRegister *self,
                           const CandorScanFacts *facts,
                           GBytes *pdf,
                           GError **error)
{
  g_autoptr (CandorRecordHead) head = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *filed_at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
  g_autofree char *id = NULL;
  GDate date, born;

  if (facts->patient == NULL || *facts->patient == '\0' || facts->title == NULL
      || *facts->title == '\0' || !candor_date_parse (&date, facts->date)
      || !candor_date_parse (&born, facts->born))
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
          "The patient’s name and date of birth, the treatment and its day must be "
          "there, or nobody finds the paper again. Nothing was filed.");
      return NULL;
    }
  id = scan_id (facts, pdf);
  head = candor_record_head_new (CANDOR_RECORD_SCAN, id);
  candor_record_head_set (head, CANDOR_HEAD_FILED_AT, filed_at);
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, facts->patient);
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_BORN, facts->born);
  candor_record_head_set (head, CANDOR_HEAD_PROCEDURE, facts->procedure);
  candor_record_head_set (head, CANDOR_HEAD_TITLE, facts->title);
  candor_record_head_set (head, CANDOR_HEAD_PRACTITIONER, facts->practitioner);
  candor_record_head_set (head, CANDOR_HEAD_TREATMENT_DATE, facts->date);
  candor_record_head_set (head, CANDOR_HEAD_LANGUAGE, facts->language);
  /* The folder is named after the day on the paper: it is the same whenever this is done again. */
  when = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date),
                              g_date_get_day (&date), 12, 0, 0);
  return candor_register_file_about (self, head, when, give_scan, NULL, pdf, error);
}

/**
 * candor_register_read_to_print:
 * @self: a register
 * @file: a record, from the store's folder
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the form, byte for byte, after the log has that it was printed
 */
GBytes *
candor_register_read_to_print (CandorRegister *self, const char *file, GError **error)
{
  g_auto (CandorRecordParts) parts = { NULL };

  if (!read_logged (self, CANDOR_LOG_PRINT, "printed", file, &parts, error))
    return NULL;
  return g_bytes_ref (parts.form);
}

/**
 * candor_register_export:
 * @self: a register
 * @file: a record, from the store's folder
 * @folder: where its form and its visit are to be written to; nothing there is overwritten
 * @error: return location for an error
 *
 * The names of the files are the number of the record: a name of a patient would be read by whoever
 * sees the folder.
 *
 * Returns: (transfer full) (nullable): the path of the form, after the log has that it was given out;
 *   otherwise %CANDOR_ERROR_STORAGE, or why the record cannot be read
 */
char *
candor_register_export (CandorRegister *self, const char *file, const char *folder, GError **error)
{
  g_auto (CandorRecordParts) parts = { NULL };
  g_autofree char *name = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *json = NULL;

  if (!read_logged (self, CANDOR_LOG_EXPORT, "written to a folder", file, &parts, error))
    return NULL;
  name = free_name (folder, candor_record_head_get (parts.head, CANDOR_HEAD_ID));
  pdf = g_strdup_printf ("%s/%s.pdf", folder, name);
  json = g_strdup_printf ("%s/%s.json", folder, name);
  if (!candor_atomic_file_write (pdf, parts.form, error)
      || (parts.visit != NULL && !candor_atomic_file_write (json, parts.visit, error)))
    return NULL;
  return g_steal_pointer (&pdf);
}
