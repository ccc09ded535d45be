/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

GtkWindow *candor_staff_about_new (const CandorLanguage *language);
GtkWindow *candor_staff_shortcuts_new (const CandorLanguage *language);

G_END_DECLS
