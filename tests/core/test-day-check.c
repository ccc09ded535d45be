/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * The check on the day of treatment: which answers may stay as they were, what today's mean, how the
 * check ends, and what it needs before anybody signs.
 */
#include "help.h"

#include <string.h>

#define TODAY "2027-01-10"
#define SAME (-1)
#define OPEN (-2)

/* A check of today in which nobody has answered yet; @then is what the consent said. */
static CandorDayCheck *
start (CandorProcedure *procedure, CandorVisit *consent)
{
  g_autoptr (GError) error = NULL;
  CandorDayCheck *check;

  candor_visit_set (consent, CANDOR_FIELD_STARTED_AT, "2026-11-22T10:00:00+01:00");
  candor_visit_set (consent, CANDOR_FIELD_DECISION_AT, "2026-11-22T10:40:00+01:00");
  check = candor_day_check_start (procedure, consent, 2, &error);
  g_assert_no_error (error);
  candor_visit_set (candor_day_check_get_today (check), CANDOR_FIELD_STARTED_AT,
                    TODAY "T10:00:00+01:00");
  candor_visit_set (candor_day_check_get_today (check), CANDOR_FIELD_TREATMENT_DATE, TODAY);
  return check;
}

typedef struct
{
  const char *title;
  const char *question;
  CandorReply then;
  const char *then_date;
  gboolean can_be_same;
  int today; /* a reply, SAME or OPEN */
  const char *today_date;
  gboolean answered;
  CandorVerdictKind kind;
  const char *until;
} Answer;

static const Answer answers[] = {
  { "no-and-still-no", "gh-feathers", CANDOR_REPLY_NO, NULL, TRUE, SAME, NULL, TRUE,
    CANDOR_VERDICT_CLEAR, NULL },
  { "no-and-now-yes", "gh-feathers", CANDOR_REPLY_NO, NULL, TRUE, CANDOR_REPLY_YES, NULL, TRUE,
    CANDOR_VERDICT_STOP, NULL },
  { "no-and-now-not-sure", "gh-feathers", CANDOR_REPLY_NO, NULL, TRUE, CANDOR_REPLY_NOT_SURE, NULL,
    TRUE, CANDOR_VERDICT_ASK, NULL },
  { "nobody-asked-again", "gh-feathers", CANDOR_REPLY_NO, NULL, TRUE, OPEN, NULL, FALSE,
    CANDOR_VERDICT_CLEAR, NULL },
  { "flagged-and-still-so", "gh-tickle", CANDOR_REPLY_YES, NULL, TRUE, SAME, NULL, TRUE,
    CANDOR_VERDICT_ASK, NULL },
  { "flagged-and-over", "gh-tickle", CANDOR_REPLY_YES, NULL, TRUE, CANDOR_REPLY_NO, NULL, TRUE,
    CANDOR_VERDICT_CLEAR, NULL },
  { "wait-is-asked-anew", "gh-glue", CANDOR_REPLY_YES, NULL, FALSE, OPEN, NULL, FALSE,
    CANDOR_VERDICT_CLEAR, NULL },
  { "wait-with-an-old-day-is-asked-anew", "gh-glue", CANDOR_REPLY_YES, "2026-11-01", FALSE, OPEN,
    NULL, FALSE, CANDOR_VERDICT_CLEAR, NULL },
  { "a-wait-of-no-is-asked-anew", "gh-still", CANDOR_REPLY_NO, NULL, FALSE, OPEN, NULL, FALSE,
    CANDOR_VERDICT_CLEAR, NULL },
  { "new-wait-counts-from-today", "gh-glue", CANDOR_REPLY_NO, NULL, TRUE, CANDOR_REPLY_YES, NULL,
    TRUE, CANDOR_VERDICT_WAIT, "2027-01-20" },
  { "new-wait-not-sure", "gh-glue", CANDOR_REPLY_NO, NULL, TRUE, CANDOR_REPLY_NOT_SURE, NULL, TRUE,
    CANDOR_VERDICT_WAIT, "2027-01-13" },
  { "new-wait-with-a-day", "gh-glue", CANDOR_REPLY_NO, NULL, TRUE, CANDOR_REPLY_YES, "2027-01-05",
    TRUE, CANDOR_VERDICT_WAIT, "2027-01-15" },
  { "new-wait-that-is-over", "gh-glue", CANDOR_REPLY_NO, NULL, TRUE, CANDOR_REPLY_YES, "2026-12-20",
    TRUE, CANDOR_VERDICT_CLEAR, "2026-12-30" },
  { "the-wait-of-then-again", "gh-glue", CANDOR_REPLY_YES, "2026-11-01", FALSE, CANDOR_REPLY_YES,
    "2027-01-05", TRUE, CANDOR_VERDICT_WAIT, "2027-01-15" },
};

