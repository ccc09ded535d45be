/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/session/candor-session.h"
#include "candor-print-panel.h"
#include "core/candor-clinic.h"
#include "document/candor-stationery.h"

G_BEGIN_DECLS

/* Documents that are made when somebody prints them. */
void candor_print_panel_add_record (CandorPrintPanel *self,
                                    const char *label,
                                    CandorSession *session,
                                    const char *file);
void candor_print_panel_add_form (CandorPrintPanel *self,
                                  const char *label,
                                  CandorRegister *records,
                                  const char *file);
void candor_print_panel_add_care_sheet_of_record (CandorPrintPanel *self,
                                                  const char *label,
                                                  CandorProcedure *procedure,
                                                  CandorRegister *records,
                                                  const char *file,
                                                  const CandorStationery *stationery);
void candor_print_panel_add_care_sheet (CandorPrintPanel *self,
                                        const char *label,
                                        CandorProcedure *procedure,
                                        CandorVisit *visit,
                                        const CandorStationery *stationery);
void candor_print_panel_add_blank_form (CandorPrintPanel *self,
                                        const char *label,
                                        CandorProcedure *procedure,
                                        const CandorClinic *clinic,
                                        const CandorLanguage *language,
                                        const CandorLanguage *clinic_language,
                                        const CandorStationery *stationery);

/* The same document for the screen. Returns: (transfer full): what goes with the maker */
gpointer candor_blank_form_matter_new (CandorProcedure *procedure,
                                       const CandorClinic *clinic,
                                       const CandorLanguage *language,
                                       const CandorLanguage *clinic_language,
                                       const CandorStationery *stationery);
void candor_matter_free (gpointer matter);
GBytes *candor_blank_form_make (gpointer matter, GError **error);

G_END_DECLS
