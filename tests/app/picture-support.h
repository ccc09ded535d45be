/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void picture_load_style (void);
void take_pictures (GtkWidget *window, const char *name);

G_END_DECLS
