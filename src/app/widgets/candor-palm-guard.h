/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorPalmGuard:
 *
 * Keeps the palm of a writing hand from doing anything: while a pen is near, a window's touches are
 * ignored, on the sheet and around it. Emits #CandorPalmGuard::pen-near when a pen comes.
 */
#define CANDOR_TYPE_PALM_GUARD (candor_palm_guard_get_type ())
G_DECLARE_FINAL_TYPE (CandorPalmGuard, candor_palm_guard, CANDOR, PALM_GUARD, GObject)

CandorPalmGuard *candor_palm_guard_new (GtkWidget *window);
gboolean candor_palm_guard_is_pen (GdkEvent *event);

G_END_DECLS
