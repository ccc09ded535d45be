/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-ink.h"

G_BEGIN_DECLS

/**
 * CandorInkSheet:
 *
 * Ink that was drawn once and is kept as images, so that a long signature costs no more than a short
 * one. The sheet is a mosaic: a new point touches one small image, and the screen paints anew only
 * what lies under that.
 */
typedef struct _CandorInkSheet CandorInkSheet;

CandorInkSheet *candor_ink_sheet_new (void);
void candor_ink_sheet_free (CandorInkSheet *self);

gboolean
candor_ink_sheet_resize (CandorInkSheet *self, int width, int height, int scale, double zoom);
gboolean candor_ink_sheet_set_color (CandorInkSheet *self, const GdkRGBA *color);
void candor_ink_sheet_clear (CandorInkSheet *self);

void candor_ink_sheet_begin (CandorInkSheet *self, CandorDevice device);
void candor_ink_sheet_add (CandorInkSheet *self, const CandorPoint *point);
void candor_ink_sheet_end (CandorInkSheet *self);
void candor_ink_sheet_add_stroke (CandorInkSheet *self, const CandorStroke *stroke);

void candor_ink_sheet_snapshot (CandorInkSheet *self, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorInkSheet, candor_ink_sheet_free)

G_END_DECLS
