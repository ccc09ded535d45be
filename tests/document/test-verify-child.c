/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The process that looks into a file: that it is confined, and that nothing it does or says hurts
 * the one that asks. This program is its own helper.
 */
#include "help-forge.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/candor-error.h"
#include "document/candor-verify.h"

#define SELF "/proc/self/exe"

static const char *const good_helper[] = { SELF, "--in-child", NULL };

/* Returns: whether this process is confined; to be asked after it looked into a file. */
static gboolean
is_confined (void)
{
  static const struct
  {
    int resource;
    rlim_t most;
  } limits[]
      = { { RLIMIT_FSIZE, 0 }, { RLIMIT_CORE, 0 }, { RLIMIT_NOFILE, 64 }, { RLIMIT_CPU, 60 } };
  struct rlimit value;

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    if (getrlimit (limits[i].resource, &value) != 0 || value.rlim_cur > limits[i].most)
      return FALSE;
  return prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

static CandorVerification *
verify_with (const char *path, const char *const *helper, guint seconds)
{
  g_autoptr (GError) error = NULL;
  CandorVerification *verification = candor_verify_file (path, NULL, helper, seconds, &error);

  g_assert_no_error (error);
  return verification;
}

static void
assert_reason (const char *path, const char *const *helper, CandorSealReason reason)
{
  g_autoptr (CandorVerification) verification = verify_with (path, helper, 0);

  g_assert_cmpint (candor_verification_get_reason (verification), ==, reason);
}

/* The helper says the same as the check within this process, for every kind of document. */
static void
test_same (void)
{
  g_autoptr (CandorSeal) seal = help_seal ("Klinik “Zum See”");
  g_autoptr (GBytes) certificate = help_certificate (seal);

  for (HelpPdf kind = HELP_PDF_GOOD; kind <= HELP_PDF_PLAIN; kind++)
    {
      g_autoptr (GBytes) prepared = help_prepared (kind);
      const HelpHole hole = kind != HELP_PDF_NO_SEAL ? help_find_place (prepared) : (HelpHole){ 0 };
      g_autoptr (GBytes) sealed = kind != HELP_PDF_NO_SEAL
                                      ? help_forge (seal, prepared, &hole, HELP_CMS_GOOD)
                                      : g_bytes_ref (prepared);
      g_autofree char *path = help_write_temporary (sealed, "sealed.pdf");
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorVerification) here = candor_verify_bytes (sealed, certificate, &error);
      g_autoptr (CandorVerification) there
          = candor_verify_file (path, certificate, good_helper, 0, &error);
      g_autofree char *one = candor_verification_to_json (here, NULL, NULL);
      g_autofree char *other = candor_verification_to_json (there, NULL, NULL);

      g_assert_no_error (error);
      g_assert_cmpstr (one, ==, other);
      help_remove_temporary (path);
    }
}

/* Catches a helper that keeps rights it does not need. */
static void
test_confined (void)
{
  static const char *const probe[] = { SELF, "--probe", NULL };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autofree char *path = help_write_temporary (sealed, "sealed.pdf");

  /* It answers as always, but ends with an error unless it is confined. */
  assert_reason (path, probe, CANDOR_SEAL_REASON_NO_CERTIFICATE);
  help_remove_temporary (path);
}

