/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-secret.h"

G_BEGIN_DECLS

#define CANDOR_AGE_ERROR (candor_age_error_quark ())

/**
 * CandorAgeError:
 * @CANDOR_AGE_ERROR_HEADER: this is no age file, or its header breaks the rules of the format
 * @CANDOR_AGE_ERROR_NO_MATCH: a sound file that was not encrypted to any of these keys
 * @CANDOR_AGE_ERROR_ALTERED: a key fits, but the file is not as it was made
 * @CANDOR_AGE_ERROR_KEY: a key or a recipient is not written as one
 */
typedef enum
{
  CANDOR_AGE_ERROR_HEADER,
  CANDOR_AGE_ERROR_NO_MATCH,
  CANDOR_AGE_ERROR_ALTERED,
  CANDOR_AGE_ERROR_KEY,
} CandorAgeError;

GQuark candor_age_error_quark (void);

/**
 * CANDOR_AGE_START_SIZE:
 *
 * Bytes from the start of a file that are enough for candor_age_decrypt_start () where the header
 * has no more than a dozen recipients.
 */
#define CANDOR_AGE_START_SIZE (2048 + 16 + 65536 + 16)

typedef struct _CandorAgeIdentity CandorAgeIdentity;

CandorAgeIdentity *candor_age_identity_new (void);
CandorAgeIdentity *candor_age_identity_parse (const char *text, GError **error);
GPtrArray *candor_age_identity_parse_file (const char *text, gsize length, GError **error);
CandorAgeIdentity *candor_age_identity_ref (CandorAgeIdentity *self);
void candor_age_identity_unref (CandorAgeIdentity *self);
char *candor_age_identity_dup_recipient (CandorAgeIdentity *self);
CandorSecretText *candor_age_identity_dup_secret (CandorAgeIdentity *self);

gboolean candor_age_check_recipient (const char *recipient, GError **error);
GBytes *candor_age_encrypt (const char *const *recipients, GBytes *plain, GError **error);
GBytes *candor_age_decrypt (CandorAgeIdentity *identity, GBytes *encrypted, GError **error);
GBytes *candor_age_decrypt_any (GPtrArray *identities, GBytes *encrypted, GError **error);
GBytes *candor_age_decrypt_start (CandorAgeIdentity *identity,
                                  GBytes *start,
                                  gsize file_size,
                                  GError **error);

GBytes *candor_age_remove_armor (GBytes *file, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorAgeIdentity, candor_age_identity_unref)

G_END_DECLS
