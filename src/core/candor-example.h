/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-clinic.h"
#include "candor-day-check.h"

G_BEGIN_DECLS

/* What an invented visit should look like. Zero everywhere gives a visit that agrees. */
typedef struct
{
  const char *name;                      /* (nullable): of the patient */
  const CandorLanguage *language;        /* (nullable) */
  const CandorLanguage *clinic_language; /* (nullable) */
  CandorOutcome outcome;                 /* OPEN stands for AGREE */
  const CandorClinic *clinic;            /* (nullable) */
} CandorExample;

CandorVisit *candor_example_ready (CandorProcedure *procedure, const CandorExample *wish);
CandorVisit *
candor_example_complete (CandorProcedure *procedure, const CandorExample *wish, GError **error);
CandorDayCheck *candor_example_day_check (CandorProcedure *procedure,
                                          CandorVisit *consent,
                                          CandorDayOutcome outcome,
                                          GError **error);

G_END_DECLS
