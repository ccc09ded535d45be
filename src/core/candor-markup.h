/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *candor_markup_to_plain (const char *text);
char *candor_markup_dup_shown (const char *marked);
const char *candor_markup_listed (const char *marked);

G_END_DECLS
