/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "candor-seal.h"
#include "candor-stationery.h"
#include "core/candor-visit.h"

G_BEGIN_DECLS

typedef enum
{
  CANDOR_FORM_FINAL = 0,
  CANDOR_FORM_DRAFT = 1 << 0, /* parts may be missing; every page says that it is a draft */
} CandorFormFlags;

/* How a form is sealed, and where it goes. */
typedef struct
{
  CandorSeal *seal;
  const char *number; /* (nullable): of the record that it will be */
  const char
      *previous_head; /* (nullable): SHA-256 of the last line of the log before that record */
} CandorSealing;

GBytes *candor_consent_form_render (CandorProcedure *procedure,
                                    CandorVisit *visit,
                                    CandorPaper paper,
                                    CandorFormFlags flags,
                                    GError **error);
GBytes *candor_consent_form_render_on (CandorProcedure *procedure,
                                       CandorVisit *visit,
                                       const CandorStationery *stationery,
                                       CandorFormFlags flags,
                                       const CandorSealing *sealing,
                                       GError **error);
void candor_document_warm_up (void);

G_END_DECLS
