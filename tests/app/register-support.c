/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "register-support.h"

#include "staff-support.h"

void
register_opened_cb (RegisterFixture *self, const char *file)
{
  g_free (self->opened);
  self->opened = g_strdup (file);
}

void
register_changed_cb (RegisterFixture *self)
{
  self->n_changed++;
}

void
register_set_up (RegisterFixture *self, gconstpointer data)
{
  help_register_set_up (&self->store);
  self->clinic = staff_clinic ();
}

void
register_tear_down (RegisterFixture *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  candor_clinic_free (self->clinic);
  g_free (self->opened);
  help_register_tear_down (&self->store);
}

/* Puts a page on the screen. */
GtkWidget *
register_present (RegisterFixture *self, GtkWidget *page)
{
  const char *upright = g_getenv ("CANDOR_UPRIGHT");

  if (self->window == NULL)
    self->window = gtk_window_new ();
  gtk_widget_add_css_class (page, "staff");
  gtk_window_set_default_size (GTK_WINDOW (self->window), upright != NULL ? 800 : 1280,
                               upright != NULL ? 1280 : 800);
  gtk_window_set_child (GTK_WINDOW (self->window), page);
  gtk_window_present (GTK_WINDOW (self->window));
  return page;
}

CandorRegisterList *
register_present_list (RegisterFixture *self)
{
  GtkWidget *list = candor_register_list_new (self->store.records, self->store.procedure,
                                              CANDOR_PAPER_A4, candor_language_english ());

  g_signal_connect_swapped (list, "open-record", G_CALLBACK (register_opened_cb), self);
  return CANDOR_REGISTER_LIST (register_present (self, list));
}
