/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A visit is filed once, whole, where it belongs, and for its owner's eyes alone.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "core/candor-error.h"
#include "core/candor-example.h"
#include "document/candor-verify.h"
#include "records/candor-records.h"

typedef struct
{
  char *folder;
  CandorProcedure *procedure;
  CandorVisit *visit;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", "glimmer-brushing.xml", NULL);
  g_autofree char *parent = g_dir_make_tmp ("candor-records-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_build_filename (parent, "data", NULL);
  self->procedure = candor_procedure_load (path, &error);
  g_assert_no_error (error);
  self->visit = candor_example_complete (self->procedure, &(CandorExample){ 0 }, &error);
  g_assert_no_error (error);
  candor_visit_set (self->visit, CANDOR_FIELD_STARTED_AT, "2026-03-09T23:30:00-05:00");
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);

      remove_all (entry);
    }
  g_remove (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (self->folder);

  remove_all (parent);
  candor_procedure_unref (self->procedure);
  g_object_unref (self->visit);
  g_free (self->folder);
}

static CandorRecord *
file_visit (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  CandorRecord *record
      = candor_records_file (self->folder, self->procedure, self->visit, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static int
mode_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

/* Year and month are those of the clinic's own clock, on which the visit began. */
static void
test_place (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) record = file_visit (self);
  g_autofree char *month = g_build_filename (self->folder, "records", "2026", "03", NULL);
  g_autofree char *year = g_path_get_dirname (month);
  g_autofree char *name
      = g_strconcat (candor_visit_get (self->visit, CANDOR_FIELD_ID), ".pdf", NULL);
  g_autofree char *form = g_build_filename (month, name, NULL);
  g_autofree char *bytes = NULL;

  g_assert_cmpstr (record->form_path, ==, form);
  g_assert_cmpint (mode_of (record->form_path), ==, 0600);
  g_assert_cmpint (mode_of (record->visit_path), ==, 0600);
  g_assert_cmpint (mode_of (month), ==, 0700);
  g_assert_cmpint (mode_of (year), ==, 0700);
  g_assert_cmpint (mode_of (self->folder), ==, 0700);
  g_assert_true (g_file_get_contents (record->form_path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-1."));
}

/* What is filed is the visit itself, every raw point of it. */
static void
test_visit_comes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) record = file_visit (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVisit) back = candor_visit_load (record->visit_path, &error);
  g_autofree char *before = candor_visit_to_json (self->visit, NULL);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = candor_visit_to_json (back, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) first = file_visit (self);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (CandorRecord) second = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (g_file_get_contents (first->form_path, &before, NULL, NULL));
  second = file_visit (self);
  g_assert_cmpstr (first->form_path, ==, second->form_path);
  g_assert_cmpstr (first->visit_path, ==, second->visit_path);
  g_assert_true (g_file_get_contents (second->form_path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  all = candor_records_list (self->folder, NULL);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_other_visit_of_the_same_number (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) first = file_visit (self);
  g_autoptr (CandorRecord) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_get_contents (first->visit_path, &before, NULL, NULL));
  candor_visit_set (self->visit, CANDOR_FIELD_PATIENT_GOAL, "Something else.");
  second = candor_records_file (self->folder, self->procedure, self->visit, NULL, &error);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  g_assert_null (second);
  g_assert_true (g_file_get_contents (first->visit_path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

/* The power went between the visit and its form: filing again finishes the record. */
static void
test_cut_off (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) first = file_visit (self);
  g_autoptr (CandorRecord) second = NULL;

  g_assert_cmpint (g_remove (first->form_path), ==, 0);
  second = file_visit (self);
  g_assert_true (g_file_test (second->form_path, G_FILE_TEST_IS_REGULAR));
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  candor_visit_remove_signature (self->visit, CANDOR_ROLE_PRACTITIONER);
  record = candor_records_file (self->folder, self->procedure, self->visit, NULL, &error);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_assert_null (record);
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
}

static void
test_number_leads_nowhere (Fixture *self, gconstpointer data)
{
  static const char *const numbers[] = { "../../outside", "a/b", ".", "", "with space", "ä" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      candor_visit_set (self->visit, CANDOR_FIELD_ID, numbers[i]);
      g_assert_null (
          candor_records_file (self->folder, self->procedure, self->visit, NULL, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
      g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
    }
}

/* Something else stands where the folder should be: a sentence, and the visit is as it was. */
static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *before = candor_visit_to_json (self->visit, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (self->folder, "a file", -1, NULL));
  g_assert_null (candor_records_file (self->folder, self->procedure, self->visit, NULL, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE);
  after = candor_visit_to_json (self->visit, NULL);
  g_assert_cmpstr (before, ==, after);

  /* And once it can be made, the same visit is filed. */
  g_assert_cmpint (g_remove (self->folder), ==, 0);
  candor_record_free (file_visit (self));
}

static void
test_list (Fixture *self, gconstpointer data)
{
  static const char *const starts[]
      = { "2026-02-28T10:00:00+01:00", "2025-12-31T23:59:00+01:00", "2026-01-01T00:01:00+01:00" };
  g_autoptr (GPtrArray) none = candor_records_list (self->folder, NULL);
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *stray = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *number = g_strdup_printf ("visit-%u", i);

      candor_visit_set (self->visit, CANDOR_FIELD_ID, number);
      candor_visit_set (self->visit, CANDOR_FIELD_STARTED_AT, starts[i]);
      candor_record_free (file_visit (self));
    }
  stray = g_build_filename (self->folder, "records", "stray.txt", NULL);
  g_assert_true (g_file_set_contents (stray, "not a record", -1, NULL));

  all = candor_records_list (self->folder, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_true (strstr (((CandorRecord *)all->pdata[0])->visit_path, "/2025/12/visit-1.json"));
  g_assert_true (strstr (((CandorRecord *)all->pdata[1])->visit_path, "/2026/01/visit-2.json"));
  g_assert_true (strstr (((CandorRecord *)all->pdata[2])->visit_path, "/2026/02/visit-0.json"));
}

/* Catches a file that a power cut left half-written and that stays for ever; and a sweep that touches
 * a record, or anything above the months. */
static void
test_sweep (Fixture *self, gconstpointer data)
{
  g_autoptr (CandorRecord) record = NULL;
  g_autofree char *month = NULL;
  g_autofree char *left = NULL;
  g_autofree char *above = g_build_filename (self->folder, ".candor-01234567.tmp", NULL);
  struct utimbuf long_ago = { 1, 1 };

  g_assert_cmpuint (candor_records_sweep (self->folder), ==, 0);
  record = file_visit (self);
  month = g_path_get_dirname (record->form_path);
  left = g_build_filename (month, ".candor-01234567.tmp", NULL);
  g_assert_true (g_file_set_contents (left, "half of it", -1, NULL));
  g_assert_true (g_file_set_contents (above, "half of it", -1, NULL));
  g_assert_cmpint (g_utime (left, &long_ago), ==, 0);
  g_assert_cmpint (g_utime (above, &long_ago), ==, 0);
  g_assert_cmpint (g_utime (record->form_path, &long_ago), ==, 0);

  g_assert_cmpuint (candor_records_sweep (self->folder), ==, 1);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (above, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (record->form_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (record->visit_path, G_FILE_TEST_EXISTS));
}

/* Catches a form that is filed without the clinic's seal, and a visit filed again that seals anew. */
static void
test_sealed (Fixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 ("2026-01-01T00:00:00Z", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (CandorStationery) stationery
      = { .seal = candor_seal_new_self_signed ("Lakeside Skin Clinic", from, &error) };
  g_autoptr (GBytes) certificate = candor_seal_export_certificate_pem (stationery.seal, &error);
  g_autoptr (CandorRecord) record
      = candor_records_file (self->folder, self->procedure, self->visit, &stationery, &error);
  g_autoptr (CandorRecord) again = NULL;
  g_autoptr (CandorVerification) verdict = NULL;
  g_autoptr (GBytes) form = NULL;
  g_autofree char *after = NULL;
  char *before;
  gsize length, length_after;

  g_assert_no_error (error);
  g_file_get_contents (record->form_path, &before, &length, &error);
  g_assert_no_error (error);
  form = g_bytes_new_take (before, length);
  verdict = candor_verify_bytes (form, certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpint (candor_verification_get_verdict (verdict), ==, CANDOR_SEAL_VALID);

  again = candor_records_file (self->folder, self->procedure, self->visit, &stationery, &error);
  g_assert_no_error (error);
  g_file_get_contents (record->form_path, &after, &length_after, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (before, length, after, length_after);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/records/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("place-and-rights", test_place);
  add ("the-visit-comes-back", test_visit_comes_back);
  add ("filed-twice-is-one-record", test_twice);
  add ("other-visit-of-the-same-number", test_other_visit_of_the_same_number);
  add ("cut-off-between-visit-and-form", test_cut_off);
  add ("missing-parts-write-nothing", test_missing);
  add ("a-number-leads-nowhere-else", test_number_leads_nowhere);
  add ("no-folder-then-one", test_no_folder);
  add ("list", test_list);
  add ("sweep", test_sweep);
  add ("sealed", test_sealed);
  return g_test_run ();
}
