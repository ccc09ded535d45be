/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorAnswers:
 *
 * Buttons of exactly the same size: beside each other where every word has room, else one under
 * another.
 */
#define CANDOR_TYPE_ANSWERS (candor_answers_get_type ())
G_DECLARE_FINAL_TYPE (CandorAnswers, candor_answers, CANDOR, ANSWERS, GtkWidget)

void candor_answers_append (CandorAnswers *self, GtkWidget *button);
void candor_answers_set_vertical (CandorAnswers *self, gboolean vertical);
gboolean candor_answers_get_vertical (CandorAnswers *self);

G_END_DECLS
