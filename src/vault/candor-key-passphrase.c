/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which passphrases are good enough for the records of a clinic. One guess costs a thief half a
 * second and 256 MiB: six digits fall in an hour on 64 processors, twelve letters do not.
 */
#include "candor-key.h"

#include <string.h>

#define MIN_CHARACTERS 12
#define MIN_DIFFERENT 5
#define MIN_WORDS 4
#define MIN_WORD_LETTERS 2

#define MIN_PIN 6
#define MAX_PIN 11
#define MIN_DIFFERENT_DIGITS 3

G_DEFINE_QUARK (candor - key - error - quark, candor_key_error)

static guint
count_different (const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (p)));
  return g_hash_table_size (seen);
}

static guint
count_words (const char *text)
{
  guint n_words = 0;
  guint n_letters = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      if (*p == '\0' || g_unichar_isspace (g_utf8_get_char (p)))
        {
          n_words += n_letters >= MIN_WORD_LETTERS;
          n_letters = 0;
        }
      else
        n_letters++;
      if (*p == '\0')
        return n_words;
    }
}

/* 123456, 987654 and their like. */
static gboolean
is_run (const char *digits)
{
  int step = digits[1] - digits[0];

  for (const char *p = digits + 1; *p != '\0'; p++)
    if (p[0] - p[-1] != step)
      return FALSE;
  return TRUE;
}

static gboolean
is_pin (const char *text)
{
  gsize length = strlen (text);

  return length >= MIN_PIN && length <= MAX_PIN && strspn (text, "0123456789") == length;
}

/**
 * candor_key_check_passphrase:
 * @passphrase: what somebody would like to unlock with
 * @allow_pin: whether they were warned that a PIN protects against a look, not against a thief, and
 *   want it all the same
 * @error: return location for an error
 *
 * Returns: whether it may be used: twelve characters, or four words, or if it is allowed a PIN of 6
 *   to 11 digits; otherwise %CANDOR_KEY_ERROR_WEAK
 */
gboolean
candor_key_check_passphrase (const char *passphrase, gboolean allow_pin, GError **error)
{
  g_return_val_if_fail (passphrase != NULL, FALSE);

  if (!g_utf8_validate (passphrase, -1, NULL))
    g_set_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
                 "The passphrase is not text in UTF-8. Nothing was changed; choose another one.");
  else if (allow_pin && is_pin (passphrase))
    {
      if (count_different (passphrase) >= MIN_DIFFERENT_DIGITS && !is_run (passphrase))
        return TRUE;
      g_set_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
                   "This PIN is among the first that anybody tries. Nothing was changed; choose "
                   "digits without a pattern.");
    }
  else if (g_utf8_strlen (passphrase, -1) < MIN_CHARACTERS && count_words (passphrase) < MIN_WORDS)
    g_set_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
                 "The passphrase is too short. Nothing was changed; choose four words, or twelve "
                 "characters.");
  else if (count_different (passphrase) < MIN_DIFFERENT)
    g_set_error (error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
                 "The passphrase repeats the same few characters. Nothing was changed; choose four "
                 "words, or twelve characters.");
  else
    return TRUE;
  return FALSE;
}
