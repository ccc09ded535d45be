/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What stands against an agreement although nothing is missing: a day that is too early, the
 * practitioner's decision, or a patient who cannot decide today. And signatures that are none.
 */
#include "help.h"

#include <string.h>

#include "core/candor-date.h"
#include "core/candor-missing.h"

static const CandorMissing *
find (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((CandorMissing *)list->pdata[i])->id, id))
      return list->pdata[i];
  return NULL;
}

static GPtrArray *
all_missing (CandorProcedure *procedure, CandorVisit *visit)
{
  return candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());
}

/* Exactly @id is missing, at @stage; nothing at all where @id is NULL. */
static void
assert_only (CandorProcedure *procedure, CandorVisit *visit, const char *id, CandorStage stage)
{
  g_autoptr (GPtrArray) list = all_missing (procedure, visit);

  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((CandorMissing *)list->pdata[i])->id, id) != 0)
      g_test_fail_printf ("%s: %s", ((CandorMissing *)list->pdata[i])->id,
                          ((CandorMissing *)list->pdata[i])->text);
  if (id != NULL)
    {
      g_assert_nonnull (find (list, id));
      g_assert_cmpint (find (list, id)->stage, ==, stage);
    }
}

/* Catches a patient who agrees to a day on which the skin has not rested long enough, and a day
 * that is late enough and is still refused. */
static void
test_wait_blocks_agreement (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GPtrArray) list = NULL;

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T10:00:00+01:00");
  candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_YES);
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-19");
  assert_only (procedure, visit, "treatment.date", CANDOR_STAGE_SIGN);
  list = all_missing (procedure, visit);
  g_assert_nonnull (strstr (find (list, "treatment.date")->text, "20 March 2026"));

  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-20");
  assert_only (procedure, visit, NULL, 0);

  /* Whoever does not agree needs no later day. */
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-19");
  candor_visit_set (visit, CANDOR_FIELD_DECISION, "not-now");
  assert_only (procedure, visit, NULL, 0);
}

/* Catches a flagged answer that is settled with half a settlement, or against which the patient can
 * still agree. */
static void
test_settlement_blocks_agreement (void)
{
  static const struct
  {
    CandorSettled decision;
    const char *reason;
    const char *wish;
    gboolean missing;
    CandorStage stage;
  } cases[] = {
    { CANDOR_SETTLED_PROCEED, "Why not.", "agree", FALSE, 0 },
    { CANDOR_SETTLED_PROCEED, NULL, "agree", TRUE, CANDOR_STAGE_DECIDE },
    { CANDOR_SETTLED_PROCEED, "", "agree", TRUE, CANDOR_STAGE_DECIDE },
    { CANDOR_SETTLED_OPEN, "Why not.", "agree", TRUE, CANDOR_STAGE_DECIDE },
    { CANDOR_SETTLED_OPEN, NULL, "no", TRUE, CANDOR_STAGE_DECIDE },
    { CANDOR_SETTLED_POSTPONE, "Not yet.", "agree", TRUE, CANDOR_STAGE_SIGN },
    { CANDOR_SETTLED_POSTPONE, "Not yet.", "not-now", FALSE, 0 },
    { CANDOR_SETTLED_POSTPONE, NULL, "not-now", TRUE, CANDOR_STAGE_DECIDE },
    { CANDOR_SETTLED_DECLINE, "Too risky.", "agree", TRUE, CANDOR_STAGE_SIGN },
    { CANDOR_SETTLED_DECLINE, "Too risky.", "no", FALSE, 0 },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_NO);
      candor_visit_settle (visit, "gh-washed", cases[i].decision, cases[i].reason);
      candor_visit_set (visit, CANDOR_FIELD_DECISION, cases[i].wish);
      assert_only (procedure, visit, cases[i].missing ? "settled.gh-washed" : NULL, cases[i].stage);
    }
}

