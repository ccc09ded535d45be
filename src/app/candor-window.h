/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "document/candor-stationery.h"

G_BEGIN_DECLS

/**
 * CandorWindow:
 *
 * The one window: the staff's screen, or a visit in the patient's hands. Its title never names a
 * patient.
 */
#define CANDOR_TYPE_WINDOW (candor_window_get_type ())
G_DECLARE_FINAL_TYPE (CandorWindow, candor_window, CANDOR, WINDOW, AdwApplicationWindow)

GtkWidget *candor_window_new (GtkApplication *application,
                              CandorProcedure *procedure,
                              const CandorClinic *clinic,
                              const char *data_folder);
GtkWidget *candor_window_new_error (GtkApplication *application, const char *sentence);
void candor_window_set_stationery (CandorWindow *self, const CandorStationery *stationery);
void candor_window_add_ready (CandorWindow *self, CandorVisit *visit);

G_END_DECLS
