/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Tampering: whatever is done to a store of ten records, the audit names it, by line and by file, and
 * says nothing of what was left alone.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "help-store.h"

#define N_RECORDS 10
#define FIVE "records/2026/11/r5.age"
#define SIX "records/2026/11/r6.age"

static char *
path_of (HelpStore *self, const char *file)
{
  return g_build_filename (self->folder, file, NULL);
}

static void
assert_found (HelpStore *self, const char *expected)
{
  g_autofree char *found = help_store_audit (self);

  g_assert_cmpstr (found, ==, expected);
}

static void
set_up (HelpStore *self, gconstpointer data)
{
  help_store_set_up (self, data);
  help_store_put_many (self, N_RECORDS);
}

/* Writes the log without line @skip, or with @replacement in its place, counted from 1. */
static void
edit_log (HelpStore *self, guint skip, const char *replacement)
{
  g_auto (GStrv) lines = help_store_log_lines (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (i + 1 != skip)
      g_string_append_printf (text, "%s\n", lines[i]);
    else if (replacement != NULL)
      g_string_append_printf (text, "%s\n", replacement);
  help_store_write_log (self, text->str);
}

static char *
edited (HelpStore *self, guint number, const char *old, const char *new)
{
  g_auto (GStrv) lines = help_store_log_lines (self);
  g_auto (GStrv) parts = g_strsplit (lines[number - 1], old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (new, parts);
}

/* Catches an audit that finds fault with nothing, or counts wrongly. */
static void
test_whole (HelpStore *self, gconstpointer data)
{
  g_autoptr (CandorAudit) audit = candor_audit_run (self->store, NULL, 0, NULL, NULL, NULL, NULL);
  g_autofree char *text = help_store_read_log (self);
  const char *last = g_strrstr_len (text, strlen (text) - 1, "\n") + 1;
  g_autofree char *head = g_compute_checksum_for_string (G_CHECKSUM_SHA256, last, -1);

  g_assert_true (candor_audit_is_whole (audit));
  g_assert_cmpuint (audit->findings->len, ==, 0);
  g_assert_cmpuint (audit->n_lines, ==, N_RECORDS + 1);
  g_assert_cmpuint (audit->n_records, ==, N_RECORDS);
  g_assert_cmpuint (audit->number, ==, N_RECORDS + 1);
  g_assert_cmpstr (audit->head, ==, head);
}

/* Catches an audit that leaves a part of a file out. */
static void
test_flipped_byte (HelpStore *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, FIVE);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize at = 0; at < length; at += 251)
    {
      bytes[at] ^= 1;
      g_assert_true (g_file_set_contents (path, bytes, length, NULL));
      assert_found (self, "altered-file 6 " FIVE "\n");
      bytes[at] ^= 1;
    }
  g_assert_true (g_file_set_contents (path, bytes, length - 1, NULL));
  assert_found (self, "altered-file 6 " FIVE "\n");
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  assert_found (self, "");
}

static void
test_deleted_file (HelpStore *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, FIVE);

  g_assert_cmpint (g_remove (path), ==, 0);
  assert_found (self, "missing-file 6 " FIVE "\n");
}

static void
test_deleted_line_with_its_file (HelpStore *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, FIVE);

  g_assert_cmpint (g_remove (path), ==, 0);
  edit_log (self, 6, NULL);
  assert_found (self, "missing-lines 6\n");
}

/* The first line, and several lines. */
static void
test_deleted_lines (HelpStore *self, gconstpointer data)
{
  g_autoptr (CandorAudit) audit = NULL;
  const CandorAuditFinding *finding;

  edit_log (self, 1, NULL);
  assert_found (self, "missing-lines 1\n");
  edit_log (self, 1, NULL);
  audit = candor_audit_run (self->store, NULL, 0, NULL, NULL, NULL, NULL);
  finding = audit->findings->pdata[0];
  g_assert_cmpint (finding->kind, ==, CANDOR_AUDIT_MISSING_LINES);
  g_assert_cmpuint (finding->line, ==, 1);
  g_assert_cmpuint (finding->last, ==, 2);
}

/* Catches an audit that compares less than every byte of a line. */
static void
test_edited_line (HelpStore *self, gconstpointer data)
{
  g_autofree char *who = edited (self, 6, "Rowan", "Robin");
  g_autofree char *number = edited (self, 6, "\"number\":6", "\"number\":7");
  g_autofree char *broken = edited (self, 6, "{", "[");
  g_autofree char *spaced = edited (self, 6, ",\"time\"", ", \"time\"");
  g_autofree char *whole = help_store_read_log (self);

  edit_log (self, 6, who);
  assert_found (self, "altered-line 6\n");
  edit_log (self, 6, spaced);
  assert_found (self, "unreadable-line 6\nnot-adopted 0 " FIVE "\n");
  edit_log (self, 6, number);
  assert_found (self, "missing-lines 6\nwrong-number 7\n");
  edit_log (self, 6, broken);
  assert_found (self, "unreadable-line 6\nnot-adopted 0 " FIVE "\n");
  help_store_write_log (self, whole);
  assert_found (self, "");
}

