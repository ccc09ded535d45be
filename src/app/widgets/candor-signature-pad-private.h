/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-signature-pad.h"

G_BEGIN_DECLS

/* What the gestures do, for tests and benchmarks that have no hand. Times are those of events:
 * milliseconds of any clock, as long as it is always the same. */
void candor_signature_pad_begin_stroke (CandorSignaturePad *self, CandorDevice device);
void candor_signature_pad_add_point (
    CandorSignaturePad *self, double x, double y, double pressure, guint32 time);
void candor_signature_pad_end_stroke (CandorSignaturePad *self);
void candor_signature_pad_drop_stroke (CandorSignaturePad *self);

G_END_DECLS
