/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-staff-page.h"
#include "core/candor-clinic.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

GtkWidget *candor_check_file_page_new (const CandorStationery *stationery,
                                       const CandorLanguage *language);
GtkWidget *candor_blank_form_page_new (CandorProcedure *procedure,
                                       const CandorClinic *clinic,
                                       const CandorStationery *stationery,
                                       const CandorLanguage *language,
                                       const char *data_folder);

G_END_DECLS
