/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Words in a language. What a language does not say is said in English, the language of the source.
 */
#include "candor-language-private.h"

#include "candor-error.h"

/**
 * candor_language_new:
 * @code: BCP 47
 * @catalog: its translations
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the language; %CANDOR_ERROR_INVALID if the catalogue does not say
 *   in its head how the language calls itself
 */
CandorLanguage *
candor_language_new (const char *code, CandorCatalog *catalog, GError **error)
{
  g_autoptr (CandorLanguage) self = g_new0 (CandorLanguage, 1);

  self->name = candor_catalog_dup_header (catalog, "X-Language-Name");
  if (self->name == NULL || *self->name == '\0')
    {
      candor_error_set (
          error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
          "The translation “%s” does not say how its language is called by those who speak "
          "it: the line “X-Language-Name” is missing in its head. It is not offered.",
          code);
      return NULL;
    }
  self->code = g_strdup (code);
  self->catalog = candor_catalog_ref (catalog);
  /* A language is written in the direction of its own name. */
  switch (g_unichar_get_script (g_utf8_get_char (self->name)))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      self->rtl = TRUE;
      break;
    default:
      break;
    }
  return g_steal_pointer (&self);
}

void
candor_language_free (CandorLanguage *self)
{
  g_clear_pointer (&self->catalog, candor_catalog_unref);
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

/**
 * candor_language_code:
 * @self: a language
 *
 * Returns: (transfer none): its code as in BCP 47, such as "zh-CN"
 */
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
 * candor_language_is_same:
 * @self: a language
 * @other: a language
 *
 * Returns: whether they are one
 */
gboolean
candor_language_is_same (const CandorLanguage *self, const CandorLanguage *other)
{
  return self == other || g_str_equal (self->code, other->code);
}

/**
 * candor_language_dup_header:
 * @self: a language
 * @field: a line in the head of its catalogue, such as "PO-Revision-Date"
 *
 * Returns: (transfer full) (nullable): what stands there; %NULL for English too, which has none
 */
char *
candor_language_dup_header (const CandorLanguage *self, const char *field)
{
  return self->catalog != NULL ? candor_catalog_dup_header (self->catalog, field) : NULL;
}

/**
 * candor_language_dup_letters:
 * @self: a language
 *
 * Returns: (transfer full): each letter and sign that its texts are written with, once
 */
char *
candor_language_dup_letters (const CandorLanguage *self)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  GString *letters = g_string_new (NULL);
  guint n = self->catalog != NULL ? candor_catalog_size (self->catalog) : 0;

  for (guint i = 1; i < n; i++)
    {
      const char *at;

      candor_catalog_get (self->catalog, i, &at);
      for (; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
        {
          gunichar c = g_utf8_get_char (at);

          if (g_unichar_isgraph (c) && g_hash_table_add (met, GUINT_TO_POINTER (c)))
            g_string_append_unichar (letters, c);
        }
    }
  return g_string_free (letters, FALSE);
}

/**
 * candor_language_has:
 * @self: a language
 * @context: (nullable): tells apart two uses of one English word
 * @message: a message of the source, which may be a plural's first
 *
 * Returns: whether it is said in this language, and not only in English
 */
gboolean
candor_language_has (const CandorLanguage *self, const char *context, const char *message)
{
  return self->catalog == NULL || candor_catalog_find (self->catalog, context, message) != NULL;
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
  return candor_language_text_in_context (self, NULL, message);
}

/**
 * candor_language_text_in_context:
 * @self: a language
 * @context: (nullable): tells apart two uses of one English word
 * @message: a message of the source, in English
 *
 * Returns: (transfer none): the text for it in @self, or @message itself where there is none
 */
const char *
candor_language_text_in_context (const CandorLanguage *self,
                                 const char *context,
                                 const char *message)
{
  const char *text = NULL;

  g_return_val_if_fail (self != NULL, message);

  if (self->catalog != NULL)
    text = candor_catalog_find (self->catalog, context, message);
  if (text == NULL && self->make != NULL)
    text = candor_pseudo_text (self, message);
  return text != NULL ? text : message;
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
  const char *text = NULL;

  g_return_val_if_fail (self != NULL, plural);

  if (self->catalog != NULL)
    text = candor_catalog_find_plural (self->catalog, singular, n);
  if (text != NULL)
    return text;
  return candor_language_text (self, n == 1 ? singular : plural);
}
