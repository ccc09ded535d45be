/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-signature.h"

G_BEGIN_DECLS

/**
 * CandorInkInput:
 *
 * The hand above a widget: turns what mouse, touch screen and pen do there into strokes, without
 * losing a point. One device draws at a time, and a palm never does.
 */
#define CANDOR_TYPE_INK_INPUT (candor_ink_input_get_type ())
G_DECLARE_FINAL_TYPE (CandorInkInput, candor_ink_input, CANDOR, INK_INPUT, GObject)

CandorInkInput *candor_ink_input_new (GtkWidget *widget);

G_END_DECLS
