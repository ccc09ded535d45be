/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean candor_json_check (const char *name,
                            const char *json,
                            gsize length,
                            guint max_depth,
                            guint max_values,
                            GError **error);

G_END_DECLS
