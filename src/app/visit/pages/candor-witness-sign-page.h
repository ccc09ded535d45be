/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-sign-page.h"

G_BEGIN_DECLS

/**
 * CandorWitnessSignPage:
 *
 * The witness signs to having seen the patient make their mark.
 */
#define CANDOR_TYPE_WITNESS_SIGN_PAGE (candor_witness_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CandorWitnessSignPage, candor_witness_sign_page, CANDOR, WITNESS_SIGN_PAGE, CandorSignPage)

G_END_DECLS
