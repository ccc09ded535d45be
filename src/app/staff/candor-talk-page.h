/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"
#include "candor-talk-card.h"

G_BEGIN_DECLS

/**
 * CandorTalkPage:
 *
 * A page of the talk. The practitioner holds the tablet, so it speaks the clinic's language; it
 * says who holds it, and below that shows what its kind adds.
 */
#define CANDOR_TYPE_TALK_PAGE (candor_talk_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CandorTalkPage, candor_talk_page, CANDOR, TALK_PAGE, CandorPage)

struct _CandorTalkPageClass
{
  CandorPageClass parent_class;
};

void candor_talk_page_begin (CandorTalkPage *self, const char *intro);
void candor_talk_page_add (CandorTalkPage *self, GtkWidget *widget);
void candor_talk_page_reopen (CandorTalkPage *self);
const CandorLanguage *candor_talk_page_get_language (CandorTalkPage *self);
const char *candor_talk_page_text (CandorTalkPage *self, const char *message);
char *candor_talk_page_procedure_text (CandorTalkPage *self, const char *message);

G_END_DECLS
