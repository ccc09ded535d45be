/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What one answer, or the patient's age, means on a day.
 */
#include "help-verdicts.h"
#include "help.h"

#include "core/candor-date.h"

#define DAY "2026-03-10"

static const char *const procedures[] = { HELP_REAL, HELP_INVENTED };

static void
assert_date (const GDate *date, const char *iso)
{
  g_autofree char *text = g_date_valid (date) ? candor_date_to_iso (date) : NULL;

  g_assert_cmpstr (text, ==, iso);
}

/* Catches a rule of the procedure file that is not the rule of the facts: question by question and
 * reply by reply, each on its own, the verdict of the visit with it. */
static void
test_every_rule (gconstpointer data)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (data);
  g_autoptr (GPtrArray) rules = help_rules (data);

  for (guint i = 0; i < rules->len; i++)
    {
      const HelpRule *rule = rules->pdata[i];
      g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
      g_autoptr (CandorVerdict) verdict = NULL;
      const CandorItemVerdict *item;
      GDate until = help_date (DAY);

      candor_visit_set_reply (visit, rule->question, rule->reply);
      verdict = help_judge (procedure, visit, DAY);
      item = candor_verdict_find (verdict, rule->question);
      g_assert_nonnull (item);
      if (item->kind != rule->kind)
        {
          g_test_fail_printf ("“%s” to %s is %s, not %s.", candor_reply_to_string (rule->reply),
                              rule->question, candor_verdict_kind_to_string (item->kind),
                              candor_verdict_kind_to_string (rule->kind));
          continue;
        }
      g_assert_true (item->answered);
      g_assert_cmpint (verdict->kind, ==, rule->kind);
      /* Whoever is not simply clear is told why. */
      g_assert_true (rule->kind == CANDOR_VERDICT_CLEAR || item->say != NULL);
      g_assert_cmpint (g_date_valid (&item->until), ==, rule->kind == CANDOR_VERDICT_WAIT);
      g_assert_cmpint (g_date_valid (&verdict->until), ==, rule->kind == CANDOR_VERDICT_WAIT);
      if (rule->kind == CANDOR_VERDICT_WAIT)
        {
          g_date_add_days (&until, rule->days);
          g_assert_cmpint (g_date_compare (&item->until, &until), ==, 0);
          g_assert_cmpint (g_date_compare (&verdict->until, &until), ==, 0);
        }
    }
}

/* Catches a question that was added to the procedure without a row in the table, or one that is
 * gone. */
static void
test_every_question_is_in_the_table (gconstpointer data)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (data);
  g_autoptr (GPtrArray) rules = help_rules (data);
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
  g_autoptr (CandorVerdict) verdict = help_judge (procedure, visit, DAY);

  g_assert_cmpuint (verdict->items->len, ==, rules->len / CANDOR_N_REPLIES + 1);
  g_assert_cmpuint (verdict->n_open, ==, verdict->items->len - 1);
  for (guint i = 0; i < rules->len; i++)
    g_assert_nonnull (candor_verdict_find (verdict, ((HelpRule *)rules->pdata[i])->question));
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = verdict->items->pdata[i];

      g_assert_cmpint (item->answered, ==, g_str_equal (item->id, "age"));
      g_assert_cmpint (item->kind, ==, CANDOR_VERDICT_CLEAR);
    }
}

/* Catches somebody who does not know and is waved through where "yes" would stop the treatment. */
static void
test_not_sure_asks (void)
{
  g_autoptr (GPtrArray) rules = help_rules (HELP_REAL);
  guint stops = 0;

  for (guint i = 0; i < rules->len; i += CANDOR_N_REPLIES)
    {
      const HelpRule *yes = rules->pdata[i + CANDOR_REPLY_YES];
      const HelpRule *not_sure = rules->pdata[i + CANDOR_REPLY_NOT_SURE];

      if (yes->kind == CANDOR_VERDICT_STOP)
        {
          stops++;
          g_assert_cmpint (not_sure->kind, ==, CANDOR_VERDICT_ASK);
        }
    }
  g_assert_cmpuint (stops, >, 5);
}

