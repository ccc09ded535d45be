/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * GnuTLS, under its own names, for what seals and checks. Nothing of it may be called before
 * candor_gnutls_load () has said that it is there.
 */
#pragma once

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/pkcs7.h>
#include <gnutls/x509.h>

#include "core/candor-late.h"

G_BEGIN_DECLS

#define CANDOR_GNUTLS_FUNCTIONS(F)                                                                 \
  F (gnutls_check_version)                                                                         \
  F (gnutls_decode_rs_value)                                                                       \
  F (gnutls_encode_rs_value)                                                                       \
  F (gnutls_free)                                                                                  \
  F (gnutls_hash_fast)                                                                             \
  F (gnutls_memset)                                                                                \
  F (gnutls_pkcs7_add_attr)                                                                        \
  F (gnutls_pkcs7_attrs_deinit)                                                                    \
  F (gnutls_pkcs7_deinit)                                                                          \
  F (gnutls_pkcs7_get_crl_count)                                                                   \
  F (gnutls_pkcs7_get_crt_count)                                                                   \
  F (gnutls_pkcs7_get_crt_raw2)                                                                    \
  F (gnutls_pkcs7_get_signature_count)                                                             \
  F (gnutls_pkcs7_get_signature_info)                                                              \
  F (gnutls_pkcs7_import)                                                                          \
  F (gnutls_pkcs7_init)                                                                            \
  F (gnutls_pkcs7_sign)                                                                            \
  F (gnutls_pkcs7_signature_info_deinit)                                                           \
  F (gnutls_pkcs7_verify_direct)                                                                   \
  F (gnutls_privkey_deinit)                                                                        \
  F (gnutls_privkey_import_x509)                                                                   \
  F (gnutls_privkey_init)                                                                          \
  F (gnutls_rnd)                                                                                   \
  F (gnutls_strerror)                                                                              \
  F (gnutls_x509_crt_deinit)                                                                       \
  F (gnutls_x509_crt_export2)                                                                      \
  F (gnutls_x509_crt_get_activation_time)                                                          \
  F (gnutls_x509_crt_get_expiration_time)                                                          \
  F (gnutls_x509_crt_get_key_id)                                                                   \
  F (gnutls_x509_crt_get_pk_algorithm)                                                             \
  F (gnutls_x509_crt_get_pk_ecc_raw)                                                               \
  F (gnutls_x509_crt_get_raw_issuer_dn)                                                            \
  F (gnutls_x509_crt_get_serial)                                                                   \
  F (gnutls_x509_crt_get_subject)                                                                  \
  F (gnutls_x509_crt_import)                                                                       \
  F (gnutls_x509_crt_init)                                                                         \
  F (gnutls_x509_crt_set_activation_time)                                                          \
  F (gnutls_x509_crt_set_basic_constraints)                                                        \
  F (gnutls_x509_crt_set_dn_by_oid)                                                                \
  F (gnutls_x509_crt_set_expiration_time)                                                          \
  F (gnutls_x509_crt_set_key)                                                                      \
  F (gnutls_x509_crt_set_key_usage)                                                                \
  F (gnutls_x509_crt_set_serial)                                                                   \
  F (gnutls_x509_crt_set_subject_key_id)                                                           \
  F (gnutls_x509_crt_set_version)                                                                  \
  F (gnutls_x509_crt_sign2)                                                                        \
  F (gnutls_x509_dn_get_rdn_ava)                                                                   \
  F (gnutls_x509_privkey_deinit)                                                                   \
  F (gnutls_x509_privkey_export2_pkcs8)                                                            \
  F (gnutls_x509_privkey_generate)                                                                 \
  F (gnutls_x509_privkey_get_key_id)                                                               \
  F (gnutls_x509_privkey_import2)                                                                  \
  F (gnutls_x509_privkey_init)

CANDOR_DECLARE_LATE (CandorGnutls, candor_gnutls, candor_gnutls_load, CANDOR_GNUTLS_FUNCTIONS)

