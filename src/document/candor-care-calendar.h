/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-visit.h"

G_BEGIN_DECLS

char *candor_care_calendar_new (CandorProcedure *procedure,
                                CandorVisit *visit,
                                const CandorLanguage *language,
                                GError **error);
const char *candor_care_calendar_entry (const CandorLanguage *language);

G_END_DECLS
