/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <cairo.h>

#include "core/candor-ink.h"

G_BEGIN_DECLS

/**
 * CandorInkSheet:
 *
 * Ink that was drawn once and is kept as an image, so that a long signature costs no more than a
 * short one. The image holds only how much ink there is; its colour is chosen when it is painted.
 */
typedef struct _CandorInkSheet CandorInkSheet;

CandorInkSheet *candor_ink_sheet_new (void);
void candor_ink_sheet_free (CandorInkSheet *self);

gboolean
candor_ink_sheet_resize (CandorInkSheet *self, int width, int height, int scale, double zoom);
void candor_ink_sheet_clear (CandorInkSheet *self);

void candor_ink_sheet_begin (CandorInkSheet *self, CandorDevice device);
void candor_ink_sheet_add (CandorInkSheet *self, const CandorPoint *point);
void candor_ink_sheet_end (CandorInkSheet *self);
void candor_ink_sheet_add_stroke (CandorInkSheet *self, const CandorStroke *stroke);

void candor_ink_sheet_paint (CandorInkSheet *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorInkSheet, candor_ink_sheet_free)

G_END_DECLS
