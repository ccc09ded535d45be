/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-logo.h"
#include "core/candor-paper.h"

G_BEGIN_DECLS

/* What a clinic prints on. All zeros is A4 without a logo. */
typedef struct
{
  CandorPaper paper;
  CandorLogo *logo; /* (nullable) */
} CandorStationery;

G_END_DECLS
