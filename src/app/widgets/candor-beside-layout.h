/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorBesideLayout:
 *
 * Lays out three children: what has to be read first, the text, and the pictures that belong to it.
 * Where there is room the pictures stand beside the text; otherwise between the lead and the text.
 * A child that is not visible takes no room.
 */
#define CANDOR_TYPE_BESIDE_LAYOUT (candor_beside_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorBesideLayout, candor_beside_layout, CANDOR, BESIDE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *candor_beside_layout_new (void);

G_END_DECLS
