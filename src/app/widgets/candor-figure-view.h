/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-procedure.h"

G_BEGIN_DECLS

/**
 * CandorFigureView:
 *
 * A picture of the procedure with its caption and its numbered legend.
 */
#define CANDOR_TYPE_FIGURE_VIEW (candor_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (CandorFigureView, candor_figure_view, CANDOR, FIGURE_VIEW, AdwBin)

GtkWidget *candor_figure_view_new (CandorProcedure *procedure,
                                   const CandorFigure *figure,
                                   const CandorLanguage *language);

G_END_DECLS
