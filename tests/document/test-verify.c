/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What verifying a document comes to: good ones, and every way to cheat that we know of.
 */
#include "help-forge.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "core/candor-error.h"
#include "document/candor-cms.h"
#include "document/candor-verify.h"

static CandorVerification *
verify (GBytes *pdf, CandorSeal *seal)
{
  g_autoptr (GBytes) certificate = seal != NULL ? help_certificate (seal) : NULL;
  g_autoptr (GError) error = NULL;
  CandorVerification *verification = candor_verify_bytes (pdf, certificate, &error);

  g_assert_no_error (error);
  return verification;
}

static void
assert_reason (GBytes *pdf, CandorSeal *seal, CandorSealReason reason)
{
  g_autoptr (CandorVerification) verification = verify (pdf, seal);

  g_assert_cmpint (candor_verification_get_reason (verification), ==, reason);
}

static void
test_valid (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (CandorVerification) verification = verify (sealed, seal);
  g_autofree char *fingerprint = candor_seal_dup_fingerprint (seal);
  g_autofree char *json = candor_verification_to_json (verification, "a.pdf", NULL);

  g_assert_cmpint (candor_verification_get_verdict (verification), ==, CANDOR_SEAL_VALID);
  g_assert_cmpstr (candor_verification_get_signer (verification), ==, HELP_CLINIC);
  g_assert_cmpstr (candor_verification_get_fingerprint (verification), ==, fingerprint);
  g_assert_cmpstr (candor_verification_get_sealed_at (verification), ==,
                   "2026-11-22T14:45:00+01:00");
  for (const char *const *part
       = (const char *const[]){ "\"verdict\":\"valid\"", "\"pdf_version\":\"1.7\"",
                                "\"producer\":\"Candor\"", "\"pdfa\":\"3A\"", "\"pdfua\":\"1\"",
                                "\"visit_format\":\"candor-visit-1\"",
                                "\"procedure\":\"glimmer-brushing\"", "\"procedure_version\":\"7\"",
                                "\"name\":\"text.txt\"", "\"name\":\"visit.json\"",
                                "\"file\":\"a.pdf\"", NULL };
       *part != NULL; part++)
    if (strstr (json, *part) == NULL)
      g_error ("No %s in %s", *part, json);
}

/* Without a certificate nothing is valid, and a name proves nothing. */
static void
test_unknown_signer (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (CandorSeal) forger = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (GBytes) forged = help_sealed (forger, HELP_PDF_GOOD);
  g_autofree char *fingerprint = candor_seal_dup_fingerprint (forger);
  g_autoptr (CandorVerification) verification = verify (forged, seal);
  g_autofree char *sentence
      = candor_verification_dup_sentence (verification, candor_language_english ());

  assert_reason (sealed, NULL, CANDOR_SEAL_REASON_NO_CERTIFICATE);
  g_assert_cmpint (candor_verification_get_reason (verification), ==,
                   CANDOR_SEAL_REASON_OTHER_CERTIFICATE);
  g_assert_cmpint (candor_verification_get_verdict (verification), ==, CANDOR_SEAL_UNKNOWN_SIGNER);
  g_assert_nonnull (strstr (sentence, HELP_CLINIC));
  g_assert_nonnull (strstr (sentence, fingerprint));
}

/* The small documents say that they were sealed on 22 November 2026 at 13:45 UTC. Catches a time that
 * the certificate does not cover and that nobody looks at, to the second; and a form that passes for
 * altered once the years of its certificate are over. Whoever has another certificate, or none, is
 * told what they are told anyhow. */
