/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorStaffPage:
 *
 * A page of the staff half behind the first one: a way back, a title, something to do at the side
 * and something to look at beside it. Emits #CandorStaffPage::back.
 */
#define CANDOR_TYPE_STAFF_PAGE (candor_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorStaffPage, candor_staff_page, CANDOR, STAFF_PAGE, AdwBin)

GtkWidget *candor_staff_page_new (const CandorLanguage *language, const char *title);
GtkBox *candor_staff_page_get_side (CandorStaffPage *self);
GtkBox *candor_staff_page_get_main (CandorStaffPage *self);

G_END_DECLS