/* Catches a wait counted from the day of the consent, a flag that passes because it was settled
 * once, and “nothing has changed” as the answer to a question about the last days. */
static void
test_answer (gconstpointer data)
{
  const Answer *row = data;
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorDayCheck) check = NULL;
  g_autoptr (CandorVerdict) verdict = NULL;
  const CandorItemVerdict *item;
  CandorVisit *today;

  candor_visit_set_reply (consent, row->question, row->then);
  candor_visit_set_answer_date (consent, row->question, row->then_date);
  candor_visit_settle (consent, row->question, CANDOR_SETTLED_PROCEED, "It was right then.");
  check = start (procedure, consent);
  today = candor_day_check_get_today (check);
  g_assert_cmpint (candor_day_check_can_be_same (check, procedure, row->question), ==,
                   row->can_be_same);
  g_assert_false (candor_day_check_is_same (check, row->question));

  if (row->today == SAME)
    candor_day_check_set_same (check, row->question);
  else if (row->today != OPEN)
    candor_visit_set_reply (today, row->question, (CandorReply)row->today);
  if (row->today_date != NULL)
    candor_visit_set_answer_date (today, row->question, row->today_date);

  verdict = candor_day_check_verdict (check, procedure);
  item = candor_verdict_find (verdict, row->question);
  g_assert_cmpint (item->answered, ==, row->answered);
  g_assert_cmpstr (candor_verdict_kind_to_string (item->kind), ==,
                   candor_verdict_kind_to_string (row->kind));
  g_assert_cmpint (g_date_valid (&item->until), ==, row->until != NULL);
  if (row->until != NULL)
    {
      GDate until = help_date (row->until);

      g_assert_cmpint (g_date_compare (&item->until, &until), ==, 0);
    }
  g_assert_cmpint (candor_day_check_is_same (check, row->question), ==, row->today == SAME);
  g_assert_null (candor_visit_get_settlement (today, row->question));
}

/* Catches a “same” that outlives another answer, and an answer that outlives “changed”. */
static void
test_same_and_changed (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorDayCheck) check = NULL;
  CandorVisit *today;
  guint n_changes = 0;

  candor_visit_set_reply (consent, "gh-tickle", CANDOR_REPLY_YES);
  candor_visit_set_answer_detail (consent, "gh-tickle", "The elbow");
  candor_visit_set_answer_detail (consent, "gh-wishes", NULL);
  check = start (procedure, consent);
  today = candor_day_check_get_today (check);
  g_signal_connect_swapped (check, "changed", G_CALLBACK (g_atomic_int_inc), &n_changes);

  candor_day_check_set_same (check, "gh-tickle");
  g_assert_cmpuint (n_changes, >, 0);
  g_assert_cmpstr (candor_visit_get_answer (today, "gh-tickle")->detail, ==, "The elbow");
  candor_visit_settle (today, "gh-tickle", CANDOR_SETTLED_PROCEED, "Seen.");
  candor_visit_set_answer_detail (today, "gh-tickle", "The elbow and the wrist");
  g_assert_false (candor_day_check_is_same (check, "gh-tickle"));

  candor_day_check_set_changed (check, "gh-tickle");
  g_assert_null (candor_visit_get_answer (today, "gh-tickle"));
  g_assert_null (candor_visit_get_settlement (today, "gh-tickle"));
  candor_visit_set_reply (today, "gh-tickle", CANDOR_REPLY_YES);
  candor_visit_set_answer_detail (today, "gh-tickle", "The elbow");
  g_assert_false (candor_day_check_is_same (check, "gh-tickle"));
  candor_day_check_set_same (check, "gh-tickle");
  g_assert_true (candor_day_check_is_same (check, "gh-tickle"));

  /* Nothing was written then, and there is nothing to write now. */
  n_changes = 0;
  candor_day_check_set_same (check, "gh-wishes");
  g_assert_true (candor_day_check_is_same (check, "gh-wishes"));
  g_assert_cmpuint (n_changes, >, 0);
  candor_visit_set_answer_detail (today, "gh-wishes", "A wish");
  g_assert_false (candor_day_check_is_same (check, "gh-wishes"));
}

