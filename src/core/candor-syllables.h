/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint candor_syllables_spanish (const char *word);
guint candor_syllables_german (const char *word);
guint candor_syllables_french (const char *word);

G_END_DECLS
