/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Lines of the log: the same line is always the same bytes, what is no line is refused, and the log
 * is continued from its last line alone.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "help-store.h"
#include "vault/candor-log-file.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define ONES "1111111111111111111111111111111111111111111111111111111111111111"

#define LINE                                                                                       \
  "{\"number\":12,\"time\":\"2026-11-22T10:00:00Z\",\"event\":\"record\",\"file\":"                \
  "\"records/2026/11/a-1.age\",\"sha256\":\"" ONES "\",\"pdf_sha256\":null,\"who\":"               \
  "\"Zo\u00eb \\\"Z\\\" \\\\ Example\",\"detail\":{\"b\":\"1\\u000a2\",\"a\":\"\"},"               \
  "\"previous\":\"" ZEROS "\"}"

/* Catches a writer that changes the order, the spaces or the escapes: the chain hangs on them. */
static void
test_bytes (void)
{
  static const char *const detail[] = { "b", "1\n2", "a", "", NULL };
  g_autoptr (CandorLogLine) line = candor_log_line_new (
      CANDOR_LOG_RECORD, "records/2026/11/a-1.age", "Zo\u00eb \"Z\" \\ Example", detail);
  g_autofree char *text = NULL;

  line->number = 12;
  line->time = g_strdup ("2026-11-22T10:00:00Z");
  line->sha256 = g_strdup (ONES);
  line->previous = g_strdup (ZEROS);
  text = candor_log_line_format (line, NULL);
  g_assert_cmpstr (text, ==, LINE "\n");
}

/* Catches a reader that loses something of a line. */
static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorLogLine) line = candor_log_line_parse (LINE, strlen (LINE), &error);
  g_autoptr (CandorLogLine) copy = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  copy = candor_log_line_copy (line);
  text = candor_log_line_format (copy, NULL);
  g_assert_cmpstr (text, ==, LINE "\n");
  g_assert_cmpstr (candor_log_line_get_detail (copy, "b"), ==, "1\n2");
  g_assert_null (candor_log_line_get_detail (copy, "c"));
}

/* Catches an event without a name, or with the name of another. */
static void
test_events (void)
{
  for (guint i = 0; i < CANDOR_LOG_N_EVENTS; i++)
    {
      CandorLogEvent event;

      g_assert_true (candor_log_event_from_string (candor_log_event_to_string (i), &event));
      g_assert_cmpuint (event, ==, i);
    }
}

/* Catches a reader that takes for a line what the writer never writes, at every place of a line. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *old;
    const char *new;
  } edits[] = {
    { "12", "0" },
    { "12", "-1" },
    { "12", "1.5" },
    { "12", "\"12\"" },
    { "record\"", "recor\"" },
    { "\"number\"", "\"numbe\"" },
    { "null", "3" },
    { "null", "\"short\"" },
    { ONES, "G" },
    { ZEROS, "" },
    { "{\"b\"", "{\"a\"" },
    { "\"a\":\"\"", "\"a\":{}" },
    { "\"a\":\"\"", "\"a\":[\"x\"]" },
    { "}", "}}" },
    { ",\"who\"", ",\"more\":1,\"who\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_auto (GStrv) parts = g_strsplit (LINE, edits[i].old, 2);
      g_autofree char *text = g_strjoinv (edits[i].new, parts);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_null (candor_log_line_parse (text, strlen (text), &error));
      g_assert_nonnull (error);
    }
  for (gsize length = 0; length < strlen (LINE); length++)
    g_assert_null (candor_log_line_parse (LINE, length, NULL));
}

/* Every byte of a line is changed into every other. Catches a reader that takes two texts for the same
 * line, reads behind the end, or lets through what is no UTF-8. */
static void
test_every_byte (void)
{
  g_autofree char *line = g_strdup (LINE);
  guint n_taken = 0;

  for (gsize at = 0; at < strlen (LINE); at++)
    {
      for (guint byte = 0; byte < 256; byte++)
        {
          g_autoptr (CandorLogLine) taken = NULL;
          g_autofree char *text = NULL;
          /* So that the sanitizer sees a step behind the end. */
          g_autofree char *copy = NULL;

          line[at] = (char)byte;
          copy = g_memdup2 (line, strlen (LINE));
          taken = candor_log_line_parse (copy, strlen (LINE), NULL);
          if (taken == NULL)
            continue;
          n_taken++;
          text = candor_log_line_format (taken, NULL);
          g_assert_cmpuint (strlen (text), ==, strlen (LINE) + 1);
          g_assert_cmpmem (text, strlen (LINE), line, strlen (LINE));
        }
      line[at] = LINE[at];
    }
  /* Digits of a hash, letters of a name and the like. */
  g_assert_cmpuint (n_taken, >, 1000);
}

