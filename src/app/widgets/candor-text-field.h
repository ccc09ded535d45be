/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CandorTextField:
 *
 * Words that a person types, of one line or many, with the label above it that also names it for
 * assistive tools, and room for what is wrong with it right below.
 * Emits ::changed when the person types; never when code sets the text.
 */
#define CANDOR_TYPE_TEXT_FIELD (candor_text_field_get_type ())
G_DECLARE_FINAL_TYPE (CandorTextField, candor_text_field, CANDOR, TEXT_FIELD, AdwBin)

GtkWidget *candor_text_field_new (const char *label, const char *hint, gboolean many_lines);
GtkWidget *candor_text_field_new_secret (const char *label, const char *hint);
char *candor_text_field_get_text (CandorTextField *self);
void candor_text_field_set_text (CandorTextField *self, const char *text);
void candor_text_field_set_missing (CandorTextField *self, const char *words);
void candor_text_field_focus (CandorTextField *self);
void candor_text_field_set_number (CandorTextField *self);
GtkWidget *candor_text_field_get_input (CandorTextField *self);

G_END_DECLS
