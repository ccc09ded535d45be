/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "vault/candor-key.h"

G_BEGIN_DECLS

/**
 * CandorSetupPages:
 *
 * The first start of a tablet: who the clinic is, who treats, who unlocks, and the recovery key. A
 * store comes to be beside its place, and gets its place when the key was typed back. Emits
 * #CandorSetupPages::done.
 */
#define CANDOR_TYPE_SETUP_PAGES (candor_setup_pages_get_type ())
G_DECLARE_FINAL_TYPE (CandorSetupPages, candor_setup_pages, CANDOR, SETUP_PAGES, AdwBin)

GtkWidget *candor_setup_pages_new (const char *folder, CandorKeyCost cost);
const char *candor_setup_pages_get_step (CandorSetupPages *self);

G_END_DECLS