/* Catches procedures with which some kind of verdict is never tried. */
static void
test_every_kind_occurs (gconstpointer data)
{
  g_autoptr (GPtrArray) rules = help_rules (data);
  guint n[CANDOR_VERDICT_STOP + 1] = { 0 };

  for (guint i = 0; i < rules->len; i++)
    n[((HelpRule *)rules->pdata[i])->kind]++;
  for (gsize i = 0; i < G_N_ELEMENTS (n); i++)
    g_assert_cmpuint (n[i], >, 0);
}

/* Catches an age that is judged a day too early or too late: the day of the treatment counts, and a
 * birthday counts from its own day on. */
static void
test_ages (void)
{
  static const struct
  {
    const char *procedure;
    const char *born;
    CandorVerdictKind kind;
  } cases[] = {
    /* Under 18: STOP. 18 to 21: ASK. */
    { HELP_REAL, "2012-03-10", CANDOR_VERDICT_STOP },
    { HELP_REAL, "2009-03-10", CANDOR_VERDICT_STOP },  /* 17 today */
    { HELP_REAL, "2008-03-11", CANDOR_VERDICT_STOP },  /* 18 tomorrow */
    { HELP_REAL, "2008-03-10", CANDOR_VERDICT_ASK },   /* 18 today */
    { HELP_REAL, "2008-03-09", CANDOR_VERDICT_ASK },   /* 18 yesterday */
    { HELP_REAL, "2005-03-10", CANDOR_VERDICT_ASK },   /* 21 today */
    { HELP_REAL, "2004-03-11", CANDOR_VERDICT_ASK },   /* 22 tomorrow */
    { HELP_REAL, "2004-03-10", CANDOR_VERDICT_CLEAR }, /* 22 today */
    { HELP_REAL, "1926-03-10", CANDOR_VERDICT_CLEAR },
    { HELP_REAL, "2026-03-11", CANDOR_VERDICT_STOP }, /* a slip: not born yet */
    { HELP_INVENTED, "2014-03-11", CANDOR_VERDICT_STOP },
    { HELP_INVENTED, "2014-03-10", CANDOR_VERDICT_ASK },
    { HELP_INVENTED, "2010-03-11", CANDOR_VERDICT_ASK },
    { HELP_INVENTED, "2010-03-10", CANDOR_VERDICT_CLEAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (cases[i].procedure);
      g_autoptr (CandorVisit) visit = help_visit_on (procedure, "2026-01-01");
      g_autoptr (CandorVerdict) verdict = NULL;
      const CandorItemVerdict *age;

      candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, cases[i].born);
      verdict = help_judge (procedure, visit, DAY);
      age = candor_verdict_find (verdict, "age");
      if (age->kind != cases[i].kind || verdict->kind != cases[i].kind)
        g_test_fail_printf ("Born on %s, on " DAY ": %s, not %s.", cases[i].born,
                            candor_verdict_kind_to_string (age->kind),
                            candor_verdict_kind_to_string (cases[i].kind));
      g_assert_true (age->answered);
      g_assert_cmpint (age->age_rule != NULL, ==, cases[i].kind != CANDOR_VERDICT_CLEAR);
      g_assert_cmpint (age->say != NULL, ==, cases[i].kind != CANDOR_VERDICT_CLEAR);
    }
}

/* Catches an age that nobody knows and that passes for an answer. */
static void
test_unknown_age (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
  g_autoptr (CandorVerdict) verdict = NULL;

  candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, NULL);
  verdict = help_judge (procedure, visit, DAY);
  g_assert_false (candor_verdict_find (verdict, "age")->answered);
  g_assert_cmpuint (verdict->n_open, ==, verdict->items->len);
}

/* Catches a wait that is counted from the wrong day, and one that ends a day too early or too
 * late. The answer is given on 10 March; the wait is 10 days. */