/* Catches a line that no reader would take again. */
static void
test_too_long (HelpStore *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CANDOR_LOG_MAX_LINE, 'x');
  const char *const detail[] = { "reason", text, NULL };
  g_autofree char *before = help_store_read_log (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorTransaction) transaction = candor_store_begin (self->store, &error);

  g_assert_false (candor_transaction_append (transaction, CANDOR_LOG_SETTING, NULL, "Rowan Example",
                                             detail, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_TOO_LARGE);
  after = help_store_read_log (self);
  g_assert_cmpstr (before, ==, after);

  /* And the log goes on. */
  g_clear_error (&error);
  g_assert_true (
      candor_transaction_append (transaction, CANDOR_LOG_SETTING, NULL, NULL, NULL, &error));
}

/* Catches a chain that is not what `sed -n 5p log | sha256sum` gives. */
static void
test_chain (HelpStore *self, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *before = g_strdup (ZEROS);

  help_store_put_many (self, 20);
  lines = help_store_log_lines (self);
  g_assert_cmpuint (g_strv_length (lines), ==, 21);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (CandorLogLine) line = candor_log_line_parse (lines[i], strlen (lines[i]), NULL);
      g_autofree char *whole = g_strconcat (lines[i], "\n", NULL);

      g_assert_nonnull (line);
      g_assert_cmpuint (line->number, ==, i + 1);
      g_assert_cmpstr (line->previous, ==, before);
      g_free (before);
      before = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
    }
}

/* Catches a transaction that tells another number or head than its next line gets. */
static void
test_number_and_head (HelpStore *self, gconstpointer data)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 11, 22, 10, 0, 0);
  g_autoptr (GBytes) bytes = help_store_bytes ("x", 100);
  CandorRecordBytes record
      = { .id = "x", .when = when, .event = CANDOR_LOG_RECORD, .encrypted = bytes };
  g_autoptr (CandorTransaction) transaction = NULL;
  g_autoptr (CandorLogLine) line = NULL;
  g_autofree char *head = NULL;
  guint64 number;

  help_store_put_many (self, 3);
  transaction = candor_store_begin (self->store, NULL);
  number = candor_transaction_get_number (transaction);
  head = g_strdup (candor_transaction_get_head (transaction));
  line = candor_transaction_put_record (transaction, &record, NULL, NULL);
  g_assert_cmpuint (line->number, ==, number);
  g_assert_cmpstr (line->previous, ==, head);
  g_assert_cmpuint (candor_transaction_get_number (transaction), ==, number + 1);
}

static gboolean
count_cb (const CandorLogLine *line, const char *hash, guint64 place, gboolean whole, gpointer data)
{
  guint *n = data;

  g_assert_nonnull (line);
  g_assert_cmpuint (line->number, ==, place);
  ++*n;
  return place < 700;
}

/* Catches lines that are lost where one read of the file ends and the next begins. */
static void
test_many_lines (HelpStore *self, gconstpointer data)
{
  g_autoptr (CandorTransaction) transaction = candor_store_begin (self->store, NULL);
  guint n = 0;

  for (guint i = 0; i < 800; i++)
    g_assert_true (
        candor_transaction_append (transaction, CANDOR_LOG_VIEW, NULL, "Rowan", NULL, NULL));
  g_assert_true (candor_store_foreach_line (self->store, count_cb, &n, NULL));
  g_assert_cmpuint (n, ==, 700);
}

/* Catches appending in the middle of a line, a torn line that is thrown away, and one that a second
 * crash makes two of. */
