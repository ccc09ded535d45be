/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The program that is killed, refused and cut off: it does one thing to a store through the API of the
 * vault, and says on standard output what was acknowledged, the moment it was.
 *
 * It is linked so that its writes and syncs pass through here first: CANDOR_SHORT_WRITE=N lets the
 * N-th write take half of the bytes, N+ that one and all after it; CANDOR_DROP=file, folder, log or all
 * leaves syncs of that kind out.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vault/candor-audit.h"
#include "vault/candor-store.h"

ssize_t __real_write (int fd, const void *data, size_t length);
int __real_fsync (int fd);
int __real_fdatasync (int fd);
ssize_t __wrap_write (int fd, const void *data, size_t length);
int __wrap_fsync (int fd);
int __wrap_fdatasync (int fd);

ssize_t
__wrap_write (int fd, const void *data, size_t length)
{
  static int n_writes = 0;
  const char *wanted = getenv ("CANDOR_SHORT_WRITE");

  if (wanted != NULL && fd > STDERR_FILENO && length > 1)
    {
      int first = atoi (wanted);

      n_writes++;
      if (n_writes == first || (n_writes > first && strchr (wanted, '+') != NULL))
        length /= 2;
    }
  return __real_write (fd, data, length);
}

static gboolean
is_dropped (const char *kind)
{
  const char *dropped = getenv ("CANDOR_DROP");

  return dropped != NULL && (strcmp (dropped, kind) == 0 || strcmp (dropped, "all") == 0);
}

int
__wrap_fsync (int fd)
{
  struct stat status;

  if (getenv ("CANDOR_DROP") != NULL && fstat (fd, &status) == 0
      && is_dropped (S_ISDIR (status.st_mode) ? "folder" : "file"))
    return 0;
  return __real_fsync (fd);
}

int
__wrap_fdatasync (int fd)
{
  return is_dropped ("log") ? 0 : __real_fdatasync (fd);
}

/* A call that nothing else makes: what is between two of them is counted. */
static void
mark (void)
{
  syscall (SYS_access, "/candor-mark", F_OK);
}

static int
fail (const GError *error)
{
  fprintf (stderr, "%s\n", error->message);
  return EXIT_FAILURE;
}

static void
acknowledge (const char *what, const char *name, const CandorLogLine *line)
{
  g_autofree char *text = NULL;
  g_autofree char *answer = NULL;

  if (line != NULL)
    text = candor_log_line_format (line, NULL);
  answer = g_strdup_printf ("%s %s %s%s", what, name, text != NULL ? text : "",
                            text != NULL ? "" : "\n");
  if (write (STDOUT_FILENO, answer, strlen (answer)) != (ssize_t)strlen (answer))
    _exit (EXIT_FAILURE);
}

static gboolean
put (CandorStore *store, const char *id, CandorLogEvent event, GBytes *bytes, GError **error)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 11, 22, 10, 0, 0);
  g_autoptr (CandorTransaction) transaction = candor_store_begin (store, error);
  CandorRecordBytes record
      = { .id = id, .when = when, .event = event, .encrypted = bytes, .who = "Rowan Example" };
  g_autoptr (CandorLogLine) line = NULL;

  if (transaction != NULL)
    line = candor_transaction_put_record (transaction, &record, NULL, error);
  if (line != NULL)
    acknowledge ("saved", id, line);
  return line != NULL;
}

static gboolean
commit (CandorStore *store, const char *id, GBytes *bytes, GError **error)
{
  return put (store, id, CANDOR_LOG_RECORD, bytes, error);
}

static gboolean
expire (CandorStore *store, const char *id, GError **error)
{
  g_autofree char *file = g_strdup_printf ("records/2026/11/%s.age", id);
  g_autoptr (CandorTransaction) transaction = candor_store_begin (store, error);

  if (transaction == NULL
      || !candor_transaction_expire (transaction, file, "Rowan Example", NULL, error))
    return FALSE;
  acknowledge ("expired", id, NULL);
  return TRUE;
}

