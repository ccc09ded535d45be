/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Is everything in the consent form that a consent must contain? Asked of the text that a reader
 * of the PDF finds, never of the program.
 */
#include "help.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-error.h"
#include "core/candor-readability.h"
#include "core/candor-schedule.h"
#include "core/candor-verdict.h"

static char *
without_stars (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "*", -1);

  return g_strjoinv ("", parts);
}

/* The kinds of line in the reading that every patient sees, whatever they answer. */
static gboolean
is_always_read (const char *kind)
{
  static const char *const kinds[] = {
    "title",     "also called", "not about",  "word",     "meaning", "section", "key",
    "text",      "item",        "step",       "box",      "boxed",   "picture", "caption",
    "legend",    "effect",      "how often",  "how long", "check",   "right",   "wrong",
    "group",     "intro",       "question",   "help",     "care",    "reason",  "warning",
    "emergency", "statement",   "photograph", NULL,
  };

  return g_strv_contains (kinds, kind);
}

static void
assert_reading (const char *id)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (id);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autofree char *text = help_text (pdf);
  g_autofree char *reading = candor_procedure_reading (procedure, candor_language_english ());
  g_auto (GStrv) lines = g_strsplit (reading, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strstr (lines[i], ": ");
      g_autofree char *kind = colon != NULL ? g_strndup (lines[i], colon - lines[i]) : NULL;
      g_autofree char *words = colon != NULL ? without_stars (colon + 2) : NULL;

      if (kind == NULL || !is_always_read (kind))
        continue;
      help_assert_has (text, words);
      n++;
    }
  g_test_message ("%s: %u pieces of text looked for", id, n);
  g_assert_cmpuint (n, >, 50);
}

static void
test_reading_real (void)
{
  assert_reading (HELP_REAL);
}

static void
test_reading_invented (void)
{
  assert_reading (HELP_INVENTED);
}

