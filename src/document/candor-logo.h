/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CandorLogo:
 *
 * The logo of a clinic, known to be one that can be printed. Immutable, and may be used from any
 * thread.
 */
typedef struct _CandorLogo CandorLogo;

CandorLogo *candor_logo_load (const char *path, GError **error);
CandorLogo *candor_logo_new (const char *name, GBytes *bytes, GError **error);
CandorLogo *candor_logo_ref (CandorLogo *self);
void candor_logo_unref (CandorLogo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorLogo, candor_logo_unref)

void candor_logo_get_size (const CandorLogo *self, double *width, double *height);
void candor_logo_draw (cairo_t *cr, double width, double height, gpointer logo);

G_END_DECLS
