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
 * CandorRegisterRecord:
 *
 * One record of an unlocked store: its form as pictures, who and when, whether its seal is whole, and
 * what can be done with it. Emits #CandorRegisterRecord::back, #CandorRegisterRecord::open-record
 * with the file of another record, #CandorRegisterRecord::day-check with the file of a consent, and
 * #CandorRegisterRecord::changed after something was filed about it.
 */
#define CANDOR_TYPE_REGISTER_RECORD (candor_register_record_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterRecord, candor_register_record, CANDOR, REGISTER_RECORD, AdwBin)

GtkWidget *candor_register_record_new (CandorRegister *records,
                                       const char *file,
                                       CandorProcedure *procedure,
                                       const CandorClinic *clinic,
                                       const CandorStationery *stationery,
                                       const CandorLanguage *language);
void candor_register_record_export (CandorRegisterRecord *self, GFile *folder);

G_END_DECLS
