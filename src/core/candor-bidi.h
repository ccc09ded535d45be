/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands between these keeps its reading direction to itself (UAX 9: FSI, PDI). */
#define CANDOR_ISOLATE "\xe2\x81\xa8"
#define CANDOR_ISOLATE_END "\xe2\x81\xa9"

void candor_bidi_isolate_numbers (GString *words);
char *candor_bidi_dup_apart (const char *words);

G_END_DECLS
