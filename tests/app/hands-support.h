/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <X11/Xlib.h>
#include <X11/keysym.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A keyboard and a mouse whose events are real ones, of the display's server: they hit whatever lies on
 * top, so a program that uses them needs a display of its own. */

/* How many keys may be held while another is pressed. */
#define HANDS_HELD 3

gboolean hands_is_lost_count (const GLogField *fields, gsize n_fields);
void hands_settle (GtkWidget *window);
void hands_focus (GtkWidget *window);
void hands_press (GtkWidget *window, const KeySym *held, KeySym key);
void hands_move (GtkWidget *window, int x, int y);
void hands_click (GtkWidget *window, guint button, guint times);
void hands_drag (GtkWidget *window, int x0, int y0, int x1, int y1);
void hands_resize (GtkWidget *window, int width, int height);

G_END_DECLS
