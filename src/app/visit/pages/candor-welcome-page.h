/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorWelcomePage:
 *
 * Who is here, and for what; and in which language they read.
 */
#define CANDOR_TYPE_WELCOME_PAGE (candor_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorWelcomePage, candor_welcome_page, CANDOR, WELCOME_PAGE, CandorPage)

G_END_DECLS
