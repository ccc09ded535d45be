/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

AdwMessageDialog *candor_notice_new (GtkWindow *window, const char *title, const char *words);
void candor_notice_show (GtkWindow *window,
                         const CandorLanguage *language,
                         const char *title,
                         const char *words);

G_END_DECLS
