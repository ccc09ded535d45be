/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The one form that the signature of a seal has.
 *
 * A CMS signature can be written in many ways that all verify: attributes in another order, lengths
 * in BER, optional parts present or not, unsigned attributes, the second of the two values that
 * every ECDSA signature has. Whoever takes such a freedom changes a sealed file without breaking
 * the seal. So there is one form here, made of nothing but the certificate, the digest of the
 * document and the signature itself; sealing writes it and verifying compares every byte with it.
 */
#include "candor-cms.h"

#include <string.h>

#define TAG_INTEGER 0x02
#define TAG_OCTET_STRING 0x04
#define TAG_SEQUENCE 0x30
#define TAG_SET 0x31
#define TAG_FIRST 0xa0
#define TAG_BMP_STRING 0x1e

/* No longer name is told, in bytes. */
#define MAX_NAME_BYTES 1024

/* GnuTLS asks both before it lets a certificate be out of its years. */
#define AT_ANY_TIME (GNUTLS_VERIFY_DISABLE_TIME_CHECKS | GNUTLS_VERIFY_DISABLE_TRUSTED_TIME_CHECKS)

/* Object identifiers, tag and length included. */
static const guint8 oid_data[]
    = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
static const guint8 oid_signed_data[]
    = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };
static const guint8 oid_content_type[]
    = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03 };
static const guint8 oid_message_digest[]
    = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04 };
static const guint8 oid_signing_certificate[]
    = { 0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f };
static const guint8 oid_sha256[]
    = { 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };
static const guint8 oid_ecdsa_sha256[]
    = { 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02 };

/* Half the order of P-256, rounded down (SEC 2, 2.4.2). */
static const guint8 half_order[32]
    = { 0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b,
        0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8 };

static void
add_raw (GByteArray *to, const guint8 *data, gsize length)
{
  g_byte_array_append (to, data, length);
}

/* Adds a value with its tag and its length, which DER writes in as few bytes as can be. */
static void
add (GByteArray *to, guint8 tag, const guint8 *data, gsize length)
{
  guint8 head[4] = { tag };
  guint n = 2;

  g_return_if_fail (length <= G_MAXUINT16);

  if (length < 0x80)
    head[1] = length;
  else if (length <= 0xff)
    {
      head[1] = 0x81;
      head[2] = length;
      n = 3;
    }
  else
    {
      head[1] = 0x82;
      head[2] = length >> 8;
      head[3] = length & 0xff;
      n = 4;
    }
  add_raw (to, head, n);
  add_raw (to, data, length);
}

/* Adds what was collected, as one value. */
static void
add_collected (GByteArray *to, guint8 tag, GByteArray *inner)
{
  add (to, tag, inner->data, inner->len);
  g_byte_array_unref (inner);
}

static void
add_algorithm (GByteArray *to, const guint8 *oid, gsize length)
{
  add (to, TAG_SEQUENCE, oid, length);
}

static void
add_attribute (GByteArray *to, const guint8 *oid, gsize oid_length, GByteArray *value)
{
  GByteArray *attribute = g_byte_array_new ();

  add_raw (attribute, oid, oid_length);
  add_collected (attribute, TAG_SET, value);
  add_collected (to, TAG_SEQUENCE, attribute);
}

/* The signed attributes of PAdES B-B and no other, in the order of DER: by their length. */
static GByteArray *
collect_attributes (GBytes *certificate, const guint8 *digest)
{
  GByteArray *attributes = g_byte_array_new ();
  GByteArray *value = g_byte_array_new ();
  g_autoptr (GBytes) signing = candor_cms_signing_certificate (certificate);

  add_raw (value, oid_data, sizeof oid_data);
  add_attribute (attributes, oid_content_type, sizeof oid_content_type, value);

  value = g_byte_array_new ();
  add (value, TAG_OCTET_STRING, digest, CANDOR_CMS_DIGEST_LENGTH);
  add_attribute (attributes, oid_message_digest, sizeof oid_message_digest, value);

  value = g_byte_array_new ();
  add_raw (value, g_bytes_get_data (signing, NULL), g_bytes_get_size (signing));
  add_attribute (attributes, oid_signing_certificate, sizeof oid_signing_certificate, value);
  return attributes;
}

