/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-page.h"

G_BEGIN_DECLS

/**
 * CandorTalkCapacityPage:
 *
 * The risks particular to this patient, and whether the patient can decide today.
 */
#define CANDOR_TYPE_TALK_CAPACITY_PAGE (candor_talk_capacity_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorTalkCapacityPage, candor_talk_capacity_page, CANDOR, TALK_CAPACITY_PAGE, CandorTalkPage)

G_END_DECLS
