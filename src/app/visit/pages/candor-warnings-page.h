/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorWarningsPage:
 *
 * When to call for help after the treatment, and whom.
 */
#define CANDOR_TYPE_WARNINGS_PAGE (candor_warnings_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorWarningsPage, candor_warnings_page, CANDOR, WARNINGS_PAGE, CandorPage)

G_END_DECLS
