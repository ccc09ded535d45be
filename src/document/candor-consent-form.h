/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-visit.h"

G_BEGIN_DECLS

typedef enum
{
  CANDOR_FORM_FINAL = 0,
  CANDOR_FORM_DRAFT = 1 << 0, /* parts may be missing; every page says that it is a draft */
} CandorFormFlags;

typedef enum
{
  CANDOR_PAPER_A4,
  CANDOR_PAPER_LETTER,
} CandorPaper;

GBytes *candor_consent_form_render (CandorProcedure *procedure,
                                    CandorVisit *visit,
                                    CandorPaper paper,
                                    CandorFormFlags flags,
                                    GError **error);
void candor_document_warm_up (void);

G_END_DECLS
