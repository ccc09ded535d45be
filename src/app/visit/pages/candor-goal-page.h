/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorGoalPage:
 *
 * What the patient hopes for, in their own words.
 */
#define CANDOR_TYPE_GOAL_PAGE (candor_goal_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorGoalPage, candor_goal_page, CANDOR, GOAL_PAGE, CandorPage)

G_END_DECLS
