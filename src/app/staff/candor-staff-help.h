/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

/* What the manual is asked for by. */
#define CANDOR_STAFF_HELP_URI "help:candor"

void candor_staff_help_open (GtkWidget *widget, const CandorLanguage *language);

G_END_DECLS
