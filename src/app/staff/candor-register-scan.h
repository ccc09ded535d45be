/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-clinic.h"
#include "document/candor-stationery.h"
#include "records/candor-register.h"

G_BEGIN_DECLS

/**
 * CandorRegisterScan:
 *
 * Files the scan of a form that was signed on paper. Emits #CandorRegisterScan::back, and
 * #CandorRegisterScan::filed with the file of the new record.
 */
#define CANDOR_TYPE_REGISTER_SCAN (candor_register_scan_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterScan, candor_register_scan, CANDOR, REGISTER_SCAN, AdwBin)

GtkWidget *candor_register_scan_new (CandorRegister *records,
                                     CandorProcedure *procedure,
                                     const CandorClinic *clinic,
                                     const CandorStationery *stationery,
                                     const CandorLanguage *language);
void candor_register_scan_choose (CandorRegisterScan *self, GFile *file);

G_END_DECLS
