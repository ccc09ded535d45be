/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-missing.h"

G_BEGIN_DECLS

gboolean candor_times_started_on (CandorVisit *visit, GDate *day);
const char *candor_times_check_treatment (CandorVisit *visit);

/* Is told of each time that cannot be right: its place, a JSON path, and a sentence in English. */
typedef void (*CandorTimesFound) (gpointer data, const char *place, const char *sentence);

void candor_times_search (CandorVisit *visit,
                          CandorStage stage,
                          gboolean is_day_check,
                          CandorTimesFound found,
                          gpointer data);
char *candor_times_now (CandorVisit *visit);

G_END_DECLS