/* An altered record whose line was altered with it. */
static void
test_edited_line_with_its_file (HelpStore *self, gconstpointer data)
{
  g_autofree char *path = path_of (self, FIVE);
  g_autofree char *before = NULL;
  g_autofree char *old_hash = NULL;
  g_autofree char *new_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "forged", -1);
  g_autofree char *line = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  old_hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *)before, length);
  g_assert_true (g_file_set_contents (path, "forged", -1, NULL));
  assert_found (self, "altered-file 6 " FIVE "\n");
  line = edited (self, 6, old_hash, new_hash);
  edit_log (self, 6, line);
  assert_found (self, "altered-line 6\n");
}

static void
test_moved_line (HelpStore *self, gconstpointer data)
{
  g_auto (GStrv) lines = help_store_log_lines (self);
  g_autofree char *five = g_strdup (lines[4]);

  edit_log (self, 5, lines[5]);
  edit_log (self, 6, five);
  assert_found (self, "missing-lines 5\nwrong-number 5\nmissing-lines 6\n");
}

static void
test_swapped_files (HelpStore *self, gconstpointer data)
{
  g_autofree char *five = path_of (self, FIVE);
  g_autofree char *six = path_of (self, SIX);
  g_autofree char *other = path_of (self, "other");

  g_assert_cmpint (g_rename (five, other), ==, 0);
  g_assert_cmpint (g_rename (six, five), ==, 0);
  g_assert_cmpint (g_rename (other, six), ==, 0);
  assert_found (self, "swapped-file 6 " FIVE " " SIX "\nswapped-file 7 " SIX " " FIVE "\n");
}

/* A record that somebody put there: without a line it is named, and when staff take it into the log
 * it stays named. With a line in the middle the chain breaks. */
static void
test_forged_record (HelpStore *self, gconstpointer data)
{
  const char *const file = "records/2026/11/forged.age";
  g_autofree char *path = path_of (self, file);
  g_autofree char *line = edited (self, 6, "r5.age", "forged.age");
  g_autoptr (CandorReconciled) reconciled = NULL;
  g_auto (GStrv) lines = help_store_log_lines (self);
  g_autofree char *both = g_strconcat (lines[5], "\n", line, NULL);
  g_autofree char *whole = help_store_read_log (self);

  g_assert_true (g_file_set_contents (path, "forged", -1, NULL));
  assert_found (self, "not-adopted 0 records/2026/11/forged.age\n");
  edit_log (self, 6, both);
  assert_found (self,
                "wrong-number 6\naltered-line 6\naltered-file 6 records/2026/11/forged.age\n");
  help_store_write_log (self, whole);
  reconciled = candor_store_reconcile (self->store, "Rowan Example", NULL);
  g_assert_cmpuint (reconciled->adopted->len, ==, 1);
  assert_found (self, "adopted 12 records/2026/11/forged.age\n");
}

/* A link, a folder and a stranger between the records. */
static void
test_no_files (HelpStore *self, gconstpointer data)
{
  g_autofree char *five = path_of (self, FIVE);
  g_autofree char *six = path_of (self, SIX);
  g_autofree char *other = path_of (self, "records/2026/11/x.age");
  g_autofree char *stranger = path_of (self, "records/2026/notes.txt");

  g_assert_cmpint (g_remove (five), ==, 0);
  g_assert_cmpint (symlink (six, five), ==, 0);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (g_file_set_contents (stranger, "", 0, NULL));
  assert_found (self, "unreadable-file 6 " FIVE "\nunreadable-file 0 records/2026/11/x.age\n"
                      "foreign-file 0 records/2026/notes.txt\n");
}

static CandorAuditKind
audit_known (HelpStore *self, const char *head, guint64 number)
{
  g_autoptr (CandorAudit) audit
      = candor_audit_run (self->store, head, number, NULL, NULL, NULL, NULL);

  if (audit->findings->len == 0)
    return CANDOR_AUDIT_N_KINDS;
  return ((CandorAuditFinding *)audit->findings->pdata[0])->kind;
}

/* The last lines are cut off with their records: only a head that somebody kept tells. Catches one
 * that is not compared, in both ways that a head is written down. */
