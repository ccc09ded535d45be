/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Which passphrases are good enough for the records of a clinic. One guess costs a thief half a
 * second and 256 MiB: six digits fall in an hour on 64 processors, twelve letters do not.
 */
#include "candor-key.h"

#include <sodium.h>
#include <string.h>

#include "core/candor-error.h"

#define MIN_CHARACTERS 12
#define MIN_DIFFERENT 5
#define MIN_WORDS 4
#define MIN_WORD_LETTERS 2

/* What is left of a passphrase without what everybody tries first. */
#define MIN_LEFT 8
#define MIN_NAME 3

#define MIN_PIN 6
#define MAX_PIN 11
#define MIN_DIFFERENT_DIGITS 3

GQuark
candor_key_error_quark (void)
{
  static gsize quark;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, candor_error_register_domain ("candor-key-error-quark"));
  return (GQuark)quark;
}

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

/* Letters that stand side by side on keyboards. */
static const char *const rows[] = { "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl",
                                    "qsdfghjklm", "zxcvbnm",    "yxcvbnm",    "wxcvbn" };

/* Every list of bad passphrases begins with these, and a thief knows where they are used. A word stands
 * before those that it begins with. */
static const char *const words[]
    = { "password",      "passwort", "kennwort",   "passphrase",   "motdepasse", "contrasena",
        "letmein",       "welcome",  "willkommen", "iloveyou",     "secret",     "geheim",
        "administrator", "admin",    "candor",     "clinic",       "klinik",     "praxis",
        "tablet",        "patient",  "consent",    "microneedling" };

/* Whether a character goes on as two before it do: abc, 321, aaa, qwe. */
static gboolean
goes_on (gunichar before, gunichar last, gunichar c)
{
  int step = (int)last - (int)before;

  if (step >= -1 && step <= 1 && (int)c - (int)last == step)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *first = before < 128 ? strchr (rows[i], (int)before) : NULL;
      const char *second = last < 128 ? strchr (rows[i], (int)last) : NULL;
      const char *third = c < 128 ? strchr (rows[i], (int)c) : NULL;

      if (first != NULL && second != NULL && third != NULL && *first != '\0' && *second != '\0'
          && *third != '\0' && third - second == second - first
          && (third - second == 1 || third - second == -1))
        return TRUE;
    }
  return FALSE;
}

/* Returns: how many characters there are that those before do not foretell. */
static guint
count_unforetold (const gunichar *text, glong length)
{
  guint n = 0;

  for (glong i = 0; i < length; i++)
    n += i < 2 || !goes_on (text[i - 2], text[i - 1], text[i]);
  return n;
}

/* Returns: the length of what a text repeats from its start to its end; its own if nothing. */
static glong
find_unit (const gunichar *text, glong length)
{
  for (glong unit = 1; unit <= length / 2; unit++)
    if (length % unit == 0 && memcmp (text, text + unit, (length - unit) * sizeof (gunichar)) == 0)
      return unit;
  return length;
}

/* Puts one character in the place of each @word. */
static void
take_word_out (gunichar *text, glong *length, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  glong n;
  g_autofree gunichar *sought = g_utf8_to_ucs4_fast (folded, -1, &n);

  for (glong i = 0; n >= MIN_NAME && i + n <= *length; i++)
    if (memcmp (text + i, sought, n * sizeof (gunichar)) == 0)
      {
        memmove (text + i + 1, text + i + n, (*length - i - n) * sizeof (gunichar));
        *length -= n - 1;
      }
}

/* Digits and signs for letters fool nobody. */
static gunichar
read_through (gunichar c)
{
  static const char *const pairs = "@a0o$s3e1i!i";

  for (const char *at = pairs; *at != '\0'; at += 2)
    if (c == (gunichar)at[0])
      return at[1];
  return c;
}