typedef struct
{
  const char *title;
  const char *question; /* answered in another way than then */
  CandorReply reply;
  CandorSettled settled;
  const char *decision;
  CandorDayOutcome outcome;
  gboolean is_barred; /* by an answer, and not by a person */
} Ending;

static const Ending endings[] = {
  { "nobody-decided", NULL, 0, CANDOR_SETTLED_OPEN, NULL, CANDOR_DAY_OPEN },
  { "wants-it", NULL, 0, CANDOR_SETTLED_OPEN, "agree", CANDOR_DAY_TREAT },
  { "not-today", NULL, 0, CANDOR_SETTLED_OPEN, "not-now", CANDOR_DAY_NOT_TODAY },
  { "no", NULL, 0, CANDOR_SETTLED_OPEN, "no", CANDOR_DAY_NO },
  { "stop-before-a-wish", "gh-feathers", CANDOR_REPLY_YES, CANDOR_SETTLED_OPEN, NULL,
    CANDOR_DAY_NOT_TREATED, TRUE },
  { "stop-after-a-wish", "gh-feathers", CANDOR_REPLY_YES, CANDOR_SETTLED_OPEN, "agree",
    CANDOR_DAY_NOT_TREATED, TRUE },
  { "stop-though-settled", "gh-feathers", CANDOR_REPLY_YES, CANDOR_SETTLED_PROCEED, "agree",
    CANDOR_DAY_NOT_TREATED, TRUE },
  { "wait", "gh-glue", CANDOR_REPLY_YES, CANDOR_SETTLED_OPEN, "agree", CANDOR_DAY_NOT_TREATED,
    TRUE },
  { "wait-though-settled", "gh-glue", CANDOR_REPLY_YES, CANDOR_SETTLED_PROCEED, "agree",
    CANDOR_DAY_NOT_TREATED, TRUE },
  { "flag-settled", "gh-tickle", CANDOR_REPLY_YES, CANDOR_SETTLED_PROCEED, "agree",
    CANDOR_DAY_TREAT },
  { "flag-postponed", "gh-tickle", CANDOR_REPLY_YES, CANDOR_SETTLED_POSTPONE, "agree",
    CANDOR_DAY_NOT_TREATED },
  { "flag-declined", "gh-tickle", CANDOR_REPLY_YES, CANDOR_SETTLED_DECLINE, "no",
    CANDOR_DAY_NOT_TREATED },
};

/* Catches a wish to be treated that wins over an answer or over the practitioner, one that an answer
 * has overtaken and that a signature stands for all the same, and one that gets lost though the
 * patient has signed for it, or wants not to be treated. */
