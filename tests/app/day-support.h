/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "app/visit/candor-flow.h"
#include "core/candor-day-check.h"

G_BEGIN_DECLS

/* What the tests of a check on a day of treatment share: a store with the record of one consent, a
 * window, and hands that go from page to page as the patient and the practitioner do. */
typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  char *scratch;
  char *folder;
  char *consent; /* the file of its record */
  CandorSession *session;
  GtkWidget *window;
} DayFixture;

void day_open_window (DayFixture *self);
void day_close_window (DayFixture *self);
void day_set_up (DayFixture *self, gconstpointer data);
void day_tear_down (DayFixture *self, gconstpointer data);
CandorFlow *day_flow_of (DayFixture *self);
const char *day_page_of (DayFixture *self);
CandorDayCheck *day_check_of (DayFixture *self);
void day_go_on (DayFixture *self);
void day_assert_held (DayFixture *self, const char *words);
void day_assert_locked (DayFixture *self);
void day_open_record (DayFixture *self);
void day_begin (DayFixture *self);
void day_answer (DayFixture *self, const char *question, const char *words);
void day_confirm (DayFixture *self);
void day_answer_all (DayFixture *self, const char *feathers, const char *tickle);
void day_draw (DayFixture *self);
void day_hand_back (DayFixture *self, gboolean is_signed);
void day_finish (DayFixture *self);
void day_file_it (DayFixture *self);
CandorDayCheck *day_read_filed (DayFixture *self, const char *outcome);

G_END_DECLS