/* Catches the patient's age that is flagged and that nobody has to settle. */
static void
test_age_is_settled (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T10:00:00+01:00");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-10");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "2006-01-01");
  assert_only (procedure, visit, "settled.age", CANDOR_STAGE_DECIDE);
  candor_visit_settle (visit, "age", CANDOR_SETTLED_DECLINE, "Too young for this device.");
  assert_only (procedure, visit, "settled.age", CANDOR_STAGE_SIGN);
  candor_visit_settle (visit, "age", CANDOR_SETTLED_PROCEED, "An adult; talked over.");
  assert_only (procedure, visit, NULL, 0);
}

/* Catches somebody under age, or with an answer that stops, who is asked to decide or to sign. */
static void
test_stop_asks_for_no_decision (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_STOP);
  g_autoptr (CandorVisit) child = help_example (procedure, CANDOR_OUTCOME_AGREE);

  g_assert_null (candor_visit_get (visit, CANDOR_FIELD_DECISION));
  g_assert_null (candor_visit_get_signature (visit, CANDOR_ROLE_PATIENT));
  assert_only (procedure, visit, NULL, 0);

  candor_visit_set (child, CANDOR_FIELD_PATIENT_BORN, "2015-01-01");
  candor_visit_set (child, CANDOR_FIELD_DECISION, NULL);
  candor_visit_remove_signature (child, CANDOR_ROLE_PATIENT);
  assert_only (procedure, child, NULL, 0);
  g_assert_cmpint (candor_visit_outcome (child, procedure), ==, CANDOR_OUTCOME_STOP);
}

/* Catches a patient who cannot decide today and agrees all the same. */
static void
test_capacity_blocks_agreement (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
      g_autofree char *id = g_strconcat ("capacity.", candor_capacity_to_string (i), NULL);

      candor_visit_set_capacity (visit, i, CANDOR_CHOICE_NO);
      assert_only (procedure, visit, id, CANDOR_STAGE_SIGN);
      candor_visit_set (visit, CANDOR_FIELD_DECISION, "not-now");
      assert_only (procedure, visit, NULL, 0);
    }
}

/* Catches a statement that the patient refuses and that passes for agreed; photographs may be
 * refused. */
static void
test_statements (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set_statement (visit, "gp-album", CANDOR_CHOICE_NO);
  candor_visit_set_statement (visit, "gp-wall", CANDOR_CHOICE_NO);
  assert_only (procedure, visit, NULL, 0);
  candor_visit_set_statement (visit, "gp-wall", CANDOR_CHOICE_OPEN);
  assert_only (procedure, visit, "statements.gp-wall", CANDOR_STAGE_SIGN);
  candor_visit_set_statement (visit, "gp-wall", CANDOR_CHOICE_YES);
  candor_visit_set_statement (visit, "gt-told", CANDOR_CHOICE_NO);
  assert_only (procedure, visit, "statements.gt-told", CANDOR_STAGE_SIGN);
}

static CandorSignature *
signature_of (CandorVisit *visit, CandorRole role)
{
  return candor_signature_copy (candor_visit_get_signature (visit, role));
}

static void
rename_to (CandorSignature *signature, const char *name)
{
  g_free (signature->name);
  signature->name = g_strdup (name);
}

/* Catches a signature that is taken for one and is none: no ink, no name, no meaning, no time. */
static void
test_empty_signatures (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (int fault = 0; fault < 6; fault++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
      CandorSignature *signature = signature_of (visit, CANDOR_ROLE_PATIENT);

      if (fault == 0)
        g_ptr_array_set_size (signature->strokes, 0);
      else if (fault == 1)
        g_clear_pointer (&signature->name, g_free);
      else if (fault == 2)
        g_clear_pointer (&signature->meaning, g_free);
      else if (fault == 3)
        g_clear_pointer (&signature->signed_at, g_free);
      else if (fault == 4)
        *signature->name = '\0';
      candor_visit_take_signature (visit, signature);
      assert_only (procedure, visit, fault < 5 ? "signatures.patient" : NULL,
                   CANDOR_STAGE_COMPLETE);
    }
}