static void
test_time (void)
{
  const struct
  {
    GDateTime *from;
    CandorSealReason reason;
  } cases[] = {
    { g_date_time_new_utc (2026, 11, 22, 13, 45, 0), CANDOR_SEAL_REASON_CERTIFICATE },
    { g_date_time_new_utc (2026, 11, 22, 13, 45, 1), CANDOR_SEAL_REASON_TIME },
    { g_date_time_new_utc (2039, 12, 31, 0, 0, 0), CANDOR_SEAL_REASON_TIME },
    { g_date_time_new_utc (2016, 11, 22, 13, 45, 0), CANDOR_SEAL_REASON_CERTIFICATE },
    { g_date_time_new_utc (2016, 11, 22, 13, 44, 59), CANDOR_SEAL_REASON_TIME },
    { g_date_time_new_utc (1999, 1, 1, 0, 0, 0), CANDOR_SEAL_REASON_TIME },
  };
  g_autoptr (CandorSeal) other = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  const HelpHole hole = help_find_place (prepared);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) from = cases[i].from;
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorSeal) seal = candor_seal_new_self_signed (HELP_CLINIC, from, &error);
      g_autoptr (GBytes) sealed = NULL;
      g_autoptr (CandorVerification) verification = NULL;

      g_assert_no_error (error);
      sealed = help_forge (seal, prepared, &hole, HELP_CMS_GOOD);
      verification = verify (sealed, seal);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (candor_verification_get_reason (verification), ==, cases[i].reason);
      if (cases[i].reason == CANDOR_SEAL_REASON_TIME)
        g_assert_cmpint (candor_verification_get_verdict (verification), ==,
                         CANDOR_SEAL_UNKNOWN_SIGNER);
      assert_reason (sealed, other, CANDOR_SEAL_REASON_OTHER_CERTIFICATE);
      assert_reason (sealed, NULL, CANDOR_SEAL_REASON_NO_CERTIFICATE);
    }
}

/* The same for a seal that says no time at all. */
static void
test_no_time (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  const HelpHole hole = help_find_place (prepared);
  const char *data = g_bytes_get_data (prepared, NULL);
  const char *time = memmem (data, g_bytes_get_size (prepared), "/M (D:", 6);
  g_autoptr (GBytes) renamed = NULL;
  g_autoptr (GBytes) garbled = NULL;
  g_autoptr (GBytes) no_time = NULL;
  g_autoptr (GBytes) no_date = NULL;

  g_assert_nonnull (time);
  renamed = help_replace (prepared, time - data, 2, "/X", 2);
  no_time = help_forge (seal, renamed, &hole, HELP_CMS_GOOD);
  assert_reason (no_time, seal, CANDOR_SEAL_REASON_TIME);
  garbled = help_replace (prepared, time + 6 - data, 4, "year", 4);
  no_date = help_forge (seal, garbled, &hole, HELP_CMS_GOOD);
  assert_reason (no_date, seal, CANDOR_SEAL_REASON_TIME);
}

static void
test_not_sealed (void)
{
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  g_autoptr (GBytes) unsealed = help_prepared (HELP_PDF_NO_SEAL);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) words = g_bytes_new_static ("No PDF at all.", 14);
  g_autoptr (GBytes) head = g_bytes_new_static ("%PDF-1.7\n%%EOF\n", 15);

  assert_reason (unsealed, NULL, CANDOR_SEAL_REASON_NO_SEAL);
  assert_reason (prepared, NULL, CANDOR_SEAL_REASON_SEAL);
  assert_reason (nothing, NULL, CANDOR_SEAL_REASON_DAMAGED);
  assert_reason (words, NULL, CANDOR_SEAL_REASON_DAMAGED);
  assert_reason (head, NULL, CANDOR_SEAL_REASON_DAMAGED);
}

/* What even the owner of the key cannot make pass: a document that other programs would see with
 * other signatures, or whose attachments do not match. */