/* Who signed: the issuer and the serial number of the certificate. */
static gboolean
add_signer (GByteArray *to, gnutls_x509_crt_t certificate)
{
  GByteArray *signer = g_byte_array_new ();
  gnutls_datum_t issuer = { NULL, 0 };
  guint8 serial[64];
  size_t serial_length = sizeof serial;
  gboolean good;

  good = gnutls_x509_crt_get_raw_issuer_dn (certificate, &issuer) == GNUTLS_E_SUCCESS
         && gnutls_x509_crt_get_serial (certificate, serial, &serial_length) == GNUTLS_E_SUCCESS;
  if (good)
    {
      add_raw (signer, issuer.data, issuer.size);
      add (signer, TAG_INTEGER, serial, serial_length);
    }
  add_collected (to, TAG_SEQUENCE, signer);
  gnutls_free (issuer.data);
  return good;
}

/**
 * candor_cms_read_certificate:
 * @data: a certificate
 * @format: how it is written
 *
 * Returns: (transfer full) (nullable): the certificate, or %NULL when it is none
 */
gnutls_x509_crt_int *
candor_cms_read_certificate (const gnutls_datum_t *data, gnutls_x509_crt_fmt_t format)
{
  g_autoptr (gnutls_x509_crt_int) certificate = NULL;

  if (gnutls_x509_crt_init (&certificate) != GNUTLS_E_SUCCESS
      || gnutls_x509_crt_import (certificate, data, format) != GNUTLS_E_SUCCESS)
    return NULL;
  return g_steal_pointer (&certificate);
}

/**
 * candor_cms_is_private_key:
 * @pem: what should be a certificate and is none
 *
 * Returns: whether it is a private key in PEM instead, of whatever kind
 */
gboolean
candor_cms_is_private_key (GBytes *pem)
{
  static const char mark[] = "PRIVATE KEY-----";
  gsize size;
  gconstpointer data = g_bytes_get_data (pem, &size);

  return memmem (data, size, mark, strlen (mark)) != NULL;
}

/**
 * candor_cms_is_p256:
 * @certificate: a certificate
 *
 * Returns: whether its key is on the curve P-256, the only one that Candor seals with
 */
gboolean
candor_cms_is_p256 (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t x = { NULL, 0 }, y = { NULL, 0 };
  gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;
  gboolean good
      = gnutls_x509_crt_get_pk_algorithm (certificate, NULL) == GNUTLS_PK_ECDSA
        && gnutls_x509_crt_get_pk_ecc_raw (certificate, &curve, &x, &y) == GNUTLS_E_SUCCESS
        && curve == GNUTLS_ECC_CURVE_SECP256R1;

  gnutls_free (x.data);
  gnutls_free (y.data);
  return good;
}

/**
 * candor_cms_export_certificate:
 * @certificate: a certificate
 *
 * Returns: (transfer full) (nullable): it in DER
 */
GBytes *
candor_cms_export_certificate (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t der = { NULL, 0 };
  GBytes *bytes;

  if (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der) != GNUTLS_E_SUCCESS)
    return NULL;
  bytes = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  return bytes;
}

/**
 * candor_cms_signing_certificate:
 * @certificate: the certificate that seals, in DER
 *
 * The value of the attribute signing-certificate-v2 (RFC 5035, section 3): the SHA-256 of the
 * certificate. SHA-256 is the default and therefore not named; the issuer and the number of the
 * certificate stand in the signature already.
 *
 * Returns: (transfer full): the value, in DER
 */
GBytes *
candor_cms_signing_certificate (GBytes *certificate)
{
  guint8 hash[CANDOR_CMS_DIGEST_LENGTH];
  GByteArray *id = g_byte_array_new ();
  GByteArray *list = g_byte_array_new ();
  GByteArray *value = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  gnutls_hash_fast (GNUTLS_DIG_SHA256, g_bytes_get_data (certificate, NULL),
                    g_bytes_get_size (certificate), hash);
  add (id, TAG_OCTET_STRING, hash, sizeof hash);
  add_collected (list, TAG_SEQUENCE, id);
  add_collected (value, TAG_SEQUENCE, list);
  add_collected (whole, TAG_SEQUENCE, value);
  return g_byte_array_free_to_bytes (whole);
}

