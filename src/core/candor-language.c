/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 */
#include "candor-language.h"

#include "candor-error.h"

struct _CandorLanguage
{
  const char *code; /* BCP 47 */
  const char *name; /* in the language itself */
  gboolean rtl;
};

/* English is the language of the source: its messages are its texts. */
static const CandorLanguage english = { "en", "English", FALSE };
static const CandorLanguage *const languages[] = { &english };

/**
 * candor_language_find:
 * @code: (nullable): a BCP 47 code such as "en"; %NULL stands for English
 * @error: return location for an error
 *
 * Finds a language that text can be shown in.
 *
 * Returns: (transfer none) (nullable): the language, or %NULL with %CANDOR_ERROR_NOT_FOUND
 */
const CandorLanguage *
candor_language_find (const char *code, GError **error)
{
  if (code == NULL)
    return &english;

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (languages[i]->code, code) == 0)
      return languages[i];

  g_autofree char *shown = g_strndup (code, 40);
  g_autofree char *valid = g_utf8_make_valid (shown, -1);
  g_set_error (error, CANDOR_ERROR, CANDOR_ERROR_NOT_FOUND,
               "Candor has no texts in the language “%s”. It has them in: en.", valid);
  return NULL;
}

/**
 * candor_language_english:
 *
 * Returns: (transfer none): the language of the source
 */
const CandorLanguage *
candor_language_english (void)
{
  return &english;
}

/**
 * candor_language_list:
 * @n_languages: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_languages): every language that text can be shown in
 */
const CandorLanguage *const *
candor_language_list (gsize *n_languages)
{
  g_return_val_if_fail (n_languages != NULL, NULL);

  *n_languages = G_N_ELEMENTS (languages);
  return languages;
}

const char *
candor_language_code (const CandorLanguage *self)
{
  return self->code;
}

/**
 * candor_language_name:
 * @self: a language
 *
 * Returns: (transfer none): its name in itself, as its readers know it
 */
const char *
candor_language_name (const CandorLanguage *self)
{
  return self->name;
}

gboolean
candor_language_is_rtl (const CandorLanguage *self)
{
  return self->rtl;
}

/**
 * candor_language_text:
 * @self: a language
 * @message: a message of the source, in English
 *
 * Returns: (transfer none): the text for it in @self, or @message itself where there is none
 */
const char *
candor_language_text (const CandorLanguage *self, const char *message)
{
  g_return_val_if_fail (self != NULL, message);

  return message;
}

/**
 * candor_language_text_in_context:
 * @self: a language
 * @context: tells apart two uses of one English word
 * @message: a message of the source, in English
 *
 * Returns: (transfer none): the text for it in @self, or @message itself where there is none
 */
const char *
candor_language_text_in_context (const CandorLanguage *self,
                                 const char *context,
                                 const char *message)
{
  g_return_val_if_fail (context != NULL, message);

  return candor_language_text (self, message);
}

/**
 * candor_language_plural:
 * @self: a language
 * @singular: the message for one, in English
 * @plural: the message for any other number, in English
 * @n: the number that is spoken of
 *
 * Returns: (transfer none): the text for @n things in @self
 */
const char *
candor_language_plural (const CandorLanguage *self,
                        const char *singular,
                        const char *plural,
                        gulong n)
{
  return candor_language_text (self, n == 1 ? singular : plural);
}
