/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorIdleBar:
 *
 * Says over a page that it will be locked or covered in a moment, with a button for whoever is
 * there. Emits #CandorIdleBar::stay.
 */
#define CANDOR_TYPE_IDLE_BAR (candor_idle_bar_get_type ())
G_DECLARE_FINAL_TYPE (CandorIdleBar, candor_idle_bar, CANDOR, IDLE_BAR, AdwBin)

GtkWidget *candor_idle_bar_new (void);
void candor_idle_bar_show (CandorIdleBar *self, const CandorLanguage *language, gboolean staff);
void candor_idle_bar_hide (CandorIdleBar *self);

G_END_DECLS