/**
 * candor_cms_build:
 * @certificate: the certificate that seals
 * @digest: the SHA-256 of what is sealed
 * @signature: the ECDSA signature over the signed attributes, in DER
 *
 * Returns: (transfer full) (nullable): the only signature that Candor writes and accepts for these
 *   three (RFC 5652, section 5; ETSI EN 319 142-1, baseline B-B), in DER; %NULL when the
 *   certificate lacks an issuer or a number
 */
GBytes *
candor_cms_build (gnutls_x509_crt_t certificate,
                  const guint8 *digest,
                  const gnutls_datum_t *signature)
{
  static const guint8 version = 1;
  g_autoptr (GBytes) der = candor_cms_export_certificate (certificate);
  GByteArray *part;
  GByteArray *signer;
  GByteArray *data;
  GByteArray *info;
  GByteArray *whole;

  if (der == NULL || g_bytes_get_size (der) > G_MAXUINT16 / 4)
    return NULL;
  signer = g_byte_array_new ();
  add (signer, TAG_INTEGER, &version, 1);
  if (!add_signer (signer, certificate))
    {
      g_byte_array_unref (signer);
      return NULL;
    }
  add_algorithm (signer, oid_sha256, sizeof oid_sha256);
  add_collected (signer, TAG_FIRST, collect_attributes (der, digest));
  add_algorithm (signer, oid_ecdsa_sha256, sizeof oid_ecdsa_sha256);
  add (signer, TAG_OCTET_STRING, signature->data, signature->size);

  data = g_byte_array_new ();
  add (data, TAG_INTEGER, &version, 1);
  part = g_byte_array_new ();
  add_algorithm (part, oid_sha256, sizeof oid_sha256);
  add_collected (data, TAG_SET, part);
  add (data, TAG_SEQUENCE, oid_data, sizeof oid_data);
  add (data, TAG_FIRST, g_bytes_get_data (der, NULL), g_bytes_get_size (der));
  part = g_byte_array_new ();
  add_collected (part, TAG_SEQUENCE, signer);
  add_collected (data, TAG_SET, part);

  info = g_byte_array_new ();
  add_raw (info, oid_signed_data, sizeof oid_signed_data);
  part = g_byte_array_new ();
  add_collected (part, TAG_SEQUENCE, data);
  add_collected (info, TAG_FIRST, part);
  whole = g_byte_array_new ();
  add_collected (whole, TAG_SEQUENCE, info);
  return g_byte_array_free_to_bytes (whole);
}

/**
 * candor_cms_is_lowest:
 * @signature: an ECDSA signature on P-256, in DER
 *
 * Every ECDSA signature (r, s) has a twin (r, n - s) that verifies as well and that anybody can
 * write without the key. Only the one with the smaller s counts.
 *
 * Returns: whether it is that one, written in the one way that DER has
 */
gboolean
candor_cms_is_lowest (const gnutls_datum_t *signature)
{
  gnutls_datum_t r = { NULL, 0 }, s = { NULL, 0 }, again = { NULL, 0 };
  gboolean good = FALSE;

  if (gnutls_decode_rs_value (signature, &r, &s) == GNUTLS_E_SUCCESS
      && gnutls_encode_rs_value (&again, &r, &s) == GNUTLS_E_SUCCESS
      && again.size == signature->size && memcmp (again.data, signature->data, again.size) == 0)
    {
      const guint8 *digits = s.data;
      gsize n = s.size;

      for (; n > 0 && *digits == 0; n--)
        digits++;
      good = n < sizeof half_order
             || (n == sizeof half_order && memcmp (digits, half_order, n) <= 0);
    }
  gnutls_free (r.data);
  gnutls_free (s.data);
  gnutls_free (again.data);
  return good;
}

/**
 * candor_cms_is_signed:
 * @cms: a signature that candor_cms_build () could have made, in DER
 * @certificate: the certificate in it
 * @covered: what is sealed
 *
 * The years of a certificate are over long before those of a form: whether it may be used today is
 * not asked, because what was sealed in its years stays sealed.
 *
 * Returns: whether the key of @certificate signed @covered, as GnuTLS judges it
 */
