/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The seal: its key, its certificate and its signature, as tools of others see them.
 */
#include "help-seal.h"

#include <string.h>

#include "core/candor-error.h"
#include "document/candor-verify.h"

/* Returns: what a command says on both its outputs; the exit status is in @good. */
static char *
ask (const char *const *command, gboolean *good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  gsize length;
  const char *text;

  process = g_subprocess_newv (
      command, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  *good = g_subprocess_get_successful (process);
  text = g_bytes_get_data (output, &length);
  return length > 0 ? g_utf8_make_valid (text, length) : g_strdup ("");
}

static void
assert_says (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("No “%s” in: %s", part, text);
}

static GBytes *
unhex (const char *digits, gsize length)
{
  GByteArray *bytes = g_byte_array_new ();

  for (gsize i = 0; i + 1 < length; i += 2)
    {
      guint8 byte = g_ascii_xdigit_value (digits[i]) << 4 | g_ascii_xdigit_value (digits[i + 1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* The signature without the zeros behind it, and what it signs. */
static void
take_apart (GBytes *pdf, GBytes **cms, GBytes **covered)
{
  gsize start, end, length;
  const char *data = g_bytes_get_data (pdf, &length);
  g_autoptr (GBytes) padded = NULL;
  GByteArray *rest = g_byte_array_new ();
  const guint8 *head;

  help_find_hole (pdf, &start, &end);
  padded = unhex (data + start, end - start);
  head = g_bytes_get_data (padded, NULL);
  *cms = g_bytes_new_from_bytes (padded, 0, 4 + (head[2] << 8 | head[3]));
  g_byte_array_append (rest, (const guint8 *)data, start - 1);
  g_byte_array_append (rest, (const guint8 *)data + end + 1, length - end - 1);
  *covered = g_byte_array_free_to_bytes (rest);
}

/* Catches a certificate that says something else than it should about who may do what with it. */
static void
test_certificate (void)
{
  g_autoptr (CandorSeal) seal = help_seal ("Klinik für Haut & Söhne");
  g_autoptr (GBytes) pem = help_certificate (seal);
  g_autofree char *path = help_write_temporary (pem, "certificate.pem");
  g_autofree char *fingerprint = candor_seal_dup_fingerprint (seal);
  const char *const command[] = { "openssl",  "x509", "-in",          path,      "-noout", "-text",
                                  "-nameopt", "utf8", "-fingerprint", "-sha256", NULL };
  gboolean good;
  g_autofree char *text = ask (command, &good);

  g_assert_true (good);
  assert_says (text, "Issuer: O=Klinik für Haut & Söhne, CN=Klinik für Haut & Söhne");
  assert_says (text, "Subject: O=Klinik für Haut & Söhne, CN=Klinik für Haut & Söhne");
  assert_says (text, "NIST CURVE: P-256");
  assert_says (text, "Signature Algorithm: ecdsa-with-SHA256");
  assert_says (text, "CA:FALSE");
  assert_says (text, "Digital Signature, Non Repudiation\n");
  assert_says (text, "X509v3 Subject Key Identifier");
  assert_says (text, fingerprint);
  g_assert_cmpstr (candor_seal_get_clinic (seal), ==, "Klinik für Haut & Söhne");
  help_remove_temporary (path);
}

/* Catches a name that breaks the certificate, or that is cut within a letter. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *kept;
  } names[] = {
    { "  Two\n\twords \x01 here ", "Two words here" },
    { "1234567890123456789012345678901234567890123456789012345678901234",
      "1234567890123456789012345678901234567890123456789012345678901234" },
    { "12345678901234567890123456789012345678901234567890123456789012345",
      "123456789012345678901234567890123456789012345678901234567890123…" },
    { "12345678901234567890123456789012345678901234567890123456789012q\u0323\u0307 and more",
      "12345678901234567890123456789012345678901234567890123456789012…" },
    { "皮肤诊所", "皮肤诊所" },
    { "bad \xff bytes", "bad \ufffd bytes" },
    /* Nothing that is not seen, and nothing that turns the direction of reading. */
    { "Lake\u200bside\u202e cinilC\u202c", "Lakeside cinilC" },
    { "\u2066Klinik\u2069 \ufeffSee\u00ad", "Klinik See" },
    /* Persian writes the joiners. */
    { "\u06a9\u0644\u06cc\u0646\u06cc\u06a9\u200c\u0647\u0627",
      "\u06a9\u0644\u06cc\u0646\u06cc\u06a9\u200c\u0647\u0627" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CandorSeal) seal = help_seal (names[i].name);
      g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);

      g_assert_cmpstr (candor_seal_get_clinic (seal), ==, names[i].kept);
    }
}

/* Catches a letter with a tower of accents that takes the place of the whole name. */
static void
test_accents (void)
{
  g_autoptr (GString) name = g_string_new ("e");
  g_autoptr (CandorSeal) seal = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (name, "\u0301");
  seal = help_seal (name->str);
  g_assert_true (g_str_has_prefix (candor_seal_get_clinic (seal), "é"));
  g_assert_cmpint (g_utf8_strlen (candor_seal_get_clinic (seal), -1), <, 12);
}

/* Catches a name that comes back from its certificate as lists write it, with backslashes. */
static void
test_special_names (void)
{
  static const char *const names[] = { "Lakeside Clinic, Ltd",
                                       "Smith + Jones; Skin",
                                       "The \"Lake\" <Clinic>",
                                       "#1 Skin = Care",
                                       "C:\\Clinic",
                                       "Klinik 100% (Zürich), “Haut”",
                                       "皮肤, 诊所" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorSeal) seal = help_seal (names[i]);
      g_autoptr (GBytes) key = candor_seal_export_key_pem (seal, &error);
      g_autoptr (GBytes) certificate = help_certificate (seal);
      g_autoptr (CandorSeal) read = candor_seal_new_from_pem (key, certificate, &error);
      g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
      g_autoptr (CandorVerification) verification
          = candor_verify_bytes (sealed, certificate, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (candor_seal_get_clinic (read), ==, names[i]);
      g_assert_cmpstr (candor_verification_get_signer (verification), ==, names[i]);
    }
}

/* Candor writes no name that turns the words around it, or with characters that nobody sees; another
 * program may. Catches such a name on its way to whoever reads the verdict. */
static void
test_steering_name (void)
{
  static const char *const command[] = { "openssl",
                                         "req",
                                         "-x509",
                                         "-utf8",
                                         "-newkey",
                                         "ec",
                                         "-pkeyopt",
                                         "ec_paramgen_curve:P-256",
                                         "-nodes",
                                         "-days",
                                         "30",
                                         "-subj",
                                         "/CN=Lake\u202e\u2067side\u200b Clinic",
                                         "-keyout",
                                         "-",
                                         "-out",
                                         "-",
                                         NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      command, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_autoptr (GBytes) both = NULL;
  g_autoptr (CandorSeal) seal = NULL;
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (CandorVerification) verification = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &both, NULL, &error);
  g_assert_no_error (error);
  seal = candor_seal_new_from_pem (both, both, &error);
  g_assert_no_error (error);
  certificate = help_certificate (seal);
  sealed = help_sealed (seal, HELP_PDF_GOOD);
  verification = candor_verify_bytes (sealed, certificate, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (candor_verification_get_signer (verification), ==, "Lakeside Clinic");
}

/* The longest name that there can be still leaves room in the hole. */
static void
test_longest_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (CandorSeal) seal = NULL;
  g_autoptr (GBytes) sealed = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (name, "\U00020000");
  seal = help_seal (name->str);
  sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_assert_cmpint (g_utf8_strlen (candor_seal_get_clinic (seal), -1), ==, 64);
}

static void
test_no_name (void)
{
  static const char *const names[]
      = { "", " \t\n", "\x01\x7f", "\u200b", "\u202e\u202c", "\u0301", "\u3164" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_seal_new_self_signed (names[i], now, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
    }
}

/* The key and the certificate come back from PEM as they were, and two seals are never the same. */
static void
test_pem (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (CandorSeal) twin = help_seal (HELP_CLINIC);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = candor_seal_export_key_pem (seal, &error);
  g_autoptr (GBytes) certificate = help_certificate (seal);
  g_autoptr (CandorSeal) again = candor_seal_new_from_pem (key, certificate, &error);
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) other = help_certificate (twin);
  g_autofree char *one = candor_seal_dup_fingerprint (seal);
  g_autofree char *two = candor_seal_dup_fingerprint (twin);

  g_assert_no_error (error);
  same = help_certificate (again);
  g_assert_true (g_bytes_equal (same, certificate));
  g_assert_cmpstr (candor_seal_get_clinic (again), ==, HELP_CLINIC);
  g_assert_cmpstr (one, !=, two);

  g_assert_null (candor_seal_new_from_pem (key, other, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
  assert_says (error->message, "do not belong together");
}

static GBytes *
openssl_pem (const char *const *command)
{
  gboolean good;
  g_autofree char *text = ask (command, &good);
  const char *start = strstr (text, "-----BEGIN");

  g_assert_true (good);
  g_assert_nonnull (start);
  return g_bytes_new (start, strlen (start));
}

/* Catches a key or a certificate of the wrong kind that is taken all the same. */
static void
test_wrong_pem (void)
{
  static const char *const rsa[]
      = { "openssl", "req",   "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
          "-",       "-subj", "/CN=A", "-days",   "10",       NULL };
  static const char *const p384[]
      = { "openssl", "req",     "-x509", "-newkey", "ec",    "-pkeyopt", "ec_paramgen_curve:P-384",
          "-nodes",  "-keyout", "-",     "-subj",   "/CN=A", "-days",    "10",
          NULL };
  static const char *const locked[] = {
    "openssl",  "req",       "-x509",   "-newkey", "ec",    "-pkeyopt", "ec_paramgen_curve:P-256",
    "-passout", "pass:word", "-keyout", "-",       "-subj", "/CN=A",    "-days",
    "10",       NULL
  };
  static const struct
  {
    const char *const *command;
    const char *sentence;
  } cases[] = {
    { rsa, "not on the curve P-256" },
    { p384, "not on the curve P-256" },
    { locked, "a passphrase protects it" },
  };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) both = openssl_pem (cases[i].command);
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_seal_new_from_pem (both, both, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
      assert_says (error->message, cases[i].sentence);
      g_clear_error (&error);
      g_assert_null (candor_seal_new_from_pem (both, nothing, &error));
      assert_says (error->message, "certificate of the seal could not be read");
    }
}

/* Catches a seal outside the years of its certificate. */
static void
test_time (void)
{
  static const struct
  {
    int years;
    int days;
    const char *sentence;
  } cases[] = {
    { 0, 2, "set the clock right" },
    { -CANDOR_SEAL_YEARS, -2, "make a new seal" },
    { -CANDOR_SEAL_YEARS, 2, NULL },
  };
  g_autoptr (GBytes) prepared = help_prepared (HELP_PDF_GOOD);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) year = g_date_time_add_years (now, cases[i].years);
      g_autoptr (GDateTime) from = g_date_time_add_days (year, cases[i].days);
      g_autoptr (GError) error = NULL;
      g_autoptr (CandorSeal) seal = candor_seal_new_self_signed (HELP_CLINIC, from, &error);
      g_autoptr (GBytes) sealed = NULL;

      g_assert_no_error (error);
      sealed = candor_seal_apply (seal, prepared, &error);
      if (cases[i].sentence == NULL)
        g_assert_no_error (error);
      else
        {
          g_assert_null (sealed);
          assert_says (error->message, cases[i].sentence);
        }
    }
}

/* A document without a place for the seal, or with two, is not sealed at all. */
static void
test_no_place (void)
{
  static const HelpPdf kinds[] = { HELP_PDF_NO_SEAL, HELP_PDF_TWO_SEALS };
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) prepared = help_prepared (kinds[i]);

      g_assert_null (candor_seal_apply (seal, prepared, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
      g_clear_error (&error);
    }
  g_assert_null (candor_seal_apply (seal, sealed, &error));
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_FAILED);
}

