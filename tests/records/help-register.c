/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "help-register.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>

#include "records/candor-log-list.h"

static int
remove_one (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return g_remove (path);
}

void
help_remove_folder (const char *folder)
{
  nftw (folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

CandorRegister *
help_register_open_as (HelpRegister *self, const char *name, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) staff = candor_unlock_list_staff (self->folder, &error);
  CandorRegister *records = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < staff->len; i++)
    {
      const CandorKeySlot *slot = staff->pdata[i];

      if (g_str_equal (slot->name, name))
        records = candor_unlock (self->folder, slot, passphrase, NULL, NULL, &error);
    }
  g_assert_no_error (error);
  g_assert_nonnull (records);
  g_assert_true (candor_register_refresh (records, &error));
  return records;
}

void
help_register_set_up (HelpRegister *self)
{
  const CandorSetup setup = { .clinic = "Glimmer House",
                              .administrator = HELP_ADMINISTRATOR,
                              .passphrase = HELP_PASSPHRASE,
                              .cost = HELP_COST };
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  g_autofree char *scratch = NULL;
  g_autoptr (CandorAgeIdentity) recovery = NULL;
  g_autoptr (GError) error = NULL;

  scratch = g_dir_make_tmp ("candor-register-XXXXXX", &error);
  g_assert_no_error (error);
  *self = (HelpRegister){ .folder = g_build_filename (scratch, "store", NULL) };
  self->procedure = candor_procedure_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (candor_setup_create (self->folder, &setup, &recovery, &error));
  self->records = help_register_open_as (self, HELP_ADMINISTRATOR, HELP_PASSPHRASE);
  self->stationery.seal = candor_seal_ref (candor_register_get_seal (self->records));
}

void
help_register_tear_down (HelpRegister *self)
{
  g_autofree char *scratch = g_path_get_dirname (self->folder);

  candor_register_unref (self->records);
  candor_stationery_clear (&self->stationery);
  candor_procedure_unref (self->procedure);
  g_free (self->folder);
  help_remove_folder (scratch);
}

/* Returns: (transfer full): where the record of an invented visit is */
char *
help_register_file (HelpRegister *self, const char *name)
{
  const CandorExample wish = { .name = name };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) visit = candor_example_complete (self->procedure, &wish, &error);
  char *file;

  g_assert_no_error (error);
  file = candor_register_file_visit (self->records, self->procedure, visit, &self->stationery,
                                     &error);
  g_assert_no_error (error);
  g_assert_true (candor_register_refresh (self->records, &error));
  return file;
}

static GBytes *
make_paper (const CandorSealing *sealing, gpointer data, GError **error)
{
  return g_bytes_new_static ("%PDF-1.7 invented", strlen ("%PDF-1.7 invented"));
}

/* Returns: (transfer full): where a small record about an older one is */
char *
help_register_file_about (HelpRegister *self, CandorRecordKind kind, const char *id, const char *of)
{
  g_autoptr (CandorRecordHead) head = candor_record_head_new (kind, id);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *filed_at = g_date_time_format_iso8601 (now);
  g_autoptr (GError) error = NULL;
  char *file;

  candor_record_head_set (head, CANDOR_HEAD_OF, of);
  candor_record_head_set (head, CANDOR_HEAD_FILED_AT, filed_at);
  candor_record_head_set (head, CANDOR_HEAD_PATIENT_NAME, "Ana Example");
  file = candor_register_file_about (self->records, head, now, make_paper, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (candor_register_refresh (self->records, &error));
  return file;
}

/* Returns: (transfer full): the number of the record that is in a file */
char *
help_register_id (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  return g_strndup (name, strlen (name) - strlen (".age"));
}

CandorLogLine *
help_register_last_line (HelpRegister *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogList) list = candor_log_list_load (self->folder, &error);
  CandorLogLine *line;

  g_assert_no_error (error);
  line = candor_log_list_read (list, candor_log_list_size (list) - 1);
  g_assert_nonnull (line);
  return line;
}

guint
help_register_count (HelpRegister *self, CandorLogEvent event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogList) list = candor_log_list_load (self->folder, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < candor_log_list_size (list); i++)
    {
      g_autoptr (CandorLogLine) line = candor_log_list_read (list, i);

      n += line->event == event;
    }
  return n;
}
