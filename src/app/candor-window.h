/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

/**
 * CandorWindow:
 *
 * The one window: locked, the staff's screens, or a visit in the patient's hands. Its title never
 * names a patient.
 */
#define CANDOR_TYPE_WINDOW (candor_window_get_type ())
G_DECLARE_FINAL_TYPE (CandorWindow, candor_window, CANDOR, WINDOW, AdwApplicationWindow)

/**
 * CandorIdleTimes:
 * @staff: milliseconds without a touch until the staff's screens are locked
 * @visit: milliseconds without a touch until a visit is covered, or locked where it is the
 *   practitioner's turn
 * @warning: how long before that it is said
 * @stranger: milliseconds after the covering from which on staff alone can take it away
 */
typedef struct
{
  guint staff;
  guint visit;
  guint warning;
  guint stranger;
} CandorIdleTimes;

GtkWidget *candor_window_new (GtkApplication *application,
                              CandorProcedure *procedure,
                              const CandorClinic *clinic,
                              CandorSession *session);
GtkWidget *candor_window_new_setup (GtkApplication *application, GtkWidget *setup);
void candor_window_set_stationery (CandorWindow *self, const CandorStationery *stationery);
void candor_window_set_idle_times (CandorWindow *self, const CandorIdleTimes *times);
void candor_window_lock (CandorWindow *self);
void candor_window_reread (CandorWindow *self);

G_END_DECLS
