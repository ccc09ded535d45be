/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CandorSecretText:
 *
 * A passphrase or a key as text, that g_autoptr wipes.
 */
typedef char CandorSecretText;

gpointer candor_secret_new (gsize size);
CandorSecretText *candor_secret_dup_text (const char *text, gssize length);
void candor_secret_free (gpointer secret);

GBytes *candor_secret_bytes_new (gsize size, guchar **bytes);

gboolean candor_secret_read_file (
    const char *path, gsize max_bytes, CandorSecretText **text, gsize *length, GError **error);
CandorSecretText *candor_secret_read_passphrase (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorSecretText, candor_secret_free)

G_END_DECLS