static void
test_cut_tail (HelpStore *self, gconstpointer data)
{
  g_auto (GStrv) lines = help_store_log_lines (self);
  g_autofree char *last = g_strconcat (lines[10], "\n", NULL);
  g_autofree char *before = g_strconcat (lines[9], "\n", NULL);
  g_autofree char *head = g_compute_checksum_for_string (G_CHECKSUM_SHA256, last, -1);
  g_autofree char *head_in_pdf = g_compute_checksum_for_string (G_CHECKSUM_SHA256, before, -1);
  g_autofree char *path = path_of (self, "records/2026/11/r10.age");
  g_autofree char *line = edited (self, 11, "Rowan", "Robin");
  g_autofree char *line_ten = edited (self, 10, "Rowan", "Robin");
  g_autofree char *whole = help_store_read_log (self);

  g_assert_cmpint (audit_known (self, head, 11), ==, CANDOR_AUDIT_N_KINDS);
  g_assert_cmpint (audit_known (self, head_in_pdf, 11), ==, CANDOR_AUDIT_N_KINDS);
  g_assert_cmpint (audit_known (self, head, 10), ==, CANDOR_AUDIT_OTHER_HISTORY);
  g_assert_cmpint (audit_known (self, head, 5), ==, CANDOR_AUDIT_OTHER_HISTORY);

  /* An edited last line breaks no chain. */
  edit_log (self, 11, line);
  assert_found (self, "");
  g_assert_cmpint (audit_known (self, head, 11), ==, CANDOR_AUDIT_OTHER_HISTORY);
  help_store_write_log (self, whole);

  g_assert_cmpint (g_remove (path), ==, 0);
  edit_log (self, 11, NULL);
  assert_found (self, "");
  g_assert_cmpint (audit_known (self, head, 11), ==, CANDOR_AUDIT_CUT);
  g_assert_cmpint (audit_known (self, head_in_pdf, 11), ==, CANDOR_AUDIT_CUT);
  edit_log (self, 10, line_ten);
  g_assert_cmpint (audit_known (self, head_in_pdf, 10), ==, CANDOR_AUDIT_OTHER_HISTORY);

  help_store_write_log (self, "");
  assert_found (self,
                "no-lines 0\nnot-adopted 0 records/2026/11/r1.age\n"
                "not-adopted 0 records/2026/11/r2.age\nnot-adopted 0 records/2026/11/r3.age\n"
                "not-adopted 0 records/2026/11/r4.age\nnot-adopted 0 records/2026/11/r5.age\n"
                "not-adopted 0 records/2026/11/r6.age\nnot-adopted 0 records/2026/11/r7.age\n"
                "not-adopted 0 records/2026/11/r8.age\nnot-adopted 0 records/2026/11/r9.age\n");
}

/* A record that expired and comes back, as itself or as another. */
static void
test_expired (HelpStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorTransaction) transaction = candor_store_begin (self->store, &error);
  g_autofree char *path = path_of (self, FIVE);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (candor_transaction_expire (transaction, FIVE, "Rowan Example", NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&transaction, candor_transaction_end);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_found (self, "");
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  assert_found (self, "expired-file 12 " FIVE "\n");
  g_assert_true (g_file_set_contents (path, "other", -1, NULL));
  assert_found (self, "expired-file-altered 12 " FIVE "\n");
}

/* Catches a kind without a sentence, and JSON that says something else than the words. */
static void
test_words (HelpStore *self, gconstpointer data)
{
  g_autoptr (CandorAudit) audit = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = path_of (self, FIVE);

  for (guint kind = 0; kind < CANDOR_AUDIT_N_KINDS; kind++)
    {
      /* Lines come first, then files. */
      gboolean has_file = kind == CANDOR_AUDIT_DOUBLE_LINE || kind >= CANDOR_AUDIT_MISSING_FILE;
      CandorAuditFinding finding
          = { .kind = kind, .line = 3, .last = 4, .file = (char *)"a", .other_file = (char *)"b" };
      g_autofree char *sentence = NULL;

      if (!has_file || kind == CANDOR_AUDIT_TORN_LINE)
        finding.file = finding.other_file = NULL;
      sentence = candor_audit_finding_dup_sentence (&finding, candor_language_english ());

      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strchr (sentence, '%'));
    }
  g_assert_cmpint (g_remove (path), ==, 0);
  audit = candor_audit_run (self->store, NULL, 0, NULL, NULL, NULL, NULL);
  json = candor_audit_to_json (audit, candor_language_english ());
  g_assert_nonnull (strstr (json, "\"whole\":false,\"lines\":11,\"records\":10,"));
  g_assert_nonnull (strstr (json, "{\"kind\":\"missing-file\",\"severity\":\"fault\",\"line\":6,"));
}

static void
stop_cb (guint done, guint total, gpointer data)
{
  g_assert_cmpuint (total, ==, N_RECORDS);
  if (done == 3)
    g_cancellable_cancel (data);
  g_assert_cmpuint (done, <=, 3);
}

static void
test_stopped (HelpStore *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
      candor_audit_run (self->store, NULL, 0, stop_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *name, void (*test) (HelpStore *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/audit/", name, NULL);

  g_test_add (path, HelpStore, NULL, set_up, test, help_store_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("whole", test_whole);
  add ("flipped-byte", test_flipped_byte);
  add ("deleted-file", test_deleted_file);
  add ("deleted-line-with-its-file", test_deleted_line_with_its_file);
  add ("deleted-lines", test_deleted_lines);
  add ("edited-line", test_edited_line);
  add ("edited-line-with-its-file", test_edited_line_with_its_file);
  add ("moved-line", test_moved_line);
  add ("swapped-files", test_swapped_files);
  add ("forged-record", test_forged_record);
  add ("no-files", test_no_files);
  add ("cut-tail", test_cut_tail);
  add ("expired", test_expired);
  add ("words", test_words);
  add ("stopped", test_stopped);
  return g_test_run ();
}
