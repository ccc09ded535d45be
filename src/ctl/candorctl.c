/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * candorctl: what Candor does, without a display. This file finds the command and holds what all
 * commands share.
 */
#include "candorctl.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "core/candor-process.h"
#include "vault/candor-atomic-file.h"

static const struct
{
  const char *name;
  int (*run) (GStrv *arguments);
  const char *summary;
} commands[] = {
  { "render", candorctl_render, "make the consent form of a visit as a PDF" },
  { "verify", candorctl_verify, "check the seals of documents" },
  { "new-seal", candorctl_new_seal, "make the key and the certificate of a clinic's seal" },
  { "blank-form", candorctl_blank_form, "make the form of a procedure for paper, as a PDF" },
  { "care-sheet", candorctl_care_sheet, "make the sheet that a patient takes home, as a PDF" },
  { "verdict", candorctl_verdict, "judge the answers of a visit, as JSON" },
  { "example", candorctl_example, "write an invented visit, as JSON" },
  { "init", candorctl_init, "make a store for encrypted records" },
  { "commit", candorctl_commit, "file a visit in a store" },
  { "draft", candorctl_draft, "save an unfinished visit in a store" },
  { "drafts", candorctl_drafts, "list the unfinished visits of a store, or throw one away" },
  { "list", candorctl_list, "list the records of a store" },
  { "search", candorctl_search, "find records by name, date, practitioner or outcome" },
  { "export", candorctl_export, "write the form of a record as it was filed" },
  { "withdraw", candorctl_withdraw, "take a consent back, with a paper of its own" },
  { "expire", candorctl_expire, "take records away that nobody has to keep any longer" },
  { "certificate", candorctl_certificate, "write the certificate of a store's seal" },
  { "passwd", candorctl_passwd, "change a passphrase" },
  { "recover", candorctl_recover, "open one encrypted record with a key alone" },
  { "audit", candorctl_audit, "check the records and their log, without a key" },
  { "backup", candorctl_backup, "copy a store, while it is in use, without a key" },
  { "restore", candorctl_restore, "make a store of a backup" },
  { "new-procedure", candorctl_new_procedure, "begin a procedure file, with samples for words" },
  { "lint", candorctl_lint,
    "check procedure files and translations, and measure how hard they are to read" },
};

/* @name: of the file that the visit is in */
static CandorProcedure *
load_for_visit (const char *path, const char *name, CandorVisit *visit, GError **error)
{
  g_autoptr (CandorProcedure) procedure = candor_procedure_load (path, error);

  if (procedure == NULL)
    return NULL;
  if (candor_visit_check_text (visit, procedure, error))
    return g_steal_pointer (&procedure);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

/**
 * candorctl_one_line:
 * @text: a sentence, or the name of a file
 *
 * Returns: (transfer full): it on one line, whatever @text holds: no character of a file may move
 *   the cursor or turn the reading direction of a terminal
 */
char *
candorctl_one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (line, g_unichar_isgraph (c) && !g_unichar_isspace (c) ? c : ' ');
    }
  return g_string_free (line, FALSE);
}

/**
 * candorctl_error_line:
 * @text: a sentence
 *
 * Says it on standard error, on one line.
 */
void
candorctl_error_line (const char *text)
{
  g_autofree char *line = candorctl_one_line (text);

  fprintf (stderr, "candorctl: %s\n", line);
}

/* Returns: the exit status of a command that failed. */
int
candorctl_fail (const GError *error)
{
  candorctl_error_line (error->message);
  return CANDORCTL_FAILED;
}

/* Returns: the exit status of a command that was called in a way it does not know. */
int
candorctl_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  candorctl_error_line (text);
  return CANDORCTL_USAGE;
}

/**
 * candorctl_save:
 * @path: the name of a file; "-" stands for standard output
 * @bytes: what to write
 * @replace: whether it may take the place of a file
 * @error: return location for an error
 *
 * Each file that a command was told to write is written here, so that "-" means the same everywhere. A
 * file of that name is called "./-".
 *
 * Returns: whether all of it was written
 */
gboolean
candorctl_save (const char *path, GBytes *bytes, gboolean replace, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!g_str_equal (path, "-"))
    return replace ? candor_atomic_file_replace (path, bytes, error)
                   : candor_atomic_file_write (path, bytes, error);
  if (fwrite (data, 1, length, stdout) == length && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_STORAGE,
               "standard output could not be written: %s.", g_strerror (errno));
  return FALSE;
}

/**
 * candorctl_write:
 * @text: what to write, in UTF-8
 * @length: its length, in bytes
 *
 * Writes to standard output as it is: g_print () would turn names into question marks where the
 * shell has no UTF-8.
 *
 * Returns: the exit status: a full disk or a closed pipe is a failure
 */
int
candorctl_write (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);
  g_autoptr (GError) error = NULL;

  return candorctl_save ("-", bytes, TRUE, &error) ? CANDORCTL_DONE : candorctl_fail (error);
}

/**
 * candorctl_parse:
 * @arguments: (inout): the arguments of a command; what is left after its options
 * @command: its name
 * @parameters: what it takes besides options, for its help
 * @summary: what it does, for its help
 * @entries: its options
 * @status: (out): the exit status, when %FALSE is returned
 *
 * Returns: whether the command should go on
 */
