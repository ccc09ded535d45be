/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorIdle:
 *
 * Notices that nobody touches a window. Emits #CandorIdle::warn, then #CandorIdle::awake if somebody
 * does so after all, or #CandorIdle::end.
 */
#define CANDOR_TYPE_IDLE (candor_idle_get_type ())
G_DECLARE_FINAL_TYPE (CandorIdle, candor_idle, CANDOR, IDLE, GObject)

CandorIdle *candor_idle_new (GtkWidget *window);
void candor_idle_watch (CandorIdle *self, guint warn_msec, guint end_msec);
void candor_idle_touch (CandorIdle *self);

G_END_DECLS
