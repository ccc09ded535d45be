/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
candor_file_read (const char *path, gsize max_bytes, char **bytes, gsize *length, GError **error);

G_END_DECLS
