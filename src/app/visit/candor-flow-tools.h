/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/visit/candor-bottom-bar.h"
#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorFlowTools:
 *
 * The bar at the top: whose tablet this is, and, always in the same corner, the tools a patient may
 * need. Each tool is an action of the flow: flow.smaller, flow.larger, flow.contrast,
 * flow.language and flow.call-staff.
 */
#define CANDOR_TYPE_FLOW_TOOLS (candor_flow_tools_get_type ())
G_DECLARE_FINAL_TYPE (CandorFlowTools, candor_flow_tools, CANDOR, FLOW_TOOLS, AdwBin)

void candor_flow_tools_set_words (CandorFlowTools *self,
                                  const char *clinic,
                                  const CandorLanguage *language,
                                  GPtrArray *offered);
void candor_flow_tools_set_badge (CandorFlowTools *self, const char *words);
void candor_flow_tools_set_text_size (CandorFlowTools *self, int percent);
void candor_flow_tools_set_contrast (CandorFlowTools *self, gboolean high);
void candor_flow_tools_set_reading (CandorFlowTools *self, gboolean offered, gboolean reading);
void candor_flow_tools_set_form (CandorFlowTools *self, CandorBarForm form);
void candor_flow_tools_set_language_fixed (CandorFlowTools *self, gboolean fixed);

G_END_DECLS
