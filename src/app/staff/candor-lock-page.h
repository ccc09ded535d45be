/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "app/session/candor-session.h"
#include "core/candor-clinic.h"

G_BEGIN_DECLS

/**
 * CandorLockPage:
 *
 * What a tablet shows that is with nobody: the clinic's name, and the way in.
 */
#define CANDOR_TYPE_LOCK_PAGE (candor_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (CandorLockPage, candor_lock_page, CANDOR, LOCK_PAGE, AdwBin)

GtkWidget *candor_lock_page_new (CandorSession *session, const CandorClinic *clinic);

G_END_DECLS
