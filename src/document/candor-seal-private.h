/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-gnutls.h"
#include "candor-seal.h"

G_BEGIN_DECLS

struct _CandorSeal
{
  gatomicrefcount count;
  gnutls_x509_privkey_t key;     /* (owned): GnuTLS wipes it */
  gnutls_x509_crt_t certificate; /* (owned) */
  char *clinic;                  /* (owned): the name in the certificate */
};

G_END_DECLS
