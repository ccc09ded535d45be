/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include <glib.h>

#include "candor-qpdf.h"

G_BEGIN_DECLS

/* A PDF that is open for reading. */
typedef struct _qpdf_data CandorVerifyReader;

CandorVerifyReader *candor_verify_reader_open (GBytes *pdf);
void candor_verify_reader_close (CandorVerifyReader *self);

gboolean candor_verify_reader_has_name (CandorVerifyReader *self,
                                        qpdf_oh dictionary,
                                        const char *key,
                                        const char *name);
GBytes *candor_verify_reader_get_stream (CandorVerifyReader *self, qpdf_oh stream);
char *candor_verify_reader_dup_text (CandorVerifyReader *self, qpdf_oh dictionary, const char *key);
char *candor_verify_tidy (const char *text, gssize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorVerifyReader, candor_verify_reader_close)

G_END_DECLS
