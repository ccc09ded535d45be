/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "core/candor-paper.h"

G_BEGIN_DECLS

/**
 * CandorStaffHome:
 *
 * Where staff start and end: what waits and what was filed at the left, a new visit at the right. Its
 * buttons are actions of the #CandorStaffArea around it. Emits #CandorStaffHome::hand-over with the
 * visit whose patient gets the tablet, #CandorStaffHome::open-record with the file of a record, and
 * #CandorStaffHome::show-page with a page that takes its place for a while.
 */
#define CANDOR_TYPE_STAFF_HOME (candor_staff_home_get_type ())
G_DECLARE_FINAL_TYPE (CandorStaffHome, candor_staff_home, CANDOR, STAFF_HOME, AdwBin)

GtkWidget *candor_staff_home_new (CandorProcedure *procedure,
                                  const CandorClinic *clinic,
                                  CandorSession *session);
void candor_staff_home_set_paper (CandorStaffHome *self, CandorPaper paper);
void candor_staff_home_reload (CandorStaffHome *self);

G_END_DECLS