static void
test_kinds (void)
{
  static const struct
  {
    HelpPdf kind;
    CandorSealReason reason;
  } cases[] = {
    { HELP_PDF_TWO_SEALS, CANDOR_SEAL_REASON_SEVERAL },
    { HELP_PDF_SECOND_FIELD, CANDOR_SEAL_REASON_SEAL },
    { HELP_PDF_OTHER_FORMAT, CANDOR_SEAL_REASON_SEAL },
    { HELP_PDF_NO_FIELD, CANDOR_SEAL_REASON_SEAL },
    { HELP_PDF_WRONG_CHECKSUM, CANDOR_SEAL_REASON_ATTACHMENT },
    { HELP_PDF_WRONG_SIZE, CANDOR_SEAL_REASON_ATTACHMENT },
    { HELP_PDF_GOOD, CANDOR_SEAL_REASON_CERTIFICATE },
    { HELP_PDF_PLAIN, CANDOR_SEAL_REASON_CERTIFICATE },
  };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) prepared = help_prepared (cases[i].kind);
      const HelpHole hole = help_find_place (prepared);
      g_autoptr (GBytes) sealed = help_forge (seal, prepared, &hole, HELP_CMS_GOOD);

      g_test_message ("kind %u", cases[i].kind);
      assert_reason (sealed, seal, cases[i].reason);
    }
}

/* The same for signatures that GnuTLS and others take, but that are not PAdES B-B as Candor writes
 * it. */
static void
test_other_cms (void)
{
  static const HelpCms kinds[] = {
    HELP_CMS_TIME,     HELP_CMS_UNSIGNED,        HELP_CMS_NO_CERTIFICATE,   HELP_CMS_NO_ATTRIBUTE,
    HELP_CMS_EMBEDDED, HELP_CMS_OTHER_ATTRIBUTE, HELP_CMS_TWO_CERTIFICATES, HELP_CMS_TWO_SIGNERS,
    HELP_CMS_SHA512
  };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  const HelpHole hole = help_find_place (prepared);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) small = g_bytes_new_static ("small", 5);
      const HelpHole nothing = { 0, 5, 5, 0 };
      g_autoptr (GBytes) cms = NULL;
      g_autoptr (GBytes) ranged = NULL;
      g_autoptr (GBytes) sealed = NULL;
      g_autoptr (CandorVerification) verification = NULL;

      g_test_message ("kind %u", kinds[i]);
      if (kinds[i] == HELP_CMS_EMBEDDED)
        {
          /* The whole file does not fit into its own hole; any other content does. */
          cms = help_sign (seal, small, &nothing, kinds[i]);
          ranged = help_forge (seal, prepared, &hole, HELP_CMS_GOOD);
          sealed = help_set_hole (ranged, &hole, cms);
        }
      else
        sealed = help_forge (seal, prepared, &hole, kinds[i]);
      verification = verify (sealed, seal);
      g_assert_cmpint (candor_verification_get_verdict (verification), ==, CANDOR_SEAL_ALTERED);
    }
}

/* Games with the range, each signed anew with the right key over what the range then covers. */
static void
test_ranges (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  const HelpHole good = help_find_place (prepared);
  const struct
  {
    HelpHole hole;
    CandorSealReason reason;
  } cases[] = {
    { { 0, good.start, good.end, good.rest }, CANDOR_SEAL_REASON_CERTIFICATE },
    { { 0, good.start - 100, good.end, good.rest }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start - 1, good.end, good.rest }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start + 1, good.end, good.rest }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, good.end + 1, good.rest - 1 }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, good.end + 100, good.rest - 100 }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, good.end - 1, good.rest + 1 }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, good.end, good.rest - 1 }, CANDOR_SEAL_REASON_ADDED },
    { { 0, good.start, good.end, 0 }, CANDOR_SEAL_REASON_ADDED },
    { { 0, good.start, good.end, good.rest + 1 }, CANDOR_SEAL_REASON_CUT },
    { { 0, good.start, good.start, good.rest }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, good.start + 1, good.rest }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, good.end - 200, good.rest + 200 }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, 0, good.rest }, CANDOR_SEAL_REASON_SEAL },
    { { 0, good.start, 999999999, 1 }, CANDOR_SEAL_REASON_CUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) sealed = help_forge (seal, prepared, &cases[i].hole, HELP_CMS_GOOD);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_reason (sealed, seal, cases[i].reason);
    }
}