/* Everything of criteria.md that is a value of the visit: each is set to words of its own. */
static void
test_values (void)
{
  static const struct
  {
    CandorField field;
    const char *value;
    const char *shown; /* (nullable): where it is written in another way */
  } values[] = {
    { CANDOR_FIELD_CLINIC_NAME, "Clinic of the Blue Door", NULL },
    { CANDOR_FIELD_CLINIC_ADDRESS, "7 Nowhere Street, Exampleton", NULL },
    { CANDOR_FIELD_CLINIC_PHONE, "01632 960999", NULL },
    { CANDOR_FIELD_CLINIC_EMERGENCY, "000 (invented)", NULL },
    { CANDOR_FIELD_PATIENT_NAME, "Zoë Example-Núñez", NULL },
    { CANDOR_FIELD_PATIENT_BORN, "1971-02-28", "28 February 1971" },
    { CANDOR_FIELD_PATIENT_GOAL, "I would like to see my grandmother’s arm again.", NULL },
    { CANDOR_FIELD_PATIENT_CONFIRMED, "2026-11-22T14:06:07+01:00", "14:06:07 +01:00" },
    { CANDOR_FIELD_TREATMENT_AREA, "Left forearm, inner side", NULL },
    { CANDOR_FIELD_TREATMENT_DEPTH, "0.3 glimmers", NULL },
    { CANDOR_FIELD_TREATMENT_PRODUCT, "Brush No. 9, lot 12345", NULL },
    { CANDOR_FIELD_PRACTITIONER_NAME, "Quirin Sample", NULL },
    { CANDOR_FIELD_PRACTITIONER_ROLE, "Brusher first class", NULL },
    { CANDOR_FIELD_PRACTITIONER_REGISTRATION, "Guild 4711", NULL },
    { CANDOR_FIELD_INTERPRETER_NAME, "Ike Interpreter", NULL },
    { CANDOR_FIELD_TALK_RISKS, "Ticklish since childhood; we will brush slowly.", NULL },
    { CANDOR_FIELD_TALK_NOTE, "Brought a friend along.", NULL },
    { CANDOR_FIELD_TALK_AT, "2026-11-22T14:11:08+01:00", "14:11:08 +01:00" },
    { CANDOR_FIELD_DECISION_AT, "2026-11-22T14:13:09+01:00", "14:13:09 +01:00" },
    { CANDOR_FIELD_REVIEWED_AT, "2026-11-22T14:46:10+01:00", "14:46:10 +01:00" },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    candor_visit_set (visit, values[i].field, values[i].value);
  candor_visit_set_question (visit, 0, "Will the moon mind?");
  candor_visit_set_question_reply (visit, 0, "It never has so far.");
  candor_visit_take_signature (visit, help_ink (CANDOR_ROLE_INTERPRETER, 2, 20));
  help_name_signatures (visit);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    help_assert_has (text, values[i].shown != NULL ? values[i].shown : values[i].value);
  help_assert_has (text, "Will the moon mind?");
  help_assert_has (text, "It never has so far.");
  help_assert_has (text, "Language read English");
  help_assert_has (text, candor_visit_get (visit, CANDOR_FIELD_TEXT_SHA256));
  help_assert_has (text, candor_visit_get (visit, CANDOR_FIELD_ID));
  help_assert_has (text, candor_procedure_version (procedure));
  help_assert_has (text, "You may change your mind at any time");
  help_assert_has (text, "The choices were: agree, not now, no.");
  help_assert_has (text, "Understands what matters for the decision");
  help_assert_has (text, "Remembers it long enough to decide");
  help_assert_has (text, "Weighs benefits and risks");
  help_assert_has (text, "Can make the decision known");
  help_assert_has (text, "A form on paper is offered instead");
}

static void
test_answers (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorVerdict) verdict = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n_settled = 0;
  GDate on;

  candor_verdict_day (visit, &on);
  verdict = candor_verdict_new (procedure, visit, &on);
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = verdict->items->pdata[i];

      if (item->kind != CANDOR_VERDICT_ASK)
        continue;
      candor_visit_settle (visit, item->id, CANDOR_SETTLED_PROCEED, "Because it is Tuesday.");
      n_settled++;
    }
  g_assert_cmpuint (n_settled, >, 0);

  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  g_assert_cmpuint (help_count (text, "The practitioner decided: go ahead. Reason: Because it is "
                                      "Tuesday."),
                    ==, n_settled);
  g_assert_cmpuint (help_count (text, "Ask the practitioner"), >=, n_settled);
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = verdict->items->pdata[i];
      g_autofree char *say = item->say != NULL ? without_stars (item->say) : NULL;

      if (say != NULL)
        help_assert_has (text, say);
    }
}

/* What a visit from a file holds in a place where nobody looks for it is on the form as well. */
static void
test_odd_places (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_NO);
  GPtrArray *statements = candor_procedure_statements (procedure);
  CandorSignature *signature = help_ink (CANDOR_ROLE_PATIENT, 2, 20);
  GPtrArray *groups = candor_procedure_health_groups (procedure);
  g_autofree char *ticked = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n_free = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        {
          const CandorHealthQuestion *question = questions->pdata[j];

          if (question->kind != CANDOR_QUESTION_TEXT)
            continue;
          candor_visit_set_reply (visit, question->id, CANDOR_REPLY_NOT_SURE);
          candor_visit_set_answer_date (visit, question->id, "2026-02-03");
          n_free++;
        }
    }
  g_assert_cmpuint (n_free, >, 0);
  candor_visit_settle (visit, "gh-washed", CANDOR_SETTLED_OPEN, "Seen, not settled.");
  candor_visit_set (visit, CANDOR_FIELD_DECISION_REASON, "The moon was wrong.");
  candor_visit_set_statement (visit, ((CandorStatement *)statements->pdata[0])->id,
                              CANDOR_CHOICE_YES);
  signature->method = CANDOR_METHOD_TYPED;
  candor_visit_take_signature (visit, signature);

  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  g_assert_cmpuint (help_count (text, "Not sure"), >=, n_free);
  g_assert_cmpuint (help_count (text, "3 February 2026"), ==, n_free);
  help_assert_has (text, "Reason: Seen, not settled.");
  help_assert_has (text, "The patient’s reason: “The moon was wrong.”");
  help_assert_has (text, "In an emergency: 112");
  ticked = without_stars (((CandorStatement *)statements->pdata[0])->text);
  help_assert_has (text, "Ticked before the patient decided otherwise");
  help_assert_has (text, ticked);
  help_assert_has (text, "Typed name, in place of a drawn signature");
}

