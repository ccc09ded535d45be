/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Candor contributors
 *
 * Takes each part of a complete visit away in turn. The list of what is missing has to name it, at
 * the stage that needs it and not before.
 */
#include "help.h"

#include <string.h>

#include "core/candor-missing.h"

static const char *const procedures[] = { HELP_REAL, HELP_INVENTED };

static gboolean
names (GPtrArray *list, const char *id, CandorStage *stage)
{
  for (guint i = 0; i < list->len; i++)
    {
      const CandorMissing *missing = list->pdata[i];

      if (g_str_equal (missing->id, id))
        {
          *stage = missing->stage;
          return TRUE;
        }
    }
  return FALSE;
}

/* Each sentence is whole: it begins, it ends, and no place for a word was left open in it. */
static void
assert_sentences (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const CandorMissing *missing = list->pdata[i];

      g_assert_true (g_str_has_suffix (missing->text, "."));
      g_assert_true (g_ascii_isupper (missing->text[0]));
      g_assert_null (strstr (missing->text, "%s"));
      g_assert_null (strstr (missing->text, "(null)"));
    }
}

static void
assert_missing (CandorProcedure *procedure, CandorVisit *visit, const char *id, CandorStage stage)
{
  for (CandorStage up_to = CANDOR_STAGE_START; up_to <= CANDOR_STAGE_COMPLETE; up_to++)
    {
      g_autoptr (GPtrArray) list
          = candor_missing_list (procedure, visit, up_to, candor_language_english ());
      CandorStage found;

      if (names (list, id, &found) != (up_to >= stage))
        g_test_fail_printf ("Without “%s” the list up to stage %d %s it.", id, up_to,
                            up_to >= stage ? "does not name" : "already names");
      else if (up_to >= stage && found != stage)
        g_test_fail_printf ("“%s” is asked for at stage %d, not %d.", id, found, stage);
      assert_sentences (list);
    }
}

/* A part of the visit's JSON: a member of an object, or an entry of a list. */
typedef struct
{
  const char *group; /* "" for the file itself */
  const char *name;
} Part;

static gboolean
remove_entry (JsonArray *array, const char *name)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *entry = json_array_get_element (array, i);
      const char *found = JSON_NODE_HOLDS_OBJECT (entry)
                              ? json_object_get_string_member (json_node_get_object (entry), "role")
                              : json_node_get_string (entry);

      if (g_str_equal (found, name))
        {
          json_array_remove_element (array, i);
          return TRUE;
        }
    }
  return FALSE;
}

/* The visit without that part, read anew. */
static CandorVisit *
without (CandorVisit *visit, const Part *part)
{
  g_autofree char *json = candor_visit_to_json (visit, NULL);
  g_autoptr (JsonNode) root = help_json (json);
  JsonObject *object = json_node_get_object (root);
  JsonNode *group = *part->group ? json_object_get_member (object, part->group) : root;
  g_autofree char *cut = NULL;
  g_autoptr (GError) error = NULL;
  CandorVisit *read;

  if (JSON_NODE_HOLDS_ARRAY (group))
    g_assert_true (remove_entry (json_node_get_array (group), part->name));
  else
    {
      g_assert_true (json_object_has_member (json_node_get_object (group), part->name));
      json_object_remove_member (json_node_get_object (group), part->name);
    }
  cut = help_json_text (root);
  read = candor_visit_from_json ("cut.json", cut, -1, &error);
  g_assert_no_error (error);
  return read;
}

static void
assert_needed (CandorProcedure *procedure, CandorVisit *visit, Part part, CandorStage stage)
{
  g_autoptr (CandorVisit) cut = without (visit, &part);
  g_autofree char *id
      = *part.group ? g_strconcat (part.group, ".", part.name, NULL) : g_strdup (part.name);

  assert_missing (procedure, cut, id, stage);
}

static void
assert_not_needed (CandorProcedure *procedure, CandorVisit *visit, Part part)
{
  g_autoptr (CandorVisit) cut = without (visit, &part);
  g_autoptr (GPtrArray) list
      = candor_missing_list (procedure, cut, CANDOR_STAGE_COMPLETE, candor_language_english ());

  for (guint i = 0; i < list->len; i++)
    g_test_fail_printf ("Without %s.%s: %s", part.group, part.name,
                        ((CandorMissing *)list->pdata[i])->text);
}

