/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean candor_json_check (const char *name,
                            const char *json,
                            gsize length,
                            guint max_depth,
                            guint max_values,
                            GError **error);
char *candor_json_write (JsonNode *root, guint indent, gsize *length);

G_END_DECLS
