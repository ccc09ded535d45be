/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorDayWishPage:
 *
 * In a check on the day of treatment: whether the patient still wants it today.
 */
#define CANDOR_TYPE_DAY_WISH_PAGE (candor_day_wish_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorDayWishPage, candor_day_wish_page, CANDOR, DAY_WISH_PAGE, CandorPage)

G_END_DECLS
