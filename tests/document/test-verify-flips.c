/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * That no change of a sealed consent form passes, however small and wherever it is, and no other form
 * under the same name; and that no file, however broken, breaks the reader. A crash here is a crash of
 * this program, under AddressSanitizer. The random numbers come from the seed that GLib prints first;
 * --seed gives the same ones again.
 */
#include "help-forge.h"
#include "help.h"

#include <string.h>

#include "document/candor-verify.h"

#define N_FLIPS 1000
#define N_CUTS 100
#define N_APPENDED 100
#define N_MUTATIONS 1000

typedef struct
{
  CandorSeal *seal;
  GBytes *certificate;
  GBytes *sealed; /* the form of the sample visit */
  HelpHole hole;
} Fixture;

/* Returns: the form of the sample visit, in which the patient hopes for @goal. */
static GBytes *
make_form (CandorSeal *seal, const char *goal)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  if (goal != NULL)
    candor_visit_set (visit, CANDOR_FIELD_PATIENT_GOAL, goal);
  return help_render_sealed (procedure, visit, seal);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->seal = help_seal (HELP_CLINIC);
  self->certificate = help_certificate (self->seal);
  self->sealed = make_form (self->seal, NULL);
  self->hole = help_find_place (self->sealed);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  candor_seal_unref (self->seal);
  g_bytes_unref (self->certificate);
  g_bytes_unref (self->sealed);
}

static CandorSealVerdict
judge (Fixture *self, GBytes *pdf)
{
  g_autoptr (CandorVerification) verification = candor_verify_bytes (pdf, self->certificate, NULL);

  return candor_verification_get_verdict (verification);
}

/* Judges the bytes with one bit changed, and changes it back. */
static CandorSealVerdict
judge_flip (Fixture *self, char *data, gsize length, gsize at, guint bit)
{
  g_autoptr (GBytes) pdf = NULL;
  CandorSealVerdict verdict;

  data[at] ^= 1 << bit;
  pdf = g_bytes_new_static (data, length);
  verdict = judge (self, pdf);
  data[at] ^= 1 << bit;
  return verdict;
}

/* Every bit from the opening bracket of the hole to the closing one. */
static void
test_hole (Fixture *self, gconstpointer unused)
{
  gsize length;
  const char *sealed = g_bytes_get_data (self->sealed, &length);
  g_autofree char *data = g_memdup2 (sealed, length);
  guint n = 0;

  for (gsize at = self->hole.start; at < self->hole.end; at++)
    for (guint bit = 0; bit < 8; bit++, n++)
      if (judge_flip (self, data, length, at, bit) != CANDOR_SEAL_ALTERED)
        g_error ("Bit %u of byte %" G_GSIZE_FORMAT " in the hole can be changed.", bit,
                 at - self->hole.start);
  g_test_message ("%u bits", n);
  g_assert_cmpuint (n, ==, 8 * (2 * CANDOR_SEAL_ROOM + 2));
  g_assert_cmpint (judge (self, self->sealed), ==, CANDOR_SEAL_VALID);
}

/* Bits anywhere. What is left is altered or not to be read; never does it look unsealed. */
static void
test_flips (Fixture *self, gconstpointer unused)
{
  gsize length;
  const char *sealed = g_bytes_get_data (self->sealed, &length);
  g_autofree char *data = g_memdup2 (sealed, length);

  for (guint i = 0; i < N_FLIPS; i++)
    {
      gsize at = g_test_rand_int_range (0, length);
      guint bit = g_test_rand_int_range (0, 8);
      CandorSealVerdict verdict = judge_flip (self, data, length, at, bit);

      if (verdict != CANDOR_SEAL_ALTERED && verdict != CANDOR_SEAL_UNREADABLE)
        g_error ("Bit %u of byte %" G_GSIZE_FORMAT " can be changed.", bit, at);
    }
}

static void
test_cuts (Fixture *self, gconstpointer unused)
{
  gsize length = g_bytes_get_size (self->sealed);

  for (guint i = 0; i < N_CUTS; i++)
    {
      gsize kept = i == 0 ? length - 1 : (gsize)g_test_rand_int_range (0, length);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (self->sealed, 0, kept);
      CandorSealVerdict verdict = judge (self, cut);

      if (verdict != CANDOR_SEAL_ALTERED && verdict != CANDOR_SEAL_UNREADABLE)
        g_error ("The first %" G_GSIZE_FORMAT " bytes pass alone.", kept);
    }
}

static void
test_appended (Fixture *self, gconstpointer unused)
{
  static const char *const texts[] = { "\n", " ", "\r\n", "%%EOF\n", "%", "\n%%EOF\n", "0" };

  for (guint i = 0; i < N_APPENDED; i++)
    {
      g_autofree char *noise = g_malloc (300);
      gsize length = g_test_rand_int_range (1, 300);
      g_autoptr (GBytes) longer = NULL;
      g_autoptr (CandorVerification) verification = NULL;

      for (gsize j = 0; j < length; j++)
        noise[j] = g_test_rand_int_range (0, 256);
      if (i < G_N_ELEMENTS (texts))
        {
          length = strlen (texts[i]);
          memcpy (noise, texts[i], length);
        }
      /* One zero byte, which a program might take for the end of a string. */
      if (i == G_N_ELEMENTS (texts))
        {
          length = 1;
          noise[0] = '\0';
        }
      longer = help_replace (self->sealed, g_bytes_get_size (self->sealed), 0, noise, length);
      verification = candor_verify_bytes (longer, self->certificate, NULL);
      g_assert_cmpint (candor_verification_get_reason (verification), ==, CANDOR_SEAL_REASON_ADDED);
    }
}

