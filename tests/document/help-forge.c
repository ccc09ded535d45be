/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Seals as somebody else would make them, who knows CMS and PDF and may even have the key.
 */
#include "help-forge.h"

#include <gnutls/abstract.h>
#include <gnutls/pkcs7.h>
#include <gnutls/x509.h>
#include <string.h>

#include "document/candor-cms.h"

static gnutls_datum_t
datum (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return (gnutls_datum_t){ (void *)data, size };
}

static gnutls_x509_crt_t
certificate_of (CandorSeal *seal)
{
  g_autoptr (GBytes) pem = help_certificate (seal);
  gnutls_datum_t data = datum (pem);
  gnutls_x509_crt_t certificate = candor_cms_read_certificate (&data, GNUTLS_X509_FMT_PEM);

  g_assert_nonnull (certificate);
  return certificate;
}

static gnutls_privkey_t
key_of (CandorSeal *seal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = candor_seal_export_key_pem (seal, &error);
  gnutls_datum_t data = datum (pem);
  gnutls_privkey_t key;

  g_assert_no_error (error);
  g_assert_cmpint (gnutls_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_privkey_import_x509_raw (key, &data, GNUTLS_X509_FMT_PEM, NULL, 0), ==,
                   0);
  return key;
}

static void
add_attribute (gnutls_pkcs7_attrs_t *attributes, CandorSeal *seal)
{
  gnutls_x509_crt_t certificate = certificate_of (seal);
  g_autoptr (GBytes) der = candor_cms_export_certificate (certificate);
  g_autoptr (GBytes) value = candor_cms_signing_certificate (der);
  gnutls_datum_t data = datum (value);

  g_assert_cmpint (gnutls_pkcs7_add_attr (attributes, CANDOR_CMS_SIGNING_CERTIFICATE, &data, 0), ==,
                   0);
  gnutls_x509_crt_deinit (certificate);
}

static guint
flags_of (HelpCms kind)
{
  switch (kind)
    {
    case HELP_CMS_TIME:
      return GNUTLS_PKCS7_INCLUDE_CERT | GNUTLS_PKCS7_INCLUDE_TIME;
    case HELP_CMS_EMBEDDED:
      return GNUTLS_PKCS7_INCLUDE_CERT | GNUTLS_PKCS7_EMBED_DATA;
    case HELP_CMS_NO_CERTIFICATE:
      return 0;
    default:
      return GNUTLS_PKCS7_INCLUDE_CERT;
    }
}

static void
sign_as (gnutls_pkcs7_t message, CandorSeal *seal, const gnutls_datum_t *covered, HelpCms kind)
{
  static const guint8 null[] = { 0x05, 0x00 };
  gnutls_x509_crt_t certificate = certificate_of (seal);
  gnutls_privkey_t key = key_of (seal);
  g_autoptr (CandorSeal) other = help_seal (HELP_CLINIC);
  gnutls_pkcs7_attrs_t attributes = NULL, more = NULL;
  gnutls_datum_t nothing = { (void *)null, sizeof null };

  if (kind != HELP_CMS_NO_ATTRIBUTE)
    add_attribute (&attributes, kind == HELP_CMS_OTHER_ATTRIBUTE ? other : seal);
  if (kind == HELP_CMS_UNSIGNED)
    g_assert_cmpint (gnutls_pkcs7_add_attr (&more, "1.2.3.4.5", &nothing, 0), ==, 0);
  g_assert_cmpint (
      gnutls_pkcs7_sign (message, certificate, key, covered, attributes, more,
                         kind == HELP_CMS_SHA512 ? GNUTLS_DIG_SHA512 : GNUTLS_DIG_SHA256,
                         flags_of (kind)),
      ==, 0);
  if (kind == HELP_CMS_TWO_CERTIFICATES)
    {
      gnutls_x509_crt_t second = certificate_of (other);

      g_assert_cmpint (gnutls_pkcs7_set_crt (message, second), ==, 0);
      gnutls_x509_crt_deinit (second);
    }
  gnutls_pkcs7_attrs_deinit (attributes);
  gnutls_pkcs7_attrs_deinit (more);
  gnutls_privkey_deinit (key);
  gnutls_x509_crt_deinit (certificate);
}

/* Returns: whether the signature is one of the half that Candor accepts. */
static gboolean
is_lowest (gnutls_pkcs7_t message)
{
  gnutls_pkcs7_signature_info_st info;
  gboolean lowest;

  g_assert_cmpint (gnutls_pkcs7_get_signature_info (message, 0, &info), ==, 0);
  lowest = candor_cms_is_lowest (&info.sig);
  gnutls_pkcs7_signature_info_deinit (&info);
  return lowest;
}

