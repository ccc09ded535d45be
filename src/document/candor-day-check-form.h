/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-consent-form.h"
#include "core/candor-day-check.h"

G_BEGIN_DECLS

GBytes *candor_day_check_render (CandorProcedure *procedure,
                                 CandorDayCheck *check,
                                 const CandorStationery *stationery,
                                 const CandorSealing *sealing,
                                 GError **error);

G_END_DECLS