/* Files records and saves drafts until somebody stops it. */
static gboolean
commit_many (CandorStore *store, GBytes *bytes, GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%u", i);

      if (!candor_store_save_draft (store, "d", bytes, error))
        return FALSE;
      acknowledge ("draft", "d", NULL);
      if (!commit (store, id, bytes, error))
        return FALSE;
    }
}

static gboolean
act (CandorStore *store, char **argv, GBytes *bytes, GError **error)
{
  const char *what = argv[1];

  if (strcmp (what, "commit") == 0)
    {
      if (commit (store, argv[3], bytes, error))
        return argv[5] == NULL || commit (store, argv[5], bytes, error);
      if (getenv ("CANDOR_TRY_AGAIN") == NULL)
        return FALSE;
      g_clear_error (error);
      return commit (store, argv[3], bytes, error) && commit (store, "again", bytes, error);
    }
  if (strcmp (what, "withdraw") == 0)
    return put (store, argv[3], CANDOR_LOG_WITHDRAW, bytes, error);
  /* A consent, and then what is about it. */
  if (strcmp (what, "expire") == 0)
    return expire (store, argv[3], error) && (argv[4] == NULL || expire (store, argv[5], error));
  if (strcmp (what, "many") == 0)
    return commit_many (store, bytes, error);
  if (strcmp (what, "reserve") == 0)
    return candor_store_reserve (store, 1024 * 1024, error);
  if (strcmp (what, "remove-draft") == 0)
    {
      if (!candor_store_remove_draft (store, argv[3], error))
        return FALSE;
      acknowledge ("removed", argv[3], NULL);
      return TRUE;
    }
  g_assert_cmpstr (what, ==, "draft");
  if (!candor_store_save_draft (store, argv[3], bytes, error))
    return FALSE;
  acknowledge ("draft", argv[3], NULL);
  return TRUE;
}

/* What staff see when they unlock: one line for each store. */
static void
recover (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (folder, &error);
  g_autoptr (CandorReconciled) reconciled = NULL;
  g_autoptr (CandorAudit) audit = NULL;
  g_autofree char *json = NULL;

  if (store != NULL)
    reconciled = candor_store_reconcile (store, "Rowan Example", &error);
  if (reconciled != NULL)
    audit = candor_audit_run (store, NULL, 0, NULL, NULL, NULL, &error);
  if (audit == NULL)
    {
      printf ("{\"error\":\"%s\"}\n", g_strdelimit (error->message, "\"\\", '\''));
      return;
    }
  json = candor_audit_to_json (audit, candor_language_english ());
  fputs (json, stdout);
}

static int
act_in (const char *folder, char **argv, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorStore) store = candor_store_open (folder, &error);
  gboolean done;

  if (store == NULL)
    return fail (error);
  mark ();
  done = act (store, argv, bytes, &error);
  mark ();
  return done ? EXIT_SUCCESS : fail (error);
}

/* The same in every store that a file names, one to a line, until it fails in one. */
static int
act_in_all (const char *list, char **argv, GBytes *bytes)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) folders = NULL;
  int status = EXIT_SUCCESS;

  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  folders = g_strsplit (text, "\n", -1);
  for (guint i = 0; folders[i] != NULL && status == EXIT_SUCCESS; i++)
    status = act_in (folders[i], argv, bytes);
  return status;
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) bytes = NULL;

  if (strcmp (argv[1], "recover") == 0)
    {
      for (int i = 2; i < argc; i++)
        recover (argv[i]);
      return EXIT_SUCCESS;
    }
  if (strcmp (argv[1], "create") == 0)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      mark ();
      done = candor_store_create (argv[2], &error);
      if (done)
        acknowledge ("created", "store", NULL);
      mark ();
      return done ? EXIT_SUCCESS : fail (error);
    }
  if (argc > 4)
    {
      char *text;
      gsize length;

      g_assert_true (g_file_get_contents (argv[4], &text, &length, NULL));
      bytes = g_bytes_new_take (text, length);
    }
  return argv[2][0] == '@' ? act_in_all (argv[2] + 1, argv, bytes) : act_in (argv[2], argv, bytes);
}
