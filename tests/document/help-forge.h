/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "help-seal.h"

G_BEGIN_DECLS

/* What a signature says otherwise than a seal of Candor, made with the very same key. */
typedef enum
{
  HELP_CMS_GOOD,
  HELP_CMS_TIME,             /* with the attribute signing-time */
  HELP_CMS_UNSIGNED,         /* with an unsigned attribute */
  HELP_CMS_NO_CERTIFICATE,   /* without the certificate */
  HELP_CMS_NO_ATTRIBUTE,     /* without signing-certificate-v2 */
  HELP_CMS_OTHER_ATTRIBUTE,  /* signing-certificate-v2 of another certificate */
  HELP_CMS_TWO_CERTIFICATES, /* with a second certificate */
  HELP_CMS_EMBEDDED,         /* with what is signed within it */
  HELP_CMS_TWO_SIGNERS,      /* signed twice */
  HELP_CMS_SHA512,           /* with another hash */
} HelpCms;

/* Where the range of a signature leads. All in bytes from the beginning of the file. */
typedef struct
{
  gsize range; /* its bracket "[" */
  gsize start; /* the bracket "<" */
  gsize end;   /* behind the bracket ">" */
  gsize rest;
} HelpHole;

HelpHole help_find_place (GBytes *pdf);
GBytes *help_set_range (GBytes *pdf, const HelpHole *hole, const char *range);
GBytes *help_set_hole (GBytes *pdf, const HelpHole *hole, GBytes *cms);
GBytes *help_get_cms (GBytes *pdf, const HelpHole *hole);
GBytes *help_sign (CandorSeal *seal, GBytes *pdf, const HelpHole *hole, HelpCms kind);
GBytes *help_forge (CandorSeal *seal, GBytes *pdf, const HelpHole *hole, HelpCms kind);
GBytes *help_replace (GBytes *pdf, gsize at, gsize length, const char *text, gsize text_length);

G_END_DECLS
