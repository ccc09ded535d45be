/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-procedure.h"
#include "core/candor-visit.h"

G_BEGIN_DECLS

/* What the practitioner is told about the text: which parts the tablet showed, and for how long. */
GtkWidget *candor_shown_card_new (CandorProcedure *procedure,
                                  CandorVisit *visit,
                                  const CandorLanguage *language);

G_END_DECLS
