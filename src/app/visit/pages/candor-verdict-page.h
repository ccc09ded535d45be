/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorVerdictPage:
 *
 * What the answers mean, in plain words, and what happens next.
 */
#define CANDOR_TYPE_VERDICT_PAGE (candor_verdict_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorVerdictPage, candor_verdict_page, CANDOR, VERDICT_PAGE, CandorPage)

G_END_DECLS
