/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorTakeHomePage:
 *
 * What the patient takes home, and the end.
 */
#define CANDOR_TYPE_TAKE_HOME_PAGE (candor_take_home_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorTakeHomePage, candor_take_home_page, CANDOR, TAKE_HOME_PAGE, CandorPage)

G_END_DECLS
