/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorIconArray:
 *
 * One hundred people, of whom some are filled: how many an effect happens to.
 */
#define CANDOR_TYPE_ICON_ARRAY (candor_icon_array_get_type ())
G_DECLARE_FINAL_TYPE (CandorIconArray, candor_icon_array, CANDOR, ICON_ARRAY, GtkWidget)

GtkWidget *candor_icon_array_new (int rate, const char *description);

G_END_DECLS
