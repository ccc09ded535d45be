/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-care-page.h"

G_BEGIN_DECLS

/**
 * CandorBeforePage:
 *
 * How to prepare, with real dates.
 */
#define CANDOR_TYPE_BEFORE_PAGE (candor_before_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorBeforePage, candor_before_page, CANDOR, BEFORE_PAGE, CandorCarePage)

G_END_DECLS
