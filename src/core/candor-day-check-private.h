/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-day-check.h"

G_BEGIN_DECLS

struct _CandorDayCheck
{
  GObject parent_instance;

  char *consent[CANDOR_N_CONSENT_FIELDS]; /* (owned) (nullable) */
  guint session;                          /* counted from 1; 0 while nobody has said */
  CandorVisit *then;                      /* (owned) */
  CandorVisit *today;                     /* (owned) */
  GHashTable *same;   /* (owned) (element-type utf8): questions that were said to be as then */
  CandorChoice treat; /* the practitioner: yes, today, or no */
  char *treat_reason; /* (owned) (nullable) */
  char *not_signed;   /* (owned) (nullable): why the patient's signature is not there */

  CandorProcedure *compared; /* (owned) (nullable): the last one asked about */
  gboolean compared_differs; /* whether its words are others than those of then */
  char *compared_then;       /* (owned) (nullable): the hash of then at that moment */
};

#define CANDOR_DAY_CHECK_FORMAT "candor-day-check-1"

const char *candor_consent_field_name (CandorConsentField field);
void candor_day_check_copy_answer (CandorVisit *from, CandorVisit *to, const char *question);
gboolean candor_day_check_equals_then (CandorDayCheck *self, const char *question);

G_END_DECLS
