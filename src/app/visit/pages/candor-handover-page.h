/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorHandoverPage:
 *
 * The patient gives the tablet to the practitioner.
 */
#define CANDOR_TYPE_HANDOVER_PAGE (candor_handover_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorHandoverPage, candor_handover_page, CANDOR, HANDOVER_PAGE, CandorPage)

G_END_DECLS
