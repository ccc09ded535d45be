/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-clinic.h"

G_BEGIN_DECLS

/**
 * CandorVisitForm:
 *
 * What staff write down before the patient gets the tablet. Emits #CandorVisitForm::hand-over with
 * the new visit when everything that the start needs is there.
 */
#define CANDOR_TYPE_VISIT_FORM (candor_visit_form_get_type ())
G_DECLARE_FINAL_TYPE (CandorVisitForm, candor_visit_form, CANDOR, VISIT_FORM, AdwBin)

void candor_visit_form_set_up (CandorVisitForm *self,
                               CandorProcedure *procedure,
                               const CandorClinic *clinic,
                               const CandorLanguage *language);

G_END_DECLS
