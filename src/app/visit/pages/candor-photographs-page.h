/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorPhotographsPage:
 *
 * Photographs are asked about apart, and may be refused.
 */
#define CANDOR_TYPE_PHOTOGRAPHS_PAGE (candor_photographs_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorPhotographsPage, candor_photographs_page, CANDOR, PHOTOGRAPHS_PAGE, CandorPage)

G_END_DECLS
