/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-session.h"
#include "core/candor-day-check.h"

G_BEGIN_DECLS

gboolean candor_day_consent_is_withdrawn (CandorSession *session, CandorDayCheck *check);

G_END_DECLS
