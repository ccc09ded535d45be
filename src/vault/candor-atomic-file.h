/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns: whether there is more room on the disk than before. */
typedef gboolean (*CandorMakeRoom) (gpointer data);

gboolean candor_atomic_file_write (const char *path, GBytes *bytes, GError **error);
gboolean candor_atomic_file_replace (const char *path, GBytes *bytes, GError **error);
gboolean candor_atomic_file_save (const char *path,
                                  GBytes *bytes,
                                  gboolean replace,
                                  CandorMakeRoom make_room,
                                  gpointer data,
                                  GError **error);
guint candor_atomic_file_sweep (const char *folder);

G_END_DECLS
