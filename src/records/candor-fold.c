/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Words as somebody at a desk looks for them: without accents, without capitals, in any script.
 */
#include "candor-fold.h"

#include <string.h>

/* Letters that Unicode does not take apart, though most keyboards lack them. Whoever looks for
 * “Lodz” means “Łódź”; in Arabic these are written for one another. Of apostrophes and hyphens a keyboard
 * has one each, and programs put others in their place. */
static const struct
{
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0x00e6, "ae" },     { 0x00f0, "d" },      { 0x00f8, "o" },      { 0x00fe, "th" },
  { 0x0111, "d" },      { 0x0127, "h" },      { 0x0131, "i" },      { 0x0142, "l" },
  { 0x014b, "n" },      { 0x0153, "oe" },     { 0x0167, "t" },      { 0x0491, "\u0433" },
  { 0x0629, "\u0647" }, { 0x0649, "\u064a" }, { 0x06a9, "\u0643" }, { 0x06cc, "\u064a" },
  { 0x02b9, "'" },      { 0x02bb, "'" },      { 0x02bc, "'" },      { 0x2018, "'" },
  { 0x2019, "'" },      { 0x201b, "'" },      { 0x2032, "'" },      { 0x2010, "-" },
  { 0x2011, "-" },      { 0x2012, "-" },      { 0x2013, "-" },      { 0x2212, "-" },
};

static void
append_folded (GString *folded, gunichar c)
{
  if (g_unichar_isdigit (c))
    {
      /* A date of birth may be typed in the digits of any script. */
      g_string_append_c (folded, '0' + g_unichar_digit_value (c));
      return;
    }
  for (gsize i = 0; c >= 0x80 && i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == c)
      {
        g_string_append (folded, plain_letters[i].plain);
        return;
      }
  g_string_append_unichar (folded, c);
}

/**
 * candor_fold:
 * @text: (nullable): words, or a part of a word
 *
 * Two texts fold to the same where a person who looks for one would take the other for it: accents,
 * capitals, the width of letters and the script of digits are gone, and a run of white space is one
 * space, with none at either end. What folds to one more letter at its end folds to a text that
 * starts as before, so that a search can go on from what it found.
 *
 * Returns: (transfer full): @text as it is looked for
 */
char *
candor_fold (const char *text)
{
  char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *small = g_utf8_casefold (valid, -1);
  char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (apart != NULL ? strlen (apart) : 0);
  gboolean space = FALSE;

  for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_ismark (c) || (g_unichar_iscntrl (c) && !g_unichar_isspace (c))
          || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x0640 /* stretches Arabic words */)
        continue;
      if (g_unichar_isspace (c))
        {
          space = folded->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (folded, ' ');
      space = FALSE;
      append_folded (folded, c);
    }
  candor_free_wiped (valid);
  candor_free_wiped (small);
  candor_free_wiped (apart);
  return g_string_free (folded, FALSE);
}

/**
 * candor_free_wiped:
 * @text: (nullable) (transfer full): mostly a name
 *
 * Gives the memory of a string back with nothing in it.
 */
void
candor_free_wiped (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}
