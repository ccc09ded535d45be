/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-page.h"

G_BEGIN_DECLS

/**
 * CandorTalkUnderstandingPage:
 *
 * What the patient got wrong at first in the check, and what was said about it in the talk.
 */
#define CANDOR_TYPE_TALK_UNDERSTANDING_PAGE (candor_talk_understanding_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorTalkUnderstandingPage,
                      candor_talk_understanding_page,
                      CANDOR,
                      TALK_UNDERSTANDING_PAGE,
                      CandorTalkPage)

G_END_DECLS
