/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <adwaita.h>

#include "candor-session.h"
#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorUnlockBox:
 *
 * Who, and the passphrase: unlocks the session. It is part of a page. Emits
 * #CandorUnlockBox::unlocked when the session is unlocked.
 */
#define CANDOR_TYPE_UNLOCK_BOX (candor_unlock_box_get_type ())
G_DECLARE_FINAL_TYPE (CandorUnlockBox, candor_unlock_box, CANDOR, UNLOCK_BOX, AdwBin)

GtkWidget *candor_unlock_box_new (CandorSession *session,
                                  const CandorLanguage *language,
                                  const char *action,
                                  const char *expected);
void candor_unlock_box_focus (CandorUnlockBox *self);
void candor_unlock_box_clear (CandorUnlockBox *self);
gboolean candor_unlock_box_is_busy (CandorUnlockBox *self);

G_END_DECLS
