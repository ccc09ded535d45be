/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorGatePage:
 *
 * Stands in a visit where it goes on with staff alone, and asks for their passphrase. Emits
 * #CandorGatePage::unlocked.
 */
#define CANDOR_TYPE_GATE_PAGE (candor_gate_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorGatePage, candor_gate_page, CANDOR, GATE_PAGE, AdwBin)

GtkWidget *candor_gate_page_new (CandorSession *session,
                                 const CandorLanguage *language,
                                 const char *words,
                                 const char *expected);
void candor_gate_page_focus (CandorGatePage *self);

G_END_DECLS
