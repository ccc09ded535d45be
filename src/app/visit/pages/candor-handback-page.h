/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorHandbackPage:
 *
 * The practitioner gives the tablet back to the patient.
 */
#define CANDOR_TYPE_HANDBACK_PAGE (candor_handback_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorHandbackPage, candor_handback_page, CANDOR, HANDBACK_PAGE, CandorPage)

G_END_DECLS