gboolean
candor_cms_is_signed (GBytes *cms, gnutls_x509_crt_t certificate, const gnutls_datum_t *covered)
{
  g_autoptr (gnutls_pkcs7_int) message = candor_cms_read (cms);

  return message != NULL
         && gnutls_pkcs7_verify_direct (message, certificate, 0, covered, AT_ANY_TIME)
                == GNUTLS_E_SUCCESS;
}

/**
 * candor_cms_read:
 * @cms: a signature, in DER
 *
 * Returns: (transfer full) (nullable): it, when it has one signer and one certificate and nothing
 *   that it signs within itself
 */
gnutls_pkcs7_int *
candor_cms_read (GBytes *cms)
{
  g_autoptr (gnutls_pkcs7_int) message = NULL;
  gsize size;
  const void *bytes = g_bytes_get_data (cms, &size);
  const gnutls_datum_t data = { (void *)bytes, size };

  if (gnutls_pkcs7_init (&message) != GNUTLS_E_SUCCESS
      || gnutls_pkcs7_import (message, &data, GNUTLS_X509_FMT_DER) != GNUTLS_E_SUCCESS
      || gnutls_pkcs7_get_signature_count (message) != 1
      || gnutls_pkcs7_get_crt_count (message) != 1 || gnutls_pkcs7_get_crl_count (message) > 0)
    return NULL;
  return g_steal_pointer (&message);
}

/* GnuTLS counts the zero at the end of some identifiers, and not of others. */
static gboolean
is_common_name (const gnutls_datum_t *oid)
{
  static const char wish[] = GNUTLS_OID_X520_COMMON_NAME;

  return (oid->size == sizeof wish || oid->size == sizeof wish - 1)
         && memcmp (oid->data, wish, sizeof wish - 1) == 0;
}

/* Returns: (transfer full): the string of a name, whichever of its ways to write it X.520 chose. */
static char *
dup_string (const gnutls_x509_ava_st *value)
{
  const char *data = (const char *)value->value.data;
  char *text = NULL;

  if (value->value_tag == TAG_BMP_STRING)
    text = g_convert (data, value->value.size, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  return text != NULL ? text : g_utf8_make_valid (data, value->value.size);
}

/**
 * candor_cms_dup_name:
 * @certificate: a certificate that anybody may have made
 *
 * The name itself, and not the form that RFC 4514 gives it for lists, in which a comma has a
 * backslash.
 *
 * Returns: (transfer full): the name of its owner, in valid UTF-8; empty when it has none
 */
char *
candor_cms_dup_name (gnutls_x509_crt_t certificate)
{
  gnutls_x509_dn_t subject;
  gnutls_x509_ava_st value;

  if (gnutls_x509_crt_get_subject (certificate, &subject) != GNUTLS_E_SUCCESS)
    return g_strdup ("");
  for (int i = 0; gnutls_x509_dn_get_rdn_ava (subject, i, 0, &value) == GNUTLS_E_SUCCESS; i++)
    for (int j = 0; gnutls_x509_dn_get_rdn_ava (subject, i, j, &value) == GNUTLS_E_SUCCESS; j++)
      if (is_common_name (&value.oid))
        return value.value.size <= MAX_NAME_BYTES ? dup_string (&value) : g_strdup ("");
  return g_strdup ("");
}

/**
 * candor_cms_dup_fingerprint:
 * @certificate: a certificate, in DER
 *
 * Returns: (transfer full): its SHA-256 as tools for certificates show it: pairs of digits in upper
 *   case with colons between them
 */
char *
candor_cms_dup_fingerprint (GBytes *certificate)
{
  guint8 hash[CANDOR_CMS_DIGEST_LENGTH];
  GString *text = g_string_new (NULL);

  gnutls_hash_fast (GNUTLS_DIG_SHA256, g_bytes_get_data (certificate, NULL),
                    g_bytes_get_size (certificate), hash);
  for (guint i = 0; i < sizeof hash; i++)
    g_string_append_printf (text, i == 0 ? "%02X" : ":%02X", hash[i]);
  return g_string_free (text, FALSE);
}
