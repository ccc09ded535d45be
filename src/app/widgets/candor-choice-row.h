/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-parts.h"

G_BEGIN_DECLS

/**
 * CandorChoiceRow:
 *
 * A question on a card, with big equal buttons for its answers, room for what the answer means, and
 * room for more fields. For assistive tools it is a group named by the question.
 * Emits ::selected (int index) when the person chooses; never when code does.
 */
#define CANDOR_TYPE_CHOICE_ROW (candor_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (CandorChoiceRow, candor_choice_row, CANDOR, CHOICE_ROW, AdwBin)

GtkWidget *candor_choice_row_new (const char *question, const char *help);
GtkWidget *candor_choice_row_new_for_procedure (CandorProcedure *procedure,
                                                const CandorLanguage *language,
                                                const char *question,
                                                const char *help);
void candor_choice_row_set_vertical (CandorChoiceRow *self, gboolean vertical);
void candor_choice_row_add (CandorChoiceRow *self, const char *label);
int candor_choice_row_get_selected (CandorChoiceRow *self);
void candor_choice_row_set_selected (CandorChoiceRow *self, int index);
void candor_choice_row_set_before (CandorChoiceRow *self, const char *words);
void candor_choice_row_set_note (CandorChoiceRow *self,
                                 CandorTone tone,
                                 const char *title,
                                 const char *text);
void candor_choice_row_set_missing (CandorChoiceRow *self, const char *words);
void candor_choice_row_focus (CandorChoiceRow *self);
GtkBox *candor_choice_row_get_extra (CandorChoiceRow *self);
GtkWidget *candor_choice_row_get_button (CandorChoiceRow *self, guint index);

G_END_DECLS
