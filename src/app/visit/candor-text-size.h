/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorTextSize:
 *
 * How large the text of a visit is. Everything in it is measured in the size of its letters, so one
 * rule of style for a whole display is enough.
 */
typedef struct _CandorTextSize CandorTextSize;

CandorTextSize *candor_text_size_new (GdkDisplay *display);
void candor_text_size_free (CandorTextSize *self);
void candor_text_size_set_percent (CandorTextSize *self, int percent);
int candor_text_size_get_percent (const CandorTextSize *self);
int candor_text_size_get_pixels (const CandorTextSize *self);

G_END_DECLS
