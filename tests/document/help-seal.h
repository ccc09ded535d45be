/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "document/candor-seal.h"

G_BEGIN_DECLS

/* What goes wrong in a prepared document on purpose. */
typedef enum
{
  HELP_PDF_GOOD,
  HELP_PDF_NO_SEAL,        /* no signature field at all */
  HELP_PDF_TWO_SEALS,      /* two fields with a place for a signature each */
  HELP_PDF_SECOND_FIELD,   /* a text field beside the signature */
  HELP_PDF_OTHER_FORMAT,   /* /SubFilter adbe.pkcs7.detached */
  HELP_PDF_NO_FIELD,       /* the signature hangs on no field */
  HELP_PDF_WRONG_CHECKSUM, /* an attachment whose MD5 is another one's */
  HELP_PDF_WRONG_SIZE,     /* an attachment of another size than it says */
  HELP_PDF_PLAIN,          /* good, but nothing in it is compressed */
} HelpPdf;

#define HELP_CLINIC "Lakeside Skin Clinic"

CandorSeal *help_seal (const char *clinic);
GBytes *help_certificate (CandorSeal *seal);
GBytes *help_prepared (HelpPdf kind);
GBytes *help_sealed (CandorSeal *seal, HelpPdf kind);
void help_find_hole (GBytes *pdf, gsize *start, gsize *end);
char *help_write_temporary (GBytes *bytes, const char *name);
void help_remove_temporary (const char *path);

G_END_DECLS