static void
test_ending (gconstpointer data)
{
  const Ending *row = data;
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = help_day_check (procedure, CANDOR_DAY_TREAT);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GError) error = NULL;
  gboolean refused = FALSE;

  if (row->question != NULL)
    {
      candor_visit_set_reply (today, row->question, row->reply);
      candor_visit_settle (today, row->question, row->settled, "For the test.");
    }
  candor_visit_set (today, CANDOR_FIELD_DECISION, row->decision);
  if (row->decision == NULL)
    candor_visit_set (today, CANDOR_FIELD_DECISION_AT, NULL);
  g_assert_cmpstr (candor_day_outcome_to_string (candor_day_check_outcome (check, procedure)), ==,
                   candor_day_outcome_to_string (row->outcome));

  missing
      = candor_day_check_missing (check, procedure, CANDOR_STAGE_SIGN, candor_language_english ());
  for (guint i = 0; i < missing->len; i++)
    refused = refused || g_str_equal (((CandorMissing *)missing->pdata[i])->id, "decision");
  g_assert_cmpint (refused, ==,
                   row->outcome == CANDOR_DAY_OPEN
                       || (row->is_barred && g_strcmp0 (row->decision, "agree") == 0));

  g_assert_true (candor_day_check_bind_text (check, procedure, &error));
  g_assert_no_error (error);
  if (row->is_barred && g_strcmp0 (row->decision, "agree") == 0)
    g_assert_null (candor_visit_get (today, CANDOR_FIELD_DECISION));
  else
    g_assert_cmpstr (candor_visit_get (today, CANDOR_FIELD_DECISION), ==, row->decision);
}

static gboolean
names (GPtrArray *list, const char *id, CandorStage *stage)
{
  for (guint i = 0; i < list->len; i++)
    {
      const CandorMissing *missing = list->pdata[i];

      g_assert_true (g_str_has_suffix (missing->text, "."));
      g_assert_null (strstr (missing->text, "%s"));
      if (g_str_equal (missing->id, id))
        {
          *stage = missing->stage;
          return TRUE;
        }
    }
  return FALSE;
}

typedef struct
{
  const char *place; /* in the JSON, with points */
  const char *id;    /* in the list */
  CandorStage stage;
} Part;

static const Part parts[] = {
  { "consent.record", "consent.record", CANDOR_STAGE_START },
  { "consent.pdf_sha256", "consent.pdf_sha256", CANDOR_STAGE_START },
  { "session", "session", CANDOR_STAGE_START },
  { "then.decision", "then.decision", CANDOR_STAGE_START },
  { "today.started_at", "started_at", CANDOR_STAGE_START },
  { "today.clinic.name", "clinic.name", CANDOR_STAGE_START },
  { "today.clinic.phone", "clinic.phone", CANDOR_STAGE_START },
  { "today.clinic.emergency", "clinic.emergency", CANDOR_STAGE_START },
  { "today.patient.name", "patient.name", CANDOR_STAGE_START },
  { "today.patient.date_of_birth", "patient.date_of_birth", CANDOR_STAGE_START },
  { "today.treatment.area", "treatment.area", CANDOR_STAGE_START },
  { "today.treatment.date", "treatment.date", CANDOR_STAGE_START },
  { "today.practitioner.name", "practitioner.name", CANDOR_STAGE_START },
  { "today.practitioner.role", "practitioner.role", CANDOR_STAGE_START },
  { "today.practitioner.registration", "practitioner.registration", CANDOR_STAGE_START },
  { "today.decision", "decision", CANDOR_STAGE_TALK },
  { "today.decision_at", "decision_at", CANDOR_STAGE_TALK },
  { "treat", "treat", CANDOR_STAGE_DECIDE },
  { "today.talk.at", "talk.at", CANDOR_STAGE_DECIDE },
  { "today.text.sha256", "text.sha256", CANDOR_STAGE_COMPLETE },
  { "today.signatures.patient", "signatures.patient", CANDOR_STAGE_COMPLETE },
  { "today.signatures.practitioner", "signatures.practitioner", CANDOR_STAGE_COMPLETE },
  /* What may be left out. */
  { "consent.number", NULL, 0 },
  { "consent.filed_at", NULL, 0 },
  { "today.clinic.address", NULL, 0 },
  { "today.treatment.depth", NULL, 0 },
  { "today.treatment.product", NULL, 0 },
  { "today.talk.note", NULL, 0 },
};

