/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorPairLayout:
 *
 * Lays out two children side by side: something small, and words that wrap in what it leaves. A box
 * sets such words at their least width first, and a grid says that they always need that height.
 */
#define CANDOR_TYPE_PAIR_LAYOUT (candor_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (CandorPairLayout, candor_pair_layout, CANDOR, PAIR_LAYOUT, GtkLayoutManager)

GtkLayoutManager *candor_pair_layout_new (int space);

G_END_DECLS
