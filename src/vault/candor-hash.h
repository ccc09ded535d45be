/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>
#include <nettle/sha2.h>

G_BEGIN_DECLS

typedef struct sha256_ctx CandorHash;

void candor_hash_init (CandorHash *self);
void candor_hash_add (CandorHash *self, gconstpointer data, gsize length);
char *candor_hash_end (CandorHash *self);
char *candor_hash_bytes (GBytes *bytes);

G_END_DECLS
