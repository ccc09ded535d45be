/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The words for a record that the list, its page and the log share.
 */
#include "candor-register-words.h"

#include "core/candor-date.h"
#include "core/candor-day-check.h"
#include "core/candor-markup.h"

/* Translators: how a visit ended, in the staff's list. */
static const CandorRegisterLook outcomes[] = {
  [CANDOR_OUTCOME_OPEN]
  = { "outcome", NC_ ("outcome", "Not decided"), "content-loading-symbolic", "outcome-other" },
  [CANDOR_OUTCOME_AGREE]
  = { "outcome", NC_ ("outcome", "Agreed"), "object-select-symbolic", "outcome-agree" },
  [CANDOR_OUTCOME_NOT_NOW]
  = { "outcome", NC_ ("outcome", "Not now"), "document-open-recent-symbolic", "outcome-wait" },
  [CANDOR_OUTCOME_NO]
  = { "outcome", NC_ ("outcome", "Said no"), "action-unavailable-symbolic", "outcome-other" },
  [CANDOR_OUTCOME_STOP]
  = { "outcome", NC_ ("outcome", "Stopped"), "process-stop-symbolic", "outcome-stop" },
};

static const CandorRegisterLook kinds[] = {
  /* Translators: what a record is, in the staff's list: a paper by which a consent was withdrawn, */
  [CANDOR_RECORD_WITHDRAWAL] = { NULL, N_ ("Withdrawal"), "edit-undo-symbolic", "outcome-stop" },
  /* Translators: the short check on a day of treatment, */
  [CANDOR_RECORD_DAY_CHECK]
  = { NULL, N_ ("Day-of check"), "x-office-calendar-symbolic", "outcome-agree" },
  /* Translators: and a form that was signed on paper. */
  [CANDOR_RECORD_SCAN] = { NULL, N_ ("Paper form"), "scanner-symbolic", "outcome-other" },
};

/* A check after which nobody was treated. */
static const CandorRegisterLook not_treated
    = { NULL, N_ ("Day-of check: not treated"), "document-open-recent-symbolic", "outcome-wait" };

/**
 * candor_register_add_fact:
 * @facts: a line of facts
 * @fact: (nullable): one more, as it is read; nothing is added where there is none
 */
void
candor_register_add_fact (GString *facts, const char *fact)
{
  if (fact == NULL || *fact == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

/**
 * candor_register_get_look:
 * @head: of a record
 *
 * Returns: (transfer none): how it ended, or what it is
 */
const CandorRegisterLook *
candor_register_get_look (const CandorRecordHead *head)
{
  const char *ended = candor_record_head_get (head, CANDOR_HEAD_OUTCOME);
  CandorOutcome outcome;

  if (head->kind == CANDOR_RECORD_DAY_CHECK && ended != NULL
      && !g_str_equal (ended, candor_day_outcome_to_string (CANDOR_DAY_TREAT)))
    return &not_treated;
  if (head->kind != CANDOR_RECORD_CONSENT)
    return &kinds[head->kind];
  if (!candor_outcome_from_string (ended, &outcome))
    outcome = CANDOR_OUTCOME_OPEN;
  return &outcomes[outcome];
}

/**
 * candor_register_look_word:
 * @look: of a record
 * @language: the clinic's language
 *
 * Returns: (transfer none): its word
 */
const char *
candor_register_look_word (const CandorRegisterLook *look, const CandorLanguage *language)
{
  return candor_language_text_in_context (language, look->context, look->word);
}

/**
 * candor_register_dup_name:
 * @head: of a record
 * @language: the clinic's language
 *
 * Returns: (transfer full): whose record it is
 */
char *
candor_register_dup_name (const CandorRecordHead *head, const CandorLanguage *language)
{
  const char *name = candor_record_head_get (head, CANDOR_HEAD_PATIENT_NAME);

  return g_strdup (name != NULL ? name
                                : candor_language_text (language, N_ ("A record without a name")));
}

/**
 * candor_register_dup_facts:
 * @head: of a record
 * @language: the clinic's language
 *
 * Returns: (transfer full): when the patient was born, the treatment, its day and the practitioner, as
 *   far as they are known, in one line
 */
char *
candor_register_dup_facts (const CandorRecordHead *head, const CandorLanguage *language)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  const char *title = candor_record_head_get (head, CANDOR_HEAD_TITLE);
  g_autofree char *plain = candor_markup_to_plain (title != NULL ? title : "");
  g_autofree char *born
      = candor_date_format_iso (candor_record_head_get (head, CANDOR_HEAD_PATIENT_BORN), language);
  g_autofree char *date = candor_date_format_iso (
      candor_record_head_get (head, CANDOR_HEAD_TREATMENT_DATE), language);

  if (born != NULL)
    {
      g_autofree char *fact = g_strdup_printf (
          /* Translators: in a list of facts about a patient; %s is a date. */
          candor_language_text (language, N_ ("born %s")), born);

      candor_register_add_fact (facts, fact);
    }
  candor_register_add_fact (facts, plain);
  candor_register_add_fact (facts, date);
  candor_register_add_fact (facts, candor_record_head_get (head, CANDOR_HEAD_PRACTITIONER));
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

/**
 * candor_register_dup_when:
 * @head: of a record
 * @language: the clinic's language
 *
 * Returns: (transfer full) (nullable): when it was filed
 */
char *
candor_register_dup_when (const CandorRecordHead *head, const CandorLanguage *language)
{
  return candor_time_format_iso (candor_record_head_get (head, CANDOR_HEAD_FILED_AT), language);
}
