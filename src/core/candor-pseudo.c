/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Two languages that nobody speaks, made of English as it is asked for. They show a developer what a
 * translation will do to a page: which words are not translated at all, what is too narrow for longer
 * ones, and what does not turn round where a language is read from the right.
 */
#include "candor-language-private.h"

#include <string.h>

/* Of 100 letters, so many are added: what German and Ukrainian need for short words. */
#define GROWTH 40

/* Right-to-left override, and the end of it: English that is read from the right. */
#define TURN "\u202e"
#define TURN_END "\u202c"

/* Looks like the letter, and is none of English. */
static const char *
accent (char letter)
{
  static const char *const accented[] = {
    "á", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "í", "ĵ", "ķ", "ļ", "ɱ",
    "ñ", "ó", "þ", "ǫ", "ŕ", "š", "ţ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž",
  };

  return accented[letter - 'a'];
}

/* Where a placeholder of printf (), a tag or an entity ends that begins at @at; @at where none does. */
static const char *
skip_placeholder (const char *at)
{
  if (*at == '<')
    {
      const char *end = strchr (at, '>');

      return end != NULL ? end + 1 : at;
    }
  if (*at != '%')
    return at;
  at++;
  at += strspn (at, "0123456789$-+#.hlz");
  return *at != '\0' ? at + 1 : at;
}

static void
append_accented (GString *text, const char *message, gsize length)
{
  const char *end = message + length;

  for (const char *at = message; at < end;)
    {
      const char *behind = skip_placeholder (at);

      if (behind > at)
        {
          g_string_append_len (text, at, behind - at);
          at = behind;
          continue;
        }
      if (*at >= 'a' && *at <= 'z')
        g_string_append (text, accent (*at));
      else
        g_string_append_c (text, *at);
      at++;
    }
}

/* What is not between brackets was not translated; what has no closing one was cut off. */
static char *
make_accented (const char *message)
{
  gsize length = strlen (message);
  GString *text = g_string_new ("[");

  append_accented (text, message, length);
  for (gsize i = 0; i < length * GROWTH / 100; i += 2)
    g_string_append (text, " ~");
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static char *
make_mirrored (const char *message)
{
  return g_strconcat (TURN, message, TURN_END, NULL);
}

static CandorLanguage pseudo[] = {
  { .code = (char *)"en-XA", .name = (char *)"[Ápþ Éñĝļíšĥ]", .make = make_accented },
  { .code = (char *)"ar-XB", .name = (char *)"Mirrored", .rtl = TRUE, .make = make_mirrored },
};

/**
 * candor_pseudo_find:
 * @code: "en-XA" for accented and longer words, "ar-XB" for words that are read from the right
 *
 * Returns: (transfer none) (nullable): the language that is made for developers; it is in no list
 */
const CandorLanguage *
candor_pseudo_find (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pseudo); i++)
    if (g_ascii_strcasecmp (pseudo[i].code, code) == 0)
      return &pseudo[i];
  return NULL;
}

/**
 * candor_pseudo_text:
 * @self: a language that is made
 * @message: a message of the source
 *
 * Returns: (transfer none): what stands for it, for as long as the process runs
 */
const char *
candor_pseudo_text (const CandorLanguage *self, const char *message)
{
  static GMutex mutex;
  static GHashTable *made = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *key = g_strconcat (self->code, message, NULL);
  char *text;

  if (made == NULL)
    made = g_hash_table_new (g_str_hash, g_str_equal);
  text = g_hash_table_lookup (made, key);
  if (text == NULL)
    {
      text = self->make (message);
      g_hash_table_insert (made, g_steal_pointer (&key), text);
    }
  return text;
}
