/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-page.h"

G_BEGIN_DECLS

/**
 * CandorTalkQuestionsPage:
 *
 * What the patient asked, each with the practitioner’s reply.
 */
#define CANDOR_TYPE_TALK_QUESTIONS_PAGE (candor_talk_questions_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorTalkQuestionsPage,
                      candor_talk_questions_page,
                      CANDOR,
                      TALK_QUESTIONS_PAGE,
                      CandorTalkPage)

G_END_DECLS