/* Helpers that die, lie, or say nothing. */
static void
test_bad_helpers (void)
{
  static const char *const nothing[] = { "/bin/true", NULL };
  static const char *const echoes[] = { "/bin/cat", NULL };
  static const char *const crashes[] = { "/bin/sh", "-c", "kill -SEGV $$", NULL };
  static const char *const floods[] = { "/usr/bin/yes", NULL };
  static const char *const busy[] = { "/bin/sh", "-c", "kill -XCPU $$", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *path = help_write_temporary (bytes, "x.pdf");

  assert_reason (path, nothing, CANDOR_SEAL_REASON_CRASHED);
  assert_reason (path, echoes, CANDOR_SEAL_REASON_CRASHED);
  assert_reason (path, crashes, CANDOR_SEAL_REASON_CRASHED);
  assert_reason (path, floods, CANDOR_SEAL_REASON_CRASHED);
  assert_reason (path, busy, CANDOR_SEAL_REASON_TOO_LONG);
  help_remove_temporary (path);
}

/* A helper that could not do its work says nothing about the file: that is no verdict. */
static void
test_unable_helpers (void)
{
  static const char *const commands[] = { "exit 71", "exit 1", "cat; exit 127" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *path = help_write_temporary (bytes, "x.pdf");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const helper[] = { "/bin/sh", "-c", commands[i], NULL };
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_verify_file (path, NULL, helper, 0, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
      g_assert_null (strstr (error->message, "harm"));
    }
  help_remove_temporary (path);
}

/* A helper that hangs is ended, whether it holds its output open or not. */
static void
test_hanging_helpers (void)
{
  static const char *const commands[]
      = { "exec sleep 1000", "exec sleep 1000 >&-", "echo '{'; exec sleep 1000" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *path = help_write_temporary (bytes, "x.pdf");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const char *const helper[] = { "/bin/sh", "-c", commands[i], NULL };
      g_autoptr (CandorVerification) verification = verify_with (path, helper, 1);

      g_assert_cmpint (candor_verification_get_reason (verification), ==,
                       CANDOR_SEAL_REASON_TOO_LONG);
    }
  help_remove_temporary (path);
}

/* Answers that a helper would never give: none is believed. A helper that writes the file back
 * says whatever the file says. */
static void
test_wrong_answers (void)
{
  static const char *const mirror[] = { "/bin/cat", NULL };
  static const char *const answers[] = {
    "\n",
    "{}",
    "[]",
    "null",
    "{\"verdict\":\"valid\",\"reason\":\"certificate\"}",
    "{\"verdict\":\"valid\",\"reason\":\"no_seal\"}",
    "{\"verdict\":\"not_sealed\"}",
    "{\"verdict\":\"not_sealed\",\"reason\":\"no_seal\",\"more\":1}",
    "{\"verdict\":\"not_sealed\",\"reason\":\"nonsense\"}",
    "{\"verdict\":\"not_sealed\",\"reason\":7}",
    "{\"verdict\":\"unknown_signer\",\"reason\":\"no_certificate\"}",
    "{\"verdict\":\"unknown_signer\",\"reason\":\"no_certificate\",\"certificate\":\"AAAA\"}",
    "{\"verdict\":\"unknown_signer\",\"reason\":\"other_certificate\"}",
    "{\"verdict\":\"unreadable\",\"reason\":\"cannot_open\"}",
    "{\"verdict\":\"not_sealed\",\"reason\":\"no_seal\"} {}",
    "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]",
  };
  g_autoptr (GBytes) real
      = g_bytes_new_static ("{\"verdict\":\"not_sealed\",\"reason\":\"no_seal\"}\n", 44);
  g_autofree char *real_path = help_write_temporary (real, "x.pdf");

  assert_reason (real_path, mirror, CANDOR_SEAL_REASON_NO_SEAL);
  help_remove_temporary (real_path);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (answers[i], strlen (answers[i]));
      g_autofree char *path = help_write_temporary (bytes, "x.pdf");

      g_test_message ("%s", answers[i]);
      assert_reason (path, mirror, CANDOR_SEAL_REASON_CRASHED);
      help_remove_temporary (path);
    }
}

/* Returns: what @pdf comes to when the helper says @answer, whatever it is given. */
static CandorSealReason
believe (GBytes *pdf, GBytes *certificate, const char *answer)
{
  g_autoptr (GBytes) bytes = g_bytes_new (answer, strlen (answer));
  g_autofree char *answer_path = help_write_temporary (bytes, "answer.json");
  g_autofree char *path = help_write_temporary (pdf, "x.pdf");
  const char *const says[] = { "/bin/cat", answer_path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CandorVerification) verification
      = candor_verify_file (path, certificate, says, 0, &error);

  g_assert_no_error (error);
  help_remove_temporary (answer_path);
  help_remove_temporary (path);
  return candor_verification_get_reason (verification);
}

/* A helper that a file has taken over, and that says of it whatever it likes: it makes no document
 * better than its bytes are, and the clinic's certificate in its answer helps nothing. */
static void
test_lies (void)
{
  static const char *const no_seal = "{\"verdict\":\"not_sealed\",\"reason\":\"no_seal\"}\n";
  static const char *const cut = "{\"verdict\":\"altered\",\"reason\":\"cut\"}\n";
  static const char *const several = "{\"verdict\":\"altered\",\"reason\":\"several\"}\n";
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (CandorSeal) forger = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) certificate = help_certificate (seal);
  g_autoptr (GBytes) good = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (GBytes) forged = help_sealed (forger, HELP_PDF_GOOD);
  g_autoptr (GBytes) plain = help_prepared (HELP_PDF_NO_SEAL);
  g_autoptr (GBytes) changed = help_replace (good, 600, 1, "\x01", 1);
  g_autoptr (GBytes) longer = help_replace (good, g_bytes_get_size (good), 0, "\n", 1);
  g_autoptr (CandorVerification) verification = candor_verify_bytes (good, NULL, NULL);
  g_autofree char *valid = candor_verification_to_json (verification, NULL, NULL);
  g_autoptr (GBytes) noise = g_bytes_new_static (valid, strlen (valid));

  /* The same answer is believed where the bytes bear it out, and a worse one as well. */
  g_assert_cmpint (believe (good, certificate, valid), ==, CANDOR_SEAL_REASON_CERTIFICATE);
  g_assert_cmpint (believe (good, certificate, several), ==, CANDOR_SEAL_REASON_SEVERAL);
  g_assert_cmpint (believe (plain, certificate, no_seal), ==, CANDOR_SEAL_REASON_NO_SEAL);

  g_assert_cmpint (believe (changed, certificate, valid), ==, CANDOR_SEAL_REASON_CONTENT);
  g_assert_cmpint (believe (longer, certificate, valid), ==, CANDOR_SEAL_REASON_ADDED);
  g_assert_cmpint (believe (forged, certificate, valid), ==, CANDOR_SEAL_REASON_CRASHED);
  g_assert_cmpint (believe (plain, certificate, valid), ==, CANDOR_SEAL_REASON_CRASHED);
  g_assert_cmpint (believe (noise, certificate, valid), ==, CANDOR_SEAL_REASON_CRASHED);
  g_assert_cmpint (believe (good, certificate, no_seal), ==, CANDOR_SEAL_REASON_CRASHED);
  g_assert_cmpint (believe (good, certificate, cut), ==, CANDOR_SEAL_REASON_CRASHED);
}

