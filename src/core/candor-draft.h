/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What is under way and not filed: a #CandorVisit, or a #CandorDayCheck. Both emit "changed", and
 * both have one visit that is filled.
 */
#pragma once

#include "candor-day-check.h"

G_BEGIN_DECLS

CandorVisit *candor_draft_get_visit (gpointer draft);
CandorDayCheck *candor_draft_get_check (gpointer draft);
const char *candor_draft_get_id (gpointer draft);
gboolean candor_draft_bind_text (gpointer draft, CandorProcedure *procedure, GError **error);
GPtrArray *candor_draft_missing (gpointer draft,
                                 CandorProcedure *procedure,
                                 CandorStage up_to,
                                 const CandorLanguage *language);
char *candor_draft_to_json (gpointer draft, gsize *length);
gpointer candor_draft_from_json (const char *name, const char *json, gssize length, GError **error);
gpointer candor_draft_copy (gpointer draft, GError **error);

G_END_DECLS
