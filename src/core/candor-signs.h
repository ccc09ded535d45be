/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean candor_signs_is_harmful (gunichar c);
gboolean candor_signs_is_hidden (gunichar c);
gboolean candor_signs_says_nothing (const char *message, const char *text);
gboolean candor_signs_is_too_long (const char *message, gsize length);

G_END_DECLS
