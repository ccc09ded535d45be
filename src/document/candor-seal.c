/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The key and the certificate of a seal: made, read and written.
 */
#include "candor-seal-private.h"

#include <string.h>

#include "candor-cms.h"
#include "core/candor-error.h"
#include "core/candor-name.h"

#define SERIAL_LENGTH 16

/* The most that X.520 allows for the name of a person or of an organisation, in characters. */
#define MAX_NAME 64

G_DEFINE_BOXED_TYPE (CandorSeal, candor_seal, candor_seal_ref, candor_seal_unref)

static CandorSeal *
seal_new (void)
{
  CandorSeal *self = g_new0 (CandorSeal, 1);

  g_atomic_ref_count_init (&self->count);
  return self;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  candor_error_set_literal (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, sentence);
  return FALSE;
}

/* Returns: the name as a certificate carries it: tidy, and cut with an ellipsis where it is longer
 * than X.520 allows; empty when nothing of it can be seen. The whole name stands on the pages of the
 * document itself. */
static char *
fit_name (const char *clinic)
{
  g_autofree char *whole = candor_name_tidy (clinic);
  g_autoptr (GString) name = g_string_new (whole);
  const char *cut;

  if (g_utf8_strlen (whole, -1) <= MAX_NAME)
    return g_steal_pointer (&whole);

  /* A letter is not cut from the marks that belong to it; a tidy name has few on each. */
  cut = g_utf8_offset_to_pointer (name->str, MAX_NAME - 1);
  while (cut > name->str && g_unichar_ismark (g_utf8_get_char (cut)))
    cut = g_utf8_prev_char (cut);
  g_string_truncate (name, cut - name->str);
  g_strchomp (name->str);
  return g_strconcat (name->str, "…", NULL);
}

/* Returns: 0, or the error of GnuTLS. */
static int
set_identity (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key)
{
  guint8 id[64];
  size_t id_length = sizeof id;
  guint8 serial[SERIAL_LENGTH];
  int code = gnutls_x509_crt_set_key (certificate, key);

  if (code == 0)
    code = gnutls_rnd (GNUTLS_RND_KEY, serial, sizeof serial);
  /* A positive number, always of the same length. */
  serial[0] = (serial[0] & 0x7f) | 0x40;
  if (code == 0)
    code = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  if (code == 0)
    code = gnutls_x509_crt_get_key_id (certificate, 0, id, &id_length);
  if (code == 0)
    code = gnutls_x509_crt_set_subject_key_id (certificate, id, id_length);
  return code;
}

static int
set_name (gnutls_x509_crt_t certificate, const char *name)
{
  int code = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_ORGANIZATION_NAME, 0, name,
                                            strlen (name));

  if (code == 0)
    code = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                          strlen (name));
  return code;
}

/* Fills a new certificate and signs it with its own key. Returns: 0, or the error of GnuTLS. */
static int
make_certificate (CandorSeal *self, GDateTime *from)
{
  g_autoptr (GDateTime) until = g_date_time_add_years (from, CANDOR_SEAL_YEARS);
  int code = gnutls_x509_crt_init (&self->certificate);

  if (code == 0)
    code = gnutls_x509_crt_set_version (self->certificate, 3);
  if (code == 0)
    code = set_identity (self->certificate, self->key);
  if (code == 0)
    code = set_name (self->certificate, self->clinic);
  if (code == 0)
    code = gnutls_x509_crt_set_activation_time (self->certificate, g_date_time_to_unix (from));
  if (code == 0)
    code = gnutls_x509_crt_set_expiration_time (self->certificate, g_date_time_to_unix (until));
  if (code == 0)
    code = gnutls_x509_crt_set_basic_constraints (self->certificate, FALSE, -1);
  if (code == 0)
    code = gnutls_x509_crt_set_key_usage (self->certificate, GNUTLS_KEY_DIGITAL_SIGNATURE
                                                                 | GNUTLS_KEY_NON_REPUDIATION);
  if (code == 0)
    code = gnutls_x509_crt_sign2 (self->certificate, self->certificate, self->key,
                                  GNUTLS_DIG_SHA256, 0);
  return code;
}

