/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What the tests of core share: the procedures and visits that they try, and small tools.
 */
#include "help.h"

#include <string.h>

#include "core/candor-date.h"

char *
help_procedure_path (const char *id)
{
  g_autofree char *file = g_strconcat (id, ".xml", NULL);

  return g_str_equal (id, HELP_REAL)
             ? g_build_filename (SOURCE_ROOT, "data", "procedures", file, NULL)
             : g_build_filename (TEST_DATA, "procedures", file, NULL);
}

CandorProcedure *
help_procedure (const char *id)
{
  g_autofree char *path = help_procedure_path (id);
  g_autoptr (GError) error = NULL;
  CandorProcedure *procedure = candor_procedure_load (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (procedure);
  return procedure;
}

CandorVisit *
help_example (CandorProcedure *procedure, CandorOutcome outcome)
{
  CandorExample wish = { .outcome = outcome };
  g_autoptr (GError) error = NULL;
  CandorVisit *visit = candor_example_complete (procedure, &wish, &error);

  g_assert_no_error (error);
  g_assert_nonnull (visit);
  return visit;
}

static void
sign_as (CandorVisit *visit, CandorRole role, CandorMethod method, CandorDevice device)
{
  CandorSignature *signature = candor_signature_new (role, "Ike Example", "I was there.");
  CandorStroke *stroke = candor_stroke_new (device);

  signature->method = method;
  signature->pad_width = 640;
  signature->pad_height = 200.5;
  candor_stroke_add (stroke, 1, 2.25, -1, 0);
  candor_stroke_add (stroke, 1.125, 300.5, 0.375, 1234.5);
  g_ptr_array_add (signature->strokes, stroke);
  candor_visit_take_signature (visit, signature);
}

/* An invented check on the day of treatment, of a consent to @procedure. */
CandorDayCheck *
help_day_check (CandorProcedure *procedure, CandorDayOutcome outcome)
{
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GError) error = NULL;
  CandorDayCheck *check = candor_example_day_check (procedure, consent, outcome, &error);

  g_assert_no_error (error);
  return check;
}

/* A visit in which every value that a visit can have is set; it need not make sense. */
CandorVisit *
help_full_visit (CandorProcedure *procedure)
{
  CandorVisit *visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  CandorSignature *mark
      = candor_signature_copy (candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT));

  candor_visit_set (visit, CANDOR_FIELD_INTERPRETER_NAME, "Ike Example");
  candor_visit_set (visit, CANDOR_FIELD_WITNESS_NAME, "Wanda Example");
  candor_visit_set (visit, CANDOR_FIELD_TALK_NOTE,
                    "A “note”,\n\tin two lines \\ and a half: ü 語 😀");
  candor_visit_set (visit, CANDOR_FIELD_DECISION_REASON, "Because.");
  candor_visit_set_reply (visit, "an-answer", CANDOR_REPLY_YES);
  candor_visit_set_answer_detail (visit, "an-answer", "words");
  candor_visit_set_answer_date (visit, "an-answer", "2026-11-20");
  candor_visit_set_reply (visit, "another-answer", CANDOR_REPLY_NOT_SURE);
  candor_visit_set_answer_detail (visit, "words-only", "[\n 1,\n 2,\n 3,\n 4\n]");
  candor_visit_choose_option (visit, "a-check", "a");
  candor_visit_choose_option (visit, "a-check", "b");
  candor_visit_set_check_talked (visit, "a-check", "Talked over.");
  candor_visit_settle (visit, "age", CANDOR_SETTLED_DECLINE, "Not today.");
  candor_visit_settle (visit, "later", CANDOR_SETTLED_POSTPONE, "Not today.");
  candor_visit_settle (visit, "undecided", CANDOR_SETTLED_OPEN, "A reason without a decision.");
  candor_visit_set_question (visit, 1, "A question without a reply?");
  candor_visit_set_capacity (visit, CANDOR_CAPACITY_WEIGHS, CANDOR_CHOICE_NO);
  mark->method = CANDOR_METHOD_MARK;
  candor_visit_take_signature (visit, mark);
  sign_as (visit, CANDOR_ROLE_WITNESS, CANDOR_METHOD_TYPED, CANDOR_DEVICE_MOUSE);
  sign_as (visit, CANDOR_ROLE_INTERPRETER, CANDOR_METHOD_DRAWN, CANDOR_DEVICE_TOUCH);
  return visit;
}

GDate
help_date (const char *iso)
{
  GDate date;

  g_assert_true (candor_date_parse (&date, iso));
  return date;
}

char *
help_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* @text with @new in the place of @old, which must stand in it exactly once. */
char *
help_replace (const char *text, const char *old, const char *new)
{
  const char *found = strstr (text, old);

  if (found == NULL || strstr (found + 1, old) != NULL)
    g_error ("The test looks for “%s” once in its text.", old);
  return g_strdup_printf ("%.*s%s%s", (int)(found - text), text, new, found + strlen (old));
}

JsonNode *
help_json (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

char *
help_json_text (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

void
help_add_refusals (const char *path,
                   const HelpRefusal *refusals,
                   gsize n_refusals,
                   GTestDataFunc test)
{
  for (gsize i = 0; i < n_refusals; i++)
    {
      g_autofree char *name = g_build_path ("/", path, refusals[i].title, NULL);

      g_test_add_data_func (name, &refusals[i], test);
    }
}

/* A refusal of ours names the place first and says what is wrong there. */
void
help_assert_refused (GError *error, const char *start, const char *part)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == CANDOR_ERROR);
  /* A column is given whole: column 1 is not column 14. */
  if (!g_str_has_prefix (error->message, start) || strstr (error->message, part) == NULL
      || (strstr (start, "column") != NULL && error->message[strlen (start)] != ':'))
    g_test_fail_printf ("Expected “%s…%s…”, but the message is “%s”.", start, part, error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
}
