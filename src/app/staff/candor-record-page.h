/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-staff-page.h"
#include "app/session/candor-session.h"
#include "candor-visit-row.h"
#include "core/candor-procedure.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

GtkWidget *candor_record_page_new (const CandorVisitSummary *summary,
                                   CandorSession *session,
                                   CandorProcedure *procedure,
                                   const CandorStationery *stationery,
                                   const CandorLanguage *language);

G_END_DECLS
