/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Work that is done beside the screen, for a widget that may go meanwhile.
 */
#include "candor-work.h"

static gboolean
release_cb (gpointer owner)
{
  g_object_unref (owner);
  return G_SOURCE_REMOVE;
}

static void
release_in_main (gpointer owner)
{
  g_idle_add (release_cb, owner);
}

/**
 * candor_work_start:
 * @task: a task that belongs to a widget, in the main thread
 * @function: what is to be done in another thread
 *
 * As g_task_run_in_thread (). A task has a reference to its widget, and its thread may be the last to
 * have one to the task: the widget, whose page is gone by then, would be taken apart in that thread. What
 * is kept with the task goes after everything else of it; so the last reference is always given back
 * in the main thread.
 */
void
candor_work_start (GTask *task, GTaskThreadFunc function)
{
  gpointer owner = g_task_get_source_object (task);

  if (owner != NULL)
    g_object_set_data_full (G_OBJECT (task), "candor-owner", g_object_ref (owner), release_in_main);
  g_task_run_in_thread (task, function);
}