/* Catches the ways to sign without a pad: a typed name needs no ink, a mark needs a witness. */
static void
test_other_ways_to_sign (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  CandorSignature *typed = signature_of (visit, CANDOR_ROLE_PATIENT);
  CandorSignature *mark = signature_of (visit, CANDOR_ROLE_PATIENT);
  CandorSignature *witness = signature_of (visit, CANDOR_ROLE_PATIENT);
  g_autoptr (GPtrArray) list = NULL;

  typed->method = CANDOR_METHOD_TYPED;
  g_ptr_array_set_size (typed->strokes, 0);
  candor_visit_take_signature (visit, typed);
  assert_only (procedure, visit, NULL, 0);

  mark->method = CANDOR_METHOD_MARK;
  candor_visit_take_signature (visit, mark);
  list = all_missing (procedure, visit);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_nonnull (find (list, "witness.name"));
  g_assert_nonnull (find (list, "signatures.witness"));

  candor_visit_set (visit, CANDOR_FIELD_WITNESS_NAME, "Wanda Example");
  assert_only (procedure, visit, "signatures.witness", CANDOR_STAGE_COMPLETE);
  witness->role = CANDOR_ROLE_WITNESS;
  rename_to (witness, "Wanda Example");
  candor_visit_take_signature (visit, witness);
  assert_only (procedure, visit, NULL, 0);
}

/* Catches an interpreter who was there and did not sign, with every outcome. */
static void
test_interpreter (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (CandorOutcome outcome = CANDOR_OUTCOME_AGREE; outcome <= CANDOR_OUTCOME_STOP; outcome++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, outcome);
      CandorSignature *signature = signature_of (visit, CANDOR_ROLE_PRACTITIONER);

      candor_visit_set (visit, CANDOR_FIELD_INTERPRETER_NAME, "Ike Example");
      assert_only (procedure, visit, "signatures.interpreter", CANDOR_STAGE_COMPLETE);
      signature->role = CANDOR_ROLE_INTERPRETER;
      rename_to (signature, "Ike Example");
      candor_visit_take_signature (visit, signature);
      assert_only (procedure, visit, NULL, 0);
    }
}

/* Catches a signature under somebody else's name, whoever signs and however; and a name that is
 * refused for its capitals, its spaces or the way its letters are written. */
static void
test_names_in_signatures (void)
{
  static const struct
  {
    const char *person;
    const char *signed_as;
    gboolean same;
  } names[] = {
    { "Ana Example", "Ana Example", TRUE },
    { "Ana Example", " ana\u00a0  EXAMPLE\n", TRUE },
    { "Zo\u00eb Stra\u00dfe", "ZOE\u0308 STRASSE", TRUE },
    { "\uff21\uff4e\uff41 Example", "Ana Example", TRUE },
    { "\u0130lay \u00d6rnek", "i\u0307lay o\u0308rnek", TRUE },
    { "\u5b89\u5a1c", "\u5b89\u5a1c", TRUE },
    { "Ana Example", "Eve Example", FALSE },
    { "Ana Example", "Ana", FALSE },
    { "Ana Example", "AnaExample", FALSE },
    { "Zo\u00eb Example", "Zoe Example", FALSE },
  };
  static const CandorField fields[CANDOR_N_ROLES] = {
    [CANDOR_ROLE_PATIENT] = CANDOR_FIELD_PATIENT_NAME,
    [CANDOR_ROLE_PRACTITIONER] = CANDOR_FIELD_PRACTITIONER_NAME,
    [CANDOR_ROLE_WITNESS] = CANDOR_FIELD_WITNESS_NAME,
    [CANDOR_ROLE_INTERPRETER] = CANDOR_FIELD_INTERPRETER_NAME,
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (CandorRole role = CANDOR_ROLE_PATIENT; role < CANDOR_N_ROLES; role++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
        CandorSignature *signature = signature_of (visit, CANDOR_ROLE_PATIENT);
        g_autofree char *place = g_strconcat ("signatures.", candor_role_to_string (role), NULL);

        g_test_message ("%s, “%s”", place, names[i].signed_as);
        candor_visit_set (visit, fields[role], names[i].person);
        signature->role = role;
        if (i % 2 == 0)
          {
            signature->method = CANDOR_METHOD_TYPED;
            g_ptr_array_set_size (signature->strokes, 0);
          }
        rename_to (signature, names[i].signed_as);
        candor_visit_take_signature (visit, signature);
        assert_only (procedure, visit, names[i].same ? NULL : place,
                     role == CANDOR_ROLE_PRACTITIONER ? CANDOR_STAGE_DECIDE
                                                      : CANDOR_STAGE_COMPLETE);
      }
}

/* Catches a consent that is signed after the day it is for. */
static void
test_treatment_before_visit (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T23:59:00-05:00");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-09");
  assert_only (procedure, visit, "treatment.date", CANDOR_STAGE_START);
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-03-10");
  assert_only (procedure, visit, NULL, 0);
}

