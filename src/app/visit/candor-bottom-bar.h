/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/* How much room there is: all in one row; the words under the progress; the buttons under both. */
typedef enum
{
  CANDOR_BAR_WIDE,
  CANDOR_BAR_COMPACT,
  CANDOR_BAR_STACKED,
} CandorBarForm;

CandorBarForm candor_bar_form_for_width (int width, int em);

/**
 * CandorBottomBar:
 *
 * The bar that never moves: Back, how far it is, and Next. Above it, when Next cannot go on, the
 * sentence that says why. Its buttons are the actions flow.back and flow.next.
 */
#define CANDOR_TYPE_BOTTOM_BAR (candor_bottom_bar_get_type ())
G_DECLARE_FINAL_TYPE (CandorBottomBar, candor_bottom_bar, CANDOR, BOTTOM_BAR, AdwBin)

void candor_bottom_bar_set_words (CandorBottomBar *self,
                                  const char *footer,
                                  const CandorLanguage *language);
void candor_bottom_bar_set_progress (CandorBottomBar *self, double fraction, const char *words);
void candor_bottom_bar_set_next (CandorBottomBar *self, const char *label, gboolean ready);
void candor_bottom_bar_set_next_visible (CandorBottomBar *self, gboolean visible);
void candor_bottom_bar_set_missing (CandorBottomBar *self, const char *words);
void candor_bottom_bar_set_form (CandorBottomBar *self, CandorBarForm form);
const char *candor_bottom_bar_get_missing (CandorBottomBar *self);

G_END_DECLS
