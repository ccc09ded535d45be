/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorWithdrawCard:
 *
 * Asks whether a consent is to be withdrawn, and why. Emits #CandorWithdrawCard::keep, or
 * #CandorWithdrawCard::withdraw with the reason.
 */
#define CANDOR_TYPE_WITHDRAW_CARD (candor_withdraw_card_get_type ())
G_DECLARE_FINAL_TYPE (CandorWithdrawCard, candor_withdraw_card, CANDOR, WITHDRAW_CARD, AdwBin)

GtkWidget *candor_withdraw_card_new (const CandorLanguage *language, const char *who);
void candor_withdraw_card_focus (CandorWithdrawCard *self);

G_END_DECLS
