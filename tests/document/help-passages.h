/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *help_letters (const char *words);
GHashTable *help_passages (GBytes *pdf, const char *language);

G_END_DECLS
