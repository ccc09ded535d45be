/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _CandorRowFiller CandorRowFiller;

CandorRowFiller *candor_row_filler_new (GtkListView *view);
void candor_row_filler_free (CandorRowFiller *self);

void candor_row_filler_bind (CandorRowFiller *self, GtkListItem *place);
void candor_row_filler_unbind (CandorRowFiller *self, GtkListItem *place);

G_END_DECLS
