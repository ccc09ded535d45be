/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "core/candor-visit.h"

G_BEGIN_DECLS

/**
 * CandorCoverPage:
 *
 * Lies over a visit that nobody has touched for a while, and says nothing of it. The patient's day
 * of birth takes it away, and after a time only the staff's passphrase. Emits
 * #CandorCoverPage::uncovered.
 */
#define CANDOR_TYPE_COVER_PAGE (candor_cover_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorCoverPage, candor_cover_page, CANDOR, COVER_PAGE, AdwBin)

GtkWidget *candor_cover_page_new (CandorSession *session,
                                  CandorVisit *visit,
                                  const char *clinic,
                                  guint stranger_msec);

G_END_DECLS
