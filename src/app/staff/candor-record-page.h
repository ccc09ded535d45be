/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-staff-page.h"
#include "candor-visit-row.h"
#include "core/candor-procedure.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

GtkWidget *candor_record_page_new (const CandorVisitSummary *summary,
                                   CandorProcedure *procedure,
                                   const CandorStationery *stationery,
                                   const CandorLanguage *language,
                                   const char *data_folder);

G_END_DECLS
