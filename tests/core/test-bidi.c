/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Numbers in lines that are read from the right: one that is shown with its parts exchanged calls
 * somebody else.
 */
#include "help.h"

#include "core/candor-bidi.h"

/* Catches a number with spaces, or below zero, that is left to change its order, and signs around what
 * needs none. */
static void
test_numbers (void)
{
  /* "<" and ">" stand for the two signs. */
  static const char *const texts[][2] = {
    { "", "" },
    { "اتصل بالرقم 01632 960147.", "اتصل بالرقم <01632 960147>." },
    { "+44 1632 960147", "<+44 1632 960147>" },
    { "+441632960147", "<+441632960147>" },
    { "(01632) 960147 أو 999", "<(01632) 960147> أو 999" },
    { "+44 (1632) 960-147", "<+44 (1632) 960-147>" },
    { "(+44) 1632 960147", "<(+44) 1632 960147>" },
    { "14:20:00 +02:00", "<14:20:00 +02:00>" },
    { "2026-11-23", "2026-11-23" },
    { "من 24 إلى 48 ساعة", "من 24 إلى 48 ساعة" },
    { "24. 48, 12", "24. 48, 12" },
    { "(24 48", "(<24 48>" },
    { "24) 48", "24) 48" },
    { "((3) 4)", "(<(3) 4>)" },
    { "+ 4 (", "+ 4 (" },
    { "1 2 ", "<1 2> " },
    { "اليوم -7", "اليوم <-7>" },
    { "من اليوم −7 إلى اليوم −1", "من اليوم <−7> إلى اليوم <−1>" },
    { "-7 (-3) *−1*", "<-7> (<-3>) *<−1>*" },
    { "5-7, COVID-19, - 7, 2026-11-23, -", "5-7, COVID-19, - 7, 2026-11-23, -" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) words = g_string_new (texts[i][0]);

      candor_bidi_isolate_numbers (words);
      g_string_replace (words, CANDOR_ISOLATE, "<", 0);
      g_string_replace (words, CANDOR_ISOLATE_END, ">", 0);
      g_assert_cmpstr (words->str, ==, texts[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/bidi/numbers", test_numbers);
  return g_test_run ();
}
