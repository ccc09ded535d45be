/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void
candor_print_spool_purge_async (const char *title, GAsyncReadyCallback callback, gpointer data);
gboolean candor_print_spool_purge_finish (GAsyncResult *result, GError **error);

G_END_DECLS
