/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean candor_known_stores_remember (const char *folder, GError **error);
gboolean candor_known_stores_has (const char *folder);

G_END_DECLS
