/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/speech/candor-reader.h"

G_BEGIN_DECLS

/**
 * CandorReadingBar:
 *
 * What a person needs while a page is read aloud: pause and go on, slower, faster, stop; or why it
 * cannot be read. Its buttons are the actions flow.read-pause, flow.read-slower, flow.read-faster
 * and flow.read-stop.
 */
#define CANDOR_TYPE_READING_BAR (candor_reading_bar_get_type ())
G_DECLARE_FINAL_TYPE (CandorReadingBar, candor_reading_bar, CANDOR, READING_BAR, AdwBin)

void candor_reading_bar_set_narrow (CandorReadingBar *self, gboolean narrow);
void candor_reading_bar_show (CandorReadingBar *self,
                              CandorReader *reader,
                              const CandorLanguage *language);
void candor_reading_bar_show_no_voice (CandorReadingBar *self, const CandorLanguage *language);
const char *candor_reading_bar_get_note (CandorReadingBar *self);

G_END_DECLS
