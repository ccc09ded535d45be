/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CandorHomePane:
 *
 * The panes of the staff's first screen, in the order of the children after the switcher.
 */
typedef enum
{
  CANDOR_HOME_VISITS,
  CANDOR_HOME_RECORDS,
  CANDOR_HOME_FORM,
  CANDOR_HOME_N_PANES,
} CandorHomePane;

/**
 * CandorHomeLayout:
 *
 * Lays out a switcher and three panes. Where there is room, visits stand over records, beside the
 * form, and nobody needs the switcher. Else one pane is seen, under the switcher.
 */
#define CANDOR_TYPE_HOME_LAYOUT (candor_home_layout_get_type ())
G_DECLARE_FINAL_TYPE (CandorHomeLayout, candor_home_layout, CANDOR, HOME_LAYOUT, GtkLayoutManager)

void candor_home_layout_show (CandorHomeLayout *self, CandorHomePane pane);

G_END_DECLS