/* OpenSSL accepts the signature with the check of CAdES, and finds the attributes of PAdES B-B. */
static void
test_openssl (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) pem = help_certificate (seal);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autoptr (GBytes) cms = NULL;
  g_autoptr (GBytes) covered = NULL;
  g_autofree char *certificate_path = help_write_temporary (pem, "certificate.pem");
  g_autofree char *cms_path = NULL;
  g_autofree char *covered_path = NULL;
  gboolean good;

  take_apart (sealed, &cms, &covered);
  cms_path = help_write_temporary (cms, "seal.der");
  covered_path = help_write_temporary (covered, "covered");
  {
    const char *const verify[]
        = { "openssl", "cms",    "-verify",   "-binary",    "-cades",  "-inform",        "DER",
            "-in",     cms_path, "-content",  covered_path, "-CAfile", certificate_path, "-purpose",
            "any",     "-out",   "/dev/null", NULL };
    const char *const print[] = { "openssl", "cms", "-cmsout", "-print", "-noout",
                                  "-inform", "DER", "-in",     cms_path, NULL };
    g_autofree char *verified = ask (verify, &good);
    g_autofree char *printed = NULL;
    const char *attributes;
    guint n = 0;

    assert_says (verified, "Verification successful");
    g_assert_true (good);
    printed = ask (print, &good);
    g_assert_true (good);
    attributes = strstr (printed, "signedAttrs:");
    g_assert_nonnull (attributes);
    for (const char *at = attributes; (at = strstr (at, "object: ")) != NULL; at++)
      n++;
    g_assert_cmpuint (n, ==, 3);
    assert_says (attributes, "contentType");
    assert_says (attributes, "messageDigest");
    assert_says (attributes, "id-smime-aa-signingCertificateV2");
    g_assert_null (strstr (attributes, "signingTime"));
    assert_says (attributes, "unsignedAttrs:\n          <ABSENT>");
  }
  help_remove_temporary (certificate_path);
  help_remove_temporary (cms_path);
  help_remove_temporary (covered_path);
}

