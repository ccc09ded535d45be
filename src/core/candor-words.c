/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The fixed words of a visit's JSON.
 */
#include "candor-verdict.h"
#include "candor-visit-private.h"

static const CandorWord reply_words[] = {
  { "yes", CANDOR_REPLY_YES },
  { "no", CANDOR_REPLY_NO },
  { "not-sure", CANDOR_REPLY_NOT_SURE },
  { NULL, 0 },
};

static const CandorWord settled_words[] = {
  { "open", CANDOR_SETTLED_OPEN },
  { "proceed", CANDOR_SETTLED_PROCEED },
  { "postpone", CANDOR_SETTLED_POSTPONE },
  { "decline", CANDOR_SETTLED_DECLINE },
  { NULL, 0 },
};

static const CandorWord outcome_words[] = {
  { "open", CANDOR_OUTCOME_OPEN },       { "agree", CANDOR_OUTCOME_AGREE },
  { "not-now", CANDOR_OUTCOME_NOT_NOW }, { "no", CANDOR_OUTCOME_NO },
  { "stop", CANDOR_OUTCOME_STOP },       { NULL, 0 },
};

static const CandorWord verdict_words[] = {
  { "CLEAR", CANDOR_VERDICT_CLEAR },
  { "ASK", CANDOR_VERDICT_ASK },
  { "WAIT", CANDOR_VERDICT_WAIT },
  { "STOP", CANDOR_VERDICT_STOP },
  { NULL, 0 },
};

static const CandorWord capacity_words[] = {
  { "understands", CANDOR_CAPACITY_UNDERSTANDS },
  { "remembers", CANDOR_CAPACITY_REMEMBERS },
  { "weighs", CANDOR_CAPACITY_WEIGHS },
  { "communicates", CANDOR_CAPACITY_COMMUNICATES },
  { NULL, 0 },
};

const char *
candor_word_find (const CandorWord *words, int value)
{
  for (; words->word != NULL; words++)
    if (words->value == value)
      return words->word;
  g_return_val_if_reached (NULL);
}

gboolean
candor_word_read (const CandorWord *words, const char *word, int *value)
{
  for (; words->word != NULL; words++)
    if (g_strcmp0 (words->word, word) == 0)
      {
        *value = words->value;
        return TRUE;
      }
  return FALSE;
}

const char *
candor_reply_to_string (CandorReply reply)
{
  return candor_word_find (reply_words, reply);
}

gboolean
candor_reply_from_string (const char *string, CandorReply *reply)
{
  int value;

  if (!candor_word_read (reply_words, string, &value))
    return FALSE;
  *reply = value;
  return TRUE;
}

const char *
candor_settled_to_string (CandorSettled settled)
{
  return candor_word_find (settled_words, settled);
}

gboolean
candor_settled_from_string (const char *string, CandorSettled *settled)
{
  int value;

  if (!candor_word_read (settled_words, string, &value))
    return FALSE;
  *settled = value;
  return TRUE;
}

const char *
candor_outcome_to_string (CandorOutcome outcome)
{
  return candor_word_find (outcome_words, outcome);
}

gboolean
candor_outcome_from_string (const char *string, CandorOutcome *outcome)
{
  int value;

  if (!candor_word_read (outcome_words, string, &value))
    return FALSE;
  *outcome = value;
  return TRUE;
}

const char *
candor_verdict_kind_to_string (CandorVerdictKind kind)
{
  return candor_word_find (verdict_words, kind);
}

const char *
candor_capacity_to_string (CandorCapacity part)
{
  return candor_word_find (capacity_words, part);
}
