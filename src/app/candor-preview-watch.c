/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-preview-watch.h"

#include <gio/gio.h>

#include "core/candor-preview.h"

/* Milliseconds: a file that is saved changes several times in a row. */
#define SETTLED 50

typedef struct
{
  CandorWindow *window; /* (unowned): owns this */
  GFileMonitor *monitor;
  guint settled; /* source id */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *self = data;

  g_clear_handle_id (&self->settled, g_source_remove);
  g_object_unref (self->monitor);
  g_free (self);
}

static gboolean
settled_cb (gpointer data)
{
  Watch *self = data;
  g_autoptr (GError) error = NULL;

  self->settled = 0;
  if (candor_preview_reload (&error))
    candor_window_reread (self->window);
  else
    g_printerr ("candor: %s\n", error->message);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Watch *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (event == G_FILE_MONITOR_EVENT_DELETED)
    return;
  g_clear_handle_id (&self->settled, g_source_remove);
  self->settled = g_timeout_add (SETTLED, settled_cb, self);
}

/**
 * candor_preview_watch:
 * @window: a window with a session
 *
 * Shows the words of a translation as it is saved, where somebody is at work on one.
 */
void
candor_preview_watch (CandorWindow *window)
{
  g_autoptr (GFile) file = NULL;
  GFileMonitor *monitor;
  Watch *self;

  if (candor_preview_get () == NULL)
    return;
  file = g_file_new_for_path (candor_preview_path ());
  monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (monitor == NULL)
    return;
  self = g_new0 (Watch, 1);
  self->window = window;
  self->monitor = monitor;
  g_file_monitor_set_rate_limit (monitor, SETTLED);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (changed_cb), self);
  g_object_set_data_full (G_OBJECT (window), "candor-preview-watch", self, watch_free);
}
