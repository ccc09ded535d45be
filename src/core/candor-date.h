/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-language.h"

G_BEGIN_DECLS

gboolean candor_date_parse (GDate *date, const char *iso);
gboolean candor_date_parse_typed (GDate *date, const char *typed, const CandorLanguage *language);
const char *candor_date_name (guint n);
char *candor_date_to_iso (const GDate *date);
char *candor_date_format (const GDate *date, const CandorLanguage *language);
char *candor_date_format_weekday (const GDate *date, const CandorLanguage *language, gboolean year);
char *candor_date_format_iso (const char *iso, const CandorLanguage *language);
void candor_date_today (GDate *date);
int candor_date_age (const GDate *born, const GDate *on);

GDateTime *candor_time_parse (const char *iso);
char *candor_time_now_iso (void);
char *candor_time_format_iso (const char *iso, const CandorLanguage *language);

G_END_DECLS