/* GnuTLS keeps note of every change to a certificate, and goes over the changed one again whenever it
 * is asked for something. One that was read is never written to, so that threads may share it.
 * Returns: 0, or the error of GnuTLS. */
static int
settle_certificate (CandorSeal *self)
{
  gnutls_datum_t der = { NULL, 0 };
  int code = gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_DER, &der);

  if (code != 0)
    return code;
  g_clear_pointer (&self->certificate, gnutls_x509_crt_deinit);
  self->certificate = candor_cms_read_certificate (&der, GNUTLS_X509_FMT_DER);
  gnutls_free (der.data);
  return self->certificate != NULL ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}

static int
make_key (CandorSeal *self)
{
  int code = gnutls_x509_privkey_init (&self->key);

  if (code == 0)
    code = gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA,
                                         GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  return code;
}

static gnutls_datum_t
as_datum (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return (gnutls_datum_t){ (void *)data, size };
}

/* Returns: whether the key is the one that the certificate names. */
static gboolean
is_pair (gnutls_x509_privkey_t key, gnutls_x509_crt_t certificate)
{
  guint8 one[64], other[64];
  size_t one_length = sizeof one, other_length = sizeof other;

  return gnutls_x509_privkey_get_key_id (key, GNUTLS_KEYID_USE_SHA256, one, &one_length) == 0
         && gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, other, &other_length)
                == 0
         && one_length == other_length && memcmp (one, other, one_length) == 0;
}

static void
wipe (gpointer data)
{
  gnutls_datum_t *secret = data;

  gnutls_memset (secret->data, 0, secret->size);
  gnutls_free (secret->data);
  g_free (secret);
}

/**
 * candor_seal_new_self_signed:
 * @clinic: the clinic's name; it stands in the certificate as its owner and its organisation, as
 *   candor_name_tidy () leaves it and cut to 64 characters (X.520)
 * @from: from when the certificate can be used, for %CANDOR_SEAL_YEARS years
 * @error: return location for an error
 *
 * Makes a new key on the curve P-256 and a certificate that is signed with that key itself: there
 * is no authority behind it. Whoever checks a seal compares the certificate with the one that the
 * clinic gave them.
 *
 * Errors: %CANDOR_ERROR_INVALID when nothing of the name can be seen, %CANDOR_ERROR_FAILED.
 *
 * Returns: (transfer full) (nullable): the seal
 */
