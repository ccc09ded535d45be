/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The form of a check on the day of treatment: what changed since the consent, what the patient
 * wants today, and who signed. What has changed stands in full; what is the same, in one line each.
 */
#include "candor-day-check-form.h"

#include <string.h>

#include "candor-form.h"
#include "core/candor-date.h"
#include "core/candor-error.h"

/* What each outcome is called, and what it means in plain words. */
static const struct
{
  const char *decided;
  const char *meaning;
} outcomes[] = {
  [CANDOR_DAY_OPEN] = { NULL, NULL },
  [CANDOR_DAY_TREAT] = {
    N_ ("The patient still wants this treatment today."),
    N_ ("You may change your mind at any time, also during the treatment. You need not give a "
        "reason."),
  },
  [CANDOR_DAY_NOT_TODAY] = {
    N_ ("The patient decided: not today."),
    N_ ("No treatment is given today. The consent stays as it is. You may come back, or not, as "
        "you wish."),
  },
  [CANDOR_DAY_NO] = {
    N_ ("The patient decided: no."),
    N_ ("No treatment is given. You need not give a reason. If you want to withdraw your consent "
        "for good, tell the clinic: it is written down at once, and needs no reason either."),
  },
  [CANDOR_DAY_NOT_TREATED] = {
    N_ ("Not treated today."),
    N_ ("An answer, or the practitioner, speaks against treatment today. The reason is under “What "
        "has changed” or “The practitioner’s part”. The consent stays as it is."),
  },
};

static const char *
then_get (CandorForm *form, CandorField field)
{
  return candor_visit_get (candor_day_check_get_then (form->check), field);
}

static gboolean
check_complete (CandorForm *form, GError **error)
{
  g_autoptr (GPtrArray) missing = NULL;
  const CandorMissing *first;

  if (!candor_day_check_check_text (form->check, form->procedure, error))
    return FALSE;
  missing = candor_day_check_missing (form->check, form->procedure, CANDOR_STAGE_COMPLETE,
                                      form->language);
  if (missing->len == 0)
    return TRUE;
  first = missing->pdata[0];
  candor_error_set (
      error, CANDOR_ERROR, CANDOR_ERROR_MISSING,
      "The check cannot be made final yet, because parts are missing (%u). The first: %s",
      missing->len, first->text);
  return FALSE;
}

static const char *
wish_words (const char *decision)
{
  if (g_str_equal (decision, "agree"))
    return N_ ("The patient wanted to be treated today. The practitioner decided against it.");
  return g_str_equal (decision, "no") ? N_ ("The patient decided: no.")
                                      : N_ ("The patient decided: not today.");
}

/* What the patient wants, where there is more to say about it than the outcome. */
static void
add_wish (CandorForm *form, CandorDayOutcome outcome)
{
  const char *decision = candor_form_get (form, CANDOR_FIELD_DECISION);
  const char *reason = candor_form_get (form, CANDOR_FIELD_DECISION_REASON);
  const CandorTextOptions plain = { .style = CANDOR_TYPE_BODY, .before = 3 };

  if (decision == NULL)
    return;
  if (outcome == CANDOR_DAY_NOT_TREATED)
    candor_galley_text (form->galley, candor_form_say (form, wish_words (decision)), &plain);
  {
    g_autofree char *time
        = candor_time_format_iso (candor_form_get (form, CANDOR_FIELD_DECISION_AT), form->language);
    /* Translators: the three answers that the patient could give; then a date and time. */
    g_autofree char *line
        = candor_form_print (form, N_ ("The choices were: yes, not today, no. Decided: %s"), time);

    candor_galley_text (form->galley, line, &plain);
  }
  if (reason != NULL)
    {
      /* Translators: %s are the patient's own words. */
      g_autofree char *line = candor_form_quote (form, N_ ("The patient’s reason: “%s”"), reason);

      candor_galley_text (form->galley, line, &plain);
    }
}

