/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-language.h"

/* In the staff half, _() looks words up in the clinic's language. It needs a self->language. */
#define _(message) candor_language_text (self->language, (message))
