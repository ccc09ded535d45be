/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* How many bytes a code holds that is still easy to scan from paper: version 25, level M (ISO/IEC
 * 18004, table 7). */
#define CANDOR_QR_MAX_BYTES 997

/* A square of dark and light modules, with the quiet zone around it. */
typedef struct _CandorQr CandorQr;

CandorQr *candor_qr_new (const char *text, GError **error);
void candor_qr_free (CandorQr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorQr, candor_qr_free)

int candor_qr_get_size (const CandorQr *self);
void candor_qr_draw (cairo_t *cr, double width, double height, gpointer qr);

G_END_DECLS
