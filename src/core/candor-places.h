/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *candor_places_data (void);
GPtrArray *candor_places_catalogs (void);
char *candor_places_own (const char *name);

G_END_DECLS
