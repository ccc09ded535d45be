/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "app/speech/candor-reader.h"
#include "candor-page.h"

G_BEGIN_DECLS

/**
 * CandorFlow:
 *
 * A patient's whole visit, or the check on a day of treatment: it owns Back, Next, progress and direction, and shows one page of the
 * table at a time. Emits ::finished after the last page, and ::left when staff leave the visit.
 */
#define CANDOR_TYPE_FLOW (candor_flow_get_type ())
G_DECLARE_FINAL_TYPE (CandorFlow, candor_flow, CANDOR, FLOW, GtkWidget)

/* How large text may be, in percent. */
#define CANDOR_TEXT_SIZE_MIN 100
#define CANDOR_TEXT_SIZE_MAX 200

CandorFlow *candor_flow_new (CandorProcedure *procedure, gpointer draft, CandorSession *session);
void candor_flow_set_stationery (CandorFlow *self, const CandorStationery *stationery);
void candor_flow_set_voice (CandorFlow *self, CandorVoice *voice);
CandorReader *candor_flow_get_reader (CandorFlow *self);
CandorPage *candor_flow_get_page (CandorFlow *self);
const char *candor_flow_get_page_id (CandorFlow *self);
const char *candor_flow_get_missing (CandorFlow *self);
gboolean candor_flow_show_page (CandorFlow *self, const char *id);
void candor_flow_next (CandorFlow *self);
void candor_flow_back (CandorFlow *self);
void candor_flow_uncovered (CandorFlow *self);
void candor_flow_set_text_size (CandorFlow *self, int percent);
int candor_flow_get_text_size (CandorFlow *self);
void candor_flow_set_high_contrast (CandorFlow *self, gboolean high);
const CandorLanguage *candor_flow_get_language (CandorFlow *self);
void candor_flow_set_language (CandorFlow *self, const char *code);

G_END_DECLS
