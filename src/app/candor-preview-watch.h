/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-window.h"

G_BEGIN_DECLS

void candor_preview_watch (CandorWindow *window);

G_END_DECLS
