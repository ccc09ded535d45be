/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorCheckPage:
 *
 * One question that shows what was understood. A wrong answer shows the section again and is told
 * to the practitioner; it never blocks.
 */
#define CANDOR_TYPE_CHECK_PAGE (candor_check_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorCheckPage, candor_check_page, CANDOR, CHECK_PAGE, CandorPage)

G_END_DECLS
