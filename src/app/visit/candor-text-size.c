/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-text-size.h"

/* The size of body text at 100 %, in pixels. */
#define BODY_SIZE 19

struct _CandorTextSize
{
  GdkDisplay *display;  /* (owned) */
  GtkCssProvider *rule; /* (owned) */
  int percent;
};

/**
 * candor_text_size_new:
 * @display: where the visit is shown
 *
 * Returns: (transfer full): a size of 100 %, which holds for @display until it is freed
 */
CandorTextSize *
candor_text_size_new (GdkDisplay *display)
{
  CandorTextSize *self = g_new0 (CandorTextSize, 1);

  self->display = g_object_ref (display);
  self->rule = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->rule),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  candor_text_size_set_percent (self, 100);

  return self;
}

/**
 * candor_text_size_free:
 * @self: (transfer full): a size
 */
void
candor_text_size_free (CandorTextSize *self)
{
  gtk_style_context_remove_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->rule));
  g_object_unref (self->rule);
  g_object_unref (self->display);
  g_free (self);
}

/**
 * candor_text_size_set_percent:
 * @percent: of the usual size
 */
void
candor_text_size_set_percent (CandorTextSize *self, int percent)
{
  g_autofree char *css = NULL;

  self->percent = percent;
  css = g_strdup_printf (".candor-flow { font-size: %dpx; }", candor_text_size_get_pixels (self));
  gtk_css_provider_load_from_data (self->rule, css, -1);
}

/**
 * candor_text_size_get_percent:
 *
 * Returns: percent of the usual size
 */
int
candor_text_size_get_percent (const CandorTextSize *self)
{
  return self->percent;
}

/**
 * candor_text_size_get_pixels:
 *
 * Returns: the size of body text, in logical pixels
 */
int
candor_text_size_get_pixels (const CandorTextSize *self)
{
  return BODY_SIZE * self->percent / 100;
}
