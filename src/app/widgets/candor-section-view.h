/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-procedure.h"

G_BEGIN_DECLS

/**
 * CandorSectionView:
 *
 * A section of the procedure as a patient reads it: the main message first, in a tinted box, then
 * its paragraphs, lists, boxes and effects; its pictures beside the text, or above it.
 */
#define CANDOR_TYPE_SECTION_VIEW (candor_section_view_get_type ())
G_DECLARE_FINAL_TYPE (CandorSectionView, candor_section_view, CANDOR, SECTION_VIEW, AdwBin)

GtkWidget *candor_section_view_new (CandorProcedure *procedure,
                                    const CandorSection *section,
                                    const CandorLanguage *language,
                                    gboolean with_title);

G_END_DECLS
