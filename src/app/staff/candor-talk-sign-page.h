/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-page.h"

G_BEGIN_DECLS

/**
 * CandorTalkSignPage:
 *
 * The practitioner signs that they had the talk themselves.
 */
#define CANDOR_TYPE_TALK_SIGN_PAGE (candor_talk_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorTalkSignPage, candor_talk_sign_page, CANDOR, TALK_SIGN_PAGE, CandorTalkPage)

G_END_DECLS
