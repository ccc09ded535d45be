/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "tablet-support.h"

#include "app/candor-window.h"
#include "staff-support.h"
#include "store-support.h"

/* Everything but the window. */
void
tablet_set_up (Tablet *self, gboolean unlocked)
{
  self->clinic = staff_clinic ();
  self->procedure = staff_procedure ();
  self->scratch = staff_scratch ();
  self->folder = store_make (self->scratch);
  self->session = store_session (self->folder, unlocked);
}

void
tablet_show (Tablet *self)
{
  self->window = candor_window_new (NULL, self->procedure, self->clinic, self->session);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* What a test begins with that needs nothing else: the tablet lies there, locked. */
void
tablet_set_up_shown (Tablet *self, gconstpointer data)
{
  tablet_set_up (self, FALSE);
  tablet_show (self);
}

void
tablet_tear_down (Tablet *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  candor_draft_keeper_settle (candor_session_get_drafts (self->session));
  g_object_unref (self->session);
  candor_procedure_unref (self->procedure);
  candor_clinic_free (self->clinic);
  staff_remove (self->scratch);
  g_free (self->scratch);
  g_free (self->folder);
}
