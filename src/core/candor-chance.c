/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A chance in words. All chances are out of 100 people, so that they can be compared, and each tells
 * of both sides: those whom it happens to, and those whom it does not.
 */
#include "candor-procedure.h"

/**
 * candor_effect_chance:
 * @effect: something that can happen
 * @language: the language to say it in
 *
 * Returns: (transfer full) (nullable): two sentences, or %NULL where nobody knows a reliable rate
 */
char *
candor_effect_chance (const CandorEffect *effect, const CandorLanguage *language)
{
  if (effect->rate < 0)
    return NULL;
  return g_strdup_printf (
      /* Translators: how many of 100 people something happens to, and to how many it does not. */
      candor_language_plural (language, "%1$d out of 100 people has this. %2$d out of 100 do not.",
                              "%1$d out of 100 people have this. %2$d out of 100 do not.",
                              effect->rate),
      effect->rate, 100 - effect->rate);
}
