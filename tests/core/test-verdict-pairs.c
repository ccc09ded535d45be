/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * What several answers mean together, and that the same answers always mean the same.
 */
#include "help-verdicts.h"
#include "help.h"

#include <string.h>

#include "core/candor-date.h"

#define DAY "2026-03-10"

static const char *const procedures[] = { HELP_REAL, HELP_INVENTED };

static void
assert_together (CandorProcedure *procedure, const HelpRule *one, const HelpRule *other)
{
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
  g_autoptr (CandorVerdict) verdict = NULL;
  CandorVerdictKind worst = MAX (one->kind, other->kind);
  int days = MAX (one->days, other->days);
  GDate until = help_date (DAY);

  candor_visit_set_reply (visit, one->question, one->reply);
  candor_visit_set_reply (visit, other->question, other->reply);
  verdict = help_judge (procedure, visit, DAY);
  if (verdict->kind != worst)
    g_error ("%s %s with %s %s is %s.", one->question, candor_reply_to_string (one->reply),
             other->question, candor_reply_to_string (other->reply),
             candor_verdict_kind_to_string (verdict->kind));
  g_assert_cmpint (candor_verdict_find (verdict, one->question)->kind, ==, one->kind);
  g_assert_cmpint (candor_verdict_find (verdict, other->question)->kind, ==, other->kind);
  g_assert_cmpuint (verdict->n_open, ==, verdict->items->len - 3);

  /* The wait is told even where another answer is worse: it stays true when that one is settled. */
  g_assert_cmpint (g_date_valid (&verdict->until), ==, days > 0);
  if (days > 0)
    {
      g_date_add_days (&until, days);
      g_assert_cmpint (g_date_compare (&verdict->until, &until), ==, 0);
    }
}

/* Catches two answers of which the milder one hides the worse, or the earlier day the later: each
 * reply of each question with each reply of each other question. */
static void
test_every_pair (gconstpointer data)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (data);
  g_autoptr (GPtrArray) rules = help_rules (data);
  guint n = 0;

  for (guint i = 0; i < rules->len; i++)
    for (guint j = i + 1; j < rules->len; j++)
      {
        const HelpRule *one = rules->pdata[i];
        const HelpRule *other = rules->pdata[j];

        if (g_str_equal (one->question, other->question))
          continue;
        assert_together (procedure, one, other);
        n++;
      }
  g_test_message ("%u pairs", n);
  g_assert_cmpuint (n, ==, rules->len * (rules->len - CANDOR_N_REPLIES) / 2);
}

/* Catches an age that hides an answer, or an answer that hides an age. */
static void
test_every_answer_with_every_age (gconstpointer data)
{
  static const struct
  {
    const char *born;
    CandorVerdictKind real;
    CandorVerdictKind invented;
  } ages[] = {
    { "2015-01-01", CANDOR_VERDICT_STOP, CANDOR_VERDICT_STOP },
    { "2012-01-01", CANDOR_VERDICT_STOP, CANDOR_VERDICT_ASK },
    { "2006-01-01", CANDOR_VERDICT_ASK, CANDOR_VERDICT_CLEAR },
    { "1984-05-03", CANDOR_VERDICT_CLEAR, CANDOR_VERDICT_CLEAR },
  };
  g_autoptr (CandorProcedure) procedure = help_procedure (data);
  g_autoptr (GPtrArray) rules = help_rules (data);

  for (guint i = 0; i < rules->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ages); j++)
      {
        const HelpRule *rule = rules->pdata[i];
        g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
        g_autoptr (CandorVerdict) verdict = NULL;
        CandorVerdictKind age = g_str_equal (data, HELP_REAL) ? ages[j].real : ages[j].invented;

        candor_visit_set_reply (visit, rule->question, rule->reply);
        candor_visit_set (visit, CANDOR_FIELD_PATIENT_BORN, ages[j].born);
        verdict = help_judge (procedure, visit, DAY);
        g_assert_cmpint (verdict->kind, ==, MAX (rule->kind, age));
        g_assert_cmpint (candor_verdict_find (verdict, "age")->kind, ==, age);
      }
}

/* Catches a wait that is the latest only because it came last: the later day first and last. */
static void
test_latest_wait (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);

  for (int late_first = 0; late_first <= 1; late_first++)
    {
      g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
      g_autoptr (CandorVerdict) verdict = NULL;
      g_autofree char *until = NULL;

      candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_YES);
      candor_visit_set_answer_date (visit, "gh-glue", late_first ? "2026-03-09" : "2026-03-01");
      candor_visit_set_reply (visit, "gh-paint", CANDOR_REPLY_YES);
      verdict = help_judge (procedure, visit, DAY);
      until = candor_date_to_iso (&verdict->until);
      g_assert_cmpstr (until, ==, late_first ? "2026-03-19" : "2026-03-12");
    }
}

