/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <pango/pango.h>

#include "core/candor-language-use.h"

G_BEGIN_DECLS

void candor_paper_fonts_find_alone (void);
PangoFontMap *candor_paper_fonts_new_map (void);
gboolean candor_paper_fonts_have (const CandorLanguage *language);
GPtrArray *candor_paper_fonts_list_languages (CandorProcedure *procedure);

G_END_DECLS
