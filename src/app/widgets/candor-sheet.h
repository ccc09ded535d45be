/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/* Pixels: sharp on a tablet in both directions, and not wasteful with memory. */
#define CANDOR_SHEET_WIDTH 1000

GtkWidget *candor_sheet_new (GPtrArray *pages, guint index, const CandorLanguage *language);

G_END_DECLS
