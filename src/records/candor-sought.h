/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "core/candor-language.h"

G_BEGIN_DECLS

/**
 * CandorSought:
 *
 * What somebody typed into a search, ready to be compared with many texts.
 */
typedef struct _CandorSought CandorSought;

CandorSought *candor_sought_new (const char *words, const CandorLanguage *language);
void candor_sought_free (CandorSought *self);
guint candor_sought_get_n_words (const CandorSought *self);
const char *candor_sought_get_word (const CandorSought *self, guint number, const char **date);
gboolean candor_sought_is_in (const CandorSought *self, const char *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorSought, candor_sought_free)

G_END_DECLS
