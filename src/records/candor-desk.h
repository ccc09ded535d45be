/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gio/gio.h>

#include "core/candor-visit.h"
#include "vault/candor-store.h"

G_BEGIN_DECLS

/**
 * CandorDesk:
 *
 * What a locked tablet can do with its store: save, and never read. It holds public keys only. One
 * thread may use it at a time.
 */
typedef struct _CandorDesk CandorDesk;

CandorDesk *candor_desk_open (const char *folder, GError **error);
void candor_desk_free (CandorDesk *self);
CandorStore *candor_desk_get_store (CandorDesk *self);
const char *const *candor_desk_get_recipients (CandorDesk *self);

gboolean candor_desk_make_ready (CandorDesk *self, GError **error);
gboolean candor_desk_save_draft (CandorDesk *self, const char *id, GBytes *visit, GError **error);
gboolean candor_desk_log (CandorDesk *self,
                          CandorLogEvent event,
                          const char *who,
                          const char *const *detail,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorDesk, candor_desk_free)

G_END_DECLS
