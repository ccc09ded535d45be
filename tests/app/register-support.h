/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/staff/candor-register-list.h"
#include "core/candor-clinic.h"
#include "records/help-register.h"

G_BEGIN_DECLS

/* What the tests of the staff's pages of records share: a store with its key, and a window. */
typedef struct
{
  HelpRegister store;
  CandorClinic *clinic;
  GtkWidget *window;
  char *opened; /* what the last signal asked to open */
  guint n_changed;
} RegisterFixture;

void register_opened_cb (RegisterFixture *self, const char *file);
void register_changed_cb (RegisterFixture *self);
void register_set_up (RegisterFixture *self, gconstpointer data);
void register_tear_down (RegisterFixture *self, gconstpointer data);
GtkWidget *register_present (RegisterFixture *self, GtkWidget *page);
CandorRegisterList *register_present_list (RegisterFixture *self);

G_END_DECLS