/* Catches a settlement that goes on holding for an answer that it was not made for. */
static void
test_settlement_goes_with_its_answer (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_NO);
  candor_visit_settle (visit, "gh-washed", CANDOR_SETTLED_PROCEED, "Washed here.");
  candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_NO);
  assert_only (procedure, visit, NULL, 0);
  candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_YES);
  candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_NO);
  assert_only (procedure, visit, "settled.gh-washed", CANDOR_STAGE_DECIDE);

  /* Whoever was told "not today" cannot agree, though the answer by itself is clear. */
  candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_YES);
  candor_visit_settle (visit, "gh-washed", CANDOR_SETTLED_DECLINE, "Washed with tar.");
  assert_only (procedure, visit, "settled.gh-washed", CANDOR_STAGE_SIGN);
}

/* Catches somebody under age who signs today for a day on which they are old enough; and a date of
 * birth that nobody alive can have. */
static void
test_days_of_the_visit (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);

  candor_visit_set (visit, CANDOR_FIELD_STARTED_AT, "2026-03-10T10:00:00+01:00");
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-04-10");
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "2008-03-11");
  candor_visit_settle (visit, "age", CANDOR_SETTLED_PROCEED, "Talked over.");
  assert_only (procedure, visit, "patient.date_of_birth", CANDOR_STAGE_SIGN);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "2008-03-10");
  assert_only (procedure, visit, NULL, 0);

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1895-03-10");
  assert_only (procedure, visit, "patient.date_of_birth", CANDOR_STAGE_START);
  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "1984-05-03");
  assert_only (procedure, visit, NULL, 0);
}

/* Catches a signed agreement that an answer which stops has overtaken, and that is let through as
 * the record of a stop; and a practitioner who then signs over it. */
static void
test_stop_overtakes_agreement (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, "2015-01-01");
  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_STOP);
  assert_only (procedure, visit, "decision", CANDOR_STAGE_SIGN);
  list = all_missing (procedure, visit);
  g_assert_nonnull (strstr (find (list, "decision")->text, "The patient’s age"));
  g_assert_true (candor_visit_bind_text (visit, procedure, &error));
  g_assert_no_error (error);
  g_assert_null (candor_visit_get (visit, CANDOR_FIELD_DECISION));
  g_assert_null (candor_visit_get (visit, CANDOR_FIELD_DECISION_AT));
  assert_only (procedure, visit, NULL, 0);
}

/* Catches a refusal that leaves whoever reads it to search for the answer that is meant. */
static void
test_stop_names_its_answer (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (GPtrArray) list = NULL;

  candor_visit_set_reply (visit, "gh-feathers", CANDOR_REPLY_YES);
  list = all_missing (procedure, visit);
  g_assert_nonnull (find (list, "decision"));
  g_assert_nonnull (strstr (find (list, "decision")->text, "feather"));
}