static void
add_front (CandorForm *form, CandorDayOutcome outcome)
{
  candor_form_add_letterhead (form, TRUE);
  candor_galley_space (form->galley, 12);
  candor_galley_heading (form->galley, 1, CANDOR_COLUMN_FULL,
                         candor_form_say (form, N_ ("Check on the day of treatment")));
  candor_galley_text (
      form->galley, candor_form_words (form, candor_procedure_title (form->procedure)),
      &(CandorTextOptions){
          .style = CANDOR_TYPE_SUBTITLE, .column = CANDOR_COLUMN_FULL, .before = 1 });
  candor_galley_space (form->galley, 6);
  candor_galley_open_whole (form->galley);
  candor_galley_open_box (form->galley,
                          outcome == CANDOR_DAY_TREAT ? CANDOR_BOX_KEY : CANDOR_BOX_STRONG,
                          CANDOR_COLUMN_FULL);
  candor_galley_text (form->galley, candor_form_say (form, outcomes[outcome].decided),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_STRONG });
  add_wish (form, outcome);
  candor_galley_text (form->galley, candor_form_say (form, outcomes[outcome].meaning),
                      &(CandorTextOptions){ .style = CANDOR_TYPE_BODY, .before = 3 });
  candor_galley_close_box (form->galley);
  candor_galley_close_whole (form->galley);
}

static void
add_row (CandorForm *form, const char *label, CandorField field)
{
  candor_form_row (form, candor_form_say (form, label), candor_form_get (form, field));
}

/* Two things that belong together and are short: they share a line. */
static void
add_joined (CandorForm *form, const char *label, const char *const *values)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (gsize i = 0; values[i] != NULL; i++)
    g_ptr_array_add (said, (gpointer)values[i]);
  g_ptr_array_add (said, NULL);
  joined = g_strjoinv (" · ", (char **)said->pdata);
  candor_form_row (form, candor_form_say (form, label), joined);
}

static const char *
or_dash (const char *value)
{
  return value != NULL ? value : "—";
}

static void
add_people (CandorForm *form)
{
  g_autofree char *born
      = candor_date_format_iso (candor_form_get (form, CANDOR_FIELD_PATIENT_BORN), form->language);
  g_autofree char *day = candor_date_format_iso (
      candor_form_get (form, CANDOR_FIELD_TREATMENT_DATE), form->language);
  /* Translators: which session of a course of treatments. */
  g_autofree char *session
      = candor_form_print (form, N_ ("Session %u"), candor_day_check_get_session (form->check));
  const char *const when[] = { day, session, NULL };
  const char *const what[]
      = { or_dash (candor_form_get (form, CANDOR_FIELD_TREATMENT_AREA)),
          or_dash (candor_form_get (form, CANDOR_FIELD_TREATMENT_DEPTH)),
          or_dash (candor_form_get (form, CANDOR_FIELD_TREATMENT_PRODUCT)), NULL };
  const char *const who[]
      = { candor_form_get (form, CANDOR_FIELD_PRACTITIONER_NAME),
          candor_form_get (form, CANDOR_FIELD_PRACTITIONER_ROLE),
          candor_form_get (form, CANDOR_FIELD_PRACTITIONER_REGISTRATION), NULL };

  candor_form_open_part (form, candor_form_say (form, N_ ("Who and what")));
  candor_form_open_table (form);
  add_row (form, N_ ("Patient"), CANDOR_FIELD_PATIENT_NAME);
  candor_form_row (form, candor_form_say (form, N_ ("Date of birth")), born);
  add_joined (form, N_ ("Day of treatment"), when);
  /* Translators: label of what is treated: area, depth and product on one line. */
  add_joined (form, N_ ("Area, depth, product"), what);
  add_joined (form, N_ ("Practitioner"), who);
  if (candor_form_get (form, CANDOR_FIELD_INTERPRETER_NAME) != NULL)
    add_row (form, N_ ("Interpreter"), CANDOR_FIELD_INTERPRETER_NAME);
  if (candor_form_get (form, CANDOR_FIELD_WITNESS_NAME) != NULL)
    add_row (form, N_ ("Witness"), CANDOR_FIELD_WITNESS_NAME);
  candor_form_close_table (form);
}

