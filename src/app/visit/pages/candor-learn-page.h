/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorLearnPage:
 *
 * One section of the teaching text.
 */
#define CANDOR_TYPE_LEARN_PAGE (candor_learn_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorLearnPage, candor_learn_page, CANDOR, LEARN_PAGE, CandorPage)

G_END_DECLS