/* The check without that part, read anew. */
static CandorDayCheck *
without (CandorDayCheck *check, const char *place)
{
  g_autofree char *json = candor_day_check_to_json (check, NULL);
  g_autoptr (JsonNode) root = help_json (json);
  g_auto (GStrv) steps = g_strsplit (place, ".", -1);
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GError) error = NULL;
  g_autofree char *cut = NULL;
  CandorDayCheck *read;
  guint last = g_strv_length (steps) - 1;

  for (guint i = 0; i < last; i++)
    {
      JsonNode *node = json_object_get_member (object, steps[i]);

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);
          guint at = 0;

          while (g_strcmp0 (json_object_get_string_member (
                                json_array_get_object_element (array, at), "role"),
                            steps[last])
                 != 0)
            at++;
          json_array_remove_element (array, at);
          object = NULL;
          break;
        }
      object = json_node_get_object (node);
    }
  if (object != NULL)
    {
      g_assert_true (json_object_has_member (object, steps[last]));
      json_object_remove_member (object, steps[last]);
    }
  cut = help_json_text (root);
  read = candor_day_check_from_json ("cut.json", cut, -1, &error);
  g_assert_no_error (error);
  return read;
}

/* Catches a part that nobody misses, or that is asked for too early or too late. */
static void
test_missing (void)
{
  static const char *const ids[] = { HELP_REAL, HELP_INVENTED };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CandorProcedure) procedure = help_procedure (ids[i]);
      g_autoptr (CandorDayCheck) whole = help_day_check (procedure, CANDOR_DAY_TREAT);

      for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
        {
          g_autoptr (CandorDayCheck) cut = without (whole, parts[j].place);

          for (CandorStage up_to = CANDOR_STAGE_START; up_to <= CANDOR_STAGE_COMPLETE; up_to++)
            {
              g_autoptr (GPtrArray) list
                  = candor_day_check_missing (cut, procedure, up_to, candor_language_english ());
              CandorStage found = up_to;

              if (parts[j].id == NULL)
                g_assert_cmpuint (list->len, ==, 0);
              else if (names (list, parts[j].id, &found) != (up_to >= parts[j].stage))
                g_test_fail_printf ("%s: stage %d is wrong about it.", parts[j].place, up_to);
              else if (up_to >= parts[j].stage)
                g_assert_cmpint (found, ==, parts[j].stage);
            }
        }
    }
}

/* Every question is asked again: catches one that nobody misses, and an answer of then that slips
 * into today without anybody saying that it is the same. */
static void
test_missing_answers (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorDayCheck) fresh = start (procedure, consent);
  g_autoptr (CandorDayCheck) whole = help_day_check (procedure, CANDOR_DAY_TREAT);
  GPtrArray *groups = candor_procedure_health_groups (procedure);
  g_autoptr (GPtrArray) list
      = candor_day_check_missing (fresh, procedure, CANDOR_STAGE_TALK, candor_language_english ());

  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        {
          const CandorHealthQuestion *question = questions->pdata[j];
          g_autofree char *id = g_strconcat ("answers.", question->id, NULL);
          g_autoptr (GPtrArray) without_it = NULL;
          CandorStage stage = CANDOR_STAGE_START;

          g_assert_true (names (list, id, &stage));
          g_assert_cmpint (stage, ==, CANDOR_STAGE_TALK);
          if (!candor_day_check_is_same (whole, question->id))
            continue;
          candor_day_check_set_changed (whole, question->id);
          without_it = candor_day_check_missing (whole, procedure, CANDOR_STAGE_TALK,
                                                 candor_language_english ());
          g_assert_cmpuint (without_it->len, ==, 1);
          g_assert_true (names (without_it, id, &stage));
          candor_day_check_set_same (whole, question->id);
        }
    }
}

