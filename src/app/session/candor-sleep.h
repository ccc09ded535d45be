/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CandorSleep:
 *
 * Notices that the computer is about to sleep, where a login service says so. Emits
 * #CandorSleep::falls-asleep, and holds the sleep up until that has been heard.
 */
#define CANDOR_TYPE_SLEEP (candor_sleep_get_type ())
G_DECLARE_FINAL_TYPE (CandorSleep, candor_sleep, CANDOR, SLEEP, GObject)

CandorSleep *candor_sleep_new (void);
void candor_sleep_allow (CandorSleep *self);

G_END_DECLS