static void
test_wait (void)
{
  static const struct
  {
    const char *given; /* NULL: no date was given */
    const char *on;
    CandorVerdictKind kind;
    const char *until;
  } cases[] = {
    { NULL, "2026-03-10", CANDOR_VERDICT_WAIT, "2026-03-20" },
    { NULL, "2026-03-19", CANDOR_VERDICT_WAIT, "2026-03-20" },
    { NULL, "2026-03-20", CANDOR_VERDICT_CLEAR, "2026-03-20" },
    { NULL, "2026-03-21", CANDOR_VERDICT_CLEAR, "2026-03-20" },
    { "2026-03-04", "2026-03-10", CANDOR_VERDICT_WAIT, "2026-03-14" },
    { "2026-03-04", "2026-03-13", CANDOR_VERDICT_WAIT, "2026-03-14" },
    { "2026-03-04", "2026-03-14", CANDOR_VERDICT_CLEAR, "2026-03-14" },
    { "2026-03-10", "2026-03-10", CANDOR_VERDICT_WAIT, "2026-03-20" },
    { "2026-02-22", "2026-03-10", CANDOR_VERDICT_CLEAR, "2026-03-04" },
    /* A day in the future is a slip: the answer's own day counts. */
    { "2026-03-11", "2026-03-10", CANDOR_VERDICT_WAIT, "2026-03-20" },
    { "2062-03-10", "2026-03-20", CANDOR_VERDICT_CLEAR, "2026-03-20" },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
      g_autoptr (CandorVerdict) verdict = NULL;
      const CandorItemVerdict *item;

      candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_YES);
      candor_visit_set_answer_date (visit, "gh-glue", cases[i].given);
      verdict = help_judge (procedure, visit, cases[i].on);
      item = candor_verdict_find (verdict, "gh-glue");
      g_test_message ("given %s, on %s", cases[i].given, cases[i].on);
      g_assert_cmpint (item->kind, ==, cases[i].kind);
      assert_date (&item->until, cases[i].until);
      assert_date (&verdict->until, cases[i].kind == CANDOR_VERDICT_WAIT ? cases[i].until : NULL);
    }
}

/* Catches a date that stays behind from "yes" and shortens the wait of another reply. */
static void
test_date_belongs_to_yes (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
  g_autoptr (CandorVerdict) verdict = NULL;

  candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_YES);
  candor_visit_set_answer_date (visit, "gh-glue", "2026-01-01");
  candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_NOT_SURE);
  verdict = help_judge (procedure, visit, DAY);
  assert_date (&candor_verdict_find (verdict, "gh-glue")->until, "2026-03-13");
}

/* Catches a visit that is judged on another day than that of the treatment. */
static void
test_day (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
  GDate on;

  candor_verdict_day (visit, &on);
  assert_date (&on, DAY);
  candor_visit_set (visit, CANDOR_FIELD_TREATMENT_DATE, "2026-04-01");
  candor_verdict_day (visit, &on);
  assert_date (&on, "2026-04-01");
}

/* Catches a STOP that does not end the visit whatever else was said, and a decision that is taken
 * for an outcome of its own. */
static void
test_outcome (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);

  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_OPEN);
  candor_visit_set (visit, CANDOR_FIELD_DECISION, "not-now");
  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_NOT_NOW);
  candor_visit_set (visit, CANDOR_FIELD_DECISION, "agree");
  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_AGREE);
  candor_visit_set_reply (visit, "gh-feathers", CANDOR_REPLY_YES);
  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_STOP);
  candor_visit_set_reply (visit, "gh-feathers", CANDOR_REPLY_NO);
  candor_visit_set (visit, CANDOR_FIELD_DECISION, "stop");
  g_assert_cmpint (candor_visit_outcome (visit, procedure), ==, CANDOR_OUTCOME_OPEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      g_autofree char *rule = g_strconcat ("/verdict/every-rule/", procedures[i], NULL);
      g_autofree char *table
          = g_strconcat ("/verdict/every-question-is-in-the-table/", procedures[i], NULL);
      g_autofree char *kinds = g_strconcat ("/verdict/every-kind-occurs/", procedures[i], NULL);

      g_test_add_data_func (rule, procedures[i], test_every_rule);
      g_test_add_data_func (table, procedures[i], test_every_question_is_in_the_table);
      g_test_add_data_func (kinds, procedures[i], test_every_kind_occurs);
    }
  g_test_add_func ("/verdict/not-sure-asks", test_not_sure_asks);
  g_test_add_func ("/verdict/ages", test_ages);
  g_test_add_func ("/verdict/unknown-age", test_unknown_age);
  g_test_add_func ("/verdict/wait", test_wait);
  g_test_add_func ("/verdict/date-belongs-to-yes", test_date_belongs_to_yes);
  g_test_add_func ("/verdict/day", test_day);
  g_test_add_func ("/verdict/outcome", test_outcome);
  return g_test_run ();
}
