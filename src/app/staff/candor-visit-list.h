/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "core/candor-visit.h"

G_BEGIN_DECLS

/**
 * CandorVisitList:
 *
 * The visits that wait to be filed, and those that are under way. Emits #CandorVisitList::hand-over
 * with a visit that goes on, #CandorVisitList::discard with one that is to be thrown away, and
 * #CandorVisitList::loaded.
 */
#define CANDOR_TYPE_VISIT_LIST (candor_visit_list_get_type ())
G_DECLARE_FINAL_TYPE (CandorVisitList, candor_visit_list, CANDOR, VISIT_LIST, AdwBin)

void candor_visit_list_set_up (CandorVisitList *self,
                               CandorProcedure *procedure,
                               const CandorLanguage *language,
                               CandorSession *session);
void candor_visit_list_open (CandorVisitList *self, const char *id);
gboolean candor_visit_list_is_empty (CandorVisitList *self);
guint candor_visit_list_count (CandorVisitList *self);
void candor_visit_list_reload (CandorVisitList *self);

G_END_DECLS