static void
test_torn (HelpStore *self, gconstpointer data)
{
  g_autofree char *whole = NULL;

  help_store_put_many (self, 2);
  whole = help_store_read_log (self);
  for (gsize length = 1; length < strlen (LINE); length += 37)
    {
      g_autofree char *torn = g_strndup (LINE, length);
      g_autofree char *text = g_strconcat (whole, torn, NULL);
      g_autofree char *kept = g_build_filename (self->folder, "log.torn-1", NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *found = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorTransaction) transaction = NULL;
      g_auto (GStrv) lines = NULL;

      help_store_write_log (self, text);
      /* Kept by somebody who was cut off before taking it off the log. */
      if (length % 2 == 0)
        g_assert_true (g_file_set_contents (kept, torn, -1, NULL));
      found = help_store_audit (self);
      g_assert_cmpstr (found, ==, "torn-line 0\n");
      g_clear_pointer (&found, g_free);

      transaction = candor_store_begin (self->store, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (candor_transaction_get_number (transaction), ==, 5);
      g_clear_pointer (&transaction, candor_transaction_end);
      g_assert_true (g_file_get_contents (kept, &bytes, NULL, NULL));
      g_assert_cmpstr (bytes, ==, torn);
      found = help_store_audit (self);
      g_assert_cmpstr (found, ==, "set-aside 4 log.torn-1\n");
      lines = help_store_log_lines (self);
      g_assert_nonnull (strstr (lines[3], "\"event\":\"recovered\",\"file\":\"log.torn-1\""));
      g_assert_cmpint (g_remove (kept), ==, 0);
    }
}

/* Catches a second torn line that takes the place of the first. */
static void
test_torn_again (HelpStore *self, gconstpointer data)
{
  g_autofree char *found = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *before = help_store_read_log (self);
      g_autofree char *text = g_strdup_printf ("%shalf %u", before, i);
      g_autoptr (CandorTransaction) transaction = NULL;

      help_store_write_log (self, text);
      transaction = candor_store_begin (self->store, NULL);
      g_assert_nonnull (transaction);
    }
  found = help_store_audit (self);
  g_assert_cmpstr (found, ==,
                   "set-aside 2 log.torn-1\nset-aside 3 log.torn-2\nset-aside 4 log.torn-3\n");
}

/* Catches a log that cannot go on, or goes on in silence, after its last line was altered. */
static void
test_altered_end (HelpStore *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = help_store_bytes ("x", 100);
  g_autoptr (CandorLogLine) line = NULL;

  help_store_put_many (self, 3);
  text = help_store_read_log (self);
  text[strlen (text) - 2] = '#';
  help_store_write_log (self, text);
  line = help_store_put (self->store, "x", bytes);
  g_assert_cmpuint (line->number, ==, 5);
  found = help_store_audit (self);
  g_assert_cmpstr (found, ==, "unreadable-line 4\nnot-adopted 0 records/2026/11/r3.age\n");
}

/* Catches an emptied log that is begun anew. */
static void
test_emptied (HelpStore *self, gconstpointer data)
{
  static const char *const texts[] = { "", "half a line" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      help_store_write_log (self, texts[i]);
      g_assert_null (candor_store_begin (self->store, &error));
      help_store_assert_refused (error);
      after = help_store_read_log (self);
      g_assert_cmpstr (after, ==, texts[i]);
    }
}

/* Catches a reader that takes a file without lines into memory, however large it is. */
static void
test_no_log_at_all (HelpStore *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (8 * CANDOR_LOG_MAX_LINE, 'x');
  g_autoptr (GError) error = NULL;
  guint n = 0;

  help_store_write_log (self, text);
  g_assert_false (candor_store_foreach_line (self->store, count_cb, &n, &error));
  help_store_assert_refused (error);
  g_clear_error (&error);
  g_assert_null (candor_store_begin (self->store, &error));
  help_store_assert_refused (error);
}

static void
add (const char *name, void (*test) (HelpStore *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/log/", name, NULL);

  g_test_add (path, HelpStore, NULL, help_store_set_up, test, help_store_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/bytes", test_bytes);
  g_test_add_func ("/log/round-trip", test_round_trip);
  g_test_add_func ("/log/events", test_events);
  g_test_add_func ("/log/refusals", test_refusals);
  g_test_add_func ("/log/every-byte", test_every_byte);
  add ("too-long", test_too_long);
  add ("chain", test_chain);
  add ("number-and-head", test_number_and_head);
  add ("many-lines", test_many_lines);
  add ("torn", test_torn);
  add ("torn-again", test_torn_again);
  add ("altered-end", test_altered_end);
  add ("emptied", test_emptied);
  add ("no-log-at-all", test_no_log_at_all);
  return g_test_run ();
}
