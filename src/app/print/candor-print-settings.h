/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CANDOR_PRINT_MAX_COPIES 9

/* How the clinic prints. */
typedef struct
{
  char *printer; /* (owned) (nullable): its name */
  guint copies;  /* at least 1 */
  gboolean two_sided;
} CandorPrintSettings;

void candor_print_settings_load (CandorPrintSettings *self, const char *folder);
gboolean
candor_print_settings_save (const CandorPrintSettings *self, const char *folder, GError **error);
void candor_print_settings_clear (CandorPrintSettings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CandorPrintSettings, candor_print_settings_clear)

G_END_DECLS
