/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "document/candor-stationery.h"
#include "document/candor-verification.h"

G_BEGIN_DECLS

/**
 * CandorSealCheck:
 *
 * Checks the seal of a file in a process of its own, and says in words what came of it. Emits
 * #CandorSealCheck::checked.
 */
#define CANDOR_TYPE_SEAL_CHECK (candor_seal_check_get_type ())
G_DECLARE_FINAL_TYPE (CandorSealCheck, candor_seal_check, CANDOR, SEAL_CHECK, AdwBin)

GtkWidget *candor_seal_check_new (const CandorLanguage *language,
                                  const CandorStationery *stationery);
void candor_seal_check_start (CandorSealCheck *self, const char *path);
void candor_seal_check_start_bytes (CandorSealCheck *self, GBytes *pdf);
gboolean candor_seal_check_is_readable (CandorSealCheck *self);

G_END_DECLS
