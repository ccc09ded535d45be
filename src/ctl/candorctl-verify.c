/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candorctl.h"

#include <string.h>

#include "document/candor-seal.h"
#include "document/candor-verify.h"

/* The exit status of each verdict, the worst first: with several files the worst one counts. */
static const struct
{
  CandorSealVerdict verdict;
  int status;
} statuses[] = {
  { CANDOR_SEAL_ALTERED, CANDORCTL_ALTERED },
  { CANDOR_SEAL_UNREADABLE, CANDORCTL_UNREADABLE },
  { CANDOR_SEAL_NOT_SEALED, CANDORCTL_NOT_SEALED },
  { CANDOR_SEAL_UNKNOWN_SIGNER, CANDORCTL_UNKNOWN_SIGNER },
  { CANDOR_SEAL_VALID, CANDORCTL_DONE },
};

/* The very program that runs, even where another was installed over it meanwhile. */
static const char *const helper[] = { "/proc/self/exe", "verify", "--in-child", NULL };

static guint
rank_of (CandorSealVerdict verdict)
{
  guint rank = 0;

  while (statuses[rank].verdict != verdict)
    rank++;
  return rank;
}

static char *
describe (const CandorVerification *verification, const char *path, gboolean json)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *line = NULL;

  if (json)
    return candor_verification_to_json (verification, name, candor_language_english ());
  sentence = candor_verification_dup_sentence (verification, candor_language_english ());
  text = g_strdup_printf (
      "%s: %s: %s", name,
      candor_seal_verdict_to_string (candor_verification_get_verdict (verification)), sentence);
  line = candorctl_one_line (text);
  return g_strconcat (line, "\n", NULL);
}

static int
verify (char *const *paths, const char *certificate_path, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) certificate = NULL;
  guint worst = G_N_ELEMENTS (statuses) - 1;

  if (certificate_path != NULL)
    {
      certificate = candor_seal_read_pem (certificate_path, &error);
      if (certificate == NULL)
        return candorctl_fail (error);
    }
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (CandorVerification) verification
          = candor_verify_file (paths[i], certificate, helper, 0, &error);
      g_autofree char *line = NULL;
      guint rank;

      if (verification == NULL)
        return candorctl_fail (error);
      rank = rank_of (candor_verification_get_verdict (verification));
      worst = MIN (worst, rank);
      line = describe (verification, paths[i], json);
      if (candorctl_write (line, strlen (line)) != CANDORCTL_DONE)
        return CANDORCTL_FAILED;
    }
  return statuses[worst].status;
}

int
candorctl_verify (GStrv *arguments)
{
  g_autofree char *certificate = NULL;
  g_auto (GStrv) paths = NULL;
  gboolean json = FALSE;
  gboolean in_child = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "certificate", 'c', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &certificate,
      "The certificate of the clinic, as the clinic itself gave it to you", "CERT.pem" },
    { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &json,
      "Write one JSON object on each line instead of words", NULL },
    /* Only so is "--" taken away in front of a file whose name begins with a dash. */
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { "in-child", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &in_child, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!candorctl_parse (arguments, "verify", "FILE.pdf…",
                        "Checks that documents are as they were sealed, and whose seal it is. One "
                        "line for each file.\n\n"
                        "Exit status:\n"
                        "  0  every file is unchanged and was sealed by this certificate\n"
                        "  1  the check itself failed\n"
                        "  2  verify was called in a way that it does not know\n"
                        "  3  unchanged, but sealed by another certificate, or none was given\n"
                        "  4  altered\n"
                        "  5  unreadable\n"
                        "  6  not sealed\n"
                        "Of several files the worst counts: 4, then 5, 6, 3.",
                        entries, &status))
    return status;
  if (in_child)
    return candor_verify_serve ();
  if (paths == NULL)
    return candorctl_usage ("verify takes at least one PDF. See “candorctl verify --help”.");
  return verify (paths, certificate, json);
}