/* Catches a verdict that depends on anything else than procedure, visit and day: the clock, the
 * order of the answers, or what was judged before. */
static void
test_purity (gconstpointer data)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (data);
  g_autoptr (GPtrArray) rules = help_rules (data);

  for (guint seed = 0; seed < 50; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (CandorVisit) one = help_visit_on (procedure, DAY);
      g_autoptr (CandorVisit) other = help_visit_on (procedure, DAY);
      g_autoptr (CandorVerdict) first = NULL;
      g_autoptr (CandorVerdict) second = NULL;
      g_autofree char *first_json = NULL;
      g_autofree char *second_json = NULL;
      guint n = rules->len / CANDOR_N_REPLIES;
      g_autofree CandorReply *replies = g_new0 (CandorReply, n);

      for (guint i = 0; i < n; i++)
        {
          replies[i] = g_rand_int_range (random, 0, CANDOR_N_REPLIES);
          candor_visit_set_reply (one, ((HelpRule *)rules->pdata[i * CANDOR_N_REPLIES])->question,
                                  replies[i]);
        }
      first = help_judge (procedure, one, DAY);
      first_json = candor_verdict_to_json (first, one);

      for (guint i = n; i-- > 0;)
        candor_visit_set_reply (other, ((HelpRule *)rules->pdata[i * CANDOR_N_REPLIES])->question,
                                replies[i]);
      second = help_judge (procedure, other, DAY);
      second_json = candor_verdict_to_json (second, other);
      g_assert_cmpstr (first_json, ==, second_json);
    }
}

/* Catches a verdict whose JSON does not say what the verdict says. */
static void
test_json (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) visit = help_visit_on (procedure, DAY);
  g_autoptr (CandorVerdict) verdict = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root, *answers, *glue, *open;

  candor_visit_set_reply (visit, "gh-glue", CANDOR_REPLY_YES);
  candor_visit_set_reply (visit, "gh-feathers", CANDOR_REPLY_NOT_SURE);
  verdict = help_judge (procedure, visit, DAY);
  json = candor_verdict_to_json (verdict, visit);
  g_assert_true (g_str_has_suffix (json, "}\n"));
  node = help_json (json);
  root = json_node_get_object (node);
  answers = json_object_get_object_member (root, "answers");
  glue = json_object_get_object_member (answers, "gh-glue");
  open = json_object_get_object_member (answers, "gh-paint");

  g_assert_cmpstr (json_object_get_string_member (root, "verdict"), ==, "WAIT");
  g_assert_cmpstr (json_object_get_string_member (root, "on"), ==, DAY);
  g_assert_cmpstr (json_object_get_string_member (root, "until"), ==, "2026-03-20");
  g_assert_cmpint (json_object_get_int_member (root, "unanswered"), ==, 6);
  g_assert_cmpuint (json_object_get_size (answers), ==, 9);
  g_assert_cmpstr (json_object_get_string_member (glue, "verdict"), ==, "WAIT");
  g_assert_cmpstr (json_object_get_string_member (glue, "answer"), ==, "yes");
  g_assert_cmpstr (json_object_get_string_member (glue, "until"), ==, "2026-03-20");
  g_assert_cmpstr (json_object_get_string_member (glue, "say"), ==,
                   "We will find a day when 10 days have passed.");
  g_assert_true (json_object_get_null_member (open, "verdict"));
  g_assert_false (json_object_has_member (open, "answer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    {
      g_autofree char *pairs = g_strconcat ("/verdict-pairs/every-pair/", procedures[i], NULL);
      g_autofree char *ages
          = g_strconcat ("/verdict-pairs/every-answer-with-every-age/", procedures[i], NULL);
      g_autofree char *purity = g_strconcat ("/verdict-pairs/purity/", procedures[i], NULL);

      g_test_add_data_func (pairs, procedures[i], test_every_pair);
      g_test_add_data_func (ages, procedures[i], test_every_answer_with_every_age);
      g_test_add_data_func (purity, procedures[i], test_purity);
    }
  g_test_add_func ("/verdict-pairs/latest-wait", test_latest_wait);
  g_test_add_func ("/verdict-pairs/json", test_json);
  return g_test_run ();
}
