/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorStatementsPage:
 *
 * What an agreement says, one sentence at a time.
 */
#define CANDOR_TYPE_STATEMENTS_PAGE (candor_statements_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorStatementsPage, candor_statements_page, CANDOR, STATEMENTS_PAGE, CandorPage)

G_END_DECLS
