/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-stationery.h"
#include "core/candor-visit.h"

G_BEGIN_DECLS

/* How a care sheet came out. */
typedef struct
{
  double body;   /* the size of its text, points */
  guint n_pages; /* 2, unless not even small type was enough */
} CandorCareSheetFit;

/* Large type, and the least that the sheet is set in. */
#define CANDOR_CARE_SHEET_BODY 16.0
#define CANDOR_CARE_SHEET_LEAST_BODY 12.0

GBytes *candor_care_sheet_render_on (CandorProcedure *procedure,
                                     CandorVisit *visit,
                                     const CandorStationery *stationery,
                                     CandorCareSheetFit *fit,
                                     GError **error);

G_END_DECLS
