/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "records/candor-register.h"

G_BEGIN_DECLS

/**
 * CandorRegisterLog:
 *
 * All that ever happened in a store, in words, the newest first, and whether its chain is whole. Emits
 * #CandorRegisterLog::back, and #CandorRegisterLog::open-record with a file.
 */
#define CANDOR_TYPE_REGISTER_LOG (candor_register_log_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterLog, candor_register_log, CANDOR, REGISTER_LOG, AdwBin)

GtkWidget *candor_register_log_new (CandorRegister *records, const CandorLanguage *language);
void candor_register_log_reload (CandorRegisterLog *self);

G_END_DECLS