/* Ranges that are no ranges. */
static void
test_range_texts (void)
{
  static const char *const texts[] = {
    "[ 1 %1$zu %2$zu %3$zu",
    "[ -1 %1$zu %2$zu %3$zu",
    "[ 0 -%1$zu %2$zu %3$zu",
    "[ 0 %1$zu -%2$zu %3$zu",
    "[ 0 %1$zu %2$zu -%3$zu",
    "[ 0 0%1$zu %2$zu %3$zu",
    "[ 00 %1$zu %2$zu %3$zu",
    "[ 0 +%1$zu %2$zu %3$zu",
    "[ 0 %1$zu.0 %2$zu %3$zu",
    "[ 0  %1$zu %2$zu %3$zu",
    "[ 0 %1$zu\t%2$zu %3$zu",
    "[ 0 %1$zu %2$zu %3$zu 1",
    "[ 0 %1$zu %2$zu",
    "[ 0 18446744073709551616 2",
    "[ 0 9999999999 9999999999 9999999999 ",
    "[",
    "[ %1$zu %2$zu %3$zu",
    "[ 0 %1$zu %2$zu %3$zu ] [ 0 1",
    "[ 0 %1$zu %2$zu %3$zu %%",
  };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  const HelpHole hole = help_find_place (prepared);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *range = g_strdup_printf (texts[i], hole.start, hole.end, hole.rest);
      g_autoptr (GBytes) ranged = help_set_range (prepared, &hole, range);
      g_autoptr (GBytes) cms = help_sign (seal, ranged, &hole, HELP_CMS_GOOD);
      g_autoptr (GBytes) sealed = help_set_hole (ranged, &hole, cms);
      g_autoptr (CandorVerification) verification = verify (sealed, seal);

      g_test_message ("%s", range);
      g_assert_true (candor_verification_get_verdict (verification) == CANDOR_SEAL_ALTERED
                     || candor_verification_get_verdict (verification) == CANDOR_SEAL_UNREADABLE);
    }
}

static GBytes *
append (GBytes *pdf, const char *text)
{
  return help_replace (pdf, g_bytes_get_size (pdf), 0, text, strlen (text));
}

/* Updates as editors append them: another page, another signature. */
static void
test_updates (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  gsize length = g_bytes_get_size (sealed);
  g_autofree char *update = g_strdup_printf (
      "1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n1 1\n%010zu 00000 n \ntrailer\n"
      "<< /Size 2 /Root 1 0 R /Prev 9 >>\nstartxref\n%zu\n%%%%EOF\n",
      length, length + 43);
  g_autofree char *zeros = g_strnfill (2 * CANDOR_SEAL_ROOM, '0');
  g_autofree char *other = NULL;
  g_autoptr (GBytes) updated = append (sealed, update);
  g_autoptr (GBytes) signed_again = NULL;
  const char *head = "90 0 obj\n<< /Type /Sig /ByteRange ";
  gsize start = length + strlen (head) + strlen (CANDOR_SEAL_BYTE_RANGE) + strlen (" /Contents ");

  assert_reason (updated, seal, CANDOR_SEAL_REASON_ADDED);
  other = g_strdup_printf ("%s[ 0 %9zu %9zu 000000013      ] /Contents <%s> >>\nendobj\n", head,
                           start, start + 2 * CANDOR_SEAL_ROOM + 2, zeros);
  signed_again = append (sealed, other);
  assert_reason (signed_again, seal, CANDOR_SEAL_REASON_ADDED);

  /* The same, but with a range that is written as Candor writes it. */
  g_free (other);
  other = g_strdup_printf ("[ 0 %zu %zu 11", start, start + 2 * CANDOR_SEAL_ROOM + 2);
  update
      = (g_free (update), g_strdup_printf ("%s%-*s] /Contents <%s> >>\nendobj\n", head,
                                           (int)strlen (CANDOR_SEAL_BYTE_RANGE) - 1, other, zeros));
  g_clear_pointer (&signed_again, g_bytes_unref);
  signed_again = append (sealed, update);
  assert_reason (signed_again, seal, CANDOR_SEAL_REASON_SEVERAL);
}

/* The same signature, written otherwise: capital digits, blanks, other bytes behind it, lengths of
 * BER. Many programs take all of these. */
