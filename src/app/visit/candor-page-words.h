/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

/* In a page, _() looks words up in the language of the visit. It needs a variable named self. */
#define _(message) candor_page_text (CANDOR_PAGE (self), (message))

/* And in the clinic's, for staff who have the tablet in their hands. */
#define for_staff(message) candor_page_staff_text (CANDOR_PAGE (self), (message))
