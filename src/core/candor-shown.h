/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-language.h"

G_BEGIN_DECLS

char *candor_shown_time (guint seconds, const CandorLanguage *language);

G_END_DECLS
