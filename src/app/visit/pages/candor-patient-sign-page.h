/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-sign-page.h"

G_BEGIN_DECLS

/**
 * CandorPatientSignPage:
 *
 * The patient signs what they decided.
 */
#define CANDOR_TYPE_PATIENT_SIGN_PAGE (candor_patient_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorPatientSignPage, candor_patient_sign_page, CANDOR, PATIENT_SIGN_PAGE, CandorSignPage)

G_END_DECLS
