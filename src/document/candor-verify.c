/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Judges the seal of a document.
 *
 * First the bytes, and nothing but the bytes: the range must begin at zero, leave out exactly the
 * hole and end with the file, and the hole must hold, digit by digit, the only signature that
 * Candor would have written there for this certificate, this content and this key. So there is no
 * byte in the file that somebody without the key could have changed. That needs no reader of PDF, and
 * is safe to do anywhere. Only then is the file read as a PDF, to see that the signature is the one
 * that other programs find, and what is attached; that can only make the verdict worse.
 */
#include "candor-verify-private.h"

#include <string.h>

#include "candor-cms.h"
#include "core/candor-error.h"

/* No hole of a seal is larger, in bytes of DER. */
#define MAX_ROOM 65536

/* Returns: the value of a digit, or -1. Capital letters would be a second way to write the same. */
static int
digit_value (char digit)
{
  return g_ascii_isupper (digit) ? -1 : g_ascii_xdigit_value (digit);
}

/* Returns: (nullable): the whole hole, with the zeros at its end. */
static GBytes *
read_hole (const char *data, const CandorSealHole *hole)
{
  const char *digits = data + hole->start + 1;
  gsize n = hole->end - hole->start - 2;
  g_autofree guint8 *bytes = NULL;

  if (n == 0 || n % 2 != 0 || n / 2 > MAX_ROOM)
    return NULL;
  bytes = g_malloc (n / 2);
  for (gsize i = 0; i < n / 2; i++)
    {
      int high = digit_value (digits[2 * i]);
      int low = digit_value (digits[2 * i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      bytes[i] = high << 4 | low;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), n / 2);
}

/* Returns: (nullable): the signature without the zeros behind it, which must be zeros. */
static GBytes *
cut_padding (GBytes *padded)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (padded, &size);
  gsize length;

  /* A signature with a certificate in it always has a length of two bytes. */
  if (size < 4 || data[0] != 0x30 || data[1] != 0x82)
    return NULL;
  length = 4 + (data[2] << 8 | data[3]);
  if (length > size)
    return NULL;
  for (gsize i = length; i < size; i++)
    if (data[i] != 0)
      return NULL;
  return g_bytes_new_from_bytes (padded, 0, length);
}

static gnutls_x509_crt_int *
read_signer (gnutls_pkcs7_t message)
{
  gnutls_datum_t der = { NULL, 0 };
  gnutls_x509_crt_int *certificate = NULL;

  if (gnutls_pkcs7_get_crt_raw2 (message, 0, &der) == GNUTLS_E_SUCCESS)
    certificate = candor_cms_read_certificate (&der, GNUTLS_X509_FMT_DER);
  gnutls_free (der.data);
  return certificate;
}

/* Returns: (nullable): the signature that Candor would have written for this digest with the
 * certificate and the ECDSA signature in @message. */
static GBytes *
rebuild (gnutls_pkcs7_t message, gnutls_x509_crt_t certificate, const guint8 *digest)
{
  gnutls_pkcs7_signature_info_st info;
  GBytes *cms = NULL;

  if (gnutls_pkcs7_get_signature_info (message, 0, &info) != GNUTLS_E_SUCCESS)
    return NULL;
  if (candor_cms_is_lowest (&info.sig))
    cms = candor_cms_build (certificate, digest, &info.sig);
  gnutls_pkcs7_signature_info_deinit (&info);
  return cms;
}

static gboolean
contains (GBytes *bytes, const guint8 *part, gsize length)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, part, length) != NULL;
}

