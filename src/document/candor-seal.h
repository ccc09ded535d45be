/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Room for the signature in a prepared document, in bytes of DER; in the file it takes two
 * hexadecimal digits for each. The name of the clinic stands in it six times, so that the longest
 * name, 64 characters of four bytes each, still fits. */
#define CANDOR_SEAL_ROOM 3072

/* How a prepared document writes the range that is not known yet: zero, where the hole begins, where
 * it ends, and how much comes after it. */
#define CANDOR_SEAL_BYTE_RANGE "[ 0 9999999999 9999999999 9999999999 ]"

/* How long a certificate that Candor makes can be used for sealing. */
#define CANDOR_SEAL_YEARS 10

/**
 * CandorSeal:
 *
 * The key and the certificate that a clinic seals its documents with. Immutable, and may be used
 * from any thread.
 */
typedef struct _CandorSeal CandorSeal;

#define CANDOR_TYPE_SEAL (candor_seal_get_type ())

GType candor_seal_get_type (void);

CandorSeal *candor_seal_new_self_signed (const char *clinic, GDateTime *from, GError **error);
CandorSeal *candor_seal_new_from_pem (GBytes *key_pem, GBytes *certificate_pem, GError **error);
CandorSeal *candor_seal_load (const char *key_path, const char *certificate_path, GError **error);
GBytes *candor_seal_read_pem (const char *path, GError **error);
CandorSeal *candor_seal_ref (CandorSeal *self);
void candor_seal_unref (CandorSeal *self);

const char *candor_seal_get_clinic (CandorSeal *self);
char *candor_seal_dup_fingerprint (CandorSeal *self);
GBytes *candor_seal_export_key_pem (CandorSeal *self, GError **error);
GBytes *candor_seal_export_certificate_pem (CandorSeal *self, GError **error);

GBytes *candor_seal_apply (CandorSeal *self, GBytes *prepared, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorSeal, candor_seal_unref)

G_END_DECLS
