/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A page of a finished document, for a screen and for a screen reader. */
typedef struct
{
  cairo_surface_t *picture; /* an image, ARGB32, white paper */
  char *text;               /* the words on it, in reading order */
} CandorPdfPage;

GPtrArray *candor_pdf_pages_render (GBytes *pdf, int width, GError **error);

G_END_DECLS
