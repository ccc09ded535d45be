/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-procedure.h"

G_BEGIN_DECLS

/**
 * CandorLanguageUse:
 * @CANDOR_LANGUAGE_NOT_OFFERED: too much of it is missing
 * @CANDOR_LANGUAGE_TO_READ: a patient can read in it, and signs in another language
 * @CANDOR_LANGUAGE_TO_SIGN: whole and fresh: every word that a signature stands for is there
 *
 * What a language is good for, with one procedure.
 */
typedef enum
{
  CANDOR_LANGUAGE_NOT_OFFERED,
  CANDOR_LANGUAGE_TO_READ,
  CANDOR_LANGUAGE_TO_SIGN,
} CandorLanguageUse;

CandorCatalog *candor_language_get_needed (void);
CandorLanguageUse candor_language_get_use (const CandorLanguage *self, CandorProcedure *procedure);
guint candor_language_count_missing (const CandorLanguage *self,
                                     CandorProcedure *procedure,
                                     guint *n_needed);

G_END_DECLS
