/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "candor-register-model.h"

G_BEGIN_DECLS

/**
 * CandorRegisterRow:
 *
 * One record in the list: who, what, when, by whom, how it ended in a word with its icon, whether it
 * was withdrawn, and a button that prints it. Emits #CandorRegisterRow::print.
 */
#define CANDOR_TYPE_REGISTER_ROW (candor_register_row_get_type ())
G_DECLARE_FINAL_TYPE (CandorRegisterRow, candor_register_row, CANDOR, REGISTER_ROW, AdwBin)

GtkWidget *candor_register_row_new (const CandorLanguage *language);
void candor_register_row_set_item (CandorRegisterRow *self, CandorRegisterItem *item);
gboolean candor_register_row_is_blank (CandorRegisterRow *self);
CandorRegisterItem *candor_register_row_get_item (CandorRegisterRow *self);

G_END_DECLS