static GBytes *
covered_of (GBytes *pdf, const HelpHole *hole)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (pdf, &length);
  GByteArray *covered = g_byte_array_new ();

  g_byte_array_append (covered, data, MIN (hole->start, length));
  if (hole->end < length)
    g_byte_array_append (covered, data + hole->end, MIN (hole->rest, length - hole->end));
  return g_byte_array_free_to_bytes (covered);
}

/* Returns: where the first signature of a document is, as its bytes stand. */
HelpHole
help_find_place (GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);
  const char *range = memmem (data, length, "/ByteRange [", strlen ("/ByteRange ["));
  const char *start, *end;

  g_assert_nonnull (range);
  start = memchr (range, '<', length - (range - data));
  g_assert_nonnull (start);
  end = memchr (start, '>', length - (start - data));
  g_assert_nonnull (end);
  return (HelpHole){ range - data + strlen ("/ByteRange "), start - data, end + 1 - data,
                     length - (end + 1 - data) };
}

/* Returns: @pdf with other text in the brackets of the range. */
GBytes *
help_set_range (GBytes *pdf, const HelpHole *hole, const char *range)
{
  g_autofree char *text
      = g_strdup_printf ("%-*s]", (int)strlen (CANDOR_SEAL_BYTE_RANGE) - 1, range);

  g_assert_cmpuint (strlen (text), ==, strlen (CANDOR_SEAL_BYTE_RANGE));
  return help_replace (pdf, hole->range, strlen (text), text, strlen (text));
}

/* Returns: @pdf with another signature in its hole. */
GBytes *
help_set_hole (GBytes *pdf, const HelpHole *hole, GBytes *cms)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (cms, &length);
  gsize room = hole->end - hole->start - 2;
  g_autofree char *digits = g_strnfill (room, '0');

  g_assert_cmpuint (2 * length, <=, room);
  for (gsize i = 0; i < length; i++)
    {
      digits[2 * i] = "0123456789abcdef"[data[i] >> 4];
      digits[2 * i + 1] = "0123456789abcdef"[data[i] & 15];
    }
  return help_replace (pdf, hole->start + 1, room, digits, room);
}

/* Returns: the signature of a sealed document, without the zeros behind it. */
GBytes *
help_get_cms (GBytes *pdf, const HelpHole *hole)
{
  const char *digits = (const char *)g_bytes_get_data (pdf, NULL) + hole->start + 1;
  GByteArray *bytes = g_byte_array_new ();
  gsize length;

  for (gsize i = 0; i < hole->end - hole->start - 2; i += 2)
    {
      guint8 byte = g_ascii_xdigit_value (digits[i]) << 4 | g_ascii_xdigit_value (digits[i + 1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  length = 4 + (bytes->data[2] << 8 | bytes->data[3]);
  g_byte_array_set_size (bytes, length);
  return g_byte_array_free_to_bytes (bytes);
}

/* Returns: a signature over what @hole leaves of @pdf. */
GBytes *
help_sign (CandorSeal *seal, GBytes *pdf, const HelpHole *hole, HelpCms kind)
{
  g_autoptr (GBytes) covered = covered_of (pdf, hole);
  gnutls_datum_t data = datum (covered);
  gnutls_datum_t der = { NULL, 0 };
  gnutls_pkcs7_t message = NULL;
  GBytes *cms;

  do
    {
      g_clear_pointer (&message, gnutls_pkcs7_deinit);
      g_assert_cmpint (gnutls_pkcs7_init (&message), ==, 0);
      sign_as (message, seal, &data, kind);
    }
  while (!is_lowest (message));
  if (kind == HELP_CMS_TWO_SIGNERS)
    sign_as (message, seal, &data, kind);

  g_assert_cmpint (gnutls_pkcs7_export2 (message, GNUTLS_X509_FMT_DER, &der), ==, 0);
  cms = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  gnutls_pkcs7_deinit (message);
  return cms;
}

/* Returns: @pdf with the range of @hole and a signature over what that covers. */
GBytes *
help_forge (CandorSeal *seal, GBytes *pdf, const HelpHole *hole, HelpCms kind)
{
  const HelpHole place = help_find_place (pdf);
  g_autofree char *range
      = g_strdup_printf ("[ 0 %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT,
                         hole->start, hole->end, hole->rest);
  g_autoptr (GBytes) ranged = help_set_range (pdf, &place, range);
  g_autoptr (GBytes) cms = help_sign (seal, ranged, hole, kind);

  return help_set_hole (ranged, &place, cms);
}

/* Returns: @pdf with other bytes in the place of some. */
GBytes *
help_replace (GBytes *pdf, gsize at, gsize length, const char *text, gsize text_length)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (pdf, &size);
  GByteArray *bytes = g_byte_array_sized_new (size + text_length);

  g_assert_cmpuint (at + length, <=, size);
  g_byte_array_append (bytes, data, at);
  g_byte_array_append (bytes, (const guint8 *)text, text_length);
  g_byte_array_append (bytes, data + at + length, size - at - length);
  return g_byte_array_free_to_bytes (bytes);
}
