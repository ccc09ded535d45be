/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Wording that is not let through. The words themselves are data; see data/wording/en.ini.
 */
#include "candor-lint-private.h"

#include <string.h>

#include "candor-error.h"
#include "candor-phrase.h"

struct _CandorWording
{
  char **verbs;
  char **medicines;
  char **excuses;
  char **phrases;
  char **signs;
  char **needs;
  char **jargon;
};

static gboolean
take (GKeyFile *file,
      const char *name,
      const char *group,
      const char *key,
      char ***list,
      GError **error)
{
  *list = g_key_file_get_string_list (file, group, key, NULL, NULL);
  if (*list == NULL || (*list)[0] == NULL)
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID,
                        "%s: the group [%s] needs a line %s=…", name, group, key);
      return FALSE;
    }
  for (gsize i = 0; (*list)[i] != NULL; i++)
    {
      char *folded = candor_phrase_fold ((*list)[i]);

      g_free ((*list)[i]);
      (*list)[i] = folded;
    }
  return TRUE;
}

/* A translation explains the words that the English does, so it needs no list of its own. */
static gboolean
take_jargon (GKeyFile *file, const char *name, char ***list, GError **error)
{
  if (g_key_file_has_group (file, "jargon"))
    return take (file, name, "jargon", "words", list, error);
  *list = g_new0 (char *, 1);
  return TRUE;
}

static const char *
find_any (const char *text, char **phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (candor_phrase_is_in (text, phrases[i]))
      return phrases[i];
  return NULL;
}

static char *
check_sentence (CandorWording *self, const char *sentence)
{
  const char *verb = find_any (sentence, self->verbs);
  const char *medicine = find_any (sentence, self->medicines);
  const char *sign = find_any (sentence, self->signs);

  if (verb != NULL && medicine != NULL && find_any (sentence, self->excuses) == NULL)
    return g_strdup_printf ("“%s” and “%s” stand in one sentence: a text never tells anybody to "
                            "stop a medicine. Say “never stop it yourself”, or send the reader to "
                            "the person who prescribed it.",
                            verb, medicine);
  if (sign != NULL && find_any (sentence, self->needs) == NULL)
    return g_strdup_printf ("“%s” stands without “%s”: give a chance in whole people.", sign,
                            self->needs[0]);
  return NULL;
}

/**
 * candor_wording_load:
 * @path: a key file such as data/wording/en.ini
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the wording to look for, or %NULL with an error
 */
CandorWording *
candor_wording_load (const char *path, GError **error)
{
  g_autoptr (CandorWording) self = g_new0 (CandorWording, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) cause = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause))
    {
      candor_error_set (error, CANDOR_ERROR, CANDOR_ERROR_INVALID, "%s: %s", name, cause->message);
      return NULL;
    }
  if (!take (file, name, "medicine-stop", "verbs", &self->verbs, error)
      || !take (file, name, "medicine-stop", "medicines", &self->medicines, error)
      || !take (file, name, "medicine-stop", "excuses", &self->excuses, error)
      || !take (file, name, "never-say", "phrases", &self->phrases, error)
      || !take (file, name, "percentage", "signs", &self->signs, error)
      || !take (file, name, "percentage", "needs", &self->needs, error)
      || !take_jargon (file, name, &self->jargon, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
candor_wording_free (CandorWording *self)
{
  g_strfreev (self->verbs);
  g_strfreev (self->medicines);
  g_strfreev (self->excuses);
  g_strfreev (self->phrases);
  g_strfreev (self->signs);
  g_strfreev (self->needs);
  g_strfreev (self->jargon);
  g_free (self);
}

/**
 * candor_wording_check:
 * @self: the wording to look for
 * @text: text for people, in the language of @self
 *
 * Returns: (transfer full) (nullable): a sentence that says what must not be said so, or %NULL when
 *   nothing is wrong
 */
char *
candor_wording_check (CandorWording *self, const char *text)
{
  g_autofree char *folded = candor_phrase_fold (text);
  g_auto (GStrv) sentences = NULL;
  const char *phrase = find_any (folded, self->phrases);

  /* The worst first: stopping a medicine can harm. */
  sentences = g_regex_split_simple ("[.!?:؟](?=\\s|$)|[。！？：]", folded, 0, 0);
  for (gsize i = 0; sentences[i] != NULL; i++)
    {
      char *finding = check_sentence (self, sentences[i]);

      if (finding != NULL)
        return finding;
    }
  return phrase != NULL ? g_strdup_printf ("“%s” is never said of a treatment.", phrase) : NULL;
}

/**
 * candor_wording_jargon:
 *
 * Returns: (transfer none) (array zero-terminated=1): hard words, in small letters, that a text
 *   explains where they first stand
 */
const char *const *
candor_wording_jargon (CandorWording *self)
{
  return (const char *const *)self->jargon;
}
