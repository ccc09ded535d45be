/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorDecisionPage:
 *
 * Agree, not now, no: of the same size, none chosen beforehand.
 */
#define CANDOR_TYPE_DECISION_PAGE (candor_decision_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorDecisionPage, candor_decision_page, CANDOR, DECISION_PAGE, CandorPage)

G_END_DECLS