static void
test_other_digits (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  const HelpHole hole = help_find_place (sealed);
  g_autoptr (GBytes) cms = help_get_cms (sealed, &hole);
  gsize length;
  const guint8 *der = g_bytes_get_data (cms, &length);
  const char *digits = (const char *)g_bytes_get_data (sealed, NULL) + hole.start + 1;
  gsize padding = hole.start + 1 + 2 * length;
  g_autofree char *upper = g_ascii_strup (digits, 2 * length);
  g_autoptr (GByteArray) indefinite = g_byte_array_new ();
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  const guint8 zero = 0;
  GBytes *cases[8];

  g_byte_array_append (indefinite, (const guint8[]){ 0x30, 0x80 }, 2);
  g_byte_array_append (indefinite, der + 4, length - 4);
  g_byte_array_append (indefinite, (const guint8[]){ 0, 0 }, 2);
  g_byte_array_append (longer, (const guint8[]){ 0x30, 0x83, 0, der[2], der[3] }, 5);
  g_byte_array_append (longer, der + 4, length - 4);
  g_byte_array_append (longer, &zero, 1);
  {
    g_autoptr (GBytes) one = g_bytes_new (indefinite->data, indefinite->len);
    g_autoptr (GBytes) two = g_bytes_new (longer->data, longer->len);

    cases[0] = help_set_hole (sealed, &hole, one);
    cases[1] = help_set_hole (sealed, &hole, two);
  }
  cases[2] = help_replace (sealed, hole.start + 1, 2 * length, upper, 2 * length);
  cases[3] = help_replace (sealed, padding, 2, "01", 2);
  cases[4] = help_replace (sealed, hole.end - 2, 1, "1", 1);
  cases[5] = help_replace (sealed, padding, 2, "  ", 2);
  cases[6] = help_replace (sealed, hole.end - 3, 2, "\n\n", 2);
  cases[7] = help_replace (sealed, hole.end - 3, 1, ">", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_reason (cases[i], seal, CANDOR_SEAL_REASON_SEAL);
      g_bytes_unref (cases[i]);
    }
}

/* Returns: n - s, n being the order of P-256. */
static void
subtract_from_order (const gnutls_datum_t *s, guint8 *result)
{
  static const guint8 order[32]
      = { 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff,
          0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
          0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51 };
  int borrow = 0;

  for (int i = 0; i < 32; i++)
    {
      int digit = order[31 - i] - (i < (int)s->size ? s->data[s->size - 1 - i] : 0) - borrow;

      borrow = digit < 0;
      result[31 - i] = digit & 0xff;
    }
}

/* The parts of a sealed document, from which its signature can be built anew. */
typedef struct
{
  CandorSeal *seal;
  GBytes *sealed;
  HelpHole hole;
  gnutls_x509_crt_t certificate;
  GByteArray *covered;
  guint8 digest[CANDOR_CMS_DIGEST_LENGTH];
  gnutls_datum_t r;
  gnutls_datum_t s;
} Parts;

static void
take_apart (Parts *self)
{
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GBytes) cms = NULL;
  g_autoptr (gnutls_pkcs7_int) message = NULL;
  gnutls_pkcs7_signature_info_st info;
  gnutls_datum_t datum;
  const guint8 *data;

  self->seal = help_seal (HELP_CLINIC);
  self->sealed = help_sealed (self->seal, HELP_PDF_GOOD);
  self->hole = help_find_place (self->sealed);
  pem = help_certificate (self->seal);
  datum = (gnutls_datum_t){ (void *)g_bytes_get_data (pem, NULL), g_bytes_get_size (pem) };
  self->certificate = candor_cms_read_certificate (&datum, GNUTLS_X509_FMT_PEM);

  data = g_bytes_get_data (self->sealed, NULL);
  self->covered = g_byte_array_new ();
  g_byte_array_append (self->covered, data, self->hole.start);
  g_byte_array_append (self->covered, data + self->hole.end, self->hole.rest);
  g_assert_cmpint (
      gnutls_hash_fast (GNUTLS_DIG_SHA256, self->covered->data, self->covered->len, self->digest),
      ==, 0);
  cms = help_get_cms (self->sealed, &self->hole);
  message = candor_cms_read (cms);
  g_assert_cmpint (gnutls_pkcs7_get_signature_info (message, 0, &info), ==, 0);
  g_assert_cmpint (gnutls_decode_rs_value (&info.sig, &self->r, &self->s), ==, 0);
  gnutls_pkcs7_signature_info_deinit (&info);
}