/* Catches a flag that was settled at the consent and is not asked about again, and a check that is
 * made on another day than the treatment, or before the consent. */
static void
test_missing_today (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorDayCheck) check = help_day_check (procedure, CANDOR_DAY_TREAT);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GPtrArray) unsettled = NULL;
  g_autoptr (GPtrArray) past = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autoptr (GPtrArray) early = NULL;
  CandorStage stage = CANDOR_STAGE_START;

  candor_visit_set_reply (today, "gh-tickle", CANDOR_REPLY_NO);
  candor_visit_set_reply (today, "gh-tickle", CANDOR_REPLY_YES);
  unsettled = candor_day_check_missing (check, procedure, CANDOR_STAGE_DECIDE,
                                        candor_language_english ());
  g_assert_cmpuint (unsettled->len, ==, 1);
  g_assert_true (names (unsettled, "settled.gh-tickle", &stage));
  g_assert_cmpint (stage, ==, CANDOR_STAGE_DECIDE);

  /* And times that contradict one another. */
  candor_visit_set (today, CANDOR_FIELD_TALK_AT, "2020-01-10T10:00:00Z");
  past = candor_day_check_missing (check, procedure, CANDOR_STAGE_DECIDE,
                                   candor_language_english ());
  g_assert_true (names (past, "talk.at", &stage));

  candor_visit_set (today, CANDOR_FIELD_TREATMENT_DATE, "2199-01-10");
  late
      = candor_day_check_missing (check, procedure, CANDOR_STAGE_START, candor_language_english ());
  g_assert_true (names (late, "treatment.date", &stage));
  candor_visit_set (today, CANDOR_FIELD_STARTED_AT, "2020-01-10T10:00:00Z");
  candor_visit_set (today, CANDOR_FIELD_TREATMENT_DATE, "2020-01-10");
  early
      = candor_day_check_missing (check, procedure, CANDOR_STAGE_START, candor_language_english ());
  g_assert_true (names (early, "started_at", &stage));
}

static CandorProcedure *
changed_procedure (void)
{
  g_autofree char *path = help_procedure_path (HELP_INVENTED);
  g_autofree char *xml = help_read (path);
  g_autofree char *other
      = help_replace (xml, "Do feathers grow on your arm?", "Do new feathers grow on your arm?");
  g_autoptr (GError) error = NULL;
  CandorProcedure *procedure = candor_procedure_parse ("changed.xml", other, -1, &error);

  g_assert_no_error (error);
  return procedure;
}

/* Catches “nothing has changed” for an answer to other words, and a change of the words that nobody
 * talked about. */
static void
test_other_text (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorProcedure) changed = changed_procedure ();
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  g_autoptr (CandorDayCheck) check = start (changed, consent);
  CandorVisit *today = candor_day_check_get_today (check);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GError) error = NULL;
  CandorStage stage = CANDOR_STAGE_START;

  g_assert_false (candor_day_check_text_changed (check, procedure));
  g_assert_true (candor_day_check_can_be_same (check, procedure, "gh-feathers"));
  g_assert_true (candor_day_check_text_changed (check, changed));
  g_assert_false (candor_day_check_can_be_same (check, changed, "gh-feathers"));
  g_assert_false (candor_day_check_can_be_same (check, changed, "gh-wishes"));

  list = candor_day_check_missing (check, changed, CANDOR_STAGE_DECIDE, candor_language_english ());
  g_assert_true (names (list, "answers.gh-feathers", &stage));
  g_assert_false (names (list, "answers.gh-wishes", &stage));
  g_assert_true (names (list, "talk.note", &stage));
  candor_visit_set (today, CANDOR_FIELD_TALK_NOTE, "We talked about what is new.");
  noted
      = candor_day_check_missing (check, changed, CANDOR_STAGE_DECIDE, candor_language_english ());
  g_assert_false (names (noted, "talk.note", &stage));

  /* Somebody who wrote it into a file all the same is found out. */
  candor_day_check_set_same (check, "gh-feathers");
  g_assert_true (candor_day_check_check_text (check, procedure, &error));
  g_assert_no_error (error);
  g_assert_false (candor_day_check_check_text (check, changed, &error));
  help_assert_refused (error, "same.gh-feathers: ", "anew");
}

