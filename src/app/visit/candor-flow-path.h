/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-page-table.h"

G_BEGIN_DECLS

/* A place in the visit: a line of the page table, and which of its pages. */
typedef struct
{
  guint entry;
  guint index;
} CandorPlaceInVisit;

/* How far a place is along the pages that this visit has now. */
typedef struct
{
  guint before;         /* pages before it */
  guint total;          /* pages of the visit, at least 1 */
  guint before_in_step; /* pages before it in its step */
  guint total_in_step;
} CandorDistance;

const CandorLanguage *candor_flow_path_language (CandorVisit *visit);
const CandorLanguage *candor_flow_path_staff_language (CandorVisit *visit);
gboolean
candor_flow_path_next (CandorProcedure *procedure, gpointer draft, CandorPlaceInVisit *place);
gboolean
candor_flow_path_previous (CandorProcedure *procedure, gpointer draft, CandorPlaceInVisit *place);
gboolean candor_flow_path_find (CandorProcedure *procedure,
                                gpointer draft,
                                const char *id,
                                CandorPlaceInVisit *place);
CandorHolder candor_flow_path_holder (gpointer draft, const CandorPlaceInVisit *place);
void candor_flow_path_measure (CandorProcedure *procedure,
                               gpointer draft,
                               const CandorPlaceInVisit *place,
                               CandorDistance *distance);
char *candor_flow_path_words (const CandorLanguage *language,
                              CandorStep step,
                              const CandorDistance *distance);
guint candor_flow_path_steps (CandorProcedure *procedure, gpointer draft, CandorStep *steps);
gboolean candor_flow_path_drop_overtaken (gpointer draft, const CandorPlaceInVisit *place);

/* candor-flow-resume.c */
void
candor_flow_path_resume (CandorProcedure *procedure, gpointer draft, CandorPlaceInVisit *place);
gboolean candor_flow_path_is_begun (CandorVisit *visit);

G_END_DECLS