static void
add_consent (CandorForm *form)
{
  const char *number = candor_day_check_get (form->check, CANDOR_CONSENT_NUMBER);
  g_autofree char *agreed
      = candor_time_format_iso (then_get (form, CANDOR_FIELD_DECISION_AT), form->language);
  g_autofree char *filed = candor_time_format_iso (
      candor_day_check_get (form->check, CANDOR_CONSENT_FILED_AT), form->language);
  /* Translators: behind the moment at which a record was filed; %s is its number. */
  g_autofree char *numbered
      = number != NULL ? candor_form_print (form, N_ ("Number %s"), number) : NULL;
  const char *const agreement[]
      = { or_dash (agreed), or_dash (then_get (form, CANDOR_FIELD_PRACTITIONER_NAME)), NULL };
  const char *const filing[] = { or_dash (filed), numbered, NULL };

  candor_form_open_part (form, candor_form_say (form, N_ ("The consent that this belongs to")));
  candor_form_open_table (form);
  /* Translators: label; beside it stand the moment, and with whom the patient agreed on it. */
  add_joined (form, N_ ("Agreed on"), agreement);
  candor_form_hash_row (form, candor_form_say (form, N_ ("Record")),
                        candor_day_check_get (form->check, CANDOR_CONSENT_RECORD));
  add_joined (form, N_ ("Filed on"), filing);
  candor_form_hash_row (form, candor_form_say (form, N_ ("SHA-256 of its PDF")),
                        candor_day_check_get (form->check, CANDOR_CONSENT_PDF_SHA256));
  if (candor_day_check_text_changed (form->check, form->procedure))
    {
      const char *version = then_get (form, CANDOR_FIELD_PROCEDURE_VERSION);
      g_autofree char *line
          = candor_form_print (form,
                               /* Translators: two versions of the text about a treatment. */
                               N_ ("The text has changed since then: it was version %1$s, and is "
                                   "version %2$s today. All "
                                   "questions were asked anew."),
                               or_dash (version), candor_procedure_version (form->procedure));

      candor_form_row (form, candor_form_say (form, N_ ("Text")), line);
    }
  candor_form_close_table (form);
}

/* Whether one line is enough: nothing has changed, and nothing is to be seen to. */
static gboolean
is_plain (CandorForm *form, const CandorHealthQuestion *question)
{
  const CandorAnswer *answer = candor_visit_get_answer (form->visit, question->id);
  const CandorItemVerdict *item = candor_verdict_find (form->verdict, question->id);

  return question->kind == CANDOR_QUESTION_CHOICE && item != NULL
         && item->kind == CANDOR_VERDICT_CLEAR
         && candor_day_check_is_same (form->check, question->id) && answer->detail == NULL
         && answer->date == NULL && candor_visit_get_settlement (form->visit, question->id) == NULL;
}

