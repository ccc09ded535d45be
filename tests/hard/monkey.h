/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "app/hands-support.h"
#include "app/staff-support.h"

#include "app/visit/candor-flow.h"

G_BEGIN_DECLS

/* How many of the last inputs are told when something goes wrong. */
#define MONKEY_TRAIL 20

/* The screen of the private display. */
#define MONKEY_SCREEN_WIDTH 1280
#define MONKEY_SCREEN_HEIGHT 800

/* Somebody who plays with one visit. All that is left to chance comes from one seed. */
typedef struct
{
  GRand *rand;
  guint32 seed;
  guint n_inputs;
  char *trail[MONKEY_TRAIL];
  gboolean verbose;

  CandorClinic *clinic;
  CandorProcedure *procedure;
  char *scratch;
  char *folder;
  CandorSession *session;
  GtkWidget *window;
  CandorFlow *flow; /* (nullable): gone when the visit is */
  gpointer visit;   /* (nullable) */
} Monkey;

void monkey_begin (Monkey *self, guint32 seed);
void monkey_end (Monkey *self);
const char *monkey_place (Monkey *self);
gboolean monkey_is_at_page (Monkey *self);
gboolean monkey_is_shut_out (Monkey *self);
gboolean monkey_go_on (Monkey *self);
char *monkey_find_fault (Monkey *self);

void monkey_input (Monkey *self);
G_GNUC_PRINTF (2, 3) void monkey_note (Monkey *self, const char *format, ...);
void monkey_tell (Monkey *self);

G_END_DECLS
