/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean candor_format_fits (const char *original, const char *translation, gboolean is_plural);

G_END_DECLS
