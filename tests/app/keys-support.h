/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <X11/Xlib.h>
#include <adwaita.h>

#include "app/session/candor-session.h"
#include "app/visit/candor-flow.h"
#include "core/candor-clinic.h"

G_BEGIN_DECLS

/* What tests share that press the keys of a real keyboard: a clinic with a window, locked. */
typedef struct
{
  CandorClinic *clinic;
  CandorProcedure *procedure;
  char *scratch;
  char *folder;
  CandorSession *session;
  GtkWidget *window;
  Display *display;
} KeysFixture;

void keys_set_up (KeysFixture *self, gconstpointer data);
void keys_tear_down (KeysFixture *self, gconstpointer data);
void keys_settle (KeysFixture *self);
void keys_give (KeysFixture *self, GtkWidget *window);
void keys_press (KeysFixture *self, GtkWidget *window, const char *keys);
GtkWidget *keys_find_over (KeysFixture *self);
GtkWidget *keys_open (KeysFixture *self, const char *action);
CandorFlow *keys_start_visit (KeysFixture *self);

G_END_DECLS
