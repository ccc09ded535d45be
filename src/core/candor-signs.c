/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What no translation may have: said once, for who reads catalogues and for who looks them through.
 */
#include "candor-signs.h"

#include <string.h>

/* A translation is about as long as its message. What is longer than this would fill the screen. */
#define MAX_GROWTH 8
#define GROWTH_ALLOWED 400

/**
 * candor_signs_is_harmful:
 * @c: a sign of a translation
 *
 * Returns: whether it turns the direction of what follows, also outside of its own text, or is one that
 *   no text for a person has
 */
gboolean
candor_signs_is_harmful (gunichar c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/**
 * candor_signs_is_hidden:
 * @c: a sign of the head of a catalogue
 *
 * Marks of direction have their use inside of a sentence. In the name of a language they would only
 * decide, unseen, which way it is read. The two that join letters and keep them apart are spelling.
 *
 * Returns: whether it cannot be seen there and must not be there
 */
gboolean
candor_signs_is_hidden (gunichar c)
{
  return candor_signs_is_harmful (c)
         || (g_unichar_type (c) == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d);
}

/* Letters and symbols by name, and empty by design */
static gboolean
is_filler (gunichar c)
{
  return c == 0x115f || c == 0x1160 || c == 0x2800 || c == 0x3164 || c == 0xffa0;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isgraph (c) && !g_unichar_isspace (c) && !g_unichar_ismark (c)
          && !is_filler (c))
        return FALSE;
    }
  return TRUE;
}

/**
 * candor_signs_says_nothing:
 * @message: a message of the source
 * @text: what stands for it, in UTF-8
 *
 * Returns: whether nobody could read anything there: it is empty, or holds only spaces and signs that
 *   cannot be seen, though @message has words
 */
gboolean
candor_signs_says_nothing (const char *message, const char *text)
{
  return *text == '\0' || (is_blank (text) && !is_blank (message));
}

/**
 * candor_signs_is_too_long:
 * @message: a message of the source
 * @length: of what stands for it, in bytes
 *
 * Returns: whether that is longer than anybody would write for @message
 */
gboolean
candor_signs_is_too_long (const char *message, gsize length)
{
  return length > strlen (message) * MAX_GROWTH + GROWTH_ALLOWED;
}
