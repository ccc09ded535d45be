/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-talk-card.h"
#include "core/candor-verdict.h"

G_BEGIN_DECLS

/**
 * CandorSettleCard:
 *
 * One answer that stands in the way, or the patient's age: what was said, what it means, and what
 * the practitioner decides about it. Writes into the visit at once, and emits
 * #CandorSettleCard::changed after each change.
 */
#define CANDOR_TYPE_SETTLE_CARD (candor_settle_card_get_type ())
G_DECLARE_FINAL_TYPE (CandorSettleCard, candor_settle_card, CANDOR, SETTLE_CARD, AdwBin)

GtkWidget *candor_settle_card_new (const CandorVerdict *verdict,
                                   const CandorItemVerdict *item,
                                   gpointer draft,
                                   const CandorLanguage *language);
gboolean candor_settle_card_is_open (CandorSettleCard *self);
void candor_settle_card_show_missing (CandorSettleCard *self);
void candor_settle_card_focus (CandorSettleCard *self);

G_END_DECLS
