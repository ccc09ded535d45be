/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-verification.h"

G_BEGIN_DECLS

/* The largest file that is looked at, in bytes. A form with everything in it has less than one
 * hundredth of that. */
#define CANDOR_VERIFY_MAX_BYTES (64 * 1024 * 1024)

CandorVerification *candor_verify_bytes (GBytes *pdf, GBytes *certificate_pem, GError **error);

CandorVerification *candor_verify_file (const char *path,
                                        GBytes *certificate_pem,
                                        const char *const *helper,
                                        guint seconds,
                                        GError **error);
CandorVerification *candor_verify_apart (
    GBytes *pdf, GBytes *certificate_pem, const char *const *helper, guint seconds, GError **error);
int candor_verify_serve (void);

G_END_DECLS
