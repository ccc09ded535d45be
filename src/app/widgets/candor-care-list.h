/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-schedule.h"

G_BEGIN_DECLS

/**
 * CandorCareList:
 *
 * What to do before or after the treatment, under real dates: steps of the same days together.
 */
#define CANDOR_TYPE_CARE_LIST (candor_care_list_get_type ())
G_DECLARE_FINAL_TYPE (CandorCareList, candor_care_list, CANDOR, CARE_LIST, AdwBin)

GtkWidget *candor_care_list_new (CandorProcedure *procedure,
                                 CandorCarePhase phase,
                                 const char *treatment,
                                 const CandorLanguage *language,
                                 gboolean with_reasons);

G_END_DECLS