#define gnutls_check_version (*candor_gnutls.gnutls_check_version)
#define gnutls_decode_rs_value (*candor_gnutls.gnutls_decode_rs_value)
#define gnutls_encode_rs_value (*candor_gnutls.gnutls_encode_rs_value)
#define gnutls_free (*candor_gnutls.gnutls_free)
#define gnutls_hash_fast (*candor_gnutls.gnutls_hash_fast)
#define gnutls_memset (*candor_gnutls.gnutls_memset)
#define gnutls_pkcs7_add_attr (*candor_gnutls.gnutls_pkcs7_add_attr)
#define gnutls_pkcs7_attrs_deinit (*candor_gnutls.gnutls_pkcs7_attrs_deinit)
#define gnutls_pkcs7_deinit (*candor_gnutls.gnutls_pkcs7_deinit)
#define gnutls_pkcs7_get_crl_count (*candor_gnutls.gnutls_pkcs7_get_crl_count)
#define gnutls_pkcs7_get_crt_count (*candor_gnutls.gnutls_pkcs7_get_crt_count)
#define gnutls_pkcs7_get_crt_raw2 (*candor_gnutls.gnutls_pkcs7_get_crt_raw2)
#define gnutls_pkcs7_get_signature_count (*candor_gnutls.gnutls_pkcs7_get_signature_count)
#define gnutls_pkcs7_get_signature_info (*candor_gnutls.gnutls_pkcs7_get_signature_info)
#define gnutls_pkcs7_import (*candor_gnutls.gnutls_pkcs7_import)
#define gnutls_pkcs7_init (*candor_gnutls.gnutls_pkcs7_init)
#define gnutls_pkcs7_sign (*candor_gnutls.gnutls_pkcs7_sign)
#define gnutls_pkcs7_signature_info_deinit (*candor_gnutls.gnutls_pkcs7_signature_info_deinit)
#define gnutls_pkcs7_verify_direct (*candor_gnutls.gnutls_pkcs7_verify_direct)
#define gnutls_privkey_deinit (*candor_gnutls.gnutls_privkey_deinit)
#define gnutls_privkey_import_x509 (*candor_gnutls.gnutls_privkey_import_x509)
#define gnutls_privkey_init (*candor_gnutls.gnutls_privkey_init)
#define gnutls_rnd (*candor_gnutls.gnutls_rnd)
#define gnutls_strerror (*candor_gnutls.gnutls_strerror)
#define gnutls_x509_crt_deinit (*candor_gnutls.gnutls_x509_crt_deinit)
#define gnutls_x509_crt_export2 (*candor_gnutls.gnutls_x509_crt_export2)
#define gnutls_x509_crt_get_activation_time (*candor_gnutls.gnutls_x509_crt_get_activation_time)
#define gnutls_x509_crt_get_expiration_time (*candor_gnutls.gnutls_x509_crt_get_expiration_time)
#define gnutls_x509_crt_get_key_id (*candor_gnutls.gnutls_x509_crt_get_key_id)
#define gnutls_x509_crt_get_pk_algorithm (*candor_gnutls.gnutls_x509_crt_get_pk_algorithm)
#define gnutls_x509_crt_get_pk_ecc_raw (*candor_gnutls.gnutls_x509_crt_get_pk_ecc_raw)
#define gnutls_x509_crt_get_raw_issuer_dn (*candor_gnutls.gnutls_x509_crt_get_raw_issuer_dn)
#define gnutls_x509_crt_get_serial (*candor_gnutls.gnutls_x509_crt_get_serial)
#define gnutls_x509_crt_get_subject (*candor_gnutls.gnutls_x509_crt_get_subject)
#define gnutls_x509_crt_import (*candor_gnutls.gnutls_x509_crt_import)
#define gnutls_x509_crt_init (*candor_gnutls.gnutls_x509_crt_init)
#define gnutls_x509_crt_set_activation_time (*candor_gnutls.gnutls_x509_crt_set_activation_time)
#define gnutls_x509_crt_set_basic_constraints (*candor_gnutls.gnutls_x509_crt_set_basic_constraints)
#define gnutls_x509_crt_set_dn_by_oid (*candor_gnutls.gnutls_x509_crt_set_dn_by_oid)
#define gnutls_x509_crt_set_expiration_time (*candor_gnutls.gnutls_x509_crt_set_expiration_time)
#define gnutls_x509_crt_set_key (*candor_gnutls.gnutls_x509_crt_set_key)
#define gnutls_x509_crt_set_key_usage (*candor_gnutls.gnutls_x509_crt_set_key_usage)
#define gnutls_x509_crt_set_serial (*candor_gnutls.gnutls_x509_crt_set_serial)
#define gnutls_x509_crt_set_subject_key_id (*candor_gnutls.gnutls_x509_crt_set_subject_key_id)
#define gnutls_x509_crt_set_version (*candor_gnutls.gnutls_x509_crt_set_version)
#define gnutls_x509_crt_sign2 (*candor_gnutls.gnutls_x509_crt_sign2)
#define gnutls_x509_dn_get_rdn_ava (*candor_gnutls.gnutls_x509_dn_get_rdn_ava)
#define gnutls_x509_privkey_deinit (*candor_gnutls.gnutls_x509_privkey_deinit)
#define gnutls_x509_privkey_export2_pkcs8 (*candor_gnutls.gnutls_x509_privkey_export2_pkcs8)
#define gnutls_x509_privkey_generate (*candor_gnutls.gnutls_x509_privkey_generate)
#define gnutls_x509_privkey_get_key_id (*candor_gnutls.gnutls_x509_privkey_get_key_id)
#define gnutls_x509_privkey_import2 (*candor_gnutls.gnutls_x509_privkey_import2)
#define gnutls_x509_privkey_init (*candor_gnutls.gnutls_x509_privkey_init)

G_END_DECLS
