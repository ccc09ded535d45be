/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-gnutls.h"

G_BEGIN_DECLS

#define CANDOR_CMS_DIGEST_LENGTH 32
#define CANDOR_CMS_SIGNING_CERTIFICATE "1.2.840.113549.1.9.16.2.47"

typedef struct gnutls_x509_crt_int gnutls_x509_crt_int;
typedef struct gnutls_pkcs7_int gnutls_pkcs7_int;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (gnutls_x509_crt_int, gnutls_x509_crt_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (gnutls_pkcs7_int, gnutls_pkcs7_deinit)

gnutls_x509_crt_int *candor_cms_read_certificate (const gnutls_datum_t *data,
                                                  gnutls_x509_crt_fmt_t format);
gboolean candor_cms_is_private_key (GBytes *pem);
gboolean candor_cms_is_p256 (gnutls_x509_crt_t certificate);
GBytes *candor_cms_export_certificate (gnutls_x509_crt_t certificate);
char *candor_cms_dup_name (gnutls_x509_crt_t certificate);
char *candor_cms_dup_fingerprint (GBytes *certificate);

GBytes *candor_cms_signing_certificate (GBytes *certificate);
GBytes *candor_cms_build (gnutls_x509_crt_t certificate,
                          const guint8 *digest,
                          const gnutls_datum_t *signature);
gboolean candor_cms_is_lowest (const gnutls_datum_t *signature);
gnutls_pkcs7_int *candor_cms_read (GBytes *cms);
gboolean
candor_cms_is_signed (GBytes *cms, gnutls_x509_crt_t certificate, const gnutls_datum_t *covered);

G_END_DECLS
