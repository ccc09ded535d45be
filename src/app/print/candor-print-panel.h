/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"
#include "core/candor-paper.h"

G_BEGIN_DECLS

/* Makes a document, in a thread. Returns: (transfer full) (nullable): a PDF */
typedef GBytes *(*CandorPrintMaker) (gpointer data, GError **error);

/**
 * CandorPrintPanel:
 *
 * For staff: which printer, how many, on both sides or not, a button for each document that can be
 * printed, and what became of it. It is part of a page, and no dialog. It looks for printers when it
 * is first on the screen.
 */
#define CANDOR_TYPE_PRINT_PANEL (candor_print_panel_get_type ())
G_DECLARE_FINAL_TYPE (CandorPrintPanel, candor_print_panel, CANDOR, PRINT_PANEL, AdwBin)

GtkWidget *
candor_print_panel_new (const CandorLanguage *language, const char *data_folder, CandorPaper paper);
void candor_print_panel_set_patience (CandorPrintPanel *self, guint msec);
void candor_print_panel_add_path (CandorPrintPanel *self, const char *label, const char *path);
void candor_print_panel_add_maker (CandorPrintPanel *self,
                                   const char *label,
                                   CandorPrintMaker maker,
                                   gpointer data,
                                   GDestroyNotify destroy);

G_END_DECLS
