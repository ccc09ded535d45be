/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"

G_BEGIN_DECLS

GtkWidget *candor_setup_language_new (const CandorLanguage *reads, const char *chosen);

G_END_DECLS