/* A true answer with one member changed, taken out or added. */
static void
test_changed_answers (void)
{
  static const struct
  {
    const char *from;
    const char *to;
  } changes[] = {
    { "\"signer\":\"Lakeside", "\"signer\":\"Fakeside" },
    { "\"fingerprint\":\"", "\"fingerprint\":\"00:" },
    { "\"pdfa\":\"3A\"", "\"pdfa\":3" },
    { "\"pdfa\":\"3A\"", "\"pdfa\":\"\\u001b[31m\"" },
    { "\"pdfa\":\"3A\"", "\"pdfb\":\"3A\"" },
    { "\"attachments\":[", "\"attachments\":[[]," },
    { "\"size\":", "\"size\":1." },
    { "\"sha256\":\"", "\"sha256\":\"0" },
    { "\"unknown_signer\"", "\"valid\"" },
  };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (CandorVerification) verification = candor_verify_bytes (sealed, NULL, NULL);
  g_autofree char *answer = candor_verification_to_json (verification, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (answer, changes[i].from, 2);
      g_autofree char *changed = g_strjoinv (changes[i].to, parts);

      g_test_message ("%s", changes[i].to);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_cmpint (believe (sealed, NULL, changed), ==, CANDOR_SEAL_REASON_CRASHED);
    }
}

static void
test_no_helper (void)
{
  static const char *const helper[] = { "/nonexistent/helper", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autofree char *path = help_write_temporary (bytes, "x.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_verify_file (path, NULL, helper, 0, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
  help_remove_temporary (path);
}

/* What is no file is not read, and does not hang. */
static void
test_no_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("candor-verify-XXXXXX", &error);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *large = g_build_filename (folder, "large.pdf", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.pdf", NULL);
  int fd;

  g_assert_no_error (error);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  fd = g_open (large, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint (ftruncate (fd, CANDOR_VERIFY_MAX_BYTES + 1), ==, 0);
  close (fd);
  assert_reason (fifo, good_helper, CANDOR_SEAL_REASON_NOT_A_FILE);
  assert_reason (folder, good_helper, CANDOR_SEAL_REASON_NOT_A_FILE);
  assert_reason ("/dev/zero", good_helper, CANDOR_SEAL_REASON_NOT_A_FILE);
  assert_reason (large, good_helper, CANDOR_SEAL_REASON_TOO_LARGE);
  assert_reason (missing, good_helper, CANDOR_SEAL_REASON_CANNOT_OPEN);
  g_assert_cmpint (g_unlink (fifo), ==, 0);
  g_assert_cmpint (g_unlink (large), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gpointer
verify_thread (gpointer path)
{
  return verify_with (path, good_helper, 0);
}

static void
test_threads (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autofree char *path = help_write_temporary (sealed, "sealed.pdf");
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("verify", verify_thread, path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (CandorVerification) verification = g_thread_join (threads[i]);

      g_assert_cmpint (candor_verification_get_reason (verification), ==,
                       CANDOR_SEAL_REASON_NO_CERTIFICATE);
    }
  help_remove_temporary (path);
}

int
main (int argc, char **argv)
{
  if (argc == 2 && strcmp (argv[1], "--in-child") == 0)
    return candor_verify_serve ();
  if (argc == 2 && strcmp (argv[1], "--probe") == 0)
    return candor_verify_serve () != 0 || !is_confined ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify-child/same", test_same);
  g_test_add_func ("/verify-child/confined", test_confined);
  g_test_add_func ("/verify-child/bad-helpers", test_bad_helpers);
  g_test_add_func ("/verify-child/unable-helpers", test_unable_helpers);
  g_test_add_func ("/verify-child/hanging-helpers", test_hanging_helpers);
  g_test_add_func ("/verify-child/wrong-answers", test_wrong_answers);
  g_test_add_func ("/verify-child/lies", test_lies);
  g_test_add_func ("/verify-child/changed-answers", test_changed_answers);
  g_test_add_func ("/verify-child/no-helper", test_no_helper);
  g_test_add_func ("/verify-child/no-files", test_no_files);
  g_test_add_func ("/verify-child/threads", test_threads);
  return g_test_run ();
}
