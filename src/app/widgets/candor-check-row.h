/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorCheckRow:
 *
 * A sentence on a card that a person ticks. The whole card can be tapped. A check button of GTK 4.8
 * offers assistive tools no action; this one does.
 * Emits #GtkCheckButton::toggled.
 */
#define CANDOR_TYPE_CHECK_ROW (candor_check_row_get_type ())
G_DECLARE_FINAL_TYPE (CandorCheckRow, candor_check_row, CANDOR, CHECK_ROW, GtkCheckButton)

GtkWidget *candor_check_row_new (const char *text);
void candor_check_row_set_missing (CandorCheckRow *self, const char *words);

G_END_DECLS
