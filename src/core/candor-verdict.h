/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-visit.h"

G_BEGIN_DECLS

/* What one answer (or the patient's age) means on one day. */
typedef struct
{
  const CandorHealthQuestion *question; /* (nullable): NULL for an age rule */
  const CandorAgeRule *age_rule;        /* (nullable) */
  const char *id;                       /* the question's id, or "age" */
  gboolean answered;
  CandorVerdictKind kind;
  GDate until;     /* valid when @kind is WAIT: the first day on which it is clear */
  const char *say; /* (nullable) to the patient, in the file's language */
} CandorItemVerdict;

/**
 * CandorVerdict:
 *
 * What all answers mean together on one day. Holds a reference on its procedure.
 */
typedef struct
{
  CandorProcedure *procedure;
  CandorVerdictKind kind; /* the worst of @items */
  GDate on;
  GDate until;      /* valid when an item says WAIT: the latest of their days */
  GPtrArray *items; /* (element-type CandorItemVerdict): every CHOICE question in order, then age */
  guint n_open;     /* CHOICE questions without an answer */
} CandorVerdict;

CandorVerdict *candor_verdict_new (CandorProcedure *procedure, CandorVisit *visit, const GDate *on);
void candor_verdict_free (CandorVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorVerdict, candor_verdict_free)

void candor_verdict_day (CandorVisit *visit, GDate *on);
const CandorItemVerdict *candor_verdict_find (const CandorVerdict *self, const char *id);
gboolean candor_item_verdict_is_refused (const CandorItemVerdict *self, CandorVisit *visit);
const char *candor_verdict_kind_to_string (CandorVerdictKind kind);
char *candor_verdict_to_json (const CandorVerdict *self, CandorVisit *visit);

G_END_DECLS
