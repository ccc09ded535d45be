/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-day-check.h"

G_BEGIN_DECLS

/**
 * CandorDayDecisionCard:
 *
 * What the patient wants today, and what the practitioner decides: to treat or not, and why; what
 * they note; and why the patient did not sign, where the signature is not there. Writes into the
 * check at once, and emits #CandorDayDecisionCard::changed after each change.
 */
#define CANDOR_TYPE_DAY_DECISION_CARD (candor_day_decision_card_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorDayDecisionCard, candor_day_decision_card, CANDOR, DAY_DECISION_CARD, AdwBin)

GtkWidget *candor_day_decision_card_new (CandorDayCheck *check,
                                         CandorProcedure *procedure,
                                         const CandorLanguage *language);
void candor_day_decision_card_set_withdrawn (CandorDayDecisionCard *self);
void candor_day_decision_card_update (CandorDayDecisionCard *self);
const char *candor_day_decision_card_find_missing (CandorDayDecisionCard *self);
void candor_day_decision_card_show_missing (CandorDayDecisionCard *self, gboolean focus);

G_END_DECLS
