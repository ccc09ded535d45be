/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void candor_process_take_errors (void);
void candor_process_leave_no_core (void);
void candor_process_fill_freed (void);
void candor_process_give_back (void);
void candor_process_take_locale (void);

G_END_DECLS
