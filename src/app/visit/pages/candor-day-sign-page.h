/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-sign-page.h"

G_BEGIN_DECLS

/**
 * CandorDaySignPage:
 *
 * In a check on the day of treatment: the patient signs for what they said about their health and
 * for what they want today. Who is not treated need not sign; the practitioner then writes why.
 */
#define CANDOR_TYPE_DAY_SIGN_PAGE (candor_day_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorDaySignPage, candor_day_sign_page, CANDOR, DAY_SIGN_PAGE, CandorSignPage)

G_END_DECLS
