/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorFilePage:
 *
 * The tablet goes back to staff, who file the visit. Only when it is on disk does it say “Saved”.
 */
#define CANDOR_TYPE_FILE_PAGE (candor_file_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorFilePage, candor_file_page, CANDOR, FILE_PAGE, CandorPage)

G_END_DECLS
