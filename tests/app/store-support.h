/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <gtk/gtk.h>

#include "app/session/candor-session.h"

G_BEGIN_DECLS

/* What the tests of the app share about stores: one that costs little to unlock, and hands that
 * unlock it. */

#define STORE_STAFF "Dr Ada Sample"
#define STORE_PASSPHRASE "seven invented lake stones"

/* Longer than anything takes on a busy machine. */
#define STORE_PATIENCE (60 * G_USEC_PER_SEC)

char *store_make (const char *parent);
CandorRegister *store_unlock (const char *folder);
CandorSession *store_session (const char *folder, gboolean unlocked);
gboolean store_read (const char *folder, const char *file, CandorRecordParts *parts);
guint store_count (const char *folder, const char *below);

GtkWidget *store_find (GtkWidget *root, GType type);
GtkWidget *store_find_box (GtkWidget *root);
void store_type (GtkWidget *root, const char *passphrase);
void store_open (GtkWidget *root, CandorSession *session);

G_END_DECLS