/* Poppler, with the cryptography of NSS, accepts the seal and sees that the whole file is covered;
 * qpdf finds nothing wrong with the file. */
static void
test_pdfsig (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  g_autoptr (GBytes) sealed = help_sealed (seal, HELP_PDF_GOOD);
  g_autofree char *path = help_write_temporary (sealed, "sealed.pdf");
  const char *const pdfsig[] = { "pdfsig", "-nocert", path, NULL };
  const char *const qpdf[] = { "qpdf", "--check", path, NULL };
  gboolean good;
  g_autofree char *text = ask (pdfsig, &good);
  g_autofree char *check = NULL;

  assert_says (text, "Signature Validation: Signature is Valid.");
  assert_says (text, "Signer Certificate Common Name: " HELP_CLINIC);
  assert_says (text, "Signing Hash Algorithm: SHA-256");
  assert_says (text, "Signature Type: ETSI.CAdES.detached");
  assert_says (text, "Total document signed");
  g_assert_null (strstr (text, "Not total document signed"));
  check = ask (qpdf, &good);
  g_assert_true (good);
  help_remove_temporary (path);
}

static gpointer
seal_thread (gpointer data)
{
  return help_sealed (data, HELP_PDF_GOOD);
}

/* Catches what is shared between threads that seal with one key. */
static void
test_threads (void)
{
  g_autoptr (CandorSeal) seal = help_seal (HELP_CLINIC);
  GThread *threads[8];
  g_autoptr (GHashTable) seen
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("seal", seal_thread, seal);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_hash_table_add (seen, g_thread_join (threads[i]));
  g_assert_cmpuint (g_hash_table_size (seen), ==, G_N_ELEMENTS (threads));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/certificate", test_certificate);
  g_test_add_func ("/seal/names", test_names);
  g_test_add_func ("/seal/accents", test_accents);
  g_test_add_func ("/seal/special-names", test_special_names);
  g_test_add_func ("/seal/steering-name", test_steering_name);
  g_test_add_func ("/seal/longest-name", test_longest_name);
  g_test_add_func ("/seal/no-name", test_no_name);
  g_test_add_func ("/seal/pem", test_pem);
  g_test_add_func ("/seal/wrong-pem", test_wrong_pem);
  g_test_add_func ("/seal/time", test_time);
  g_test_add_func ("/seal/no-place", test_no_place);
  g_test_add_func ("/seal/openssl", test_openssl);
  g_test_add_func ("/seal/pdfsig", test_pdfsig);
  g_test_add_func ("/seal/threads", test_threads);
  return g_test_run ();
}
