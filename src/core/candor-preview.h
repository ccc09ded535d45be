/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-language.h"

G_BEGIN_DECLS

const char *candor_preview_path (void);
CandorLanguage *candor_preview_get (void);
gboolean candor_preview_reload (GError **error);

G_END_DECLS
