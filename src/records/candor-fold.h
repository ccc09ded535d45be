/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *candor_fold (const char *text);
void candor_free_wiped (char *text);

G_END_DECLS
