/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-flow.h"
#include "tablet-support.h"

G_BEGIN_DECLS

/* What tests share that press the keys of a real keyboard: accelerators, and what they open. */

void keys_set_up (Tablet *self, gconstpointer data);
void keys_tear_down (Tablet *self, gconstpointer data);
void keys_give (GtkWidget *window);
void keys_press (GtkWidget *window, const char *keys);
GtkWidget *keys_find_over (Tablet *self);
GtkWidget *keys_open (Tablet *self, const char *action);
CandorFlow *keys_start_visit (Tablet *self);

G_END_DECLS
