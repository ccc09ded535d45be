/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-stationery.h"
#include "core/candor-clinic.h"

G_BEGIN_DECLS

GBytes *candor_blank_form_render (CandorProcedure *procedure,
                                  const CandorClinic *clinic,
                                  const CandorStationery *stationery,
                                  const CandorLanguage *language,
                                  const CandorLanguage *clinic_language,
                                  GError **error);

G_END_DECLS
