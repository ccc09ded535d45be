/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorErrorPage:
 *
 * Says in one sentence why Candor cannot start.
 */
#define CANDOR_TYPE_ERROR_PAGE (candor_error_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorErrorPage, candor_error_page, CANDOR, ERROR_PAGE, AdwBin)

GtkWidget *candor_error_page_new (const CandorLanguage *language, const char *sentence);
GtkWidget *candor_error_page_new_absent (const CandorLanguage *language, const char *sentence);

G_END_DECLS
