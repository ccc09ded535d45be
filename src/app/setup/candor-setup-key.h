/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "core/candor-language.h"
#include "vault/candor-secret.h"

G_BEGIN_DECLS

guint candor_setup_key_n_groups (const CandorSecretText *key);
CandorSecretText *candor_setup_key_dup_group (const CandorSecretText *key, guint index);
void candor_setup_key_show (GtkBox *content,
                            const CandorSecretText *key,
                            const char *clinic,
                            const char *made,
                            const CandorLanguage *language);

G_END_DECLS
