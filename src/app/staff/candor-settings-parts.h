/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "records/candor-register.h"

G_BEGIN_DECLS

/* The parts of the settings; each looks after itself. */
GtkWidget *candor_settings_passphrase_new (CandorRegister *records,
                                           CandorKeyCost cost,
                                           const CandorLanguage *language);
GtkWidget *candor_settings_staff_new (CandorRegister *records,
                                      CandorKeyCost cost,
                                      const CandorLanguage *language);
/* Emits "changed" after records have expired. */
GtkWidget *candor_settings_retention_new (CandorRegister *records, const CandorLanguage *language);
GtkWidget *candor_settings_texts_new (CandorRegister *records,
                                      CandorProcedure *procedure,
                                      const CandorLanguage *language);

/* What they share: a place for what became of it, and rows. */
GtkBox *candor_settings_status_new (void);
void candor_settings_say (GtkBox *status, gboolean good, const char *title, const char *text);
void candor_settings_say_busy (GtkBox *status, const char *words);
void candor_settings_say_error (GtkBox *status,
                                const char *title,
                                const GError *error,
                                const CandorLanguage *language);
AdwPreferencesGroup *candor_settings_group_new (const char *title, const char *description);
GtkWidget *candor_settings_row_new (const char *title, const char *subtitle);

G_END_DECLS
