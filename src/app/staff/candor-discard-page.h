/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/session/candor-session.h"
#include "candor-staff-page.h"
#include "core/candor-procedure.h"

G_BEGIN_DECLS

GtkWidget *
candor_discard_page_new (gpointer draft, CandorSession *session, const CandorLanguage *language);

G_END_DECLS
