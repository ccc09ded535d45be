/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

void candor_staff_place_remember (GtkWidget *page);
GtkWidget *candor_staff_place_get (GtkWidget *page);
void candor_staff_place_tell (GtkWidget *place,
                              const CandorLanguage *language,
                              const char *title,
                              const GError *error);
gboolean candor_staff_place_tell_if_left (GtkWidget *page,
                                          const CandorLanguage *language,
                                          const char *title,
                                          const GError *error);

G_END_DECLS
