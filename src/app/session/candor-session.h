/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-draft-keeper.h"
#include "records/candor-register.h"

G_BEGIN_DECLS

/**
 * CandorSession:
 *
 * Who the tablet is with. While it is locked there is no key in the process: drafts can be saved,
 * and nothing can be read. Emits #CandorSession::changed when staff have unlocked it, and when it is
 * locked again, and #CandorSession::wiped when the key is gone as well.
 */
#define CANDOR_TYPE_SESSION (candor_session_get_type ())
G_DECLARE_FINAL_TYPE (CandorSession, candor_session, CANDOR, SESSION, GObject)

CandorSession *candor_session_new (const char *folder);
const char *candor_session_get_folder (CandorSession *self);
CandorDraftKeeper *candor_session_get_drafts (CandorSession *self);
CandorRegister *candor_session_get_register (CandorSession *self);
CandorRegister *candor_session_ref_register (CandorSession *self);
const char *candor_session_get_last (CandorSession *self);
void candor_session_watch (CandorSession *self, CandorRegister *opened);
void candor_session_begin_try (CandorSession *self);
void candor_session_end_try (CandorSession *self);
gboolean candor_session_has_key (CandorSession *self);
void candor_session_unlock (CandorSession *self, CandorRegister *opened);
void candor_session_lock (CandorSession *self);
guint candor_session_get_n_locks (CandorSession *self);
void
candor_session_prepare_async (CandorSession *self, GAsyncReadyCallback callback, gpointer data);
gboolean candor_session_prepare_finish (GAsyncResult *result, GError **error);

G_END_DECLS
