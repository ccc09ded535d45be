/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorHealthPage:
 *
 * One group of health questions; what an answer means stands right under it.
 */
#define CANDOR_TYPE_HEALTH_PAGE (candor_health_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorHealthPage, candor_health_page, CANDOR, HEALTH_PAGE, CandorPage)

G_END_DECLS
