/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/widgets/candor-parts.h"

G_BEGIN_DECLS

/**
 * CandorTalkCard:
 *
 * One thing to talk about: what it is, how it stands in a word, the facts, and what to fill in. For
 * assistive tools it is a group with the title as its name.
 */
#define CANDOR_TYPE_TALK_CARD (candor_talk_card_get_type ())
G_DECLARE_FINAL_TYPE (CandorTalkCard, candor_talk_card, CANDOR, TALK_CARD, AdwBin)

GtkWidget *candor_talk_card_new (const char *title);
void candor_talk_card_set_state (CandorTalkCard *self, CandorTone tone, const char *word);
void candor_talk_card_add_fact (CandorTalkCard *self, const char *sentence);
void candor_talk_card_add_source (CandorTalkCard *self, const char *sentence);
void candor_talk_card_add (CandorTalkCard *self, GtkWidget *widget);

G_END_DECLS
