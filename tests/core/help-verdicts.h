/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-verdict.h"

G_BEGIN_DECLS

/* What one reply to one question must mean, as tests/data/verdicts says. */
typedef struct
{
  char *question;
  CandorReply reply;
  CandorVerdictKind kind;
  int days; /* for WAIT */
} HelpRule;

GPtrArray *help_rules (const char *procedure);
CandorVisit *help_visit_on (CandorProcedure *procedure, const char *day);
CandorVerdict *help_judge (CandorProcedure *procedure, CandorVisit *visit, const char *on);

G_END_DECLS
