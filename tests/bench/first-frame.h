/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void first_frame_watch (GtkApplication *application);

G_END_DECLS
