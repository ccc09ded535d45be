/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#pragma once

#include "candor-language.h"

G_BEGIN_DECLS

struct _CandorLanguage
{
  char *code; /* (owned): BCP 47 */
  char *name; /* (owned): in the language itself */
  gboolean rtl;
  CandorCatalog *catalog; /* (owned) (nullable): %NULL for English, and for what is made of it */
  char *(*make) (const char *message); /* (nullable): what stands for a message that has no text */
};

const CandorLanguage *candor_pseudo_find (const char *code);
const char *candor_pseudo_text (const CandorLanguage *self, const char *message);

G_END_DECLS