static GPtrArray *
find_questions (CandorForm *form, gboolean plain)
{
  GPtrArray *groups = candor_procedure_health_groups (form->procedure);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((const CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        if (is_plain (form, questions->pdata[j]) == plain)
          g_ptr_array_add (found, questions->pdata[j]);
    }
  return found;
}

static void
add_same (CandorForm *form, GPtrArray *questions)
{
  candor_galley_space (form->galley, 8);
  candor_galley_heading (form->galley, 3, CANDOR_COLUMN_FULL,
                         candor_form_say (form, N_ ("Asked again, and the same as before")));
  candor_galley_open (form->galley, "L");
  for (guint i = 0; i < questions->len; i++)
    {
      const CandorHealthQuestion *question = questions->pdata[i];
      const CandorAnswer *answer = candor_visit_get_answer (form->visit, question->id);
      /* Translators: a reply and the question that it answers; keep the stars. */
      g_autofree char *line
          = candor_form_print (form, N_ ("*%1$s* · %2$s"), candor_form_reply (form, answer->reply),
                               candor_form_words (form, question->text));

      candor_galley_open (form->galley, "LI");
      candor_galley_text (form->galley, line,
                          &(CandorTextOptions){ .tag = "LBody",
                                                .style = CANDOR_TYPE_SMALL,
                                                .column = CANDOR_COLUMN_FULL,
                                                .before = i == 0 ? 3 : 1,
                                                .fixed = TRUE,
                                                .marked = TRUE });
      candor_galley_close (form->galley, "LI");
    }
  candor_galley_close (form->galley, "L");
}

static void
add_changes (CandorForm *form)
{
  g_autoptr (GPtrArray) changed = find_questions (form, FALSE);
  g_autoptr (GPtrArray) same = find_questions (form, TRUE);
  const CandorItemVerdict *age = candor_verdict_find (form->verdict, "age");

  candor_form_open_part (form, candor_form_say (form, N_ ("What has changed")));
  candor_form_add_summary (form);
  if (changed->len > 0)
    {
      candor_galley_space (form->galley, 6);
      candor_form_open_table (form);
      for (guint i = 0; i < changed->len; i++)
        candor_form_add_question (form, changed->pdata[i]);
      candor_form_close_table (form);
    }
  if (age != NULL && age->kind != CANDOR_VERDICT_CLEAR)
    candor_form_add_age (form);
  if (same->len > 0)
    add_same (form, same);
}

/* What the practitioner decided about today, and why. */
static void
add_decision (CandorForm *form)
{
  CandorChoice treat = candor_day_check_get_treat (form->check);
  const char *reason = candor_day_check_get_treat_reason (form->check);
  const char *decision = candor_form_say (
      form, treat == CANDOR_CHOICE_YES ? N_ ("Treat today") : N_ ("Do not treat today"));
  const char *const both[] = { decision, reason, NULL };

  if (treat != CANDOR_CHOICE_OPEN)
    /* Translators: label; beside it stands what the practitioner decided, and the reason. */
    add_joined (form, N_ ("Decision"), both);
  if (candor_day_check_get_not_signed (form->check) != NULL)
    candor_form_row (form, candor_form_say (form, N_ ("Why the patient did not sign")),
                     candor_day_check_get_not_signed (form->check));
}

static void
add_practitioner (CandorForm *form)
{
  const char *note = candor_form_get (form, CANDOR_FIELD_TALK_NOTE);
  g_autofree char *at
      = candor_time_format_iso (candor_form_get (form, CANDOR_FIELD_TALK_AT), form->language);

  candor_form_open_part (form, candor_form_say (form, N_ ("The practitioner’s part")));
  candor_form_open_table (form);
  add_decision (form);
  candor_form_row (form, candor_form_say (form, N_ ("Note")),
                   note != NULL ? note : candor_form_say (form, N_ ("Nothing was written here.")));
  candor_form_row (form, candor_form_say (form, N_ ("Check finished")), at);
  candor_form_close_table (form);
}

static void
add_audit (CandorForm *form)
{
  g_autofree char *hash = candor_procedure_reading_hash (form->procedure, form->read);

  candor_form_add_short_audit (form, hash);
}

static void
add_parts (CandorForm *form)
{
  add_front (form, candor_day_check_outcome (form->check, form->procedure));
  add_people (form);
  add_consent (form);
  add_changes (form);
  add_practitioner (form);
  candor_form_add_signatures (form);
  add_audit (form);
  candor_form_close_part (form);
}

static GBytes *
print_form (CandorForm *form, GError **error)
{
  const char *title = candor_form_words (form, candor_procedure_title (form->procedure));
  const char *id = or_dash (candor_form_get (form, CANDOR_FIELD_ID));
  g_autofree char *born
      = candor_date_format_iso (candor_form_get (form, CANDOR_FIELD_PATIENT_BORN), form->language);
  /* Translators: title of the file, for lists; %s is a treatment. */
  g_autofree char *name = candor_form_print (form, N_ ("Check on the day of treatment: %s"), title);
  g_autofree char *header
      = candor_form_print (form, N_ ("Born %1$s · %2$s"), or_dash (born), title);
  g_autofree char *check = candor_form_dup_code (form, id);
  /* Translators: at the foot of each page; the version of the text, and the number of the check. */
  g_autofree char *footer = candor_form_print (form, N_ ("Text version %1$s · Check %2$s"),
                                               candor_procedure_version (form->procedure), check);
  CandorFurniture furniture = {
    .title = name,
    .header_start = candor_form_get (form, CANDOR_FIELD_PATIENT_NAME),
    .header_end = header,
    .footer = footer,
    .subject = title,
    .keywords = id,
    .created_at = candor_form_last_moment (form->visit),
  };
  CandorFormEvidence evidence = {
    .name = "day-check.json",
    /* Translators: what an attached file is. */
    .description = candor_form_say (form, N_ ("The check, for machines")),
    .json = candor_day_check_to_evidence (form->check),
    /* Translators: what an attached file is. */
    .text_description = candor_form_say (form, N_ ("The text with the questions")),
  };

  if (!candor_procedure_is_approved (form->procedure))
    furniture.notice = candor_form_say (form, N_ ("Not approved for clinical use"));
  return candor_form_finish_with (form, &furniture, &evidence, error);
}

/**
 * candor_day_check_render:
 * @procedure: the procedure that the course is about, as its text is today
 * @check: a check in which nothing is missing
 * @stationery: what the clinic prints on
 * @sealing: (nullable): whose seal it gets; without, every page says that it has none
 * @error: return location for an error
 *
 * Makes the form of a check on the day of treatment, in the language that the patient reads. It
 * keeps no state, needs no display, and may run in any thread as long as nobody else uses @check
 * meanwhile. The same check gives the same bytes, but for the seal and its time.
 *
 * Errors: %CANDOR_ERROR_MISSING when a part is missing (see candor_day_check_missing ());
 * %CANDOR_ERROR_OTHER_TEXT when the check was signed for other words than those of @procedure;
 * %CANDOR_ERROR_INVALID when it is of another patient than the consent that it names;
 * %CANDOR_ERROR_NOT_FOUND for an unknown language; %CANDOR_ERROR_FAILED when drawing fails.
 *
 * Returns: (transfer full) (nullable): the bytes of one PDF
 */
GBytes *
candor_day_check_render (CandorProcedure *procedure,
                         CandorDayCheck *check,
                         const CandorStationery *stationery,
                         const CandorSealing *sealing,
                         GError **error)
{
  g_autoptr (CandorVerdict) verdict = NULL;
  g_autoptr (CandorGalley) galley = NULL;
  CandorForm form
      = { .procedure = procedure, .check = check, .stationery = stationery, .sealing = sealing };

  g_return_val_if_fail (procedure != NULL, NULL);
  g_return_val_if_fail (CANDOR_IS_DAY_CHECK (check), NULL);
  g_return_val_if_fail (stationery != NULL, NULL);
  g_return_val_if_fail (sealing == NULL || sealing->seal != NULL, NULL);

  form.visit = candor_day_check_get_today (check);
  if (!candor_form_set_languages (&form, error) || !check_complete (&form, error))
    return NULL;

  form.verdict = verdict = candor_day_check_verdict (check, procedure);
  form.outcome = candor_visit_outcome (form.visit, procedure);
  galley = candor_form_set_pages (&form, add_parts);
  return print_form (&form, error);
}
