/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Writes a document for the tests of candorctl: make-sealed KIND KEY.pem CERT.pem FILE.pdf. KIND is a
 * number of help-seal.h: the good one is a consent form, the others are small and wrong in one way.
 */
#include "help-forge.h"
#include "help.h"

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (CandorSeal) seal = NULL;
  g_autoptr (GBytes) pdf = NULL;
  HelpPdf kind;

  g_assert_cmpint (argc, ==, 5);
  kind = g_ascii_strtoull (argv[1], NULL, 10);
  key = read_file (argv[2]);
  certificate = read_file (argv[3]);
  seal = candor_seal_new_from_pem (key, certificate, &error);
  g_assert_no_error (error);
  if (kind == HELP_PDF_GOOD)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

      pdf = help_render_sealed (procedure, visit, seal);
    }
  else
    pdf = help_prepared (kind);
  if (kind != HELP_PDF_GOOD && kind != HELP_PDF_NO_SEAL)
    {
      const HelpHole hole = help_find_place (pdf);
      g_autoptr (GBytes) prepared = g_steal_pointer (&pdf);

      pdf = help_forge (seal, prepared, &hole, HELP_CMS_GOOD);
    }
  g_file_set_contents (argv[4], g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  return 0;
}
