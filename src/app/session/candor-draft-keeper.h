/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-draft.h"

G_BEGIN_DECLS

/**
 * CandorDraftKeeper:
 *
 * Saves visits that are not filed yet, encrypted, in a thread, with public keys alone. Of each visit
 * only the newest state waits to be written. Emits #CandorDraftKeeper::saved on the main thread when
 * what was given to it has been written, or could not be.
 */
#define CANDOR_TYPE_DRAFT_KEEPER (candor_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CandorDraftKeeper, candor_draft_keeper, CANDOR, DRAFT_KEEPER, GObject)

CandorDraftKeeper *candor_draft_keeper_new (const char *folder);
void candor_draft_keeper_keep (CandorDraftKeeper *self, gpointer draft);
char *candor_draft_keeper_dup_trouble (CandorDraftKeeper *self, const CandorLanguage *language);
GError *candor_draft_keeper_dup_error (CandorDraftKeeper *self, const char *id);
GPtrArray *candor_draft_keeper_list_failed (CandorDraftKeeper *self);

/* Any thread. */
void candor_draft_keeper_settle (CandorDraftKeeper *self);
void candor_draft_keeper_stop (CandorDraftKeeper *self, const char *id);
void candor_draft_keeper_go_on (CandorDraftKeeper *self, const char *id);

G_END_DECLS
