/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The light markup of a procedure's words: what a reader sees of it, and what is looked up.
 */
#include "help.h"

#include "core/candor-markup.h"

/* Catches a star or a bar that reaches the reader, and words that are lost with them. */
static void
test_plain (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } texts[] = {
    { "", "" },
    { "No mark at all.", "No mark at all." },
    { "A *word* and *another*.", "A word and another." },
    { "Thick (*keloids|keloid*) scars", "Thick (keloids) scars" },
    { "*a|b**c|d*", "ac" },
    { "A bar | outside stays, *inside|it* does not.", "A bar | outside stays, inside does not." },
    { "One star * is left", "One star * is left" },
    { "*one|two* and one * more|less", "one and one * more|less" },
    { "**", "" },
    /* Half a pair is no pair: nothing of it is lost. */
    { "*|word*", "|word" },
    { "*word|*", "word|" },
    { "*two|bars|here*", "two" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *plain = candor_markup_to_plain (texts[i].text);

      g_assert_cmpstr (plain, ==, texts[i].plain);
    }
}

/* Catches a word that leads to another entry of the glossary, or to none. */
static void
test_listed (void)
{
  g_assert_cmpstr (candor_markup_listed ("keloid"), ==, "keloid");
  g_assert_cmpstr (candor_markup_listed ("keloids|keloid"), ==, "keloid");
  g_assert_cmpstr (candor_markup_listed ("a|b|c"), ==, "b|c");
  g_assert_cmpstr (candor_markup_listed ("word|"), ==, "word|");
  g_assert_cmpstr (candor_markup_listed (""), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markup/plain", test_plain);
  g_test_add_func ("/markup/listed", test_listed);
  return g_test_run ();
}
