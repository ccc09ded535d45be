/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Watches a window from outside of it: when its first frame is painted, prints the time and the
 * memory of this process, and ends it.
 */
#include "first-frame.h"

/* The share of memory that is this process's own, in kB. */
static guint64
read_pss (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, &error))
    g_error ("%s", error->message);
  line = strstr (text, "\nPss:");
  if (line == NULL)
    g_error ("/proc/self/smaps_rollup says nothing about Pss");
  return g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10);
}

static void
after_paint_cb (GtkApplication *application, GdkFrameClock *clock)
{
  gint64 painted = g_get_monotonic_time ();

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, application);
  g_print ("%" G_GINT64_FORMAT " %" G_GUINT64_FORMAT "\n", painted, read_pss ());
  g_application_quit (G_APPLICATION (application));
}

static void
realize_cb (GtkApplication *application, GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (after_paint_cb), application, G_CONNECT_SWAPPED);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect_object (window, "realize", G_CALLBACK (realize_cb), application,
                           G_CONNECT_SWAPPED);
}

/* Has to be called before the application runs. */
void
first_frame_watch (GtkApplication *application)
{
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
}
