/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

void candor_paper_fonts_find_alone (void);
PangoFontMap *candor_paper_fonts_new_map (void);

G_END_DECLS
