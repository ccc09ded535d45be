/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-visit.h"

G_BEGIN_DECLS

/**
 * CandorVisitSummary:
 *
 * The few facts of a visit that a list shows. They are read in a thread, so nothing here points to
 * the visit itself.
 */
typedef struct
{
  char *name;     /* (nullable) */
  char *born;     /* (nullable): YYYY-MM-DD */
  char *area;     /* (nullable) */
  char *started;  /* (nullable): YYYY-MM-DD */
  char *language; /* (nullable): its own name */
  gint64 moment;  /* microseconds since 1970 in UTC; 0 when not known */
  CandorOutcome outcome;
  char *fault;      /* (nullable): why the rest could not be read */
  char *form_path;  /* (nullable): where its form is filed */
  char *visit_path; /* (nullable): where the visit itself is filed */
} CandorVisitSummary;

CandorVisitSummary *candor_visit_summary_new (CandorVisit *visit, CandorProcedure *procedure);
CandorVisitSummary *candor_visit_summary_new_fault (const char *fault);
char *candor_visit_summary_dup_facts (const CandorVisitSummary *self,
                                      const CandorLanguage *language);
void candor_visit_summary_free (CandorVisitSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorVisitSummary, candor_visit_summary_free)

/**
 * CandorVisitRow:
 *
 * One visit in a list: who, how it ended in a word with its icon, and when. A visit that is ready
 * has a button, and emits #CandorVisitRow::hand-over when it is pressed.
 */
#define CANDOR_TYPE_VISIT_ROW (candor_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (CandorVisitRow, candor_visit_row, CANDOR, VISIT_ROW, GtkListBoxRow)

GtkWidget *candor_visit_row_new (const CandorVisitSummary *summary,
                                 gboolean ready,
                                 const CandorLanguage *language);

G_END_DECLS