/* Catches a check about somebody else, about something else, or without a consent. */
static void
test_whose (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorProcedure) other = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) consent = help_example (procedure, CANDOR_OUTCOME_AGREE);
  static const CandorOutcome outcomes[]
      = { CANDOR_OUTCOME_NOT_NOW, CANDOR_OUTCOME_NO, CANDOR_OUTCOME_STOP };
  static const struct
  {
    CandorField field;
    const char *value;
    gboolean good;
  } people[] = { { CANDOR_FIELD_PATIENT_NAME, "Eve Other", FALSE },
                 { CANDOR_FIELD_PATIENT_NAME, NULL, FALSE },
                 { CANDOR_FIELD_PATIENT_BORN, "1984-05-04", FALSE },
                 { CANDOR_FIELD_PATIENT_BORN, NULL, FALSE },
                 { CANDOR_FIELD_PROCEDURE, HELP_REAL, FALSE },
                 { CANDOR_FIELD_TREATMENT_AREA, "The other arm", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (CandorVisit) none = help_example (procedure, outcomes[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (candor_day_check_start (procedure, none, 1, &error));
      g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (CandorDayCheck) check = help_day_check (procedure, CANDOR_DAY_TREAT);
      g_autoptr (GError) error = NULL;

      candor_visit_set (candor_day_check_get_today (check), people[i].field, people[i].value);
      g_assert_cmpint (candor_day_check_check_text (check, procedure, &error), ==, people[i].good);
      g_assert_cmpint (error == NULL, ==, people[i].good);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (candor_day_check_start (other, consent, 1, &error));
    g_assert_error (error, CANDOR_ERROR, CANDOR_ERROR_OTHER_TEXT);
  }
}

/* Catches whatever of the consent has no business in a check: ink, questions, what was hoped for. */
static void
test_what_is_taken (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_INVENTED);
  g_autoptr (CandorVisit) consent = help_full_visit (procedure);
  g_autoptr (CandorDayCheck) check = NULL;
  g_autofree char *json = NULL;

  candor_visit_set (consent, CANDOR_FIELD_DECISION, "agree");
  candor_visit_set (consent, CANDOR_FIELD_PATIENT_GOAL, "A hope of then");
  check = start (procedure, consent);
  json = candor_day_check_to_json (check, NULL);
  g_assert_null (strstr (json, "A hope of then"));
  g_assert_null (strstr (json, "\"points\""));
  g_assert_cmpuint (candor_visit_n_questions (candor_day_check_get_then (check)), ==, 0);
  g_assert_cmpstr (candor_visit_get (candor_day_check_get_today (check), CANDOR_FIELD_ID), !=,
                   candor_visit_get (consent, CANDOR_FIELD_ID));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/day-check/answer/", answers[i].title, NULL);

      g_test_add_data_func (path, &answers[i], test_answer);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat ("/day-check/ending/", endings[i].title, NULL);

      g_test_add_data_func (path, &endings[i], test_ending);
    }
  g_test_add_func ("/day-check/same-and-changed", test_same_and_changed);
  g_test_add_func ("/day-check/missing/parts", test_missing);
  g_test_add_func ("/day-check/missing/answers", test_missing_answers);
  g_test_add_func ("/day-check/missing/today", test_missing_today);
  g_test_add_func ("/day-check/other-text", test_other_text);
  g_test_add_func ("/day-check/whose", test_whose);
  g_test_add_func ("/day-check/what-is-taken", test_what_is_taken);
  return g_test_run ();
}
