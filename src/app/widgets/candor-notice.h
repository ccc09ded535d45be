/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/* Pixels. Narrower, a newer libadwaita tries its headings in less room than their words take. */
#define CANDOR_NOTICE_WIDTH 420

void candor_notice_show (GtkWindow *window,
                         const CandorLanguage *language,
                         const char *title,
                         const char *words);

G_END_DECLS
