/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorPanesLayout:
 *
 * Lays out two panes: side by side where there is room for both, with two fifths of the width for
 * the first; else one under the other, each as high as what is in it.
 */
#define CANDOR_TYPE_PANES_LAYOUT (candor_panes_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorPanesLayout, candor_panes_layout, CANDOR, PANES_LAYOUT, GtkLayoutManager)

G_END_DECLS
