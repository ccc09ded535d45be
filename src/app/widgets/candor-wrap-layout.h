/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorWrapLayout:
 *
 * Lays out children one after the other as words of a text: what does not fit into the line begins
 * the next one. A child that wants to expand gets the rest of its line.
 */
#define CANDOR_TYPE_WRAP_LAYOUT (candor_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (CandorWrapLayout, candor_wrap_layout, CANDOR, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
