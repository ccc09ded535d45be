/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Work that is done beside the screen, for a widget that may go meanwhile. Before the program ends it is waited
 * for: what a library keeps is taken apart then, also while another thread uses it.
 */
#include "candor-work.h"

/* Microseconds. Nobody waits for ever for a printer, or for a disk that does not answer. */
#define PATIENCE (10 * G_USEC_PER_SEC)

static GMutex mutex; /* for both that follow */
static GCond ended;
static guint n_running;

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

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc function = g_object_get_data (G_OBJECT (task), "candor-function");

  function (task, source, data, cancellable);
  g_mutex_lock (&mutex);
  n_running--;
  g_cond_broadcast (&ended);
  g_mutex_unlock (&mutex);
}

/**
 * candor_work_start:
 * @task: a task that belongs to a widget, or to nothing, in the main thread
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
  g_object_set_data (G_OBJECT (task), "candor-function", function);
  g_mutex_lock (&mutex);
  n_running++;
  g_mutex_unlock (&mutex);
  g_task_run_in_thread (task, run);
}

/**
 * candor_work_finish:
 *
 * Waits until all work that was started is done, or has taken too long.
 */
void
candor_work_finish (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  g_mutex_lock (&mutex);
  while (n_running > 0 && g_cond_wait_until (&ended, &mutex, end))
    ;
  g_mutex_unlock (&mutex);
}
