/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean candor_disk_refuse (GError **error, const char *path, int code);
const char *candor_disk_describe (int code);
gboolean candor_disk_is_full (int code);
int candor_disk_write_all (int fd, gconstpointer data, gsize length);
int candor_disk_sync_folder (const char *folder);
int candor_disk_make_folder (const char *folder);
int candor_disk_lock (const char *path);

G_END_DECLS