/* Judges the hole. Returns: why not, or %CANDOR_SEAL_REASON_NO_CERTIFICATE with the certificate. */
static CandorSealReason
check_signature (GBytes *padded, const gnutls_datum_t *covered, GBytes **signer)
{
  guint8 digest[CANDOR_CMS_DIGEST_LENGTH];
  g_autoptr (GBytes) cms = cut_padding (padded);
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (gnutls_pkcs7_int) message = cms != NULL ? candor_cms_read (cms) : NULL;
  g_autoptr (gnutls_x509_crt_int) certificate = message != NULL ? read_signer (message) : NULL;

  if (certificate == NULL || !candor_cms_is_p256 (certificate)
      || gnutls_hash_fast (GNUTLS_DIG_SHA256, covered->data, covered->size, digest) != 0)
    return CANDOR_SEAL_REASON_SEAL;
  expected = rebuild (message, certificate, digest);
  if (expected == NULL)
    return CANDOR_SEAL_REASON_SEAL;
  if (!g_bytes_equal (cms, expected))
    return contains (cms, digest, sizeof digest) ? CANDOR_SEAL_REASON_SEAL
                                                 : CANDOR_SEAL_REASON_CONTENT;
  if (!candor_cms_is_signed (cms, certificate, covered))
    return CANDOR_SEAL_REASON_SEAL;

  *signer = candor_cms_export_certificate (certificate);
  return CANDOR_SEAL_REASON_NO_CERTIFICATE;
}

/* Judges what the range leaves out. Returns: why not, or %CANDOR_SEAL_REASON_NO_CERTIFICATE. */
static CandorSealReason
check_range (const char *data, gsize length, const CandorSealHole *hole)
{
  if (hole->end > length || hole->rest > length - hole->end)
    return CANDOR_SEAL_REASON_CUT;
  if (hole->end < hole->start + 2 || data[hole->start] != '<' || data[hole->end - 1] != '>')
    return CANDOR_SEAL_REASON_SEAL;
  if (hole->rest < length - hole->end)
    return CANDOR_SEAL_REASON_ADDED;
  return CANDOR_SEAL_REASON_NO_CERTIFICATE;
}

/* Judges the bytes of a document that has one place that looks like a seal. */
static CandorVerification *
check_sealed (GBytes *pdf, CandorVerifyPlace *place)
{
  const CandorSealHole *hole = &place->hole;
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  CandorSealReason reason = check_range (data, length, hole);
  g_autofree guchar *covered = NULL;
  gnutls_datum_t datum;
  CandorVerification *self;
  GBytes *signer = NULL;

  if (reason != CANDOR_SEAL_REASON_NO_CERTIFICATE)
    return candor_verification_new (reason);
  place->signature = read_hole (data, hole);
  if (place->signature == NULL)
    return candor_verification_new (CANDOR_SEAL_REASON_SEAL);

  covered = g_malloc (hole->start + hole->rest);
  memcpy (covered, data, hole->start);
  memcpy (covered + hole->start, data + hole->end, hole->rest);
  datum = (gnutls_datum_t){ covered, hole->start + hole->rest };
  reason = check_signature (place->signature, &datum, &signer);
  self = candor_verification_new (reason);
  if (signer != NULL)
    candor_verification_take_certificate (self, signer);
  return self;
}

static CandorVerification *
check (GBytes *pdf)
{
  g_auto (CandorVerifyPlace) place = { 0 };
  g_autoptr (CandorVerification) self = candor_verify_seal (pdf, &place);

  if (self->reason == CANDOR_SEAL_REASON_NO_CERTIFICATE)
    {
      candor_verify_contents (self, pdf, &place.hole, place.signature);
      /* Of a document with anything wrong in it, nothing but that is told. */
      if (self->reason != CANDOR_SEAL_REASON_NO_CERTIFICATE)
        return candor_verification_new (self->reason);
    }
  else if (place.is_open)
    {
      CandorSealReason reason = candor_verify_unsealed (pdf);

      /* What is left of a seal may be too broken for qpdf to see. */
      if (reason != CANDOR_SEAL_REASON_NO_SEAL)
        self->reason = reason;
    }
  return g_steal_pointer (&self);
}

/**
 * candor_verify_place_clear:
 * @self: a place, or zeros
 */
void
candor_verify_place_clear (CandorVerifyPlace *self)
{
  g_clear_pointer (&self->signature, g_bytes_unref);
}

