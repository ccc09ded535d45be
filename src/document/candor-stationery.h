/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-logo.h"
#include "candor-seal.h"
#include "core/candor-clinic.h"

G_BEGIN_DECLS

/* What a clinic makes its papers with. All zeros is A4 without a logo and without a seal. */
typedef struct
{
  CandorPaper paper;
  CandorLogo *logo; /* (owned) (nullable) */
  CandorSeal *seal; /* (owned) (nullable): for what is filed, and for nothing else */
} CandorStationery;

gboolean
candor_stationery_load (CandorStationery *self, const CandorClinic *clinic, GError **error);
void candor_stationery_assign (CandorStationery *self, const CandorStationery *from);
void candor_stationery_clear (CandorStationery *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorStationery, candor_stationery_clear)

G_END_DECLS
