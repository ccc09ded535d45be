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
