/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * CandorDrawing:
 *
 * An SVG that is drawn in the size in which it is shown.
 */
#define CANDOR_TYPE_DRAWING (candor_drawing_get_type ())
G_DECLARE_FINAL_TYPE (CandorDrawing, candor_drawing, CANDOR, DRAWING, GObject)

CandorDrawing *candor_drawing_load (const char *path, GError **error);
void candor_drawing_set_scale (CandorDrawing *self, int scale);

G_END_DECLS
