/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Catches: a command line that is misread in silence, an exit code that tells a script the wrong
 * thing, a damaged file that is not named, a critical where a sentence belongs.
 */
#include "staff-support.h"

#include <signal.h>
#include <string.h>

#include "store-support.h"

static const char *program;

typedef struct
{
  char *out;
  char *err;
  int code;
} Result;

/* Without a bus nothing else that runs here can be taken for an open Candor. */
static GSubprocess *
start (const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  g_ptr_array_add (line, (gpointer)program);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (line, (gpointer)arguments[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)line->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static void
run (const char *const *arguments, Result *result)
{
  g_autoptr (GSubprocess) process = start (arguments);
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &result->out, &result->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  result->code = g_subprocess_get_exit_status (process);
  g_assert_null (strstr (result->err, "CRITICAL"));
  g_assert_null (strstr (result->err, "WARNING"));
}

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->out, g_free);
  g_clear_pointer (&result->err, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
test_help (void)
{
  g_auto (Result) result = { 0 };

  run ((const char *const[]){ "--help", NULL }, &result);
  g_assert_cmpint (result.code, ==, 0);
  g_assert_nonnull (strstr (result.out, "--store"));
  g_assert_nonnull (strstr (result.out, "--sample"));
}

static void
test_version (void)
{
  g_auto (Result) result = { 0 };

  run ((const char *const[]){ "--version", NULL }, &result);
  g_assert_cmpint (result.code, ==, 0);
  g_assert_cmpstr (result.out, ==, "Candor " CANDOR_VERSION "\n");
}

static void
test_unknown_option (void)
{
  g_auto (Result) result = { 0 };

  run ((const char *const[]){ "--bogus", NULL }, &result);
  g_assert_cmpint (result.code, ==, 1);
  g_assert_nonnull (strstr (result.err, "--bogus"));
}

static void
test_stray_word (void)
{
  g_auto (Result) result = { 0 };

  run ((const char *const[]){ "stray", NULL }, &result);
  g_assert_cmpint (result.code, ==, 1);
  g_assert_nonnull (strstr (result.err, "“stray” is not understood"));
}

/* The window stays open with the sentence until somebody has read it, so only its line is read. */
static void
assert_says (const char *const *arguments, const char *words)
{
  g_autoptr (GSubprocess) process = start (arguments);
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "candor: "));
  g_assert_nonnull (strstr (line, words));
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

static void
test_damaged_clinic (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *clinic = g_build_filename (folder, "clinic.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (clinic, "[clinic]\nname=Half a Clinic\n", -1, &error);
  g_assert_no_error (error);
  assert_says ((const char *const[]){ "--store", folder, NULL }, clinic);
  staff_remove (folder);
}

/* Catches a logo that is left out in silence: the clinic would find out on paper, after a patient
 * has signed it. */
static void
test_damaged_logo (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *store = store_make (folder);
  g_autofree char *clinic = g_build_filename (store, "clinic.ini", NULL);
  g_autofree char *logo = g_build_filename (store, "half.svg", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (clinic,
                       "[clinic]\nname=A\naddress=B\nphone=C\nemergency=112\nlanguage=en\n"
                       "logo=half.svg\n[practitioner 1]\nname=D\nrole=E\nregistration=F\n",
                       -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (logo, "<svg", -1, &error);
  g_assert_no_error (error);
  assert_says ((const char *const[]){ "--store", store, NULL }, logo);
  staff_remove (folder);
}

static void
test_no_clinic (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *store = store_make (folder);

  assert_says ((const char *const[]){ "--store", store, NULL },
               "Candor does not know your clinic yet");
  staff_remove (folder);
}

static void
test_damaged_procedure (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *procedure = g_build_filename (folder, "half.xml", NULL);
  g_autofree char *place = g_strconcat (procedure, ", line 1", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (procedure, "<procedure id=\"half\"", -1, &error);
  g_assert_no_error (error);
  assert_says (
      (const char *const[]){ "--store", folder, "--procedure", procedure, "--sample", NULL },
      place);
  staff_remove (folder);
}

/* Catches a procedure of the clinic's own that is not found where the clinic put it, or that does not take
 * the place of the usual one although the clinic's file names it. */
static void
test_own_procedure (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *store = store_make (folder);
  g_autofree char *clinic = g_build_filename (store, "clinic.ini", NULL);
  g_autofree char *place = g_build_filename (folder, "candor", "procedures", NULL);
  g_autofree char *procedure = g_build_filename (place, "moon-bath.xml", NULL);
  g_autofree char *before = g_strdup (g_getenv ("XDG_DATA_HOME"));
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_file_set_contents (clinic,
                       "[clinic]\nname=A\naddress=B\nphone=C\nemergency=112\nlanguage=en\n"
                       "procedure=moon-bath\n[practitioner 1]\nname=D\nrole=E\nregistration=F\n",
                       -1, &error);
  g_assert_no_error (error);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  assert_says ((const char *const[]){ "--store", store, NULL }, "moon-bath.xml");
  g_file_set_contents (procedure, "<procedure id=\"half\"", -1, &error);
  g_assert_no_error (error);
  assert_says ((const char *const[]){ "--store", store, NULL }, procedure);
  if (before != NULL)
    g_setenv ("XDG_DATA_HOME", before, TRUE);
  else
    g_unsetenv ("XDG_DATA_HOME");
  staff_remove (folder);
}

/* Catches an app that begins to work where nothing can be saved, and keys that are taken for good. */
static void
test_store (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *clinic = g_build_filename (SOURCE_ROOT, "data", "examples", "clinic.ini", NULL);
  g_autofree char *recipients = NULL;
  g_autofree char *store = store_make (folder);
  g_autoptr (GError) error = NULL;

  recipients = g_build_filename (store, "keys", "recipients", NULL);
  g_file_set_contents (recipients, "no keys", -1, &error);
  g_assert_no_error (error);
  assert_says ((const char *const[]){ "--store", store, "--clinic", clinic, NULL }, "recipients");
  staff_remove (folder);
}

/* Returns: the signals that a process ignores, as the kernel has them. */
static guint64
ignored_by (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "status", NULL);
  g_autofree char *status = NULL;
  const char *mask;

  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  mask = strstr (status, "\nSigIgn:");
  g_assert_nonnull (mask);
  return g_ascii_strtoull (mask + strlen ("\nSigIgn:\t"), NULL, 16);
}

/* Catches a Candor that a full disk quota or a closed pipe ends in the middle of a visit. */
static void
test_signals (void)
{
  g_autofree char *folder = staff_scratch ();
  g_autofree char *store = store_make (folder);
  g_autoptr (GSubprocess) process = start ((const char *const[]){ "--store", store, NULL });
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autofree char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
  guint64 ignored;

  /* It has said something, so it runs. */
  g_assert_nonnull (line);
  ignored = ignored_by (g_subprocess_get_identifier (process));
  g_assert_true (ignored & G_GUINT64_CONSTANT (1) << (SIGXFSZ - 1));
  g_assert_true (ignored & G_GUINT64_CONSTANT (1) << (SIGPIPE - 1));
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  staff_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: %s CANDOR", argv[0]);
  program = argv[1];

  g_test_add_func ("/command-line/help", test_help);
  g_test_add_func ("/command-line/version", test_version);
  g_test_add_func ("/command-line/unknown-option", test_unknown_option);
  g_test_add_func ("/command-line/stray-word", test_stray_word);
  g_test_add_func ("/command-line/no-clinic", test_no_clinic);
  g_test_add_func ("/command-line/damaged-clinic", test_damaged_clinic);
  g_test_add_func ("/command-line/damaged-logo", test_damaged_logo);
  g_test_add_func ("/command-line/damaged-procedure", test_damaged_procedure);
  g_test_add_func ("/command-line/own-procedure", test_own_procedure);
  g_test_add_func ("/command-line/store", test_store);
  g_test_add_func ("/command-line/signals", test_signals);
  return g_test_run ();
}
