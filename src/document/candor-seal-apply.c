/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Puts the seal into a prepared document: PAdES B-B (ETSI EN 319 142-1), in memory, in place.
 */
#include "candor-seal-private.h"

#include <string.h>

#include "candor-cms.h"
#include "candor-seal-hole.h"
#include "core/candor-error.h"

/* Every second signature has the smaller of its two values: that all of these have the larger one
 * does not happen. */
#define N_TRIES 128

static gboolean
fail (GError **error, const char *reason)
{
  candor_error_set_because (
      error, CANDOR_ERROR, CANDOR_ERROR_FAILED, reason,
      "The document could not be sealed (%s). It was not saved; please try again.", reason);
  return FALSE;
}

static char *
format_time (gint64 time, const char *format)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time);

  return moment != NULL ? g_date_time_format (moment, format) : g_strdup ("?");
}

/* A certificate outside its years would make a seal that other programs refuse. */
static gboolean
check_time (CandorSeal *self, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 from = gnutls_x509_crt_get_activation_time (self->certificate);
  gint64 until = gnutls_x509_crt_get_expiration_time (self->certificate);
  g_autofree char *first = format_time (from, "%Y-%m-%d %H:%M:%S");
  g_autofree char *clock = format_time (now, "%Y-%m-%d %H:%M:%S");
  g_autofree char *last = format_time (until, "%Y-%m-%d");

  if (now < from)
    candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                      "The seal can be used from %s on, but the clock of this device says %s. The "
                      "document was not sealed; set the clock right, then try again.",
                      first, clock);
  else if (now > until)
    candor_error_set (
        error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
        "The seal could be used until %s. The document was not sealed; make a new seal, "
        "then try again. Documents that were sealed before stay valid.",
        last);
  return now >= from && now <= until;
}

/* Writes the range in the place and the width of the prepared one. */
static void
write_range (char *sealed, const CandorSealHole *hole)
{
  g_autofree char *range
      = g_strdup_printf ("[ 0 %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT,
                         hole->start, hole->end, hole->rest);
  gsize width = strlen (CANDOR_SEAL_BYTE_RANGE);

  memset (sealed + hole->range, ' ', width - 1);
  memcpy (sealed + hole->range, range, strlen (range));
  sealed[hole->range + width - 1] = ']';
}

/* Lets GnuTLS sign once. Returns: the signature, %NULL with @code for an error, or without one when
 * it is the larger of the two. */
static GBytes *
sign_once (CandorSeal *self,
           gnutls_privkey_t key,
           const gnutls_datum_t *covered,
           const guint8 *digest,
           int *code)
{
  g_autoptr (GBytes) der = candor_cms_export_certificate (self->certificate);
  g_autoptr (GBytes) value = candor_cms_signing_certificate (der);
  gnutls_datum_t attribute = { (void *)g_bytes_get_data (value, NULL), g_bytes_get_size (value) };
  g_autoptr (gnutls_pkcs7_int) message = NULL;
  gnutls_pkcs7_signature_info_st info;
  gnutls_pkcs7_attrs_t attributes = NULL;
  GBytes *cms = NULL;

  *code = gnutls_pkcs7_init (&message);
  if (*code == 0)
    *code = gnutls_pkcs7_add_attr (&attributes, CANDOR_CMS_SIGNING_CERTIFICATE, &attribute, 0);
  if (*code == 0)
    *code = gnutls_pkcs7_sign (message, self->certificate, key, covered, attributes, NULL,
                               GNUTLS_DIG_SHA256, GNUTLS_PKCS7_INCLUDE_CERT);
  gnutls_pkcs7_attrs_deinit (attributes);
  if (*code == 0)
    *code = gnutls_pkcs7_get_signature_info (message, 0, &info);
  if (*code != 0)
    return NULL;

  if (candor_cms_is_lowest (&info.sig))
    cms = candor_cms_build (self->certificate, digest, &info.sig);
  gnutls_pkcs7_signature_info_deinit (&info);
  return cms;
}