static guint
count_left_as (
    const gunichar *all, glong n_all, gboolean through, const char *const *names, gunichar *text)
{
  glong length = 0;

  for (glong i = 0; i < n_all; i++)
    if (!g_unichar_isspace (all[i]))
      text[length++] = through ? read_through (all[i]) : all[i];
  length = find_unit (text, length);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (names[i], " -.,'", -1);

      for (gsize j = 0; parts[j] != NULL; j++)
        take_word_out (text, &length, parts[j]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    take_word_out (text, &length, words[i]);
  return count_unforetold (text, length);
}

/* Returns: how many characters are left of a passphrase without words that everybody tries, names
 * that everybody in the clinic knows, rows and repetitions. */
static guint
count_left (const char *passphrase, const char *const *names)
{
  char *folded = g_utf8_casefold (passphrase, -1);
  glong n;
  gunichar *all = g_utf8_to_ucs4_fast (folded, -1, &n);
  gunichar *text = g_new0 (gunichar, n + 1);
  guint left = count_left_as (all, n, FALSE, names, text);

  left = MIN (left, count_left_as (all, n, TRUE, names, text));
  sodium_memzero (folded, strlen (folded));
  sodium_memzero (all, n * sizeof (gunichar));
  sodium_memzero (text, n * sizeof (gunichar));
  g_free (folded);
  g_free (all);
  g_free (text);
  return left;
}

static gboolean
is_pin (const char *text)
{
  gsize length = strlen (text);

  return length >= MIN_PIN && length <= MAX_PIN && strspn (text, "0123456789") == length;
}

/**
 * candor_key_check_passphrase_for:
 * @passphrase: what somebody would like to unlock with
 * @allow_pin: whether they were warned that a PIN protects against a look, not against a thief, and
 *   want it all the same
 * @names: (nullable): of the clinic and of the staff member, ended by %NULL: the first that somebody
 *   tries who knows them
 * @error: return location for an error
 *
 * Returns: whether it may be used: twelve characters, or four words, of which enough is left without
 *   what everybody tries first; or if it is allowed a PIN of 6 to 11 digits; otherwise
 *   %CANDOR_KEY_ERROR_WEAK
 */
gboolean
candor_key_check_passphrase_for (const char *passphrase,
                                 gboolean allow_pin,
                                 const char *const *names,
                                 GError **error)
{
  g_return_val_if_fail (passphrase != NULL, FALSE);

  if (!g_utf8_validate (passphrase, -1, NULL))
    candor_error_set (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
        "The passphrase is not text in UTF-8. Nothing was changed; choose another one.");
  else if (allow_pin && is_pin (passphrase))
    {
      if (count_different (passphrase) >= MIN_DIFFERENT_DIGITS && !is_run (passphrase))
        return TRUE;
      candor_error_set (
          error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
          "This PIN is among the first that anybody tries. Nothing was changed; choose "
          "digits without a pattern.");
    }
  else if (g_utf8_strlen (passphrase, -1) < MIN_CHARACTERS && count_words (passphrase) < MIN_WORDS)
    candor_error_set (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
        "The passphrase is too short. Nothing was changed; choose four words, or twelve "
        "characters.");
  else if (count_different (passphrase) < MIN_DIFFERENT)
    candor_error_set (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
        "The passphrase repeats the same few characters. Nothing was changed; choose four "
        "words, or twelve characters.");
  else if (count_left (passphrase, names) < MIN_LEFT)
    candor_error_set (
        error, CANDOR_KEY_ERROR, CANDOR_KEY_ERROR_WEAK,
        "This passphrase is among the first that anybody tries: it is little more than a "
        "common word, a name of the clinic or its staff, or characters in a row. Nothing "
        "was changed; choose four words that have nothing to do with one another.");
  else
    return TRUE;
  return FALSE;
}

/**
 * candor_key_check_passphrase:
 * @passphrase: what somebody would like to unlock with
 * @allow_pin: as candor_key_check_passphrase_for ()
 * @error: return location for an error
 *
 * As candor_key_check_passphrase_for (), where no names are known.
 *
 * Returns: whether it may be used; otherwise %CANDOR_KEY_ERROR_WEAK
 */
gboolean
candor_key_check_passphrase (const char *passphrase, gboolean allow_pin, GError **error)
{
  return candor_key_check_passphrase_for (passphrase, allow_pin, NULL, error);
}
