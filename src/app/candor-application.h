/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CandorApplication:
 *
 * The application: its command line, the clinic's files, and its one window.
 */
#define CANDOR_TYPE_APPLICATION (candor_application_get_type ())
G_DECLARE_FINAL_TYPE (CandorApplication, candor_application, CANDOR, APPLICATION, AdwApplication)

CandorApplication *candor_application_new (void);
gboolean candor_application_failed (CandorApplication *self);

G_END_DECLS