gboolean
candorctl_parse (GStrv *arguments,
                 const char *command,
                 const char *parameters,
                 const char *summary,
                 const GOptionEntry *entries,
                 int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strconcat ("candorctl ", command, NULL);
  gboolean help = FALSE;
  const GOptionEntry own[] = {
    { "help", 'h', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &help, "Show this help", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *text = NULL;
  g_autofree char *old_name = (*arguments)[0];

  /* GOption takes the name of the program from the first argument. */
  (*arguments)[0] = g_strdup (program);
  g_option_context_set_summary (context, summary);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, own, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  g_set_prgname (program);
  if (!g_option_context_parse_strv (context, arguments, &error))
    {
      *status = candorctl_usage ("%s. See “%s --help”.", error->message, program);
      return FALSE;
    }
  if (help)
    {
      text = g_option_context_get_help (context, TRUE, NULL);
      *status = candorctl_write (text, strlen (text));
      return FALSE;
    }
  return TRUE;
}

/**
 * candorctl_load_visit:
 * @path: a visit's JSON
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the visit
 */
CandorVisit *
candorctl_load_visit (const char *path, GError **error)
{
  return candor_visit_load (path, error);
}

/**
 * candorctl_find_procedure:
 * @named: what was given for a procedure: the path of a file, or an id
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the path; a file in this folder comes before an id
 */
char *
candorctl_find_procedure (const char *named, GError **error)
{
  if (strpbrk (named, "/.") != NULL || g_file_test (named, G_FILE_TEST_EXISTS))
    return g_strdup (named);
  return candor_procedure_find_file (named, NULL, error);
}

/**
 * candorctl_load_procedure:
 * @procedure_path: (nullable): the file that was asked for, or its id
 * @visit_path: where the visit came from: its procedure may lie beside it
 * @visit: the visit, which names its procedure
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the procedure, when it is the one that the visit is about
 */
CandorProcedure *
candorctl_load_procedure (const char *procedure_path,
                          const char *visit_path,
                          CandorVisit *visit,
                          GError **error)
{
  g_autofree char *name = g_filename_display_name (visit_path);
  g_autofree char *folder = g_path_get_dirname (visit_path);
  g_autofree char *found = NULL;

  if (procedure_path != NULL)
    {
      found = candorctl_find_procedure (procedure_path, error);
      return found != NULL ? load_for_visit (found, name, visit, error) : NULL;
    }
  found = candor_procedure_find_file (candor_visit_get (visit, CANDOR_FIELD_PROCEDURE), folder,
                                      error);
  if (found == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return load_for_visit (found, name, visit, error);
}

/* Returns: whether both names lead to one and the same file. */
gboolean
candorctl_is_same_file (const char *one, const char *other)
{
  GStatBuf first, second;

  return one != NULL && g_stat (one, &first) == 0 && g_stat (other, &second) == 0
         && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/**
 * candorctl_is_same_place:
 * @one: the name of a file that need not exist
 * @other: another one
 *
 * Returns: whether a file that is saved under one of the names would take the place of the other
 */
gboolean
candorctl_is_same_place (const char *one, const char *other)
{
  g_autofree char *first_folder = g_path_get_dirname (one);
  g_autofree char *other_folder = g_path_get_dirname (other);
  g_autofree char *first_name = g_path_get_basename (one);
  g_autofree char *other_name = g_path_get_basename (other);

  return candorctl_is_same_file (one, other)
         || (g_str_equal (first_name, other_name)
             && candorctl_is_same_file (first_folder, other_folder));
}

static int
show_help (void)
{
  g_autoptr (GString) text
      = g_string_new ("Usage: candorctl COMMAND [OPTION…]\n\n"
                      "Candor without a display, for scripts and administrators.\n\nCommands:\n");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-13s %s\n", commands[i].name, commands[i].summary);
  g_string_append (text, "\nOptions:\n"
                         "  --help     show this help; “candorctl COMMAND --help” tells more\n"
                         "  --version  show the versions of Candor and of its libraries\n\n"
                         "Exit status: 0 done; 1 refused or failed, with a line for each reason on "
                         "standard error;\n2 called in a way that it does not know; 3 to 6 what "
                         "“verify”, “audit” or “recover” found.\n");
  return candorctl_write (text->str, text->len);
}

/* A file that is opened must never get the number of an input or an output that the shell closed:
 * what is written for a person would go into it. Writing to a closed output stays an error. */
static void
fill_closed (void)
{
  int fd;

  for (int wanted = STDIN_FILENO; wanted <= STDERR_FILENO; wanted++)
    if (fcntl (wanted, F_GETFD) < 0 && errno == EBADF)
      {
        fd = open ("/dev/null", wanted == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        /* The lowest number is given, and all below are taken. */
        g_assert (fd == wanted);
      }
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = NULL;

  candor_process_take_errors ();
  candor_process_leave_no_core ();
#ifndef __SANITIZE_ADDRESS__
  /* It reads keys and visits: no other program of the same person may look into it. AddressSanitizer
   * does, for its search for leaks. The app cannot do so: the desktop asks what runs there. */
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  fill_closed ();
  candor_process_take_locale ();
  /* Figures are read by scripts: a point stays a point in every country. */
  setlocale (LC_NUMERIC, "C");

  if (argc < 2)
    return candorctl_usage ("no command was given. See “candorctl --help”.");
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return show_help ();
  if (strcmp (argv[1], "--version") == 0)
    return candorctl_version ();

  arguments = g_strdupv (argv + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (&arguments);
  return candorctl_usage ("there is no command “%s”. See “candorctl --help”.", argv[1]);
}
