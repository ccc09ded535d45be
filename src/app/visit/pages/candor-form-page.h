/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorFormPage:
 *
 * The finished document, read before it is final.
 */
#define CANDOR_TYPE_FORM_PAGE (candor_form_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorFormPage, candor_form_page, CANDOR, FORM_PAGE, CandorPage)

G_END_DECLS
