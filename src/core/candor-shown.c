/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-shown.h"

/* From so many seconds on, a time is told in minutes. */
#define IN_MINUTES 120

/**
 * candor_shown_time:
 * @seconds: how long something of the text stood on the screen
 * @language: the language to say it in
 *
 * "Shown" is all that a tablet can know: nobody can tell from it that anything was read.
 *
 * Returns: (transfer full): a few words
 */
char *
candor_shown_time (guint seconds, const CandorLanguage *language)
{
  guint minutes = (seconds + 30) / 60;

  if (seconds < IN_MINUTES)
    /* Translators: how long something of the text was on the tablet’s screen. Never “read”. */
    return g_strdup_printf (
        candor_language_plural (language, "Shown for %u second", "Shown for %u seconds", seconds),
        seconds);
  /* Translators: how long something of the text was on the tablet’s screen. Never “read”. */
  return g_strdup_printf (
      candor_language_plural (language, "Shown for %u minute", "Shown for %u minutes", minutes),
      minutes);
}
