/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/* What verifying a file comes to. */
typedef enum
{
  CANDOR_SEAL_VALID,          /* unchanged, and sealed by the certificate to compare with */
  CANDOR_SEAL_UNKNOWN_SIGNER, /* unchanged, but who sealed it is not proved: by another, compared
                               * with none, or at a time at which that certificate may not */
  CANDOR_SEAL_NOT_SEALED,
  CANDOR_SEAL_ALTERED,
  CANDOR_SEAL_UNREADABLE,
} CandorSealVerdict;

/* Why. Each belongs to one verdict. */
typedef enum
{
  CANDOR_SEAL_REASON_CERTIFICATE,       /* valid */
  CANDOR_SEAL_REASON_NO_CERTIFICATE,    /* unknown signer: there was none to compare with */
  CANDOR_SEAL_REASON_OTHER_CERTIFICATE, /* unknown signer: it is not the one to compare with */
  CANDOR_SEAL_REASON_TIME,              /* unknown signer: it is, but not in its years */
  CANDOR_SEAL_REASON_NO_SEAL,           /* not sealed */
  CANDOR_SEAL_REASON_CONTENT,           /* altered: the bytes that the seal covers */
  CANDOR_SEAL_REASON_SEAL,              /* altered: the seal itself, or not one of Candor */
  CANDOR_SEAL_REASON_ADDED,             /* altered: bytes behind what the seal covers */
  CANDOR_SEAL_REASON_CUT,               /* altered: the end is missing */
  CANDOR_SEAL_REASON_SEVERAL,           /* altered: more than one signature */
  CANDOR_SEAL_REASON_ATTACHMENT,        /* altered: an attachment does not match its checksum */
  CANDOR_SEAL_REASON_DAMAGED,           /* unreadable: no PDF */
  CANDOR_SEAL_REASON_CANNOT_OPEN,       /* unreadable: the system refused */
  CANDOR_SEAL_REASON_NOT_A_FILE,        /* unreadable: a folder, a pipe or a device */
  CANDOR_SEAL_REASON_TOO_LARGE,         /* unreadable: larger than any document of Candor */
  CANDOR_SEAL_REASON_CRASHED,           /* unreadable: the check broke off */
  CANDOR_SEAL_REASON_TOO_LONG,          /* unreadable: the check took too long */
  CANDOR_SEAL_N_REASONS,
} CandorSealReason;

/**
 * CandorVerification:
 *
 * What was found out about one file. Immutable, and may be used from any thread.
 */
typedef struct _CandorVerification CandorVerification;

#define CANDOR_TYPE_VERIFICATION (candor_verification_get_type ())

GType candor_verification_get_type (void);

CandorVerification *candor_verification_ref (CandorVerification *self);
void candor_verification_unref (CandorVerification *self);

CandorSealVerdict candor_verification_get_verdict (const CandorVerification *self);
CandorSealReason candor_verification_get_reason (const CandorVerification *self);
const char *candor_verification_get_signer (const CandorVerification *self);
const char *candor_verification_get_fingerprint (const CandorVerification *self);
const char *candor_verification_get_sealed_at (const CandorVerification *self);

const char *candor_seal_verdict_to_string (CandorSealVerdict verdict);
char *candor_verification_dup_sentence (const CandorVerification *self,
                                        const CandorLanguage *language);
char *candor_verification_to_json (const CandorVerification *self,
                                   const char *file,
                                   const CandorLanguage *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorVerification, candor_verification_unref)

G_END_DECLS
