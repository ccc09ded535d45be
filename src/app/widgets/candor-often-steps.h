/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-procedure.h"

G_BEGIN_DECLS

/**
 * CandorOftenSteps:
 *
 * Three steps that rise, of which some are filled: how common an effect is where nobody has a number.
 * Filled and empty tell them apart, not colour. Where nobody knows there are no steps but a question
 * mark.
 */
#define CANDOR_TYPE_OFTEN_STEPS (candor_often_steps_get_type ())
G_DECLARE_FINAL_TYPE (CandorOftenSteps, candor_often_steps, CANDOR, OFTEN_STEPS, GtkWidget)

GtkWidget *candor_often_steps_new (CandorOften often, const CandorLanguage *language);
const char *candor_often_steps_words (CandorOften often, const CandorLanguage *language);
guint candor_often_steps_filled (CandorOften often);

G_END_DECLS
