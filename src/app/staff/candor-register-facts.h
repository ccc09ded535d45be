/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"
#include "records/candor-record-pack.h"

G_BEGIN_DECLS

GtkWidget *candor_register_facts_new (const CandorRecordParts *parts,
                                      const CandorLanguage *language);
GtkWidget *candor_register_states_new (const CandorRecordHead *head,
                                       gboolean withdrawn,
                                       const CandorLanguage *language);

G_END_DECLS
