/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-page.h"

/* In the talk, _() looks words up in the clinic's language. It needs a variable named self. */
#define _(message) candor_talk_page_text (CANDOR_TALK_PAGE (self), (message))
