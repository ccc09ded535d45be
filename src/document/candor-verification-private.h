/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-verification.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A file inside a document, whose checksum is right. */
typedef struct
{
  char *name;
  char *sha256;
  gint64 size; /* in bytes */
} CandorVerifiedFile;

/* All strings are valid UTF-8 without control characters, and not longer than a line or two: they
 * come from files that anybody may have made. Only an unchanged document has any. */
struct _CandorVerification
{
  gatomicrefcount count;
  CandorSealReason reason;
  char *detail;            /* (nullable): what the system says about a file that did not open */
  GBytes *certificate;     /* (nullable): of the seal, in DER */
  char *signer;            /* (nullable): the name in the certificate */
  char *fingerprint;       /* (nullable): SHA-256 of the certificate */
  char *sealed_at;         /* (nullable): ISO 8601, by the clock of the tablet */
  char *pdf_version;       /* (nullable) */
  char *producer;          /* (nullable) */
  char *pdfa;              /* (nullable): part and conformance, "3A" */
  char *pdfua;             /* (nullable): part, "1" */
  char *visit_format;      /* (nullable): of the attached visit */
  char *procedure;         /* (nullable): the id of its procedure */
  char *procedure_version; /* (nullable) */
  GPtrArray *attachments;  /* (element-type CandorVerifiedFile) */
};

CandorVerification *candor_verification_new (CandorSealReason reason);
void candor_verification_take_certificate (CandorVerification *self, GBytes *certificate);
void candor_verification_add_attachment (CandorVerification *self,
                                         const char *name,
                                         gint64 size,
                                         const char *sha256);
void candor_verification_compare (CandorVerification *self, GBytes *certificate);

const char *candor_seal_reason_to_string (CandorSealReason reason);
JsonObject *candor_verification_to_object (const CandorVerification *self);
CandorVerification *candor_verification_from_answer (const char *json, gsize length);

G_END_DECLS