static gboolean
is_stop (CandorOutcome outcome)
{
  return outcome == CANDOR_OUTCOME_STOP;
}

/* Catches a part that nobody misses: staff's part, before the tablet is handed over. */
static void
check_start (CandorProcedure *procedure, CandorVisit *visit)
{
  static const Part parts[] = { { "clinic", "name" },
                                { "clinic", "phone" },
                                { "clinic", "emergency" },
                                { "patient", "name" },
                                { "patient", "date_of_birth" },
                                { "treatment", "area" },
                                { "treatment", "date" },
                                { "practitioner", "name" },
                                { "practitioner", "role" },
                                { "practitioner", "registration" },
                                { "", "started_at" } };
  static const Part optional[] = { { "clinic", "address" },
                                   { "treatment", "depth" },
                                   { "treatment", "product" },
                                   { "", "clinic_language" } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_needed (procedure, visit, parts[i], CANDOR_STAGE_START);
  for (gsize i = 0; i < G_N_ELEMENTS (optional); i++)
    assert_not_needed (procedure, visit, optional[i]);
}

/* The patient's part before the talk: every section, every check, every health question. */
static void
check_reading (CandorProcedure *procedure, CandorVisit *visit, CandorOutcome outcome)
{
  GPtrArray *sections = candor_procedure_sections (procedure);
  GPtrArray *checks = candor_procedure_checks (procedure);
  GPtrArray *groups = candor_procedure_health_groups (procedure);

  assert_needed (procedure, visit, (Part){ "patient", "confirmed_at" }, CANDOR_STAGE_TALK);
  assert_needed (procedure, visit, (Part){ "patient", "goal" }, CANDOR_STAGE_TALK);
  for (guint i = 0; i < sections->len; i++)
    {
      const CandorSection *section = sections->pdata[i];
      Part part = { "shown", section->id };

      /* Who must not be treated does not have to read how to prepare and recover. */
      if (is_stop (outcome) && section->place != CANDOR_PLACE_LEARN)
        assert_not_needed (procedure, visit, part);
      else
        assert_needed (procedure, visit, part, CANDOR_STAGE_TALK);
    }
  for (guint i = 0; i < checks->len; i++)
    assert_needed (procedure, visit,
                   (Part){ "check", ((CandorCheckQuestion *)checks->pdata[i])->id },
                   CANDOR_STAGE_TALK);
  for (guint i = 0; i < groups->len; i++)
    {
      GPtrArray *questions = ((CandorHealthGroup *)groups->pdata[i])->questions;

      for (guint j = 0; j < questions->len; j++)
        {
          const CandorHealthQuestion *question = questions->pdata[j];
          Part part = { "answers", question->id };

          if (question->kind == CANDOR_QUESTION_TEXT)
            assert_not_needed (procedure, visit, part);
          else
            assert_needed (procedure, visit, part, CANDOR_STAGE_TALK);
        }
    }
}

/* The practitioner's part. */
static void
check_talk (CandorProcedure *procedure, CandorVisit *visit, CandorOutcome outcome)
{
  const CandorCheckQuestion *missed = candor_procedure_checks (procedure)->pdata[0];
  g_autoptr (CandorVisit) not_talked_over = NULL;
  g_autoptr (CandorVisit) no_reply = NULL;
  g_autofree char *check = g_strconcat ("check.", missed->id, NULL);
  GDate on;
  g_autoptr (CandorVerdict) verdict = NULL;
  guint asked = 0;

  assert_needed (procedure, visit, (Part){ "talk", "risks" }, CANDOR_STAGE_DECIDE);
  assert_needed (procedure, visit, (Part){ "talk", "at" }, CANDOR_STAGE_DECIDE);
  assert_needed (procedure, visit, (Part){ "signatures", "practitioner" }, CANDOR_STAGE_DECIDE);
  for (gsize i = 0; i < CANDOR_N_CAPACITY; i++)
    assert_needed (procedure, visit, (Part){ "capacity", candor_capacity_to_string (i) },
                   CANDOR_STAGE_DECIDE);

  candor_verdict_day (visit, &on);
  verdict = candor_verdict_new (procedure, visit, &on);
  for (guint i = 0; i < verdict->items->len; i++)
    {
      const CandorItemVerdict *item = verdict->items->pdata[i];

      if (item->kind == CANDOR_VERDICT_ASK)
        {
          asked++;
          assert_needed (procedure, visit, (Part){ "settled", item->id }, CANDOR_STAGE_DECIDE);
        }
    }
  g_assert_cmpint (asked > 0, ==, !is_stop (outcome));

  not_talked_over = without (visit, &(Part){ "", "id" });
  candor_visit_set_check_talked (not_talked_over, missed->id, NULL);
  assert_missing (procedure, not_talked_over, check, CANDOR_STAGE_DECIDE);
  no_reply = without (visit, &(Part){ "", "id" });
  candor_visit_set_question_reply (no_reply, 0, NULL);
  assert_missing (procedure, no_reply, "questions[0].reply", CANDOR_STAGE_DECIDE);
}

/* Decision, statements and signatures. */
static void
check_decision (CandorProcedure *procedure, CandorVisit *visit, CandorOutcome outcome)
{
  GPtrArray *statements = candor_procedure_statements (procedure);

  if (!is_stop (outcome))
    {
      assert_needed (procedure, visit, (Part){ "", "decision" }, CANDOR_STAGE_SIGN);
      assert_needed (procedure, visit, (Part){ "", "decision_at" }, CANDOR_STAGE_SIGN);
    }
  if (outcome == CANDOR_OUTCOME_AGREE)
    {
      for (guint i = 0; i < statements->len; i++)
        assert_needed (procedure, visit,
                       (Part){ "statements", ((CandorStatement *)statements->pdata[i])->id },
                       CANDOR_STAGE_SIGN);
      assert_needed (procedure, visit, (Part){ "signatures", "patient" }, CANDOR_STAGE_COMPLETE);
    }
  assert_needed (procedure, visit, (Part){ "text", "sha256" }, CANDOR_STAGE_COMPLETE);
}

typedef struct
{
  const char *procedure;
  CandorOutcome outcome;
} Case;

static void
test_each_part (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (CandorProcedure) procedure = help_procedure (self->procedure);
  g_autoptr (CandorVisit) visit = help_example (procedure, self->outcome);
  g_autoptr (GPtrArray) nothing
      = candor_missing_list (procedure, visit, CANDOR_STAGE_COMPLETE, candor_language_english ());

  g_assert_cmpuint (nothing->len, ==, 0);
  check_start (procedure, visit);
  check_reading (procedure, visit, self->outcome);
  check_talk (procedure, visit, self->outcome);
  check_decision (procedure, visit, self->outcome);
}

/* Catches an empty visit that lacks less than all, or sentences that stand twice. */
static void
test_empty_visit (void)
{
  g_autoptr (CandorProcedure) procedure = help_procedure (HELP_REAL);
  g_autoptr (CandorVisit) visit = candor_visit_start (procedure, candor_language_english ());
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint before = 0;

  for (CandorStage up_to = CANDOR_STAGE_START; up_to <= CANDOR_STAGE_COMPLETE; up_to++)
    {
      g_autoptr (GPtrArray) list
          = candor_missing_list (procedure, visit, up_to, candor_language_english ());

      g_assert_cmpuint (list->len, >, before);
      before = list->len;
      assert_sentences (list);
      g_hash_table_remove_all (seen);
      for (guint i = 0; i < list->len; i++)
        {
          CandorMissing *missing = list->pdata[i];

          if (!g_hash_table_add (seen, missing->id))
            g_test_fail_printf ("“%s” stands twice.", missing->id);
          if (i > 0)
            g_assert_cmpint (((CandorMissing *)list->pdata[i - 1])->stage, <=, missing->stage);
        }
    }
}

int
main (int argc, char **argv)
{
  static Case cases[G_N_ELEMENTS (procedures) * 4];
  gsize n = 0;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    for (CandorOutcome outcome = CANDOR_OUTCOME_AGREE; outcome <= CANDOR_OUTCOME_STOP; outcome++)
      {
        g_autofree char *path = g_strconcat ("/missing/each-part/", procedures[i], "/",
                                             candor_outcome_to_string (outcome), NULL);

        cases[n] = (Case){ procedures[i], outcome };
        g_test_add_data_func (path, &cases[n++], test_each_part);
      }
  g_test_add_func ("/missing/empty-visit", test_empty_visit);
  return g_test_run ();
}
