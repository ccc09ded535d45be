/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-clinic.h"
#include "records/candor-register.h"

G_BEGIN_DECLS

/**
 * CandorRegisterSettings:
 *
 * A passphrase of one's own; and for administrators who may unlock, how long records are kept, and
 * which texts are approved. Emits #CandorRegisterSettings::back, and #CandorRegisterSettings::changed
 * after records have expired.
 */
#define CANDOR_TYPE_REGISTER_SETTINGS (candor_register_settings_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorRegisterSettings, candor_register_settings, CANDOR, REGISTER_SETTINGS, AdwBin)

GtkWidget *candor_register_settings_new (CandorRegister *records,
                                         CandorProcedure *procedure,
                                         const CandorClinic *clinic,
                                         CandorKeyCost cost,
                                         const CandorLanguage *language);

G_END_DECLS
