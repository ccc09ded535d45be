/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-care-page.h"

G_BEGIN_DECLS

/**
 * CandorAfterPage:
 *
 * How to recover, with real dates.
 */
#define CANDOR_TYPE_AFTER_PAGE (candor_after_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorAfterPage, candor_after_page, CANDOR, AFTER_PAGE, CandorCarePage)

G_END_DECLS
