/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorHeading:
 *
 * The heading of a page. A label cannot take the focus; this can, so that a screen reader says
 * where it is and the Tab key goes on from there.
 */
#define CANDOR_TYPE_HEADING (candor_heading_get_type ())
G_DECLARE_FINAL_TYPE (CandorHeading, candor_heading, CANDOR, HEADING, GtkWidget)

void candor_heading_set_words (CandorHeading *self, const char *words);
const char *candor_heading_get_words (CandorHeading *self);

G_END_DECLS
