/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

/**
 * CandorStaffArea:
 *
 * All that staff see of an unlocked store: their first screen, and over it the pages that were opened
 * from there, each with a way back. Everything in it shows names and holds the store open, so whoever
 * locks the tablet throws it away as a whole. Emits #CandorStaffArea::hand-over with the visit whose
 * patient gets the tablet.
 */
#define CANDOR_TYPE_STAFF_AREA (candor_staff_area_get_type ())
G_DECLARE_FINAL_TYPE (CandorStaffArea, candor_staff_area, CANDOR, STAFF_AREA, AdwBin)

GtkWidget *candor_staff_area_new (CandorProcedure *procedure,
                                  const CandorClinic *clinic,
                                  CandorSession *session,
                                  const CandorStationery *stationery);
void candor_staff_area_set_stationery (CandorStaffArea *self, const CandorStationery *stationery);
void candor_staff_area_show_home (CandorStaffArea *self);

G_END_DECLS
