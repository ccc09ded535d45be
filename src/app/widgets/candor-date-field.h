/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-text-field.h"

#include "core/candor-date.h"

G_BEGIN_DECLS

/**
 * CandorDateField:
 *
 * A day that a person types in the order they are used to; what was understood is said back in
 * words under it. Emits ::changed when the person types.
 */
#define CANDOR_TYPE_DATE_FIELD (candor_date_field_get_type ())
G_DECLARE_FINAL_TYPE (CandorDateField, candor_date_field, CANDOR, DATE_FIELD, AdwBin)

GtkWidget *
candor_date_field_new (const char *label, const char *hint, const CandorLanguage *language);
char *candor_date_field_get_iso (CandorDateField *self);
void candor_date_field_set_iso (CandorDateField *self, const char *iso);
gboolean candor_date_field_is_wrong (CandorDateField *self);
void candor_date_field_set_missing (CandorDateField *self, const char *words);
void candor_date_field_focus (CandorDateField *self);

G_END_DECLS
