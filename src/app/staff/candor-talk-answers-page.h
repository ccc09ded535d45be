/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-page.h"

G_BEGIN_DECLS

/**
 * CandorTalkAnswersPage:
 *
 * The answers that stand in the way, each with what was said; those that ask for it are settled
 * here with a decision and a reason. The date of treatment can be moved; a stop cannot.
 */
#define CANDOR_TYPE_TALK_ANSWERS_PAGE (candor_talk_answers_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorTalkAnswersPage, candor_talk_answers_page, CANDOR, TALK_ANSWERS_PAGE, CandorTalkPage)

G_END_DECLS
