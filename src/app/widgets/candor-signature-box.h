/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-visit.h"

G_BEGIN_DECLS

/**
 * CandorSignatureBox:
 *
 * Where one person signs: the words they stand for, the pad, Undo and Clear, and the other ways for
 * those who cannot or do not wish to draw. Every stroke goes into the visit at once.
 * Emits ::changed when the signature in the visit changed.
 */
#define CANDOR_TYPE_SIGNATURE_BOX (candor_signature_box_get_type ())
G_DECLARE_FINAL_TYPE (CandorSignatureBox, candor_signature_box, CANDOR, SIGNATURE_BOX, AdwBin)

GtkWidget *candor_signature_box_new (CandorProcedure *procedure,
                                     gpointer draft,
                                     CandorRole role,
                                     const char *name,
                                     const char *meaning,
                                     const CandorLanguage *language);
void candor_signature_box_set_line (CandorSignatureBox *self, const char *line);
void candor_signature_box_set_optional (CandorSignatureBox *self, gboolean optional);
char *candor_signature_box_missing (CandorSignatureBox *self);
void candor_signature_box_show_missing (CandorSignatureBox *self);
void candor_signature_box_apply (CandorSignatureBox *self);

G_END_DECLS
