/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *candor_phrase_fold (const char *text);
gboolean candor_phrase_is_in (const char *text, const char *phrase);

G_END_DECLS
