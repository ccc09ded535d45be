/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/visit/candor-page.h"

G_BEGIN_DECLS

/**
 * CandorCarePage:
 *
 * What to do before or after the treatment: the sections about it, and a list with real dates.
 */
#define CANDOR_TYPE_CARE_PAGE (candor_care_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CandorCarePage, candor_care_page, CANDOR, CARE_PAGE, CandorPage)

/**
 * CandorCarePageClass:
 * @place: which sections
 * @phase: which steps of the list
 */
struct _CandorCarePageClass
{
  CandorPageClass parent_class;

  CandorPlace place;
  CandorCarePhase phase;
};

G_END_DECLS
