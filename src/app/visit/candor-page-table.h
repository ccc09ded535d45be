/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-page.h"

G_BEGIN_DECLS

/* The steps a patient sees in the list at the side; several pages may make one step. */
typedef enum
{
  CANDOR_STEP_WELCOME,
  CANDOR_STEP_LEARN,
  CANDOR_STEP_CHECK,
  CANDOR_STEP_HEALTH,
  CANDOR_STEP_BEFORE,
  CANDOR_STEP_AFTER,
  CANDOR_STEP_QUESTIONS,
  CANDOR_STEP_TALK,
  CANDOR_STEP_PRACTITIONER,
  CANDOR_STEP_DECISION,
  CANDOR_STEP_SIGN,
  CANDOR_STEP_FORM,
  CANDOR_N_STEPS,
} CandorStep;

/* Who has the tablet at a page. */
typedef enum
{
  CANDOR_HOLDER_PATIENT,      /* locked: there is no key in the process */
  CANDOR_HOLDER_PRACTITIONER, /* staff have unlocked it, with the patient beside them */
  CANDOR_HOLDER_STAFF,        /* it comes back, and staff unlock it when they have it */
} CandorHolder;

/* One line of the table: which page, in which step, and how often for this visit. */
typedef struct
{
  const char *id;
  CandorStep step;
  GType (*get_type) (void);
  guint (*count) (CandorProcedure *procedure, CandorVisit *visit); /* 0 leaves it out */
  CandorHolder holder;
} CandorPageEntry;

const CandorPageEntry *candor_page_table (gsize *n_entries);
const CandorPageEntry *candor_page_table_for (gpointer draft, gsize *n_entries);
const char *candor_step_title (CandorStep step, const CandorLanguage *language);

G_END_DECLS
