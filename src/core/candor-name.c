/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-name.h"

/* The most marks that stand on one letter in any living language, and some more. */
#define MAX_MARKS 8

#define JOINER_NONE 0x200c
#define JOINER 0x200d

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c);
}

/* Returns: whether nothing of a character is ever seen, though it counts as a letter or a sign: the
 * fillers of Hangul, the empty pattern of Braille and the joiner of graphemes. */
static gboolean
is_filler (gunichar c)
{
  return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800 || c == 0x034f;
}

/* Persian and the scripts of India write with the two joiners, behind a letter. All else that only
 * steers the others, above all the direction of reading, can make one name look like another. */
static gboolean
is_steering (gunichar c, gunichar before)
{
  if (c == JOINER || c == JOINER_NONE)
    return !g_unichar_isalpha (before) && !g_unichar_ismark (before);
  return g_unichar_type (c) == G_UNICODE_FORMAT || is_filler (c);
}

/* A name as it is compared: one way to write each letter, no capitals, and one space between two
 * words. */
static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  /* Folding takes letters apart again. */
  g_autofree char *folded
      = small != NULL ? g_utf8_normalize (small, -1, G_NORMALIZE_ALL_COMPOSE) : g_strdup (name);
  GString *words = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          gap = TRUE;
          continue;
        }
      if (gap && words->len > 0)
        g_string_append_c (words, ' ');
      gap = FALSE;
      g_string_append_unichar (words, c);
    }
  return g_string_free (words, FALSE);
}

/**
 * candor_name_tidy:
 * @name: a name that somebody typed
 *
 * Returns: (transfer full): it as others may see it: valid UTF-8 (NFC) on one line, one space between
 *   two words, without characters that are not seen, and at most eight marks on each letter; empty
 *   when nothing would be seen
 */
char *
candor_name_tidy (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *whole = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) tidy = g_string_new (NULL);
  gboolean blank = FALSE, seen = FALSE;
  gunichar before = 0;
  guint n_marks = 0;

  for (const char *at = whole; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean mark = g_unichar_ismark (c);

      if (is_blank (c))
        {
          blank = TRUE;
          continue;
        }
      if (is_steering (c, blank ? 0 : before))
        continue;
      n_marks = mark ? n_marks + 1 : 0;
      if (n_marks > MAX_MARKS)
        continue;
      if (blank && tidy->len > 0)
        g_string_append_c (tidy, ' ');
      blank = FALSE;
      before = c;
      seen = seen || (g_unichar_isgraph (c) && !mark);
      g_string_append_unichar (tidy, c);
    }
  return g_strdup (seen ? tidy->str : "");
}

/**
 * candor_name_is_blank:
 * @words: (nullable): a name, a number, a reason; valid UTF-8
 *
 * Returns: whether nobody sees anything of it: spaces, and characters that show nothing, are no
 *   name and no reason
 */
gboolean
candor_name_is_blank (const char *words)
{
  for (const char *at = words; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isgraph (c) && !g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return TRUE;
}

/**
 * candor_name_is_same:
 * @one: (nullable): a name, valid UTF-8
 * @other: (nullable): a name, valid UTF-8
 *
 * Two names are the same when only capitals, white space or the way in which Unicode writes their
 * letters tell them apart. An accent is part of a name.
 *
 * Returns: whether both are the name of the same person; %FALSE when one of them is %NULL
 */
gboolean
candor_name_is_same (const char *one, const char *other)
{
  g_autofree char *first = one != NULL ? fold (one) : NULL;
  g_autofree char *second = other != NULL ? fold (other) : NULL;

  return first != NULL && second != NULL && g_str_equal (first, second);
}