static CandorSealReason
reason_of (GBytes *pdf, CandorSeal *seal)
{
  g_autoptr (GBytes) certificate = help_certificate (seal);
  g_autoptr (CandorVerification) verification = candor_verify_bytes (pdf, certificate, NULL);

  return candor_verification_get_reason (verification);
}

/* What somebody can do who makes a key of their own under the clinic's name: seal another form, put
 * their signature on this one, or change this one and sign it again. All of it is perfect but for
 * the key. */
static void
test_forgery (Fixture *self, gconstpointer unused)
{
  g_autoptr (CandorSeal) forger = help_seal (HELP_CLINIC);
  const char *data = g_bytes_get_data (self->sealed, NULL);
  const char *day = memmem (data, g_bytes_get_size (self->sealed), "/M (D:20", 8);
  g_autoptr (GBytes) other = make_form (forger, "I hope for something else.");
  g_autoptr (GBytes) same = help_forge (forger, self->sealed, &self->hole, HELP_CMS_GOOD);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GBytes) again = NULL;
  GBytes *forged[3];

  g_assert_nonnull (day);
  changed = help_replace (self->sealed, day + 6 - data, 4, day[6 + 3] == '7' ? "2028" : "2027", 4);
  again = help_forge (forger, changed, &self->hole, HELP_CMS_GOOD);
  g_assert_cmpint (reason_of (changed, self->seal), ==, CANDOR_SEAL_REASON_CONTENT);
  forged[0] = other;
  forged[1] = same;
  forged[2] = again;
  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_test_message ("forgery %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (reason_of (forged[i], self->seal), ==, CANDOR_SEAL_REASON_OTHER_CERTIFICATE);
      g_assert_cmpint (reason_of (forged[i], forger), ==, CANDOR_SEAL_REASON_CERTIFICATE);
    }
  g_assert_cmpint (reason_of (self->sealed, self->seal), ==, CANDOR_SEAL_REASON_CERTIFICATE);
}

/* Returns: @pdf with a few bytes changed, taken out, put in or copied from elsewhere in it. */
static GBytes *
mutate (GBytes *pdf)
{
  GBytes *mutated = g_bytes_ref (pdf);
  guint n = g_test_rand_int_range (1, 6);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) before = mutated;
      gsize length = g_bytes_get_size (before);
      const char *data = g_bytes_get_data (before, NULL);
      gsize at = g_test_rand_int_range (0, length);
      gsize gone = g_test_rand_bit () ? g_test_rand_int_range (0, 40) : 0;
      gsize from = g_test_rand_int_range (0, length);
      gsize copied = g_test_rand_int_range (0, 40);
      char noise[4];

      for (guint j = 0; j < sizeof noise; j++)
        noise[j] = g_test_rand_int_range (0, 256);
      if (g_test_rand_bit ())
        mutated = help_replace (before, at, MIN (gone, length - at), data + from,
                                MIN (copied, length - from));
      else
        mutated = help_replace (before, at, MIN (sizeof noise, length - at), noise, sizeof noise);
    }
  return mutated;
}

/* After the seal: found by the bytes, before qpdf sees them. */
static void
test_mutations (Fixture *self, gconstpointer unused)
{
  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autoptr (GBytes) pdf = mutate (self->sealed);

      g_assert_true (g_bytes_equal (pdf, self->sealed) || judge (self, pdf) != CANDOR_SEAL_VALID);
    }
}

/* Returns: @pdf with other bytes in the place of a few, but for those of the signature. */
static GBytes *
scramble (GBytes *pdf, const HelpHole *hole)
{
  static const char useful[] = "0123456789 /<>[]()RSTF%";
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  char *scrambled = g_memdup2 (data, length);
  guint n = g_test_rand_int_range (1, 12);

  for (guint i = 0; i < n; i++)
    {
      gsize at = g_test_rand_int_range (0, length);

      if (at < hole->range - strlen ("/ByteRange ") || at >= hole->end)
        scrambled[at] = g_test_rand_bit () ? useful[g_test_rand_int_range (0, strlen (useful))]
                                           : g_test_rand_int_range (0, 256);
    }
  return g_bytes_new_take (scrambled, length);
}

/* Before the seal, so that what is inside a broken document is read to its end. A small one, in which
 * nothing is compressed: in a form most of the bytes are, and a changed one would only end there. */
static void
test_sealed_mutations (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_PLAIN);
  const HelpHole hole = help_find_place (prepared);
  guint n[CANDOR_SEAL_UNREADABLE + 1] = { 0 };

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf = scramble (prepared, &hole);
      g_autoptr (GBytes) sealed = candor_seal_apply (self->seal, pdf, &error);

      g_assert_no_error (error);
      n[judge (self, sealed)]++;
    }
  g_test_message ("%u valid, %u altered, %u unreadable", n[CANDOR_SEAL_VALID],
                  n[CANDOR_SEAL_ALTERED], n[CANDOR_SEAL_UNREADABLE]);
  /* If one of these were never reached, the test would look at less than it should. */
  g_assert_cmpuint (n[CANDOR_SEAL_VALID], >, 0);
  g_assert_cmpuint (n[CANDOR_SEAL_ALTERED], >, 0);
  g_assert_cmpuint (n[CANDOR_SEAL_UNREADABLE], >, 0);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/verify-flips/hole", test_hole);
  add ("/verify-flips/anywhere", test_flips);
  add ("/verify-flips/cuts", test_cuts);
  add ("/verify-flips/appended", test_appended);
  add ("/verify-flips/forgery", test_forgery);
  add ("/verify-flips/mutations", test_mutations);
  add ("/verify-flips/sealed-mutations", test_sealed_mutations);
  return g_test_run ();
}
