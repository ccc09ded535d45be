/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-flow.h"

G_BEGIN_DECLS

void candor_flow_install_actions (GtkWidgetClass *klass);

void candor_flow_call_staff (CandorFlow *self);
void candor_flow_resume (CandorFlow *self);
void candor_flow_leave (CandorFlow *self);
gboolean candor_flow_was_seen (CandorFlow *self);

G_END_DECLS
