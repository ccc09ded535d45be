/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-verdict.h"

G_BEGIN_DECLS

/* How far a visit has come; each stage asks for all that the ones before it ask for. */
typedef enum
{
  CANDOR_STAGE_START,    /* staff hand the tablet to the patient */
  CANDOR_STAGE_TALK,     /* the patient hands it to the practitioner */
  CANDOR_STAGE_DECIDE,   /* the talk is done: the patient may decide */
  CANDOR_STAGE_SIGN,     /* the patient may sign */
  CANDOR_STAGE_COMPLETE, /* all have signed: the document may be made final */
} CandorStage;

typedef struct
{
  CandorStage stage; /* the stage that asks for it */
  char *id;          /* where: a JSON path such as "patient.name" or "answers.ID" */
  char *text;        /* one sentence for a person */
} CandorMissing;

GPtrArray *candor_missing_list (CandorProcedure *procedure,
                                CandorVisit *visit,
                                CandorStage up_to,
                                const CandorLanguage *language);

G_END_DECLS
