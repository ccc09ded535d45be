/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-procedure.h"

G_BEGIN_DECLS

/* One care step with its days. */
typedef struct
{
  const CandorCareStep *step; /* belongs to the procedure */
  GDate from;
  GDate to;
} CandorScheduledStep;

GArray *
candor_schedule_new (CandorProcedure *procedure, CandorCarePhase phase, const GDate *treatment);
char *candor_schedule_format_days (const CandorScheduledStep *step, const CandorLanguage *language);
char *candor_schedule_format_weekdays (const CandorScheduledStep *step,
                                       GDateYear year,
                                       const CandorLanguage *language);

G_END_DECLS
