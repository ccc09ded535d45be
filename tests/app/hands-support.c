/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "hands-support.h"

#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>

#define STEPS 8

static Display *
display_of (GtkWidget *window)
{
  return gdk_x11_display_get_xdisplay (gtk_widget_get_display (window));
}

static Window
id_of (GtkWidget *window)
{
  return gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window)));
}

static void
send_key (GtkWidget *window, KeySym key, gboolean down)
{
  KeyCode code = XKeysymToKeycode (display_of (window), key);

  if (code != 0)
    XTestFakeKeyEvent (display_of (window), code, down, CurrentTime);
}

/* Where a widget goes, or comes, under a finger that is down, GTK loses count of what is pressed, says so,
 * and goes on (4.8 to 4.18, and in any program). */
gboolean
hands_is_lost_count (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      return g_str_has_prefix (fields[i].value, "Broken accounting of active state");
  return FALSE;
}

/* Lets the server's events come in and be answered. */
void
hands_settle (GtkWidget *window)
{
  XSync (display_of (window), False);
  for (guint i = 0; i < 3; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      XSync (display_of (window), False);
    }
}

/* There is nobody but us to give a window the keyboard. */
void
hands_focus (GtkWidget *window)
{
  XSetInputFocus (display_of (window), id_of (window), RevertToParent, CurrentTime);
}

void
hands_press (GtkWidget *window, const KeySym *held, KeySym key)
{
  /* It may be the key that closes it. */
  g_autoptr (GtkWidget) kept = g_object_ref (window);

  for (guint i = 0; i < HANDS_HELD && held[i] != 0; i++)
    send_key (window, held[i], TRUE);
  send_key (window, key, TRUE);
  send_key (window, key, FALSE);
  for (int i = HANDS_HELD - 1; i >= 0; i--)
    if (held[i] != 0)
      send_key (window, held[i], FALSE);
  hands_settle (window);
}

void
hands_move (GtkWidget *window, int x, int y)
{
  XTestFakeMotionEvent (display_of (window), -1, x, y, CurrentTime);
}

void
hands_click (GtkWidget *window, guint button, guint times)
{
  for (guint i = 0; i < times; i++)
    {
      XTestFakeButtonEvent (display_of (window), button, True, CurrentTime);
      XTestFakeButtonEvent (display_of (window), button, False, CurrentTime);
    }
  hands_settle (window);
}

void
hands_drag (GtkWidget *window, int x0, int y0, int x1, int y1)
{
  hands_move (window, x0, y0);
  XTestFakeButtonEvent (display_of (window), 1, True, CurrentTime);
  for (int i = 1; i <= STEPS; i++)
    {
      hands_move (window, x0 + (x1 - x0) * i / STEPS, y0 + (y1 - y0) * i / STEPS);
      hands_settle (window);
    }
  XTestFakeButtonEvent (display_of (window), 1, False, CurrentTime);
  hands_settle (window);
}

/* As a window manager does when the tablet is turned. */
void
hands_resize (GtkWidget *window, int width, int height)
{
  XMoveResizeWindow (display_of (window), id_of (window), 0, 0, width, height);
  hands_settle (window);
}
