/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Eyes that measure a page as it stands on the screen. Each adds a line to @faults for everything
 * that is wrong, and nothing where nothing is. */

void look_at_contrast (GtkWidget *window, const char *name, GString *faults);
void look_at_targets (GtkWidget *window, const char *name, GString *faults);
void look_at_fit (GtkWidget *window, const char *name, int width, int height, GString *faults);
void look_at_figures (GtkWidget *window, const char *name, GString *faults);

/* Shadows and the pictures of papers have no text on them, and take long to draw. */
void look_hide_shadows (gboolean hide);

/* Pixels, each as 0xAARRGGBB. */
typedef struct
{
  guint32 *data; /* (owned) */
  int width;
  int height;
  int scale; /* of them to one pixel of the screen */
} LookPixels;

void look_take (GtkWidget *widget, int scale, LookPixels *pixels);
void look_clear (LookPixels *pixels);
double look_contrast (guint32 one, guint32 other);

/* Goes through all that a person can see below @root, popovers left out. */
typedef void (*LookFunc) (GtkWidget *widget, gpointer data);
void look_through (GtkWidget *root, LookFunc func, gpointer data);
gboolean look_bounds (GtkWidget *widget, GtkWidget *window, graphene_rect_t *bounds);

G_END_DECLS
