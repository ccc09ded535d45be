/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-page-table.h"

G_BEGIN_DECLS

/**
 * CandorStepList:
 *
 * Where the patient is: the steps of the visit under one another, or a thin row of dots.
 */
#define CANDOR_TYPE_STEP_LIST (candor_step_list_get_type ())
G_DECLARE_FINAL_TYPE (CandorStepList, candor_step_list, CANDOR, STEP_LIST, AdwBin)

void candor_step_list_set_dots (CandorStepList *self, gboolean dots);
void candor_step_list_forget (CandorStepList *self);
void candor_step_list_show (CandorStepList *self,
                            CandorProcedure *procedure,
                            gpointer draft,
                            CandorStep step,
                            const CandorLanguage *language);

G_END_DECLS
