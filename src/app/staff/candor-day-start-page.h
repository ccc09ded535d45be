/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-clinic.h"
#include "records/candor-register.h"

G_BEGIN_DECLS

/**
 * CandorDayStartPage:
 *
 * The staff's part of a check on the day of treatment: which session it is, what is treated and who
 * treats. Emits #CandorDayStartPage::hand-over with the check when the patient may have the tablet,
 * and #CandorDayStartPage::back.
 */
#define CANDOR_TYPE_DAY_START_PAGE (candor_day_start_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorDayStartPage, candor_day_start_page, CANDOR, DAY_START_PAGE, AdwBin)

GtkWidget *candor_day_start_page_new (CandorRegister *records,
                                      const char *file,
                                      CandorProcedure *procedure,
                                      const CandorClinic *clinic,
                                      const CandorLanguage *language);

G_END_DECLS
