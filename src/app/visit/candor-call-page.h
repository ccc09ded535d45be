/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorCallPage:
 *
 * What the patient holds up when they want help. It covers the visit until somebody comes; Back
 * and flow.resume lead on, flow.leave is for staff.
 */
#define CANDOR_TYPE_CALL_PAGE (candor_call_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorCallPage, candor_call_page, CANDOR, CALL_PAGE, AdwBin)

GtkWidget *candor_call_page_new (const char *phone,
                                 const CandorLanguage *language,
                                 const CandorLanguage *staff_language);

G_END_DECLS
