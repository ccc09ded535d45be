/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-procedure.h"

G_BEGIN_DECLS

/**
 * CandorVisitSummary:
 *
 * The few facts of a visit, or a check, that a list shows. They are read in a thread, so nothing here points to
 * the visit itself.
 */
typedef struct
{
  char *name;     /* (nullable) */
  char *born;     /* (nullable): YYYY-MM-DD */
  char *area;     /* (nullable) */
  char *started;  /* (nullable): YYYY-MM-DD */
  char *language; /* (nullable): its own name */
  guint session;  /* of a check on the day of treatment; 0 for a visit */
} CandorVisitSummary;

/* What staff can do with a visit of the list. */
typedef enum
{
  CANDOR_VISIT_READY,     /* hand it to the patient */
  CANDOR_VISIT_BEGUN,     /* go on where it was left */
  CANDOR_VISIT_WAITING,   /* file it: everybody has signed */
  CANDOR_VISIT_ELSEWHERE, /* nothing: it is of another text */
  CANDOR_VISIT_PAST,      /* nothing: it is a check of another day, and not finished */
} CandorVisitStage;

CandorVisitSummary *candor_visit_summary_new (gpointer draft);
CandorVisitStage candor_visit_stage_of_draft (gpointer draft, CandorProcedure *procedure);
char *candor_visit_summary_dup_facts (const CandorVisitSummary *self,
                                      const CandorLanguage *language);
void candor_visit_summary_free (CandorVisitSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorVisitSummary, candor_visit_summary_free)

/**
 * CandorVisitRow:
 *
 * One visit that is not filed: who, how far it is in a word with its icon, and when. It has a button,
 * and emits #CandorVisitRow::hand-over when it is pressed, and one with which it is thrown away,
 * #CandorVisitRow::discard.
 */
#define CANDOR_TYPE_VISIT_ROW (candor_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (CandorVisitRow, candor_visit_row, CANDOR, VISIT_ROW, GtkListBoxRow)

GtkWidget *candor_visit_row_new (const CandorVisitSummary *summary,
                                 CandorVisitStage stage,
                                 const CandorLanguage *language);
void candor_visit_row_focus (CandorVisitRow *self);

G_END_DECLS
