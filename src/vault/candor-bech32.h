/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-secret.h"

G_BEGIN_DECLS

CandorSecretText *candor_bech32_encode (const char *prefix, const guchar *bytes, gsize length);
gboolean candor_bech32_decode (const char *text, const char *prefix, guchar *bytes, gsize length);

G_END_DECLS
