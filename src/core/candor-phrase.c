/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Whether a phrase of a list stands in a text, in any language: the lists of wording and the glossary are
 * written by people who are no programmers.
 */
#include "candor-phrase.h"

#include <string.h>

#include "candor-markup.h"

/* Vowel signs and the stretching sign of Arabic, which are written or not as one likes. */
static gboolean
is_optional (gunichar c)
{
  return (c >= 0x064b && c <= 0x0652) || c == 0x0670 || c == 0x0640;
}

/**
 * candor_phrase_fold:
 * @text: a text, or an entry of a list
 *
 * Returns: (transfer full): @text in small letters, with straight apostrophes and single spaces, and
 *   without light markup
 */
char *
candor_phrase_fold (const char *text)
{
  g_autofree char *plain = candor_markup_to_plain (text);
  g_autofree char *lower = g_utf8_strdown (plain, -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '*' || is_optional (c))
        continue;
      if (c == 0x2019)
        c = '\'';
      if (g_unichar_isspace (c))
        {
          if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
            g_string_append_c (folded, ' ');
        }
      else
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

/* A letter or digit of a script that puts spaces between words. */
static gboolean
is_joined (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return FALSE;
    default:
      return g_unichar_isalnum (c) || g_unichar_ismark (c);
    }
}

/* A sign such as % counts behind a number only, so that "%s" is left alone; many languages put a space
 * between the two. */
static gboolean
is_sign_of_number (const char *text, const char *at, gsize length)
{
  const char *before = at > text ? g_utf8_prev_char (at) : at;
  gboolean apart = before > text && *before == ' ';

  if (apart)
    before = g_utf8_prev_char (before);
  return g_unichar_isdigit (g_utf8_get_char (before))
         && !(apart && g_unichar_isalnum (g_utf8_get_char (at + length)));
}

/* Where @word, @length bytes long, ends in @text as whole words, looked for behind @from; %NULL if it does
 * not stand there. A hyphen at its start or end stands for any letters. */
static const char *
find_end (const char *text, const char *from, const char *word, gsize length)
{
  gboolean open_start = length > 2 && word[0] == '-';
  gboolean open_end = length > 2 && word[length - 1] == '-';
  g_autofree char *core = g_strndup (word + open_start, length - open_start - open_end);
  gsize n = strlen (core);
  gunichar first = g_utf8_get_char (core);

  for (const char *p = strstr (from, core); n > 0 && p != NULL; p = strstr (p + 1, core))
    {
      gunichar last = g_utf8_get_char (g_utf8_prev_char (p + n));
      gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';

      if (!g_unichar_isalnum (first))
        {
          if (is_sign_of_number (text, p, n))
            return p + n;
        }
      else if ((open_start || !is_joined (before) || !is_joined (first))
               && (open_end || !is_joined (g_utf8_get_char (p + n)) || !is_joined (last)))
        return p + n;
    }
  return NULL;
}

/**
 * candor_phrase_is_in:
 * @text: a folded text
 * @phrase: a folded entry of a list, in the notation that data/wording/en.ini explains
 *
 * Returns: whether @phrase stands in @text
 */
gboolean
candor_phrase_is_in (const char *text, const char *phrase)
{
  const char *at = text;

  for (const char *part = phrase; at != NULL;)
    {
      const char *gap = strstr (part, "…");

      if (gap == NULL)
        return find_end (text, at, part, strlen (part)) != NULL;
      at = find_end (text, at, part, gap - part);
      part = gap + strlen ("…");
    }
  return FALSE;
}
