/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorColumnsLayout:
 *
 * Lays out the fields of a form: two in a row where there is room for both, else one under the
 * other. A child that is not visible takes no room.
 */
#define CANDOR_TYPE_COLUMNS_LAYOUT (candor_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorColumnsLayout, candor_columns_layout, CANDOR, COLUMNS_LAYOUT, GtkLayoutManager)

G_END_DECLS
