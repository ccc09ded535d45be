/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-signature.h"

G_BEGIN_DECLS

/**
 * CandorSignaturePad:
 *
 * A sheet to sign on with finger, pen or mouse. It keeps every raw point that the device gives, and
 * emits #CandorSignaturePad::changed when a stroke ends, is undone or the sheet is cleared.
 * Property "printed-name": shown under the baseline.
 */
#define CANDOR_TYPE_SIGNATURE_PAD (candor_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (CandorSignaturePad, candor_signature_pad, CANDOR, SIGNATURE_PAD, GtkWidget)

GtkWidget *candor_signature_pad_new (void);
GPtrArray *candor_signature_pad_get_strokes (CandorSignaturePad *self);
void candor_signature_pad_set_strokes (CandorSignaturePad *self, GPtrArray *strokes);
gboolean candor_signature_pad_is_empty (CandorSignaturePad *self);
void candor_signature_pad_undo (CandorSignaturePad *self);
void candor_signature_pad_clear (CandorSignaturePad *self);
void candor_signature_pad_set_printed_name (CandorSignaturePad *self, const char *name);

G_END_DECLS
