/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A store to try things on, and what its audit says in a few words.
 */
#include "help-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/candor-error.h"

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      dir = g_dir_open (path, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          remove_tree (inner);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
help_store_set_up (HelpStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("candor-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->log = g_build_filename (self->folder, "log", NULL);
  g_assert_true (candor_store_create (self->folder, &error));
  g_assert_no_error (error);
  self->store = candor_store_open (self->folder, &error);
  g_assert_no_error (error);
}

void
help_store_tear_down (HelpStore *self, gconstpointer data)
{
  candor_store_free (self->store);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->log);
}

/* As another process that starts now. */
void
help_store_reopen (HelpStore *self)
{
  g_autoptr (GError) error = NULL;

  candor_store_free (self->store);
  self->store = candor_store_open (self->folder, &error);
  g_assert_no_error (error);
}

/* Where the record of that number lies. */
char *
help_store_file (const char *id)
{
  return g_strdup_printf ("records/2026/11/%s.age", id);
}

GBytes *
help_store_bytes (const char *seed, gsize length)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (seed));
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = g_rand_int (rand);
  return g_bytes_new_take (bytes, length);
}

/* Files a record that must go through. */
CandorLogLine *
help_store_put (CandorStore *store, const char *id, GBytes *bytes)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 11, 22, 10, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorTransaction) transaction = candor_store_begin (store, &error);
  CandorRecordBytes record = {
    .id = id, .when = when, .event = CANDOR_LOG_RECORD, .encrypted = bytes, .who = "Rowan Example"
  };
  gboolean existing = TRUE;
  CandorLogLine *line;

  g_assert_no_error (error);
  line = candor_transaction_put_record (transaction, &record, &existing, &error);
  g_assert_no_error (error);
  g_assert_false (existing);
  return line;
}

/* Files records with the numbers r1, r2, …: lines 2, 3, … of the log. */
void
help_store_put_many (HelpStore *self, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autoptr (GBytes) bytes = help_store_bytes (id, 2000 + i);
      g_autoptr (CandorLogLine) line = help_store_put (self->store, id, bytes);

      g_assert_cmpuint (line->number, ==, i + 1);
    }
}

void
help_store_assert_holds (HelpStore *self, const char *file, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) there = candor_store_read (self->store, file, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (there, bytes));
}

void
help_store_assert_refused (GError *error)
{
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, CANDOR_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
}

char *
help_store_read_log (HelpStore *self)
{
  char *text;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (self->log, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
help_store_write_log (HelpStore *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->log, text, -1, &error);
  g_assert_no_error (error);
}

/* Returns: the lines of the log, without their ends. */
char **
help_store_log_lines (HelpStore *self)
{
  g_autofree char *text = help_store_read_log (self);

  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

/* Returns: what an audit finds, as "kind line file other-file" a line; nothing when all is whole. */
char *
help_store_audit (HelpStore *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorAudit) audit = candor_audit_run (self->store, NULL, 0, NULL, NULL, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < audit->findings->len; i++)
    {
      const CandorAuditFinding *finding = audit->findings->pdata[i];

      g_string_append_printf (text, "%s %u", candor_audit_kind_to_string (finding->kind),
                              (guint)finding->line);
      if (finding->file != NULL)
        g_string_append_printf (text, " %s", finding->file);
      if (finding->other_file != NULL)
        g_string_append_printf (text, " %s", finding->other_file);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
