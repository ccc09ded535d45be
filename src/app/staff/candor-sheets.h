/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "app/print/candor-print-panel.h"

G_BEGIN_DECLS

void candor_sheets_show (GtkBox *box,
                         const CandorLanguage *language,
                         CandorPrintMaker maker,
                         gpointer data,
                         GDestroyNotify destroy);

G_END_DECLS