/**
 * candor_verify_load:
 * @error: return location for an error
 *
 * Loads what a check needs. Nothing else here may be called before it.
 *
 * Returns: whether it is there
 */
gboolean
candor_verify_load (GError **error)
{
  return candor_gnutls_load (error) && candor_qpdf_load (error);
}

/**
 * candor_verify_seal:
 * @pdf: a file that anybody may have made
 * @place: (out caller-allocates): where its seal is; zeros before
 *
 * Judges the bytes of a document, and does not read it as a PDF. Whatever is found in it afterwards
 * can only be worse than this.
 *
 * Returns: (transfer full): what the bytes come to, with the certificate of an unchanged document
 */
CandorVerification *
candor_verify_seal (GBytes *pdf, CandorVerifyPlace *place)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  if (length > CANDOR_VERIFY_MAX_BYTES)
    return candor_verification_new (CANDOR_SEAL_REASON_TOO_LARGE);
  if (length == 0)
    return candor_verification_new (CANDOR_SEAL_REASON_DAMAGED);
  switch (candor_seal_hole_find (data, length, &place->hole))
    {
    case CANDOR_SEAL_HOLE_ONE:
      return check_sealed (pdf, place);
    case CANDOR_SEAL_HOLE_SEVERAL:
      return candor_verification_new (CANDOR_SEAL_REASON_SEVERAL);
    case CANDOR_SEAL_HOLE_BROKEN:
      place->is_open = TRUE;
      return candor_verification_new (CANDOR_SEAL_REASON_SEAL);
    default:
      place->is_open = TRUE;
      return candor_verification_new (CANDOR_SEAL_REASON_NO_SEAL);
    }
}

/**
 * candor_verify_read_certificate:
 * @pem: a certificate in PEM
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): it in DER, otherwise %CANDOR_ERROR_INVALID
 */
GBytes *
candor_verify_read_certificate (GBytes *pem, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (pem, &size);
  const gnutls_datum_t datum = { (void *)data, size };
  g_autoptr (gnutls_x509_crt_int) certificate
      = candor_cms_read_certificate (&datum, GNUTLS_X509_FMT_PEM);

  if (certificate == NULL)
    {
      candor_error_set_literal (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          candor_cms_is_private_key (pem) ? N_ (
              "The certificate to compare with could not be read: this file is a private key and "
              "no certificate. Nothing was checked; use the certificate.pem that belongs to it, "
              "and keep the key secret.")
                                          : N_ ("The certificate to compare with could not be "
                                                "read: it is not in the format PEM. "
                                                "Nothing was checked; use the certificate.pem that "
                                                "the clinic gives out."));
      return NULL;
    }
  return candor_cms_export_certificate (certificate);
}

/**
 * candor_verify_bytes:
 * @pdf: a file that anybody may have made
 * @certificate_pem: (nullable): the certificate that should have sealed it, in PEM
 * @error: return location for an error
 *
 * Judges a document in this process. What nobody trusts is better given to candor_verify_file ().
 * May be called from any thread.
 *
 * Errors: %CANDOR_ERROR_INVALID when @certificate_pem is no certificate, %CANDOR_ERROR_FAILED when a
 * library is missing. A bad @pdf is no error but a verdict.
 *
 * Returns: (transfer full) (nullable): what it comes to
 */
CandorVerification *
candor_verify_bytes (GBytes *pdf, GBytes *certificate_pem, GError **error)
{
  g_autoptr (CandorVerification) self = NULL;
  g_autoptr (GBytes) certificate = NULL;

  g_return_val_if_fail (pdf != NULL, NULL);

  if (!candor_verify_load (error))
    return NULL;
  if (certificate_pem != NULL)
    {
      certificate = candor_verify_read_certificate (certificate_pem, error);
      if (certificate == NULL)
        return NULL;
    }
  self = check (pdf);
  if (certificate != NULL)
    candor_verification_compare (self, certificate);
  return g_steal_pointer (&self);
}
