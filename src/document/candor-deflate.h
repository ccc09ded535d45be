/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GByteArray *candor_deflate (gconstpointer data, gsize size, GError **error);

G_END_DECLS