static void
parts_clear (Parts *self)
{
  candor_seal_unref (self->seal);
  g_bytes_unref (self->sealed);
  gnutls_x509_crt_deinit (self->certificate);
  g_byte_array_unref (self->covered);
  gnutls_free (self->r.data);
  gnutls_free (self->s.data);
}

/* Asserts that another way to write the signature, which GnuTLS takes, is found. */
static void
assert_found (Parts *self, const gnutls_datum_t *signature)
{
  g_autoptr (GBytes) cms = candor_cms_build (self->certificate, self->digest, signature);
  g_autoptr (GBytes) forged = help_set_hole (self->sealed, &self->hole, cms);
  gnutls_datum_t covered = { self->covered->data, self->covered->len };

  g_assert_false (g_bytes_equal (forged, self->sealed));
  g_assert_true (candor_cms_is_signed (cms, self->certificate, &covered));
  assert_reason (forged, self->seal, CANDOR_SEAL_REASON_SEAL);
}

/* Every ECDSA signature has a twin that anybody can compute. GnuTLS takes it; we must not. */
static void
test_twin (void)
{
  Parts parts;
  gnutls_datum_t signature;
  guint8 number[33] = { 0 };
  gnutls_datum_t other = { number, sizeof number };

  take_apart (&parts);
  subtract_from_order (&parts.s, number + 1);
  g_assert_cmpint (gnutls_encode_rs_value (&signature, &parts.r, &other), ==, 0);
  assert_found (&parts, &signature);
  gnutls_free (signature.data);
  parts_clear (&parts);
}

/* The same two numbers with zeros in front of them, which DER forbids. */
static void
test_zeros (void)
{
  Parts parts;
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  gnutls_datum_t signature;

  take_apart (&parts);
  g_byte_array_append (longer, (const guint8[]){ 0, 0, 0 }, 3);
  g_byte_array_append (longer, parts.r.data, parts.r.size);
  {
    const guint8 outer[] = { 0x30, 4 + longer->len + parts.s.size, 0x02, longer->len };
    const guint8 inner[] = { 0x02, parts.s.size };

    g_byte_array_prepend (longer, outer, sizeof outer);
    g_byte_array_append (longer, inner, sizeof inner);
    g_byte_array_append (longer, parts.s.data, parts.s.size);
  }
  signature = (gnutls_datum_t){ longer->data, longer->len };
  assert_found (&parts, &signature);
  parts_clear (&parts);
}

static void
test_wrong_certificate (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (GBytes) words = g_bytes_new_static ("no certificate", 14);
  g_autoptr (GError) error = NULL;

  g_assert_null (candor_verify_bytes (sealed, words, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/valid", test_valid);
  g_test_add_func ("/verify/unknown-signer", test_unknown_signer);
  g_test_add_func ("/verify/time", test_time);
  g_test_add_func ("/verify/no-time", test_no_time);
  g_test_add_func ("/verify/not-sealed", test_not_sealed);
  g_test_add_func ("/verify/kinds", test_kinds);
  g_test_add_func ("/verify/other-cms", test_other_cms);
  g_test_add_func ("/verify/ranges", test_ranges);
  g_test_add_func ("/verify/range-texts", test_range_texts);
  g_test_add_func ("/verify/updates", test_updates);
  g_test_add_func ("/verify/other-digits", test_other_digits);
  g_test_add_func ("/verify/twin", test_twin);
  g_test_add_func ("/verify/zeros", test_zeros);
  g_test_add_func ("/verify/wrong-certificate", test_wrong_certificate);
  return g_test_run ();
}