static void
test_check (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  const CandorCheckQuestion *check = candor_procedure_checks (procedure)->pdata[0];
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  candor_visit_set_check_talked (visit, check->id, "We looked at the brush together.");
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  help_assert_has (text, "Talked about");
  help_assert_has (text, "First answer: ");
  help_assert_has (text, "Last answer: ");
  help_assert_has (text, "Right at the first try");
  help_assert_has (text, "What was said about it in the talk: We looked at the brush together.");
}

/* Catches a wait that is over on the day of treatment and then looks as if there had been none. */
static void
test_wait_that_is_over (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text_before = NULL;
  g_autofree char *text = NULL;

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T10:00:00+01:00");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-04-01");
  candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_NO);
  before = help_render (procedure, visit, CANDOR_FORM_FINAL);
  candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_YES);
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text_before = help_text (before);
  text = help_text (pdf);
  g_assert_null (strstr (text_before, "the wait was over"));
  help_assert_has (text, "Clear: the wait was over on 20 March 2026");
  g_assert_cmpuint (help_count (text, "Sources: "), ==, help_count (text_before, "Sources: ") + 1);
}

static void
test_care_dates (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint n = 0;
  GDate day;

  g_assert_true (candor_date_parse (&day, "2097-03-03"));
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2097-03-03");
  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  for (int phase = CANDOR_CARE_BEFORE; phase <= CANDOR_CARE_AFTER; phase++)
    {
      g_autoptr (GArray) schedule = candor_schedule_new (procedure, phase, &day);

      for (guint i = 0; i < schedule->len; i++, n++)
        {
          g_autofree char *days = candor_schedule_format_days (
              &g_array_index (schedule, CandorScheduledStep, i), candor_language_english ());

          help_assert_has (text, days);
        }
    }
  g_assert_cmpuint (n, >, 5);
  help_assert_has (text, "Call the emergency number at once");
  help_assert_has (text, "Call the clinic the same day");
}

static void
test_statements (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  GPtrArray *statements = candor_procedure_statements (procedure);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  const char *apart;

  pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  apart = strstr (text, "Photographs, asked apart");
  g_assert_nonnull (apart);
  for (guint i = 0; i < statements->len; i++)
    {
      const CandorStatement *statement = statements->pdata[i];
      CandorChoice choice = candor_visit_get_statement (visit, statement->id);
      g_autofree char *words = without_stars (statement->text);
      g_autofree char *line
          = g_strconcat (choice == CANDOR_CHOICE_YES ? "Agreed " : "Not agreed ", words, NULL);
      const char *found = strstr (text, line);

      g_assert_nonnull (found);
      g_assert_true ((found > apart) == statement->photograph);
    }
}

static void
assert_outcome (CandorOutcome outcome, const char *title, const char *sentence)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, outcome);
  g_autoptr (GBytes) pdf = help_render (procedure, visit, CANDOR_FORM_FINAL);
  g_autofree char *text = help_text (pdf);

  help_assert_has (text, title);
  help_assert_has (text, sentence);
  if (outcome != CANDOR_OUTCOME_AGREE)
    {
      help_assert_lacks (text, "Consent to treatment");
      help_assert_lacks (text, "What the patient agreed to");
      help_assert_has (text, "o treatment was agreed.");
    }
}

static void
test_outcomes (void)
{
  assert_outcome (CANDOR_OUTCOME_AGREE, "Consent to treatment",
                  "The patient agreed to this treatment.");
  assert_outcome (CANDOR_OUTCOME_NOT_NOW, "Record of a visit: not now",
                  "The patient decided: not now.");
  assert_outcome (CANDOR_OUTCOME_NO, "Record of a visit: no", "The patient decided: no.");
  assert_outcome (CANDOR_OUTCOME_STOP, "Record of a visit: no treatment today",
                  "This treatment cannot be given today.");
}

static void
assert_on_every_page (GBytes *pdf, const char *words, gboolean there)
{
  g_autoptr (GPtrArray) pages = help_pages (pdf);

  for (guint i = 0; i < pages->len; i++)
    {
      if (there)
        help_assert_has (pages->pdata[i], words);
      else
        help_assert_lacks (pages->pdata[i], words);
    }
}