/* Catches words that are only spaces, or that nobody can see, and pass for a name or a reason. */
static void
test_blank_words (void)
{
  static const char *const blanks[]
      = { " ", " \t\n", "\u00a0", "\u200b", "\u2028\u2029", "\u202e\u2060" };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
      g_autoptr (GPtrArray) list = NULL;
      CandorSignature *signature = signature_of (visit, CANDOR_ROLE_PATIENT);

      g_free (signature->name);
      signature->name = g_strdup (blanks[i]);
      candor_visit_take_signature (visit, signature);
      candor_visit_set (visit, CANDOR_FIELD_PATIENT_NAME, blanks[i]);
      candor_visit_set (visit, CANDOR_FIELD_TALK_RISKS, blanks[i]);
      candor_visit_set_question_reply (visit, 0, blanks[i]);
      candor_visit_set_reply (visit, "gh-washed", CANDOR_REPLY_NO);
      candor_visit_settle (visit, "gh-washed", CANDOR_SETTLED_PROCEED, blanks[i]);
      list = all_missing (procedure, visit);
      g_assert_cmpuint (list->len, ==, 5);
      g_assert_nonnull (find (list, "patient.name"));
      g_assert_nonnull (find (list, "talk.risks"));
      g_assert_nonnull (find (list, "questions[0].reply"));
      g_assert_nonnull (find (list, "settled.gh-washed"));
      g_assert_nonnull (find (list, "signatures.patient"));
    }
}

/* Catches half a signature of somebody who need not sign, and one by nobody knows whom. */
static void
test_signatures_nobody_asked_for (void)
{
  static const CandorRole roles[] = { CANDOR_ROLE_WITNESS, CANDOR_ROLE_INTERPRETER };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) no = help_example (procedure, CANDOR_OUTCOME_NO);

  candor_visit_take_signature (no, candor_signature_new (CANDOR_ROLE_PATIENT, "Ana", "Seen."));
  assert_only (procedure, no, "signatures.patient", CANDOR_STAGE_COMPLETE);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (CandorVisit) visit = help_example (procedure, CANDOR_OUTCOME_AGREE);
      CandorSignature *signature = signature_of (visit, CANDOR_ROLE_PATIENT);

      signature->role = roles[i];
      candor_visit_take_signature (visit, signature);
      assert_only (procedure, visit, i == 0 ? "witness.name" : "interpreter.name",
                   CANDOR_STAGE_COMPLETE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/missing-blocks/wait", test_wait_blocks_agreement);
  g_test_add_func ("/missing-blocks/settlement", test_settlement_blocks_agreement);
  g_test_add_func ("/missing-blocks/age", test_age_is_settled);
  g_test_add_func ("/missing-blocks/stop", test_stop_asks_for_no_decision);
  g_test_add_func ("/missing-blocks/capacity", test_capacity_blocks_agreement);
  g_test_add_func ("/missing-blocks/statements", test_statements);
  g_test_add_func ("/missing-blocks/empty-signatures", test_empty_signatures);
  g_test_add_func ("/missing-blocks/other-ways-to-sign", test_other_ways_to_sign);
  g_test_add_func ("/missing-blocks/interpreter", test_interpreter);
  g_test_add_func ("/missing-blocks/settlement-goes-with-its-answer",
                   test_settlement_goes_with_its_answer);
  g_test_add_func ("/missing-blocks/days-of-the-visit", test_days_of_the_visit);
  g_test_add_func ("/missing-blocks/stop-overtakes-agreement", test_stop_overtakes_agreement);
  g_test_add_func ("/missing-blocks/stop-names-its-answer", test_stop_names_its_answer);
  g_test_add_func ("/missing-blocks/names-in-signatures", test_names_in_signatures);
  g_test_add_func ("/missing-blocks/treatment-before-visit", test_treatment_before_visit);
  g_test_add_func ("/missing-blocks/blank-words", test_blank_words);
  g_test_add_func ("/missing-blocks/signatures-nobody-asked-for", test_signatures_nobody_asked_for);
  return g_test_run ();
}
