/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "app/session/candor-session.h"
#include "core/candor-clinic.h"
#include "core/candor-procedure.h"

G_BEGIN_DECLS

/* A clinic's tablet: a store that costs little to unlock, and the window of the app. */
typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  char *scratch; /* everything that it keeps is below this folder */
  char *folder;  /* of the store */
  CandorSession *session;
  GtkWidget *window; /* (nullable): before it is shown */
} Tablet;

void tablet_set_up (Tablet *self, gboolean unlocked);
void tablet_show (Tablet *self);
void tablet_set_up_shown (Tablet *self, gconstpointer data);
void tablet_tear_down (Tablet *self, gconstpointer data);

G_END_DECLS