static void
test_not_approved (void)
{
  g_autoptr (CandorProcedure) real = help_procedure (HELP_REAL);
  g_autoptr (CandorProcedure) invented = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) one = help_example (real, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorVisit) other = help_example (invented, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = help_render (real, one, CANDOR_FORM_FINAL);
  g_autoptr (GBytes) approved = help_render (invented, other, CANDOR_FORM_FINAL);
  g_autofree char *text = help_text (approved);

  g_assert_false (candor_procedure_is_approved (real));
  g_assert_true (candor_procedure_is_approved (invented));
  assert_on_every_page (pdf, "Not approved for clinical use", TRUE);
  assert_on_every_page (approved, "Not approved for clinical use", FALSE);
  help_assert_has (text, "Approved by ");
}

static void
test_draft (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = candor_visit_start (procedure, candor_language_english ());
  g_autoptr (CandorVisit) signed_visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) draft = help_render (procedure, visit, CANDOR_FORM_DRAFT);
  g_autoptr (GBytes) final = help_render (procedure, signed_visit, CANDOR_FORM_FINAL);
  g_autofree char *text = help_text (draft);

  assert_on_every_page (draft, "Draft", TRUE);
  assert_on_every_page (final, "Draft", FALSE);
  help_assert_has (text, "Nothing has been decided yet.");
  help_assert_has (text, "Not all questions are answered yet.");
  help_assert_has (text, "Not signed.");
}

static void
test_missing (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  candor_visit_remove_signature (visit, CANDOR_ROLE_PATIENT);
  pdf = candor_consent_form_render (procedure, visit, CANDOR_PAPER_A4, CANDOR_FORM_FINAL, &error);
  g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_MISSING);
  g_assert_null (pdf);
}

/* A signed form never carries other words than those that were read; a draft neither. */
static void
test_other_text (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_TEXT_SHA256,
                    "0000000000000000000000000000000000000000000000000000000000000000");
  for (int flags = CANDOR_FORM_FINAL; flags <= CANDOR_FORM_DRAFT; flags++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) pdf
          = candor_consent_form_render (procedure, visit, CANDOR_PAPER_A4, flags, &error);

      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT);
      g_assert_null (pdf);
    }
}

/* Catches a chance without its other side, out of another number of people, or without words; and a
 * picture of a rate that nobody knows. */
static void
test_chances (void)
{
  static const char *const chances[] = { "62 out of 100 people have this. 38 out of 100 do not.",
                                         "7 out of 100 people have this. 93 out of 100 do not.",
                                         "1 out of 100 people has this. 99 out of 100 do not." };
  g_autoptr (CandorProcedure) invented = help_procedure (HELP_INVENTED);
  g_autoptr (CandorProcedure) real = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (invented, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorVisit) real_visit = help_example (real, CANDOR_OUTCOME_AGREE);
  g_autoptr (GBytes) pdf = help_render (invented, visit, CANDOR_FORM_FINAL);
  g_autoptr (GBytes) real_pdf = help_render (real, real_visit, CANDOR_FORM_FINAL);
  g_autofree char *text = help_text (pdf);
  g_autofree char *real_text = help_text (real_pdf);

  for (gsize i = 0; i < G_N_ELEMENTS (chances); i++)
    help_assert_has (text, chances[i]);
  g_assert_cmpuint (help_count (text, "out of 100 do not."), ==, G_N_ELEMENTS (chances));
  /* No reliable rate of microneedling is known: its text says so. */
  help_assert_lacks (real_text, "out of 100 do not.");
  help_assert_has (real_text, "No one has a count that we can trust.");
  help_assert_has (real_text, "Nobody knows how rare it is.");
}