CandorSeal *
candor_seal_new_self_signed (const char *clinic, GDateTime *from, GError **error)
{
  g_autoptr (CandorSeal) self = seal_new ();
  int code;

  g_return_val_if_fail (clinic != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);

  self->clinic = fit_name (clinic);
  if (*self->clinic == '\0')
    {
      refuse (error,
              N_ ("A seal needs the name of the clinic, in letters that can be seen. No seal was "
                  "made."));
      return NULL;
    }
  if (!candor_gnutls_load (error))
    return NULL;
  code = make_key (self);
  if (code == 0)
    code = make_certificate (self, from);
  if (code == 0)
    code = settle_certificate (self);
  if (code != 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                        "The seal could not be made (%s). Nothing was changed.",
                        gnutls_strerror (code));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * candor_seal_new_from_pem:
 * @key_pem: a private key in PEM, without a passphrase
 * @certificate_pem: the certificate that belongs to it, in PEM
 * @error: return location for an error
 *
 * Whether the certificate can be used at this time is asked when a document is sealed.
 *
 * Errors: %CANDOR_ERROR_INVALID when one of the two cannot be read, when they do not belong
 * together, or when the key is not on the curve P-256.
 *
 * Returns: (transfer full) (nullable): the seal
 */
CandorSeal *
candor_seal_new_from_pem (GBytes *key_pem, GBytes *certificate_pem, GError **error)
{
  g_autoptr (CandorSeal) self = seal_new ();
  gnutls_datum_t key, certificate;
  gboolean good = TRUE;

  g_return_val_if_fail (key_pem != NULL, NULL);
  g_return_val_if_fail (certificate_pem != NULL, NULL);

  if (!candor_gnutls_load (error))
    return NULL;
  key = as_datum (key_pem);
  certificate = as_datum (certificate_pem);
  self->certificate = candor_cms_read_certificate (&certificate, GNUTLS_X509_FMT_PEM);
  if (self->certificate == NULL && candor_cms_is_private_key (certificate_pem))
    good = refuse (error,
                   N_ ("The certificate of the seal could not be read: this file is a private "
                       "key and no certificate. Nothing was sealed; use the certificate.pem "
                       "that was made with the key, and keep the key secret."));
  else if (self->certificate == NULL)
    good = refuse (error,
                   N_ ("The certificate of the seal could not be read: it is not in the format "
                       "PEM. Nothing was sealed; use the certificate.pem that was made with the "
                       "key."));
  else if (gnutls_x509_privkey_init (&self->key) != 0
           || gnutls_x509_privkey_import2 (self->key, &key, GNUTLS_X509_FMT_PEM, NULL, 0) != 0)
    good = refuse (error,
                   N_ ("The key of the seal could not be read: it is not a private key in the "
                       "format PEM, or a passphrase protects it. Nothing was sealed; use the "
                       "key.pem that was made for the clinic."));
  else if (!candor_cms_is_p256 (self->certificate))
    good = refuse (error,
                   N_ ("The certificate of the seal is of a kind that Candor does not use: its "
                       "key is not on the curve P-256. Nothing was sealed; make a new seal."));
  else if (!is_pair (self->key, self->certificate))
    good = refuse (error,
                   N_ ("The key and the certificate of the seal do not belong together. Nothing "
                       "was sealed; use the two files that were made together."));
  if (!good)
    return NULL;

  self->clinic = candor_cms_dup_name (self->certificate);
  return g_steal_pointer (&self);
}

/**
 * candor_seal_ref:
 * @self: a seal
 *
 * Returns: (transfer full): @self
 */
CandorSeal *
candor_seal_ref (CandorSeal *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * candor_seal_unref:
 * @self: (transfer full): a seal
 *
 * Wipes the key when nobody needs it any more.
 */
void
candor_seal_unref (CandorSeal *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->key, gnutls_x509_privkey_deinit);
  g_clear_pointer (&self->certificate, gnutls_x509_crt_deinit);
  g_free (self->clinic);
  g_free (self);
}

/**
 * candor_seal_get_clinic:
 * @self: a seal
 *
 * Returns: the name in its certificate, of at most 64 characters when Candor made it
 */
const char *
candor_seal_get_clinic (CandorSeal *self)
{
  return self->clinic;
}

/**
 * candor_seal_dup_fingerprint:
 * @self: a seal
 *
 * Returns: (transfer full): the SHA-256 of its certificate, for people to compare: pairs of digits
 *   with colons between them
 */
char *
candor_seal_dup_fingerprint (CandorSeal *self)
{
  g_autoptr (GBytes) der = candor_cms_export_certificate (self->certificate);

  return candor_cms_dup_fingerprint (der);
}

/**
 * candor_seal_export_key_pem:
 * @self: a seal
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the private key in PEM (PKCS #8, not encrypted). The memory
 *   is wiped with the last reference.
 */
GBytes *
candor_seal_export_key_pem (CandorSeal *self, GError **error)
{
  gnutls_datum_t *pem = g_new0 (gnutls_datum_t, 1);
  int code = gnutls_x509_privkey_export2_pkcs8 (self->key, GNUTLS_X509_FMT_PEM, NULL,
                                                GNUTLS_PKCS_PLAIN, pem);

  if (code == 0)
    return g_bytes_new_with_free_func (pem->data, pem->size, wipe, pem);
  g_free (pem);
  candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                    "The key of the seal could not be written (%s).", gnutls_strerror (code));
  return NULL;
}

/**
 * candor_seal_export_certificate_pem:
 * @self: a seal
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the certificate in PEM; it is no secret
 */
GBytes *
candor_seal_export_certificate_pem (CandorSeal *self, GError **error)
{
  gnutls_datum_t pem = { NULL, 0 };
  int code = gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_PEM, &pem);
  GBytes *bytes;

  if (code != 0)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_FAILED,
                        "The certificate of the seal could not be written (%s).",
                        gnutls_strerror (code));
      return NULL;
    }
  bytes = g_bytes_new (pem.data, pem.size);
  gnutls_free (pem.data);
  return bytes;
}
