/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels. A widget that is asked for its least height in no width said answers with the one that it has
 * here: newer GTKs take it at its word, and complain of a layout that manages with less in some width. */
#define CANDOR_LAYOUT_SIZE_WIDEST 10000

double candor_layout_size_em (GtkWidget *widget);
int candor_layout_size_minimum_width (GtkWidget *child);
int candor_layout_size_natural_width (GtkWidget *child);
int candor_layout_size_minimum_height (GtkWidget *child, int width);
int candor_layout_size_natural_height (GtkWidget *child, int width);
GtkWidget *candor_layout_size_next (GtkWidget *child);
void candor_layout_size_place (GtkWidget *child, int whole, const GtkAllocation *where);

G_END_DECLS
