/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-visit.h"

G_BEGIN_DECLS

/**
 * CandorVisitList:
 *
 * The visits that are ready for their patient, and below them those that were filed. Emits
 * #CandorVisitList::hand-over with a visit that is ready.
 */
#define CANDOR_TYPE_VISIT_LIST (candor_visit_list_get_type ())
G_DECLARE_FINAL_TYPE (CandorVisitList, candor_visit_list, CANDOR, VISIT_LIST, AdwBin)

void candor_visit_list_set_up (CandorVisitList *self,
                               CandorProcedure *procedure,
                               const CandorLanguage *language,
                               const char *data_folder);
void candor_visit_list_set_sealed (CandorVisitList *self, gboolean sealed);
void candor_visit_list_add_ready (CandorVisitList *self, CandorVisit *visit);
void candor_visit_list_remove_ready (CandorVisitList *self, CandorVisit *visit);
void candor_visit_list_reload (CandorVisitList *self);
guint candor_visit_list_count_begun (CandorVisitList *self);

G_END_DECLS
