/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-missing.h"

G_BEGIN_DECLS

/* Looking for what is missing: in what, told in which language, and what was found so far. */
typedef struct
{
  CandorProcedure *procedure;
  CandorVisit *visit;
  const CandorLanguage *language;
  const CandorVerdict *verdict;
  CandorOutcome outcome;
  CandorStage stage;
  GPtrArray *list; /* (element-type CandorMissing) */
  gboolean is_day_check;
} CandorMissingSearch;

GPtrArray *candor_missing_new_list (void);
void candor_missing_add (CandorMissingSearch *self, const char *id, const char *sentence);
void candor_missing_add_about (CandorMissingSearch *self,
                               const char *group,
                               const char *id,
                               const char *sentence,
                               const char *about);
void candor_missing_need_field (CandorMissingSearch *self, CandorField field, const char *sentence);

/* What every paper needs that somebody signs. */
void candor_missing_search_people (CandorMissingSearch *self);
void candor_missing_search_times (CandorMissingSearch *self);
void candor_missing_search_settled (CandorMissingSearch *self);
void candor_missing_search_language (CandorMissingSearch *self);
void candor_missing_search_signers (CandorMissingSearch *self, gboolean patient_signs);
void
candor_missing_need_signature (CandorMissingSearch *self, CandorRole role, const char *sentence);

G_END_DECLS
