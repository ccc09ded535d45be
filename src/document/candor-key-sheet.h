/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-language.h"
#include "core/candor-paper.h"

G_BEGIN_DECLS

GBytes *candor_key_sheet_render (const char *clinic,
                                 const char *start,
                                 const char *const *groups,
                                 CandorPaper paper,
                                 const CandorLanguage *language,
                                 GError **error);

G_END_DECLS
