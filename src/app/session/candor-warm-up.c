/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-warm-up.h"

#include "app/candor-work.h"
#include "document/candor-consent-form.h"

static void
warm_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  candor_document_warm_up ();
  g_task_return_boolean (task, TRUE);
}

static void
after_paint_cb (GtkWidget *window, GdkFrameClock *clock)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  candor_work_start (task, warm_up);
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (after_paint_cb), window, G_CONNECT_SWAPPED);
}

/**
 * candor_warm_up_after_first_frame:
 * @window: a window that is not on the screen yet
 *
 * When its first frame is on the screen there is time for what nobody waits for. The first document
 * of a process takes several times as long as the next, so one is made before a patient needs it.
 */
void
candor_warm_up_after_first_frame (GtkWidget *window)
{
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}