/* Catches a form that calls a section read, leaves one out, or tells another time than was measured. */
static void
test_shown (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = candor_visit_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  candor_visit_set (visit, CANDOR_FIELD_PROCEDURE, HELP_INVENTED);
  candor_visit_set (visit, CANDOR_FIELD_LANGUAGE, "en");
  candor_visit_mark_shown (visit, "g-what");
  candor_visit_mark_shown (visit, "g-good");
  candor_visit_add_shown_seconds (visit, "g-good", 1);
  candor_visit_mark_shown (visit, "g-course");
  candor_visit_add_shown_seconds (visit, "g-course", 119);
  candor_visit_mark_shown (visit, "g-harms");
  candor_visit_add_shown_seconds (visit, "g-harms", 120);
  candor_visit_add_shown_seconds (visit, "g-harms", 35);
  pdf = help_render (procedure, visit, CANDOR_FORM_DRAFT);
  text = help_text (pdf);
  help_assert_has (text, "What glimmer brushing is Shown · grade");
  help_assert_has (text, "What it can do Shown for 1 second · grade");
  help_assert_has (text, "How it goes Shown for 119 seconds · grade");
  help_assert_has (text, "What can go wrong Shown for 3 minutes · grade");
  help_assert_has (text, "What you may notice Not shown · grade");
  help_assert_has (text, "It does not say that anybody read or understood it.");
  g_assert_cmpuint (help_count (text, "Not shown · grade"), ==, 8);
}

/* Catches a form whose figures are not those of the text, or that measures a text that the formulas
 * are not made for. */
static void
test_figures (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };
  g_autofree char *path = g_build_filename (TEST_DATA, "procedures", HELP_INVENTED ".xml", NULL);
  g_autofree char *xml = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CandorProcedure) french = NULL;
  g_autoptr (CandorVisit) visit = NULL;
  g_autoptr (GBytes) pdf = NULL;
  char *place;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
      g_autoptr (CandorVisit) shown = help_example (procedure, CANDOR_OUTCOME_AGREE);
      g_autoptr (GBytes) bytes = help_render (procedure, shown, CANDOR_FORM_FINAL);
      g_autofree char *words = help_text (bytes);
      g_autoptr (GPtrArray) figures = candor_procedure_measure (procedure, TRUE);

      for (guint j = 0; j < figures->len; j++)
        {
          const CandorReadability *part = figures->pdata[j];
          g_autofree char *expected = g_strdup_printf (
              "grade %.1f · SMOG %s%.1f · longest sentence %u · words %u", part->flesch_kincaid,
              part->sentences < 10 ? "~" : "", part->smog, part->longest, part->on_page);

          help_assert_has (words, expected);
        }
    }

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  place = strstr (xml, "language=\"en\"");
  memcpy (place, "language=\"fr\"", strlen ("language=\"fr\""));
  french = candor_procedure_parse ("french.xml", xml, -1, NULL);
  g_assert_nonnull (french);
  visit = help_example_in (french, CANDOR_OUTCOME_AGREE, "fr", "fr");
  pdf = help_render (french, visit, CANDOR_FORM_FINAL);
  text = help_text (pdf);
  help_assert_has (text, candor_language_text (candor_language_find ("fr", NULL),
                                               "How hard a text is to read is measured for English "
                                               "only."));
  help_assert_lacks (text, "SMOG");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/every-word-that-was-read/real", test_reading_real);
  g_test_add_func ("/form/every-word-that-was-read/invented", test_reading_invented);
  g_test_add_func ("/form/every-value-of-the-visit", test_values);
  g_test_add_func ("/form/answers-verdicts-and-reasons", test_answers);
  g_test_add_func ("/form/values-in-odd-places", test_odd_places);
  g_test_add_func ("/form/understanding-check", test_check);
  g_test_add_func ("/form/wait-that-is-over", test_wait_that_is_over);
  g_test_add_func ("/form/care-plan-has-real-dates", test_care_dates);
  g_test_add_func ("/form/statements-one-by-one-photographs-apart", test_statements);
  g_test_add_func ("/form/every-outcome-in-its-own-words", test_outcomes);
  g_test_add_func ("/form/not-approved-on-every-page", test_not_approved);
  g_test_add_func ("/form/draft-on-every-page", test_draft);
  g_test_add_func ("/form/chances", test_chances);
  g_test_add_func ("/form/shown-and-never-read", test_shown);
  g_test_add_func ("/form/figures-of-every-section", test_figures);
  g_test_add_func ("/form/missing-parts-are-refused", test_missing);
  g_test_add_func ("/form/other-words-are-refused", test_other_text);
  return g_test_run ();
}
