/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-catalog.h"

G_BEGIN_DECLS

/* Marks a string for xgettext where it stands; it is looked up later, in a language. */
#define N_(string) (string)
#define NC_(context, string) (string)

/**
 * CandorLanguage:
 *
 * One language that text can be shown in. Languages are objects, not a setting of the process, so
 * that a form can carry two at once. Immutable, and may be used from any thread.
 */
typedef struct _CandorLanguage CandorLanguage;

const CandorLanguage *candor_language_find (const char *code, GError **error);
const CandorLanguage *candor_language_english (void);
const CandorLanguage *candor_language_guess (void);
const CandorLanguage *const *candor_language_list (gsize *n_languages);

CandorLanguage *candor_language_new (const char *code, CandorCatalog *catalog, GError **error);
void candor_language_free (CandorLanguage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CandorLanguage, candor_language_free)

const char *candor_language_code (const CandorLanguage *self);
const char *candor_language_name (const CandorLanguage *self);
gboolean candor_language_is_rtl (const CandorLanguage *self);
gboolean candor_language_is_same (const CandorLanguage *self, const CandorLanguage *other);
char *candor_language_dup_header (const CandorLanguage *self, const char *field);

char *candor_language_dup_letters (const CandorLanguage *self);
gboolean candor_language_has (const CandorLanguage *self, const char *context, const char *message);
const char *candor_language_text (const CandorLanguage *self, const char *message);
const char *candor_language_text_in_context (const CandorLanguage *self,
                                             const char *context,
                                             const char *message);
const char *candor_language_plural (const CandorLanguage *self,
                                    const char *singular,
                                    const char *plural,
                                    gulong n);

G_END_DECLS