/* Returns: the signature over @covered, in the one form that is accepted. */
static GBytes *
sign (CandorSeal *self, const gnutls_datum_t *covered, GError **error)
{
  guint8 digest[CANDOR_CMS_DIGEST_LENGTH];
  g_autoptr (GBytes) cms = NULL;
  gnutls_privkey_t key = NULL;
  int code;

  code = gnutls_hash_fast (GNUTLS_DIG_SHA256, covered->data, covered->size, digest);
  if (code == 0)
    code = gnutls_privkey_init (&key);
  /* A copy of the key's own: GnuTLS does not promise that threads may share one. */
  if (code == 0)
    code = gnutls_privkey_import_x509 (key, self->key, GNUTLS_PRIVKEY_IMPORT_COPY);
  for (guint i = 0; i < N_TRIES && code == 0 && cms == NULL; i++)
    cms = sign_once (self, key, covered, digest, &code);
  g_clear_pointer (&key, gnutls_privkey_deinit);

  if (code != 0)
    fail (error, gnutls_strerror (code));
  else if (cms == NULL || !candor_cms_is_signed (cms, self->certificate, covered))
    fail (error, N_ ("the signature does not verify"));
  else if (g_bytes_get_size (cms) > CANDOR_SEAL_ROOM)
    fail (error, N_ ("the certificate is too long"));
  else
    return g_steal_pointer (&cms);
  return NULL;
}

/* Writes the signature into the hole; the zeros of the placeholder fill the rest. */
static void
write_signature (char *hole, GBytes *cms)
{
  static const char digits[] = "0123456789abcdef";
  gsize length;
  const guint8 *data = g_bytes_get_data (cms, &length);

  for (gsize i = 0; i < length; i++)
    {
      hole[2 * i] = digits[data[i] >> 4];
      hole[2 * i + 1] = digits[data[i] & 15];
    }
}

/**
 * candor_seal_apply:
 * @self: a seal
 * @prepared: a whole PDF with one signature dictionary that qpdf wrote: its /ByteRange is
 *   %CANDOR_SEAL_BYTE_RANGE and its /Contents %CANDOR_SEAL_ROOM zeros in hexadecimal digits
 * @error: return location for an error
 *
 * Seals a document. The signature covers every byte of the file but its own hole, has the attributes
 * of PAdES B-B (content type, digest, signing-certificate-v2; no time) and a form of which no byte
 * can be changed without the key. May be called from any thread.
 *
 * Errors: %CANDOR_ERROR_INVALID when the certificate cannot be used at this time,
 * %CANDOR_ERROR_FAILED when @prepared is not as described or signing failed.
 *
 * Returns: (transfer full) (nullable): the sealed document
 */
GBytes *
candor_seal_apply (CandorSeal *self, GBytes *prepared, GError **error)
{
  CandorSealHole hole;
  gsize length;
  const char *data;
  g_autofree char *sealed = NULL;
  g_autofree char *covered = NULL;
  g_autoptr (GBytes) cms = NULL;
  gnutls_datum_t datum;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (prepared != NULL, NULL);

  data = g_bytes_get_data (prepared, &length);
  if (!check_time (self, error))
    return NULL;
  if (!candor_seal_hole_find_prepared (data, length, &hole))
    {
      fail (error, N_ ("it has no place for a seal, or more than one"));
      return NULL;
    }

  sealed = g_memdup2 (data, length);
  write_range (sealed, &hole);
  covered = g_malloc (hole.start + hole.rest);
  memcpy (covered, sealed, hole.start);
  memcpy (covered + hole.start, sealed + hole.end, hole.rest);
  datum = (gnutls_datum_t){ (guchar *)covered, hole.start + hole.rest };
  cms = sign (self, &datum, error);
  if (cms == NULL)
    return NULL;

  write_signature (sealed + hole.start + 1, cms);
  return g_bytes_new_take (g_steal_pointer (&sealed), length);
}
