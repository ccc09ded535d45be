/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *candor_name_tidy (const char *name);
gboolean candor_name_is_blank (const char *words);
gboolean candor_name_is_same (const char *one, const char *other);

G_END_DECLS
