/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 candor_boot_clock_get (void);
int candor_boot_clock_new_timer (void);
void candor_boot_clock_set_timer (int timer, gint64 due);

G_END_DECLS
