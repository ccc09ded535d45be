/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * A line of the log in words. The log itself is in one language for ever, so that its hashes hold.
 */
#include "candor-log-list.h"

/* Each event in one sentence. */
static const char *const sentences[CANDOR_LOG_N_EVENTS] = {
  /* Translators: these say what happened, one sentence each, in the list of all that happened to a
     clinic's records. Beside each stands who did it, and when. */
  [CANDOR_LOG_CREATED] = N_ ("The store was made."),
  [CANDOR_LOG_RECORD] = N_ ("A record was filed."),
  [CANDOR_LOG_WITHDRAW] = N_ ("A withdrawal was filed."),
  [CANDOR_LOG_VIEW] = N_ ("A record was opened."),
  [CANDOR_LOG_PRINT] = N_ ("A record was printed."),
  [CANDOR_LOG_EXPORT] = N_ ("A record was exported."),
  [CANDOR_LOG_EXPIRE] = N_ ("A record expired. Its hash stays in the log."),
  [CANDOR_LOG_UNLOCK] = N_ ("The staff area was unlocked."),
  [CANDOR_LOG_LOCK] = N_ ("The staff area was locked."),
  [CANDOR_LOG_WRONG_PASSPHRASE] = N_ ("A wrong passphrase was tried."),
  [CANDOR_LOG_KEY] = N_ ("Who may unlock was changed."),
  [CANDOR_LOG_SETTING] = N_ ("A setting was changed."),
  [CANDOR_LOG_APPROVE] = N_ ("A text for patients was approved."),
  [CANDOR_LOG_RECOVERED] = N_ ("The store was put in order after a crash."),
};

/* What the detail "what" of a line says, for those that say more than their event. */
static const struct
{
  const char *what;
  const char *with_whom; /* (nullable): with %s for the name */
  const char *without;
  const char *begun; /* (nullable): with %s for the name */
} keys[] = {
  /* Translators: in the log of a clinic; %s is the name of a staff member. What was begun may have
     been cut off by a failure of power: only a later line says that it was done. */
  { "staff member added", N_ ("%s was added to the staff."), N_ ("A staff member was added."),
    N_ ("Adding %s to the staff was begun.") },
  { "staff member removed", N_ ("%s was removed from the staff."),
    N_ ("A staff member was removed."), N_ ("Removing %s from the staff was begun.") },
  { "passphrase changed", N_ ("%s has a new passphrase."), N_ ("A passphrase was changed."),
    N_ ("Changing the passphrase of %s was begun.") },
  { "made an administrator", N_ ("%s is an administrator now."),
    N_ ("A staff member became an administrator."), N_ ("Making %s an administrator was begun.") },
  { "administrator no more", N_ ("%s is no administrator any more."),
    N_ ("An administrator became staff."),
    N_ ("Taking the rights of an administrator from %s was begun.") },
  { "seal made", NULL, N_ ("The seal of the clinic was made."), NULL },
};

/* What a change that was begun and cannot be named came to. */
static const char *
describe_state (const char *state)
{
  return g_strcmp0 (state, "begun") == 0
             ? N_ ("A change of who may unlock was begun.")
             : N_ ("A change of who may unlock was begun, and the disk did not confirm it. Look "
                   "at the list of staff to see what came of it.");
}

static char *
describe_key (const CandorLogLine *self, const CandorLanguage *language)
{
  const char *what = candor_log_line_get_detail (self, "what");
  const char *whose = candor_log_line_get_detail (self, "whose");
  const char *state = candor_log_line_get_detail (self, "state");

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *named = state == NULL ? keys[i].with_whom : keys[i].begun;

      if (g_strcmp0 (keys[i].what, what) != 0)
        continue;
      if (whose != NULL && named != NULL && (state == NULL || g_str_equal (state, "begun")))
        return g_strdup_printf (candor_language_text (language, named), whose);
      return g_strdup (candor_language_text (language, state == NULL ? keys[i].without
                                                                     : describe_state (state)));
    }
  return state != NULL ? g_strdup (candor_language_text (language, describe_state (state))) : NULL;
}

/* What the detail "what" of a setting says, where one sentence is enough. */
static const char *const settings[][2] = {
  /* Translators: in the log of a clinic: the line before this one says that a setting was changed. */
  { "not saved", N_ ("The settings could not be saved: look whether what the line before says came "
                     "into force.") },
  /* Translators: in the log of a clinic: a visit that was begun and never filed. */
  { "draft thrown away", N_ ("A visit that was not filed was thrown away.") },
  { "draft not thrown away", N_ ("The visit that the line before names may be there still: the "
                                 "disk did not take it away.") },
  /* Translators: in the log of a clinic: throwing it away was undone. */
  { "draft taken back", N_ ("A visit that had been thrown away was taken back.") },
};

static const char *
describe_setting (const CandorLogLine *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_strcmp0 (candor_log_line_get_detail (self, "what"), settings[i][0]) == 0)
      return settings[i][1];
  return NULL;
}

static char *
describe_retention (const CandorLogLine *self, const CandorLanguage *language)
{
  const char *what = candor_log_line_get_detail (self, "what");
  const char *to = candor_log_line_get_detail (self, "to");
  const char *setting = describe_setting (self);
  guint64 years;

  if (setting != NULL)
    return g_strdup (candor_language_text (language, setting));
  if (g_strcmp0 (what, "years that records are kept") != 0 || to == NULL
      || !g_ascii_string_to_unsigned (to, 10, 0, G_MAXINT, &years, NULL))
    return NULL;
  if (years == 0)
    return g_strdup (
        candor_language_text (language, N_ ("Records are kept until somebody sets a time.")));
  return g_strdup_printf (candor_language_plural (language, "Records are kept for %u year.",
                                                  "Records are kept for %u years.", years),
                          (guint)years);
}

static char *
describe_approval (const CandorLogLine *self, const CandorLanguage *language)
{
  const char *procedure = candor_log_line_get_detail (self, "procedure");
  const char *version = candor_log_line_get_detail (self, "version");
  const char *code = candor_log_line_get_detail (self, "language");
  const CandorLanguage *approved = candor_language_find (code, NULL);

  if (procedure == NULL || version == NULL || code == NULL)
    return NULL;
  return g_strdup_printf (
      /* Translators: the id of a treatment, the version of its text, and a language. */
      candor_language_text (language, N_ ("The text of “%s”, version %s, was approved in %s.")),
      procedure, version, approved != NULL ? candor_language_name (approved) : code);
}

/**
 * candor_log_line_dup_sentence:
 * @self: (nullable): a line; %NULL for one that cannot be read
 * @language: the reader's
 *
 * Returns: (transfer full): what happened, in one sentence
 */
char *
candor_log_line_dup_sentence (const CandorLogLine *self, const CandorLanguage *language)
{
  char *more = NULL;

  if (self == NULL)
    return g_strdup (candor_language_text (
        language, N_ ("This line cannot be read. “Check now” tells more about it.")));
  if (self->event == CANDOR_LOG_KEY)
    more = describe_key (self, language);
  else if (self->event == CANDOR_LOG_SETTING)
    more = describe_retention (self, language);
  else if (self->event == CANDOR_LOG_APPROVE)
    more = describe_approval (self, language);
  return more != NULL ? more : g_strdup (candor_language_text (language, sentences[self->event]));
}
