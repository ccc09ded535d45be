/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-seal-hole.h"
#include "candor-verification-private.h"
#include "candor-verify-reader.h"
#include "candor-verify.h"

G_BEGIN_DECLS

/* What the bytes of a document tell about the place of its seal. */
typedef struct
{
  CandorSealHole hole;
  GBytes *signature; /* (owned) (nullable): all bytes of the hole */
  gboolean is_open;  /* no seal that could be checked: what it is, the contents must tell */
} CandorVerifyPlace;

void candor_verify_place_clear (CandorVerifyPlace *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorVerifyPlace, candor_verify_place_clear)

gboolean candor_verify_load (GError **error);

CandorVerification *candor_verify_seal (GBytes *pdf, CandorVerifyPlace *place);

/* What a document is like inside, when nothing in its bytes looks like a seal of Candor. */
CandorSealReason candor_verify_unsealed (GBytes *pdf);

void candor_verify_contents (CandorVerification *self,
                             GBytes *pdf,
                             const CandorSealHole *hole,
                             GBytes *signature);

void candor_verify_versions (CandorVerification *self, CandorVerifyReader *reader);

GBytes *candor_verify_read_certificate (GBytes *pem, GError **error);

G_END_DECLS
